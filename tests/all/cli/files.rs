//! Businesses' files: exported, backed up, adopted, taken in, migrated.

use std::{fs, path::Path};

use cashflow::db::{self, Fingerprint, Kind};
use rusqlite::Connection;
use serde_json::{Value, json};

use super::run::Home;

/// What a file holds, but for what every file has of its own.
fn rows(file: &Path) -> Fingerprint {
    let file = file.canonicalize().expect("a file");
    db::fingerprint(&file, &["tenant_identity", "tenant_config_copy", "edit_log"]).expect("a fingerprint")
}

/// A business file of the first schema version.
fn older_file(place: &Path, id: &str) {
    let file = Connection::open(place).expect("a file");
    let (_, first) = Kind::Tenant.migrations()[0];
    file.execute_batch(first).expect("the first schema");
    file.execute_batch(&format!(
        "pragma application_id = {}; pragma user_version = 1;",
        Kind::Tenant.application_id()
    ))
    .expect("its marks");
    file.execute(
        "insert into tenant_identity (tenant_id, created_at) values (?1, '2026-01-01T00:00:00.000Z')",
        [id],
    )
    .expect("its name");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("one").file_name().into_string().expect("text"))
        .collect();
    names.sort();
    names
}

#[test]
fn an_inactive_business_is_exported_whole() {
    let home = Home::with_samples();
    home.run(&["tenant", "deactivate", "corner_shop"]).done();
    let place = home.place("out.sqlite");
    let answer = home
        .run(&["tenant", "export", "corner_shop", "out.sqlite", "--json"])
        .json();
    assert_eq!(answer["sha256"], db::sha256_file(&place).expect("a hash"));
    assert_eq!(rows(&place), rows(&home.tenant_file("corner_shop")));
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&place.metadata().expect("it").permissions());
        assert_eq!(mode & 0o777, 0o600);
    }

    fs::write(home.place("letter.txt"), "dear friend").expect("a file");
    assert_eq!(
        home.run(&["tenant", "export", "corner_shop", "letter.txt"])
            .refused(),
        (4, "duplicate")
    );
    assert_eq!(
        fs::read_to_string(home.place("letter.txt")).expect("still there"),
        "dear friend"
    );
    assert_eq!(
        home.run(&["tenant", "export", "corner_shop", "nowhere/out.sqlite"])
            .refused(),
        (8, "storage")
    );
    assert_eq!(
        home.run(&["tenant", "export", "nobody", "x.sqlite"]).refused(),
        (3, "tenant_not_found")
    );
}

#[test]
fn a_deleted_business_is_kept_as_a_backup() {
    let home = Home::with_samples();
    home.run(&["tenant", "export", "dental_clinic_abc", "before.sqlite"])
        .done();
    let said = home
        .run(&[
            "tenant",
            "delete",
            "dental_clinic_abc",
            "--confirm-name",
            "ABC Dental Clinic",
            "--json",
        ])
        .json();
    let folder = home.data().join("backups/dental_clinic_abc");
    let backup = folder.join(said["backup"]["file_name"].as_str().expect("a name"));
    let back = home.place("back.sqlite");
    db::decompress(&backup, &back).expect("it unpacks");
    assert_eq!(said["backup"]["sha256"], db::sha256_file(&back).expect("a hash"));
    assert_eq!(rows(&back), rows(&home.place("before.sqlite")));
    // It is a business file like any other: it can be taken in again.
    home.run(&["tenant", "migrate-single", "--from", "back.sqlite"])
        .done();
    assert_eq!(
        home.run(&["tenant", "show", "dental_clinic_abc", "--json"])
            .json()["branding"]["company_name"],
        "ABC Dental Clinic"
    );
}

