//! Trades of an installation's own: one TOML file each in `domains/` of the data directory, and no code.

use std::fs;

use serde_json::json;

use super::run::Home;

const YOGA: &str = r##"domain = "yoga"
name = "Yoga studio"
description = "Classes and members."
primary_color = "#7a4fb0"
secondary_color = "#4a6fa5"
accent_color = "#d98e04"
features = ["patient_management"]

[labels]
patient = "Member"
patients = "Members"

[[menu]]
group = "work"
label = ""
items = [
  { key = "home", label = "Home", path = "home", icon = "house" },
  { key = "members", label = "Members", path = "patients", icon = "user-round", feature = "patient_management" },
]

[[starter.parties]]
name = "Mat supplier"
kind = "supplier"
"##;

fn with(text: &str) -> Home {
    let home = Home::new();
    fs::create_dir_all(home.data().join("domains")).expect("a folder");
    fs::write(home.data().join("domains/yoga.toml"), text).expect("a file");
    home
}

#[test]
fn a_new_trade_is_a_new_file() {
    let home = with(YOGA);
    fs::write(home.data().join("domains/notes.txt"), "not looked at").expect("a file");
    let made = home
        .run(&[
            "tenant", "create", "--name", "Shanti", "--domain", "yoga", "--id", "shanti", "--json",
        ])
        .json();
    assert_eq!(
        (
            &made["domain"],
            &made["branding"]["primary_color"],
            &made["features"]
        ),
        (&json!("yoga"), &json!("#7a4fb0"), &json!(["patient_management"]))
    );
    let list = home.run(&["tenant", "list", "--json"]).json();
    assert_eq!(list["tenants"][0]["domain_name"], "Yoga studio");
    let said = home.run(&["doctor"]).out;
    assert!(said.contains("3 trades are built in; your own: yoga."), "{said}");
    let said = home.run(&["config", "check", "data/domains/yoga.toml"]).done();
    assert!(said.contains("is well: the trade Yoga studio (yoga)"), "{said}");
    fs::write(home.place("t.toml"), "[tenants.b]\ndomain = \"yoga\"\n").expect("a file");
    home.run(&["config", "check", "t.toml"]).done();

    let serving = home.serve(&[]);
    let (status, trades) = serving.get("/api/domains");
    assert_eq!((status, &trades["domains"][3]["domain"]), (200, &json!("yoga")));
    let (_, workspace) = serving.call("GET", "/api/workspace", "x-tenant-id: shanti\r\n", "");
    assert_eq!(
        workspace["menu"][0]["items"][1]["label"], "Members",
        "{workspace}"
    );
    assert_eq!(
        (&workspace["labels"]["patient"], &workspace["labels"]["party"]),
        (&json!("Member"), &json!("Party")),
        "what it does not say is as usual"
    );
    let (_, parties) = serving.call("GET", "/api/parties", "x-tenant-id: shanti\r\n", "");
    assert_eq!(parties["items"][0]["name"], "Mat supplier");
    assert_eq!(serving.stop().exit, 0);
    // Without its file, the business is told what it lacks, and the others work.
    home.run(&["tenant", "create", "--name", "Other", "--id", "other"])
        .done();
    fs::remove_file(home.data().join("domains/yoga.toml")).expect("it goes");
    assert_eq!(
        home.run(&["tenant", "show", "shanti"]).refused(),
        (6, "bad_config")
    );
    home.run(&["tenant", "show", "other"]).done();
}

#[test]
fn a_wrong_trade_names_file_line_and_key_and_nothing_of_it_is_used() {
    for (from, to, said) in [
        (
            "\"#7a4fb0\"",
            "\"blue\"",
            "yoga.toml, line 4, key primary_color: ",
        ),
        ("features = [", "feature = [", "yoga.toml, line 7, key feature: "),
        (
            "[\"patient_management\"]",
            "[\"yoga\"]",
            "yoga.toml, line 7, key features: “yoga” is no feature",
        ),
        (
            "feature = \"patient_management\"",
            "feature = \"levitation\"",
            "yoga.toml, line 18, key menu.items.feature: ",
        ),
        (
            "domain = \"yoga\"",
            "domain = \"dental\"",
            "key domain: “dental” must be the file's name",
        ),
        (
            "name = \"Mat",
            "colour = \"Mat",
            "yoga.toml, key starter.parties.1.colour: ",
        ),
        (
            "kind = \"supplier\"",
            "kind = \"thief\"",
            "yoga.toml, key starter.parties.1.kind: ",
        ),
        ("[[menu]]", "[[menu", "yoga.toml, line "),
    ] {
        assert!(YOGA.contains(from), "{from}");
        let home = with(&YOGA.replacen(from, to, 1));
        for words in [
            &["tenant", "list"][..],
            &["config", "check", "data/domains/yoga.toml"],
        ] {
            let refused = home.run(words);
            assert_eq!(refused.refused(), (6, "bad_config"), "{to}: {}", refused.err);
            assert!(refused.err.contains(said), "{}", refused.err);
        }
        let doctor = home.run(&["doctor"]);
        assert!(doctor.exit == 6 && doctor.out.contains(said), "{}", doctor.out);
    }
}

#[test]
fn a_trade_that_is_built_in_stays_as_it_is() {
    let home = with(YOGA);
    let file = home.data().join("domains/dental.toml");
    fs::write(&file, YOGA.replacen("\"yoga\"", "\"dental\"", 1)).expect("a file");
    let refused = home.run(&["tenant", "list"]);
    assert_eq!(refused.refused(), (6, "bad_config"));
    assert!(
        refused
            .err
            .contains("dental.toml, line 1, key domain: “dental” is built in"),
        "{}",
        refused.err
    );
    fs::remove_file(&file).expect("it goes");
    // No text at all, a folder, a link to nowhere.
    fs::write(home.data().join("domains/noise.toml"), [0xff, 0xfe, 0]).expect("a file");
    assert_eq!(home.run(&["tenant", "list"]).refused(), (6, "bad_config"));
    fs::remove_file(home.data().join("domains/noise.toml")).expect("it goes");
    fs::create_dir(home.data().join("domains/folder.toml")).expect("a folder");
    assert_eq!(home.run(&["tenant", "list"]).refused(), (6, "bad_config"));
}

#[test]
fn first_rows_that_are_refused_leave_no_business() {
    let wrong = YOGA.replacen(
        "kind = \"supplier\"",
        "kind = \"supplier\"\ngstin = \"29AABCR1718E1ZX\"\nregistration = \"regular\"",
        1,
    );
    let home = with(&wrong);
    let refused = home.run(&["tenant", "create", "--name", "Shanti", "--domain", "yoga"]);
    assert_eq!(refused.refused(), (6, "bad_config"));
    assert!(
        refused.err.contains("domains/yoga.toml, key starter: gstin: "),
        "{}",
        refused.err
    );
    assert_eq!(
        home.run(&["tenant", "list", "--all", "--json"]).json()["count"],
        0
    );
}
