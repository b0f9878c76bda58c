//! The doctor: what it finds, what it mends when told, how a script reads it.

use std::fs;

use serde_json::{Value, json};

use super::run::{Home, Said};

fn report(said: &Said) -> Value {
    serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {} {}", said.out, said.err))
}

fn check(report: &Value, name: &str) -> Value {
    let checks = report["checks"].as_array().expect("checks");
    checks
        .iter()
        .find(|check| check["check"] == name)
        .unwrap_or_else(|| panic!("{name} in {report}"))
        .clone()
}

#[test]
fn a_healthy_installation_is_well() {
    let home = Home::with_samples();
    let said = home.run(&["doctor", "--json"]);
    let report = report(&said);
    assert_eq!((said.exit, &report["status"]), (0, &json!("ok")), "{}", said.out);
    assert_eq!(report["tenants"].as_array().map(Vec::len), Some(3));
    for name in [
        "data_directory",
        "permissions",
        "disk",
        "logs",
        "quarantine",
        "sqlite",
        "catalogue",
        "mode",
        "domains",
        "strays",
    ] {
        assert_eq!(check(&report, name)["status"], "ok", "{name}");
    }
    assert!(home.run(&["doctor"]).done().ends_with("All is well.\n"));
    let log: Vec<Value> = {
        home.run_with(
            &[("LOG_LEVEL", "debug")],
            &["tenant", "export", "corner_shop", "x.sqlite"],
        )
        .done();
        home.log()
    };
    assert!(
        log.iter().any(|line| line["level"] == "debug"
            && line["ms"].is_number()
            && line["tenant"] == "corner_shop"),
        "the opening is told with its time"
    );
    let untouched = home.run(&["doctor", "--rebuild-catalogue"]).done();
    assert!(
        untouched.contains("The catalogue is well and was left as it is."),
        "{untouched}"
    );
}

