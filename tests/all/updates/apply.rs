//! A signed update applied: by the operation, over HTTP and by the command line of a copied program.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use cashflow::{
    App,
    update::{Form, Payload, Updates, apply},
};
use serde_json::{Value, json};

use super::{Bench, script};
use crate::house::{self, House, author};

const ADDRESS: &str = "/api/installation/update";

/// Sends a file's bytes.
fn bring(app: &App, bytes: Vec<u8>, media_type: &str) -> house::Answer {
    let request = axum::http::Request::put(ADDRESS)
        .header("host", "localhost")
        .header("content-type", media_type);
    let request = request.body(axum::body::Body::from(bytes)).unwrap();
    house::RUNTIME.block_on(house::send(app, request))
}

/// A program that says its version, where an update will be put.
fn lay_program(bench: &Bench) -> PathBuf {
    let program = bench.place("cashflow-edge");
    fs::write(&program, script(cashflow::VERSION)).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    program
}

/// Backups of this reason in a business's folder.
fn backups(root: &Path, id: &str) -> usize {
    let Ok(folder) = fs::read_dir(root.join("backups").join(id)) else {
        return 0;
    };
    folder
        .filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_string_lossy().ends_with("-before-update.sqlite.zst")
        })
        .count()
}

/// Names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn everything_is_backed_up_then_the_program_is_replaced() {
    let (bench, house) = (Bench::new(), House::of(&["clinic", "shop"]));
    house
        .tenancy()
        .set_active(&house::id("shop"), false, &author())
        .unwrap();
    let program = lay_program(&bench);
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let updates = bench.updates();
    let applied = apply(&file, None, &updates, house.tenancy(), &author()).unwrap();

    assert_eq!(fs::read(&program).unwrap(), script("99.0.0"));
    assert_eq!(fs::read(&applied.path).unwrap(), script(cashflow::VERSION));
    assert_eq!(applied.path, bench.place("cashflow-edge.previous"));
    assert_eq!(applied.snapshots.len(), 2);
    for id in ["clinic", "shop"] {
        assert_eq!(backups(&house.root(), id), 1, "{id}");
    }
    let of_catalogue = |name: &String| name.ends_with("-before-update-catalog.sqlite.zst");
    assert!(names(&house.root().join("backups")).iter().any(of_catalogue));
    assert!(
        !names(bench.folder.path())
            .iter()
            .any(|name| name.starts_with('.')),
        "no draft is left"
    );
    // What is in place counts from now on, though the old version runs.
    assert_eq!(updates.waits_for_start().unwrap().to_string(), "99.0.0");
    let again = apply(&file, None, &updates, house.tenancy(), &author())
        .err()
        .unwrap();
    assert_eq!(again.fields()[0].code, "not_newer");
}

#[test]
fn a_business_whose_file_is_lost_is_named_and_stops_nothing() {
    let (bench, mut house) = (Bench::new(), House::of(&["clinic", "shop"]));
    lay_program(&bench);
    house.close();
    fs::remove_file(house.file("shop")).unwrap();
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let applied = apply(&file, None, &bench.updates(), house.tenancy(), &author()).unwrap();
    assert_eq!(applied.snapshots.len(), 1);
    assert_eq!(applied.left[0].tenant_id.as_str(), "shop");
}

