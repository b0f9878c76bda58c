//! The life of businesses as a script leads it.

use serde_json::json;

use super::run::Home;

#[test]
fn a_business_lives_from_create_to_delete() {
    let home = Home::new();
    let made = home
        .run(&[
            "--json",
            "tenant",
            "create",
            "--name",
            "Rao Works",
            "--domain",
            "manufacturing",
            "--primary-color",
            "#a23b72",
            "--feature",
            "bom_management",
            "--feature",
            "material_management",
            "--gst-number",
            "29AABCR1718E1ZL",
            "--phone",
            "+91 80 1234",
            "--id",
            "rao",
        ])
        .json();
    assert_eq!(made["tenant_id"], "rao");
    assert_eq!(made["features"], json!(["bom_management", "material_management"]));
    assert_eq!(
        (&made["gst_verified"], &made["branding"]["primary_color"]),
        (&json!(true), &json!("#a23b72"))
    );

    let edited = home
        .run(&[
            "tenant",
            "edit",
            "rao",
            "--name",
            "Rao & Sons",
            "--unset",
            "phone",
            "--unset",
            "features",
            "--revision",
            "1",
            "--json",
        ])
        .json();
    assert_eq!(edited["branding"]["company_name"], "Rao & Sons");
    assert_eq!(edited["contact_info"], json!({}));
    assert_eq!(edited["sources"]["features"], "domain_pack");
    assert_eq!(
        home.run(&["tenant", "edit", "rao", "--name", "X", "--revision", "1"])
            .refused(),
        (4, "edit_conflict")
    );

    assert_eq!(
        home.run(&["tenant", "deactivate", "rao"]).done(),
        "Rao & Sons (rao) is inactive; it can still be exported.\n"
    );
    let listed = |words: &[&str]| {
        let mut words = words.to_vec();
        words.splice(0..0, ["--json", "tenant", "list"]);
        home.run(&words).json()["count"].clone()
    };
    assert_eq!((listed(&[]), listed(&["--all"])), (json!(0), json!(1)));
    home.run(&["tenant", "activate", "rao"]).done();
    home.run(&["tenant", "archive", "rao"]).done();
    assert_eq!((listed(&[]), listed(&["--all"])), (json!(0), json!(1)));
    home.run(&["tenant", "restore", "rao"]).done();
    assert_eq!(listed(&["--search", "sons"]), json!(1));

    assert_eq!(
        home.run(&["tenant", "delete", "rao"]).refused(),
        (2, "bad_request"),
        "nobody is there to ask"
    );
    assert_eq!(
        home.run(&["tenant", "delete", "rao", "--confirm-name", "Rao"])
            .refused(),
        (4, "wrong_name")
    );
    home.run(&["tenant", "delete", "rao", "--confirm-name", "Rao & Sons"])
        .done();
    assert_eq!(
        home.run(&["tenant", "show", "rao"]).refused(),
        (3, "tenant_not_found")
    );
    assert!(!home.tenant_file("rao").exists());
}

#[test]
fn people_read_tables() {
    let home = Home::with_samples();
    let list = home.run(&["tenant", "list"]).done();
    let rows: Vec<Vec<&str>> = list
        .lines()
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(rows[0], ["ID", "NAME", "TRADE", "STATE", "SIZE", "LAST OPENED"]);
    assert_eq!(
        rows[1][..4],
        [
            "dental_clinic_abc",
            "ABC Dental Clinic",
            "Dental clinic",
            "active"
        ]
    );
    assert!(!list.contains('\x1b'), "no colour where no terminal is");
    let show = home.run(&["tenant", "show", "dental_clinic_abc"]).done();
    assert!(show.contains("is unverified"), "{show}");
    assert!(
        home.run(&["demo"])
            .done()
            .contains("corner_shop was there already")
    );
}

#[test]
fn hostile_ids_name_no_business() {
    let home = Home::with_samples();
    let long = "a".repeat(10_000);
    for id in [
        "../x",
        "CON",
        "con",
        "a/b",
        "",
        ".",
        "tenants",
        "-x",
        "a b",
        "\u{202e}x",
        &long,
    ] {
        let separated = ["tenant", "show", "--", id];
        let said = home.run(&separated);
        assert_eq!(said.refused(), (3, "tenant_not_found"), "{id:.60}");
        assert!(said.err.len() < 500, "the error repeats only the beginning");
        let id_option = format!("--id={id}");
        let made = home.run(&["tenant", "create", "--name", "X", &id_option]);
        let expected = if id == "tenants" { 0 } else { 6 };
        assert_eq!(made.exit, expected, "{id:.60}: {}", made.err);
    }
    assert_eq!(
        home.run(&["--tenant", "../x", "tenant", "show"]).refused(),
        (3, "tenant_not_found")
    );
}