#[test]
fn a_backup_is_taken_in_again_and_never_over_a_business() {
    let home = Home::with_samples();
    let before = rows(&home.tenant_file("corner_shop"));
    let made = home.run(&["tenant", "backup", "corner_shop", "--json"]).json();
    let backup = made["file"].as_str().expect("a place");
    assert!(backup.ends_with("-on-demand.sqlite.zst"), "{backup}");

    let over = home.run(&["tenant", "adopt", backup]);
    assert_eq!(over.refused(), (4, "tenant_exists"));
    assert!(over.err.contains("--id"), "{}", over.err);
    home.run(&["tenant", "adopt", backup, "--id", "shop_of_may"])
        .done();
    assert_eq!(rows(&home.tenant_file("shop_of_may")), before);

    // The file is damaged; the business goes and comes back from its backup.
    fs::write(home.tenant_file("corner_shop"), "no database").expect("damage");
    let told = home.run(&["tenant", "export", "corner_shop", "x.sqlite"]);
    assert!(
        told.err.contains("cashflow tenant adopt FILE.sqlite.zst"),
        "{}",
        told.err
    );
    home.run(&["tenant", "delete", "corner_shop", "--confirm-name", "Corner Shop"])
        .done();
    home.run(&["tenant", "adopt", backup]).done();
    assert_eq!(rows(&home.tenant_file("corner_shop")), before);
    assert_eq!(names(&home.data().join("backups/.drafts")), [""; 0]);

    let note = format!("{backup}.json");
    let manifest = fs::read_to_string(&note).expect("a manifest");
    fs::write(&note, manifest.replace("\"sha256\":\"", "\"sha256\":\"0")).expect("another hash");
    fs::write(home.place("junk.sqlite.zst"), "junk").expect("a file");
    for (file, refused) in [
        (backup, (7, "file_damaged")),
        ("junk.sqlite.zst", (7, "file_damaged")),
        ("nothing.sqlite.zst", (7, "file_missing")),
    ] {
        let said = home.run(&["tenant", "adopt", file, "--id", "third"]);
        assert_eq!(said.refused(), refused, "{file}");
    }
}

#[test]
fn a_file_found_on_disk_is_adopted() {
    let home = Home::with_samples();
    home.run(&["tenant", "export", "corner_shop", "shop.sqlite"])
        .done();
    let other = Home::new();
    other.run(&["tenant", "list"]).done();
    fs::copy(
        home.place("shop.sqlite"),
        other.data().join("tenants/found.sqlite"),
    )
    .expect("a copy");
    fs::write(other.data().join("tenants/junk.sqlite"), "no database").expect("a file");

    let strays = other.run(&["tenant", "strays", "--json"]).json();
    assert_eq!(strays["files"][0]["tenant_id"], "corner_shop");
    assert_eq!(
        (
            &strays["files"][0]["problem"],
            strays["files"][1]["problem"].is_string()
        ),
        (&Value::Null, true)
    );
    assert_eq!(
        other.run(&["tenant", "adopt", "junk.sqlite"]).refused(),
        (7, "file_damaged")
    );
    assert_eq!(
        other.run(&["tenant", "adopt", "nothing.sqlite"]).refused(),
        (7, "file_missing")
    );
    assert_eq!(
        other.run(&["tenant", "adopt", "/etc/passwd"]).refused(),
        (7, "file_missing")
    );
    let adopted = other.run(&["tenant", "adopt", "found.sqlite", "--json"]).json();
    assert_eq!(
        (&adopted["tenant_id"], &adopted["branding"]["company_name"]),
        (&json!("corner_shop"), &json!("Corner Shop"))
    );
    assert_eq!(
        rows(&other.data().join("tenants/found.sqlite")),
        rows(&home.tenant_file("corner_shop"))
    );
}