#[test]
fn a_program_that_does_not_start_here_is_not_put_in_place() {
    let (bench, house) = (Bench::new(), House::of(&["shop"]));
    let program = lay_program(&bench);
    for payload in [
        b"no program at all".to_vec(),
        script("98.0.0"),
        b"#!/bin/sh\nexit 1\n".to_vec(),
    ] {
        let (file, _) = bench.update(&payload, |_| {});
        let error = apply(&file, None, &bench.updates(), house.tenancy(), &author())
            .err()
            .unwrap();
        assert_eq!(error.fields()[0].code, "does_not_start");
    }
    assert_eq!(fs::read(&program).unwrap(), script(cashflow::VERSION));
    assert_eq!(
        backups(&house.root(), "shop"),
        0,
        "nothing was changed, so nothing was backed up"
    );
    assert!(
        !names(bench.folder.path())
            .iter()
            .any(|name| name.starts_with('.'))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn where_only_root_may_replace_the_program_it_waits_with_what_to_run() {
    let (bench, house) = (Bench::new(), House::of(&["shop"]));
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let keys = bench.updates().keys;
    // A place where not even root may put a file.
    let updates = Updates::new(keys, "cashflow-edge", "/proc/version".into(), Form::Copied);
    let applied = apply(&file, None, &updates, house.tenancy(), &author()).unwrap();
    assert_eq!(fs::read(&applied.path).unwrap(), script("99.0.0"));
    let step = format!("sudo install -m 755 '{}' '/proc/version'", applied.path.display());
    assert_eq!(applied.next_step, step);
    assert_eq!(backups(&house.root(), "shop"), 1);
}

#[test]
fn a_program_that_was_moved_says_so() {
    let (bench, house) = (Bench::new(), House::of(&["shop"]));
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let keys = bench.updates().keys;
    let nowhere = bench.place("gone/cashflow-edge");
    let updates = Updates::new(keys, "cashflow-edge", nowhere, Form::Copied);
    let error = apply(&file, None, &updates, house.tenancy(), &author())
        .err()
        .unwrap();
    assert_eq!(error.fields()[0].code, "moved");
}

#[test]
fn a_package_is_handed_over_with_what_to_run() {
    let (bench, house) = (Bench::new(), House::of(&["shop"]));
    let (file, _) = bench.update(b"a package", |new| new.payload = Payload::Deb);
    let mut updates = bench.updates();
    updates.form = Form::Deb;
    let applied = apply(&file, None, &updates, house.tenancy(), &author()).unwrap();
    let package = house.root().join(format!(
        "updates/cashflow-edge-99.0.0-{}.deb",
        cashflow::update::platform()
    ));
    assert_eq!(applied.path, package);
    assert_eq!(
        applied.next_step,
        format!("sudo apt install '{}'", package.display())
    );
    assert_eq!(fs::read(&package).unwrap(), b"a package");
    assert_eq!(backups(&house.root(), "shop"), 1);
    assert!(updates.waits_for_start().is_none());
}

#[test]
fn over_http_it_is_brought_looked_at_and_applied() {
    let (bench, house) = (Bench::new(), House::of(&["shop"]));
    lay_program(&bench);
    let (file, manifest) = bench.update(&script("99.0.0"), |_| {});
    let app = App::open_as(bench.updates(), house::options(&house.root()), None).unwrap();
    let post = |body: &Value| {
        let request = house::request("POST", &format!("{ADDRESS}/apply"), None, body);
        house::RUNTIME.block_on(house::send(&app, request))
    };
    let state = || {
        let request = house::request("GET", ADDRESS, None, &Value::Null);
        house::RUNTIME.block_on(house::send(&app, request)).ok()
    };
    assert_eq!(state()["keys"][0]["name"], "The makers");
    let right = json!({ "sha256": manifest.packed_sha256 });
    assert_eq!(post(&right).said(), (404, "not_found"), "nothing was brought yet");

    let bytes = fs::read(&file).unwrap();
    let octets = "application/octet-stream";
    for (what, bytes, media_type, expected) in [
        ("junk", b"junk".to_vec(), octets, (422, "update_refused")),
        ("nothing", vec![], octets, (422, "update_refused")),
        (
            "half",
            bytes[..bytes.len() / 2].to_vec(),
            octets,
            (422, "update_refused"),
        ),
        (
            "no bytes",
            bytes.clone(),
            "text/plain",
            (415, "unsupported_media_type"),
        ),
    ] {
        assert_eq!(bring(&app, bytes, media_type).said(), expected, "{what}");
    }
    assert_eq!(
        post(&right).said(),
        (404, "not_found"),
        "what is refused does not wait"
    );

    let offer = bring(&app, bytes, octets).ok();
    assert_eq!(
        (&offer["to"], &offer["payload"]),
        (&json!("99.0.0"), &json!("program"))
    );
    let other = post(&json!({ "sha256": "0".repeat(64) }));
    assert_eq!(other.said(), (409, "edit_conflict"));
    let applied = post(&right).ok();
    assert_eq!(applied["outcome"], "replaced");
    assert_eq!(applied["snapshots"][0]["tenant_id"], "shop");
    assert_eq!(state()["waits_for_start"], "99.0.0");
    assert_eq!(fs::read(bench.place("cashflow-edge")).unwrap(), script("99.0.0"));
    assert_eq!(
        names(&house.root().join("updates")),
        [""; 0],
        "nothing waits any more"
    );
}

/// A copy of the real program, which believes the bench's key.
struct Copied<'b> {
    bench: &'b Bench,
    program: PathBuf,
}

impl<'b> Copied<'b> {
    fn new(bench: &'b Bench) -> Self {
        let program = bench.place("cashflow-edge");
        fs::copy(env!("CARGO_BIN_EXE_cashflow-edge"), &program).unwrap();
        Self { bench, program }
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(&self.program)
            .args(["--data-dir"])
            .arg(self.bench.place("data"))
            .args(words)
            .env("CASHFLOW_UPDATE_KEY", self.bench.key.public("The makers").line())
            .env_remove("APPIMAGE")
            .output()
            .unwrap()
    }

    #[track_caller]
    fn said(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn the_copied_program_replaces_itself() {
    let bench = Bench::new();
    let copied = Copied::new(&bench);
    copied.said(&["demo"]);
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let file = file.to_str().unwrap();
    let looked = copied.said(&["update", "check", file]);
    assert!(
        looked.contains(&format!("{} → 99.0.0", cashflow::VERSION)),
        "{looked}"
    );
    assert!(looked.contains("The makers"), "{looked}");
    let before = copied.said(&["--version"]);

    let applied = copied.said(&["update", "apply", file]);
    assert!(
        applied.contains("3 businesses were backed up first."),
        "{applied}"
    );
    assert_eq!(copied.said(&["--version"]), "cashflow-edge 99.0.0\n");
    let previous = Command::new(bench.place("cashflow-edge.previous"))
        .arg("--version")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(previous.stdout).unwrap(), before);
    assert_eq!(backups(&bench.place("data"), "corner_shop"), 1);
}

#[test]
fn while_the_program_serves_the_command_line_waits_for_its_end() {
    let bench = Bench::new();
    let copied = Copied::new(&bench);
    copied.said(&["demo"]);
    let server = crate::process::Server::start(&bench.place("data"));
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let refused = copied.run(&["update", "apply", file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(5), "{refused:?}");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        said.contains("already_running") && said.contains("serve"),
        "{said}"
    );
    server.end();
    copied.said(&["update", "apply", file.to_str().unwrap()]);
}

#[test]
fn a_key_and_an_update_are_made_by_the_command_line() {
    let bench = Bench::new();
    let copied = Copied::new(&bench);
    let key = bench.place("secret.key");
    let made = copied.said(&["--json", "update", "key", key.to_str().unwrap(), "--name", "We"]);
    let made: Value = serde_json::from_str(&made).unwrap();
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&key).unwrap().permissions()) & 0o777,
        0o600
    );
    let again = copied.run(&["update", "key", key.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(8), "a key is never overwritten");

    fs::write(bench.place("payload"), script("99.0.0")).unwrap();
    let (payload, folder) = (bench.place("payload"), bench.folder.path());
    let words = [
        "--key",
        key.to_str().unwrap(),
        "--payload",
        "program",
        "--product",
        "cashflow-edge",
    ];
    let mut all = vec!["--json", "update", "make"];
    all.extend(words);
    all.extend([
        "--brings",
        "99.0.0",
        payload.to_str().unwrap(),
        folder.to_str().unwrap(),
    ]);
    let said: Value = serde_json::from_str(&copied.said(&all)).unwrap();
    assert_eq!(said["fingerprint"], made["fingerprint"]);
    let file = PathBuf::from(said["file"].as_str().unwrap());
    let expected = format!(
        "cashflow-edge-99.0.0-{}-program.cashflow-update",
        cashflow::update::platform()
    );
    assert_eq!(file.file_name().unwrap().to_str().unwrap(), expected);
    let keys = cashflow::update::PublicKey::list(made["public_key"].as_str().unwrap());
    assert_eq!(
        cashflow::update::open(&file, &keys).unwrap().signed_by.name(),
        "We"
    );
    // Another's key is not believed.
    let refused = copied.run(&["update", "check", file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(7));
}