#[test]
fn errors_are_objects_for_scripts() {
    let home = Home::new();
    let problem = home
        .run(&[
            "--json",
            "tenant",
            "create",
            "--name",
            " ",
            "--primary-color",
            "red",
            "--feature",
            "nope",
        ])
        .problem();
    assert_eq!(
        (&problem["code"], &problem["exit_code"]),
        (&json!("validation_failed"), &json!(6))
    );
    let both = home
        .run(&[
            "--json",
            "tenant",
            "create",
            "--name",
            "X",
            "--primary-color",
            "red",
            "--feature",
            "nope",
        ])
        .problem();
    let fields: Vec<_> = both["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| &field["field"])
        .collect();
    assert_eq!(fields, ["branding.primary_color", "features.0"]);
    assert_eq!(
        home.run(&["tenant", "show", "nobody", "--json"]).problem()["code"],
        "tenant_not_found"
    );
    assert_eq!(
        home.run(&["--json", "tenant", "create"]).problem()["code"],
        "bad_request"
    );
    assert_eq!(home.run(&["--json", "tenant"]).problem()["exit_code"], 2);
    assert_eq!(home.run(&["tenant", "list", "--nonsense"]).exit, 2);
    assert_eq!(home.run(&["tenant", "edit", "x"]).refused(), (2, "bad_request"));
    assert_eq!(
        home.run(&["tenant", "edit", "x", "--phone", "1", "--unset", "phone"])
            .refused(),
        (2, "bad_request")
    );
}

#[test]
fn a_business_is_named_once() {
    let home = Home::new();
    assert_eq!(
        home.run(&["tenant", "show"]).refused(),
        (2, "tenant_required"),
        "there is none yet"
    );
    home.run(&["tenant", "create", "--name", "Shop"]).done();
    assert_eq!(
        home.run(&["tenant", "show", "--json"]).json()["tenant_id"],
        "default",
        "the only one needs no name"
    );
    home.run(&["tenant", "create", "--name", "Second"]).done();
    assert_eq!(home.run(&["tenant", "show"]).refused(), (2, "tenant_required"));
    assert_eq!(
        home.run(&["--tenant", "second", "tenant", "show", "--json"])
            .json()["tenant_id"],
        "second"
    );
    assert_eq!(
        home.run(&["--tenant", "second", "tenant", "show", "default"])
            .refused(),
        (2, "tenant_contradiction")
    );
    assert_eq!(
        home.run(&["tenant", "create", "--name", "Other", "--id", "second"])
            .refused(),
        (4, "tenant_exists")
    );
}

#[test]
fn one_business_or_many_as_the_environment_says() {
    let mode = |home: &Home, value: &str| {
        let environment = if value.is_empty() {
            vec![]
        } else {
            vec![("MULTI_TENANT_ENABLED", value)]
        };
        let serving = home.serve(&environment);
        serving.get("/health").1["multi_tenant_enabled"]
            .as_bool()
            .expect("a mode")
    };
    let home = Home::new();
    assert_eq!(
        home.run_with(&[("MULTI_TENANT_ENABLED", "perhaps")], &["tenant", "list"])
            .refused(),
        (6, "bad_config")
    );
    let first = home.run_with(
        &[("MULTI_TENANT_ENABLED", "FALSE")],
        &["tenant", "create", "--name", "Rao Works", "--json"],
    );
    assert_eq!(first.json()["tenant_id"], "default", "whatever its name");
    assert!(!mode(&home, ""));
    assert!(!mode(&home, "0"));
    assert!(mode(&home, "yes"));
    let held = home.run_with(
        &[("MULTI_TENANT_ENABLED", "no")],
        &["tenant", "create", "--name", "Second"],
    );
    assert_eq!(held.refused(), (4, "single_tenant"));
    let backups = home.data().join("backups/default");
    assert!(!backups.exists(), "nothing was backed up for what was refused");

    let second = home
        .run(&["tenant", "create", "--name", "Second", "--json"])
        .json();
    assert_eq!(second["tenant_id"], "second");
    let kept: Vec<String> = std::fs::read_dir(&backups)
        .expect("backups")
        .map(|file| file.expect("one").file_name().into_string().expect("text"))
        .collect();
    assert!(
        kept.iter()
            .any(|name| name.ends_with("before-second-business.sqlite.zst")),
        "{kept:?}"
    );
    assert!(mode(&home, ""));
    for words in [["tenant", "list"], ["serve", "--listen=127.0.0.1:0"]] {
        let refused = home.run_with(&[("MULTI_TENANT_ENABLED", "false")], &words);
        assert_eq!(refused.refused(), (4, "single_tenant"), "{words:?}");
    }

    let many = Home::new();
    let first = many.run_with(
        &[("MULTI_TENANT_ENABLED", "true")],
        &["tenant", "create", "--name", "Rao Works", "--json"],
    );
    assert_eq!(first.json()["tenant_id"], "rao_works");
    assert!(mode(&many, "true"));
}

#[test]
fn a_business_named_to_a_command_that_is_not_about_one_is_refused() {
    let home = Home::with_samples();
    for words in [
        &["serve"][..],
        &["doctor"],
        &["demo"],
        &["schema"],
        &["config", "check", "x.toml"],
        &["tenant", "list"],
        &["tenant", "create", "--name", "X"],
        &["tenant", "strays"],
        &["tenant", "migrate", "--all"],
    ] {
        let named = [&["--tenant", "corner_shop"], words].concat();
        let refused = home.run(&named);
        assert_eq!(refused.refused(), (2, "bad_request"), "{words:?}");
        assert!(
            refused
                .err
                .contains("--tenant names “corner_shop”. Leave it out."),
            "{}",
            refused.err
        );
    }
    home.run(&["--tenant", "corner_shop", "tenant", "migrate"]).done();
}