#[test]
fn another_installations_file_is_taken_in() {
    let old = Home::new();
    old.run(&[
        "tenant",
        "create",
        "--name",
        "Old Shop",
        "--primary-color",
        "#a23b72",
    ])
    .done();
    let home = Home::with_samples();
    let from = old.tenant_file("default");
    let before = fs::read(&from).expect("the old file");
    let taken = home
        .run(&[
            "tenant",
            "migrate-single",
            "--from",
            &from.display().to_string(),
            "--json",
        ])
        .json();
    assert_eq!(
        (&taken["tenant_id"], &taken["branding"]["company_name"]),
        (&json!("old_shop"), &json!("Old Shop"))
    );
    assert_eq!(taken["branding"]["primary_color"], "#a23b72");
    assert_eq!(rows(&home.tenant_file("old_shop")), rows(&from));
    assert_eq!(
        fs::read(&from).expect("still there"),
        before,
        "the old file is left as it is"
    );
    let again = home.run(&[
        "tenant",
        "migrate-single",
        "--from",
        &from.display().to_string(),
        "--id",
        "corner_shop",
    ]);
    assert_eq!(again.refused(), (4, "tenant_exists"));
    assert_eq!(
        home.run(&["tenant", "migrate-single", "--from", "nothing.sqlite"])
            .refused(),
        (7, "file_missing")
    );
    fs::write(home.place("junk.sqlite"), "no database").expect("a file");
    assert_eq!(
        home.run(&["tenant", "migrate-single", "--from", "junk.sqlite"])
            .refused(),
        (7, "file_damaged")
    );
    assert_eq!(
        home.run(&[
            "tenant",
            "migrate-single",
            "--from",
            "junk.sqlite",
            "--id",
            "../x"
        ])
        .refused(),
        (6, "validation_failed")
    );
}

#[test]
fn older_files_are_migrated_and_the_others_told() {
    let home = Home::with_samples();
    home.run(&["tenant", "create", "--name", "Fourth", "--id", "fourth"])
        .done();
    for id in ["corner_shop", "fourth"] {
        fs::remove_file(home.tenant_file(id)).expect("its file");
        older_file(&home.tenant_file(id), id);
    }
    fs::write(home.tenant_file("manufacturing_xyz"), "no database").expect("damage");
    // Its file says it is another's: refused as it is, not migrated first.
    fs::remove_file(home.tenant_file("dental_clinic_abc")).expect("its file");
    older_file(&home.tenant_file("dental_clinic_abc"), "somebody_else");

    assert_eq!(
        home.run(&["tenant", "migrate", "manufacturing_xyz"]).refused(),
        (7, "file_damaged")
    );
    let one = home.run(&["tenant", "migrate", "fourth"]).done();
    assert!(one.starts_with("fourth  migrated from schema 1 to "), "{one}");
    let said = home.run(&["--json", "tenant", "migrate", "--all"]);
    assert_eq!((said.exit, said.err.as_str()), (1, ""), "the others went on");
    let report: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(
        report["migrated"][0],
        json!({ "tenant_id": "corner_shop", "from": 1, "to": Kind::Tenant.schema_version() })
    );
    assert_eq!(report["current"], json!(["fourth"]));
    let failed: Vec<_> = report["failed"]
        .as_array()
        .expect("failures")
        .iter()
        .map(|one| (&one["tenant_id"], &one["code"]))
        .collect();
    assert_eq!(
        failed,
        [
            (&json!("dental_clinic_abc"), &json!("file_foreign")),
            (&json!("manufacturing_xyz"), &json!("file_damaged"))
        ]
    );
    let kept = names(&home.data().join("backups/corner_shop"));
    assert!(
        kept.iter()
            .any(|name| name.ends_with("before-migration.sqlite.zst")),
        "{kept:?}"
    );
    let version: i32 = Connection::open(home.tenant_file("dental_clinic_abc"))
        .expect("it")
        .query_row("select user_version from pragma_user_version", [], |row| {
            row.get(0)
        })
        .expect("a version");
    assert_eq!(version, 1, "another's file stays as it was");
}

#[test]
fn a_file_somebody_works_on_is_busy() {
    let home = Home::with_samples();
    fs::remove_file(home.tenant_file("corner_shop")).expect("its file");
    older_file(&home.tenant_file("corner_shop"), "corner_shop");
    let lock = db::FileLock::of(&home.tenant_file("corner_shop"))
        .shared()
        .expect("a lock");
    assert_eq!(
        home.run(&["tenant", "migrate", "corner_shop"]).refused(),
        (5, "tenant_busy")
    );
    drop(lock);
    home.run(&["tenant", "migrate", "corner_shop"]).done();

    let serving = home.serve(&[]);
    assert_eq!(
        serving
            .call("GET", "/api/parties", "x-tenant-id: corner_shop\r\n", "")
            .0,
        200
    );
    let delete = home.run(&["tenant", "delete", "corner_shop", "--confirm-name", "Corner Shop"]);
    assert_eq!(
        delete.refused(),
        (5, "tenant_busy"),
        "nobody's file is deleted under them"
    );
    assert_eq!(
        serving
            .call("GET", "/api/parties", "x-tenant-id: corner_shop\r\n", "")
            .0,
        200
    );
}