#[test]
fn a_directory_that_is_not_there_is_not_made() {
    let home = Home::new();
    let said = home.run(&["doctor", "--json"]);
    assert_eq!((said.exit, &report(&said)["status"]), (1, &json!("warning")));
    assert!(!home.data().exists());
    let list = home.run(&["tenant", "list"]).done();
    assert!(list.starts_with("No business yet."), "{list}");
    fs::write(home.data().join("quarantine/old.sqlite"), "").expect("a file");
    let report = report(&home.run(&["doctor", "--json"]));
    let said = check(&report, "quarantine")["message"].to_string();
    assert!(said.contains("1 file was put aside"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_others_can_see_and_what_lies_about_is_a_warning() {
    let home = Home::with_samples();
    let open: fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    fs::set_permissions(home.tenant_file("corner_shop"), open).expect("a right");
    fs::write(home.data().join("tenants/junk.sqlite"), "junk").expect("a stray");
    let said = home.run(&["doctor", "--json"]);
    let report = report(&said);
    assert_eq!((said.exit, &report["status"]), (1, &json!("warning")));
    assert_eq!(check(&report, "permissions")["status"], "warning");
    assert_eq!(check(&report, "strays")["status"], "warning");
    assert_eq!(report["strays"][0]["file_name"], "junk.sqlite");
    let one = check(&report, "strays")["message"].to_string();
    assert!(
        one.contains("1 thing in the tenants folder belongs to no business"),
        "{one}"
    );
    // What is no file is named too.
    std::os::unix::fs::symlink(
        home.tenant_file("corner_shop"),
        home.data().join("tenants/link.sqlite"),
    )
    .expect("a link");
    fs::create_dir(home.data().join("tenants/folder.sqlite")).expect("a folder");
    let said = home.run(&["tenant", "strays"]).done();
    for words in ["folder.sqlite is a folder", "link.sqlite is a link"] {
        assert!(said.contains(words), "{said}");
    }
    assert!(!said.contains('?'), "{said}");
    let doctor = home.run(&["doctor"]).out;
    assert!(
        doctor.contains("3 things in the tenants folder belong to no business"),
        "{doctor}"
    );
}

#[test]
fn a_damaged_business_is_named_and_the_others_are_well() {
    let home = Home::with_samples();
    fs::write(home.tenant_file("corner_shop"), "no database").expect("damage");
    fs::remove_file(home.tenant_file("manufacturing_xyz")).expect("its file");
    let said = home.run(&["doctor", "--json"]);
    let report = report(&said);
    assert_eq!((said.exit, &report["status"]), (7, &json!("error")));
    let states: Vec<(&Value, &Value)> = report["tenants"]
        .as_array()
        .expect("tenants")
        .iter()
        .map(|one| (&one["tenant_id"], &one["status"]))
        .collect();
    assert_eq!(
        states,
        [
            (&json!("corner_shop"), &json!("error")),
            (&json!("dental_clinic_abc"), &json!("ok")),
            (&json!("manufacturing_xyz"), &json!("error"))
        ]
    );
}

#[test]
fn a_broken_configuration_is_told_as_such() {
    let home = Home::with_samples();
    fs::write(home.data().join("tenants.toml"), "[tenants.shop]\ncolour = 1\n").expect("a file");
    let said = home.run(&["doctor", "--json"]);
    let report = report(&said);
    assert_eq!(said.exit, 6);
    assert_eq!(check(&report, "configuration")["status"], "error");
    assert_eq!(
        check(&report, "disk")["status"],
        "ok",
        "the rest is looked at all the same"
    );
}

#[test]
fn a_damaged_catalogue_is_made_again_from_the_businesses() {
    let home = Home::with_samples();
    home.run(&["tenant", "edit", "corner_shop", "--name", "Market Shop"])
        .done();
    home.run(&["tenant", "deactivate", "manufacturing_xyz"]).done();
    home.run(&["tenant", "archive", "dental_clinic_abc"]).done();
    let before = home.run(&["tenant", "list", "--all", "--json"]).json();
    fs::write(home.data().join("catalog.sqlite"), "no database").expect("damage");
    fs::write(home.data().join("catalog.sqlite-wal"), "no log").expect("damage");

    assert_eq!(home.run(&["tenant", "list"]).refused(), (7, "file_damaged"));
    let serving = home.run(&["serve"]);
    assert_eq!(
        serving.refused(),
        (7, "file_damaged"),
        "it is said once, by the error"
    );
    assert_eq!(serving.err.lines().count(), 2, "{}", serving.err);
    let said = home.run(&["doctor"]);
    assert_eq!(said.exit, 7);
    assert!(said.out.contains("--rebuild-catalogue"), "{}", said.out);

    let said = home.run(&["doctor", "--rebuild-catalogue", "--json"]);
    let report = report(&said);
    assert_eq!(
        report["rebuilt"]["tenants"],
        json!(["corner_shop", "dental_clinic_abc", "manufacturing_xyz"])
    );
    let moved = report["rebuilt"]["moved"].as_array().expect("names");
    assert!(!moved.is_empty());
    for name in moved {
        assert!(
            home.data()
                .join("quarantine")
                .join(name.as_str().expect("a name"))
                .exists(),
            "{name}"
        );
    }
    assert_eq!(
        (said.exit, &check(&report, "quarantine")["status"]),
        (1, &json!("warning"))
    );
    let after = home.run(&["tenant", "list", "--all", "--json"]).json();
    let shown = |list: &Value| -> Vec<Value> {
        let cards = list["tenants"].as_array().expect("cards").iter();
        cards
            .map(|card| {
                json!([
                    card["tenant_id"],
                    card["company_name"],
                    card["is_active"],
                    card["archived_at"].is_string(),
                    card["logo_url"]
                ])
            })
            .collect()
    };
    assert_eq!(shown(&after), shown(&before));
}

/// Overwrites the catalogue's pages, not its header, with what is no page.
fn damage_inside(home: &Home) {
    use std::io::{Seek as _, SeekFrom, Write as _};
    let mut file = fs::OpenOptions::new()
        .write(true)
        .open(home.data().join("catalog.sqlite"))
        .expect("the catalogue");
    file.seek(SeekFrom::Start(4096)).expect("a place");
    let noise: Vec<u8> = (0..8000_u32).map(|n| (n * 151 + 89).to_le_bytes()[0]).collect();
    file.write_all(&noise).expect("damage");
}

/// Nothing may send anyone to delete a business: each of them is well.
fn is_right_advice(text: &str) {
    assert!(text.contains("--rebuild-catalogue"), "{text}");
    for wrong in ["delete", "tenant adopt"] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
}

#[test]
fn a_catalogue_damaged_inside_is_told_as_such_and_made_again() {
    let home = Home::with_samples();
    let before = home.run(&["tenant", "list", "--all", "--json"]).json();
    damage_inside(&home);
    for words in [
        vec!["tenant", "list"],
        vec!["tenant", "list", "--all"],
        vec!["tenant", "show", "corner_shop"],
        vec!["tenant", "edit", "corner_shop", "--name", "Market Shop"],
        vec!["tenant", "deactivate", "corner_shop"],
        vec!["tenant", "create", "--name", "Late", "--id", "late"],
        vec!["tenant", "backup", "corner_shop"],
        vec!["export", "parties", "--tenant", "corner_shop", "--to", "x.csv"],
    ] {
        let said = home.run(&words);
        assert_eq!(said.refused(), (7, "file_damaged"), "{words:?} {}", said.err);
        assert!(said.err.contains("catalog.sqlite is damaged"), "{}", said.err);
        is_right_advice(&said.err);
    }

    let serving = home.serve(&[]);
    let (status, health) = serving.get("/health");
    assert_eq!((status, &health["status"]), (200, &json!("error")));
    assert_eq!(health["multi_tenant_enabled"], true);
    let (status, detailed) = serving.get("/health/detailed");
    assert_eq!(status, 200, "{detailed}");
    assert_eq!(
        (&detailed["status"], &detailed["catalogue"]["status"]),
        (&json!("error"), &json!("error"))
    );
    assert_eq!(detailed["tenants"], Value::Null);
    for (path, header) in [
        ("/api/tenants", ""),
        ("/api/tenants/corner_shop/config", ""),
        ("/api/parties", ""),
        ("/api/parties", "x-tenant-id: corner_shop\r\n"),
    ] {
        let (status, problem) = serving.call("GET", path, header, "");
        assert_eq!(
            (status, &problem["code"]),
            (409, &json!("file_damaged")),
            "{path} {problem}"
        );
        is_right_advice(&problem.to_string());
    }
    is_right_advice(&serving.get("/api/installation").1.to_string());
    serving.stop();

    let said = home.run(&["doctor", "--json"]);
    let damaged = report(&said);
    assert_eq!(said.exit, 7);
    is_right_advice(&said.out);
    for name in ["catalogue", "mode", "tenants"] {
        assert_eq!(check(&damaged, name)["status"], "error", "{name}");
    }
    assert_eq!(
        check(&damaged, "mode")["message"],
        "Not looked at: the catalogue is damaged."
    );

    let said = home.run(&["doctor", "--rebuild-catalogue", "--json"]);
    assert_eq!(
        report(&said)["rebuilt"]["tenants"],
        json!(["corner_shop", "dental_clinic_abc", "manufacturing_xyz"]),
        "{} {}",
        said.out,
        said.err
    );
    let after = home.run(&["tenant", "list", "--all", "--json"]).json();
    let names = |list: &Value| -> Vec<Value> {
        let cards = list["tenants"].as_array().expect("cards").iter();
        cards.map(|card| card["company_name"].clone()).collect()
    };
    assert_eq!(names(&after), names(&before));
}

#[test]
fn a_lost_catalogue_comes_back_by_itself() {
    let home = Home::with_samples();
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(home.data().join(format!("catalog.sqlite{ending}")));
    }
    fs::write(home.data().join("tenants/junk.sqlite"), "junk").expect("a stray");
    assert_eq!(home.run(&["tenant", "list", "--json"]).json()["count"], 3);
    assert_eq!(
        home.run(&["tenant", "show", "corner_shop", "--json"]).json()["branding"]["company_name"],
        "Corner Shop"
    );
    let warned = home.log().iter().filter(|line| line["level"] == "warn").count();
    assert!(warned >= 5, "three taken in, one left, and the whole are told");
    let report = report(&home.run(&["doctor", "--json"]));
    let told = check(&report, "made_again");
    assert_eq!(told["status"], "warning");
    let told = told["message"].to_string();
    assert!(
        told.contains("3 businesses taken in, 1 file left aside"),
        "{told}"
    );
}

#[test]
fn a_catalogue_in_use_is_not_made_again() {
    let home = Home::with_samples();
    let serving = home.serve(&[]);
    assert_eq!(
        home.run(&["doctor", "--rebuild-catalogue"]).refused(),
        (5, "tenant_busy")
    );
    assert_eq!(serving.get("/health").0, 200);
    assert_eq!(home.run(&["doctor"]).exit, 0, "looking disturbs nobody");
}

#[test]
fn a_newer_catalogue_is_never_put_aside() {
    let home = Home::with_samples();
    let file = rusqlite::Connection::open(home.data().join("catalog.sqlite")).expect("the catalogue");
    file.execute_batch("pragma user_version = 999")
        .expect("a version");
    drop(file);
    assert_eq!(
        home.run(&["doctor", "--rebuild-catalogue"]).refused(),
        (7, "file_newer")
    );
    assert_eq!(home.run(&["doctor"]).exit, 7);
    assert_eq!(
        fs::read_dir(home.data().join("quarantine")).expect("it").count(),
        0
    );
}