#[test]
fn logos_are_pictures_of_a_sensible_size() {
    let home = Home::with_samples();
    let svg = Path::new(env!("CARGO_MANIFEST_DIR")).join("tenants/samples/dental_clinic_abc.svg");
    home.run(&["tenant", "logo", "corner_shop", &svg.display().to_string()])
        .done();
    home.run(&["tenant", "logo", "corner_shop", "--remove"]).done();
    for (name, bytes, refused) in [
        (
            "script.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".to_vec(),
            (6, "validation_failed"),
        ),
        ("junk.png", b"junk".to_vec(), (6, "validation_failed")),
        ("huge.png", vec![0; 50_000_000], (6, "too_large")),
        (
            "letter.txt",
            b"dear friend".to_vec(),
            (6, "unsupported_media_type"),
        ),
    ] {
        fs::write(home.place(name), bytes).expect("a file");
        assert_eq!(
            home.run(&["tenant", "logo", "corner_shop", name]).refused(),
            refused,
            "{name}"
        );
    }
    assert_eq!(
        home.run(&["tenant", "logo", "corner_shop", "nothing.png"])
            .refused(),
        (7, "file_missing")
    );
    assert_eq!(home.run(&["tenant", "logo", "corner_shop"]).exit, 2);
}

#[test]
fn a_whole_business_goes_out_as_one_file_and_comes_in_elsewhere() {
    let home = Home::with_samples();
    let said = home
        .run(&["tenant", "export", "corner_shop", "shop.cashflow", "--json"])
        .json();
    assert_eq!(
        said["sha256"],
        db::sha256_file(&home.place("shop.cashflow")).expect("a hash")
    );
    for words in [
        &["tenant", "export", "corner_shop", "shop.cashflow"][..],
        &["tenant", "export", "corner_shop", "--to", "shop.cashflow"],
    ] {
        assert_eq!(
            home.run(words).refused(),
            (4, "duplicate"),
            "nothing is overwritten"
        );
    }
    let over = home.run(&["tenant", "take-in", "shop.cashflow"]);
    assert_eq!(over.refused(), (4, "tenant_exists"));
    assert!(over.err.contains("--id"), "{}", over.err);
    home.run(&[
        "tenant",
        "take-in",
        "shop.cashflow",
        "--id",
        "may",
        "--name",
        "The May shop",
    ])
    .done();
    let shown = home.run(&["tenant", "show", "may", "--json"]).json();
    assert_eq!(shown["branding"]["company_name"], "The May shop");
    assert_eq!(
        rows(&home.tenant_file("may")),
        rows(&home.tenant_file("corner_shop"))
    );

    let other = Home::new();
    let archive = home.place("shop.cashflow");
    let archive = archive.to_str().expect("text");
    other.run(&["tenant", "take-in", archive]).done();
    assert_eq!(
        rows(&other.tenant_file("corner_shop")),
        rows(&home.tenant_file("corner_shop"))
    );
    assert_eq!(names(&other.data().join("backups/.drafts")), [""; 0]);

    fs::write(home.place("letter.cashflow"), "dear friend").expect("a file");
    for (words, exit) in [
        (&["tenant", "take-in", "letter.cashflow"][..], (7, "file_foreign")),
        (&["tenant", "take-in", "nowhere.cashflow"], (7, "file_missing")),
        (
            &["tenant", "take-in", "shop.cashflow", "--id", "CON"],
            (6, "validation_failed"),
        ),
        (&["tenant", "adopt", "shop.cashflow"], (2, "bad_request")),
        (&["shop.cashflow"], (2, "bad_request")),
    ] {
        assert_eq!(home.run(words).refused(), exit, "{words:?}");
    }
    assert_eq!(home.run(&["sevre"]).exit, 2);
}
