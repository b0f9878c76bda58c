//! Config sources: checked before use, and known by name in what they give.

use std::fs;

use serde_json::json;

use super::run::Home;

#[test]
fn a_good_file_is_shown() {
    let home = Home::new();
    let file = home.place("tenants.toml");
    fs::write(&file, "[tenants.shop]\ndomain = \"default\"\nbranding = { company_name = \"Corner Shop\" }\n\n[tenants.abc]\ndomain = \"dental\"\n").expect("a file");
    let text = home.run(&["config", "check", "tenants.toml"]).done();
    assert!(
        text.starts_with("tenants.toml is well: 2 businesses.\n"),
        "{text}"
    );
    assert!(text.contains("Corner Shop"), "{text}");
    let answer = home.run(&["config", "check", "tenants.toml", "--json"]).json();
    assert_eq!(
        (&answer["count"], &answer["tenants"]["shop"]["domain"]),
        (&json!(2), &json!("default"))
    );
    assert!(!home.data().exists(), "checking a file makes no data directory");
}

#[test]
fn a_broken_file_is_named_with_line_and_key() {
    let home = Home::new();
    for (name, text, said) in [
        (
            "a.toml",
            "[tenants.shop.branding]\nprimary_color = \"red\"\n",
            "a.toml, line 2: tenants.shop.branding.primary_color: ",
        ),
        (
            "b.toml",
            "[tenants.shop]\n\ncolour = 1\n",
            "b.toml, line 3: tenants.shop.colour: ",
        ),
        ("c.toml", "[tenants.shop\n", "c.toml, line 1: "),
        (
            "d.json",
            "{\"tenants\": {\n\"shop\": {\"domain\": 5}}}",
            "d.json, line 2: tenants.shop.domain: ",
        ),
        (
            "e.json",
            "{\"tenants\": {\n\"shop\": {",
            "e.json, line 2: tenants.shop: ",
        ),
        (
            "f.json",
            "{\n\"shop\": {\n\"gst_number\": \"\\u0007\"}}",
            "f.json, line 3: tenants.shop.gst_number: ",
        ),
        ("i.json", "[", "i.json, line 1: "),
        (
            "j.json",
            "{\"tenants\": {\"shop\": {\"branding\": {",
            "j.json, line 1: tenants.shop.branding: ",
        ),
        (
            "h.yaml",
            "tenants: {}\n",
            "h.yaml: its ending is neither .toml nor .json",
        ),
        (
            "g.toml",
            "[tenants.\"../x\"]\n",
            "g.toml, line 1: tenants.\"../x\": ",
        ),
    ] {
        fs::write(home.place(name), text).expect("a file");
        let checked = home.run(&["config", "check", name]);
        assert_eq!(checked.refused(), (6, "bad_config"), "{name}");
        assert!(checked.err.contains(said), "{}", checked.err);
        assert!(
            !checked.err.contains('?'),
            "no key is a question mark: {}",
            checked.err
        );
        let started = home.run(&["--tenants", name, "tenant", "list"]);
        assert_eq!(started.refused(), (6, "bad_config"), "{name}");
    }
    let missing = home.run(&["config", "check", "missing.toml"]);
    assert_eq!(missing.refused(), (7, "file_missing"));
    assert!(!missing.err.contains("mend it"), "{}", missing.err);
    let problem = home.run(&["config", "check", "b.toml", "--json"]).problem();
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["key"]),
        (&json!("b.toml"), &json!(3), &json!("tenants.shop.colour"))
    );
    assert_eq!(
        home.run(&["tenant", "list", "--all", "--json"]).json()["count"],
        0,
        "nothing was half loaded"
    );
}

#[test]
fn later_sources_win_and_are_named() {
    let home = Home::new();
    fs::create_dir(home.data()).expect("a folder");
    let file = "[tenants.abc]\ndomain = \"dental\"\ngst_number = \"from file\"\n[tenants.abc.branding]\ncompany_name = \"From File\"\nsecondary_color = \"#112233\"\n";
    fs::write(home.data().join("tenants.toml"), file).expect("a file");
    home.run(&[
        "tenant",
        "edit",
        "abc",
        "--gst-number",
        "from catalogue",
        "--accent-color",
        "#445566",
    ])
    .done();
    let environment = [(
        "TENANT_CONFIGS",
        "{\"abc\": {\"branding\": {\"accent_color\": \"#778899\"}, \"is_active\": false}}",
    )];
    let shown = home
        .run_with(&environment, &["tenant", "show", "abc", "--json"])
        .json();
    let source = |path: &str| shown["sources"][path].as_str().unwrap_or("none").to_owned();
    assert_eq!(source("branding.primary_color"), "domain_pack");
    assert_eq!(
        (
            source("branding.company_name"),
            shown["branding"]["company_name"].clone()
        ),
        ("file".into(), json!("From File"))
    );
    assert_eq!(
        (source("gst_number"), shown["gst_number"].clone()),
        ("catalogue".into(), json!("from catalogue"))
    );
    assert_eq!(
        (
            source("branding.accent_color"),
            shown["branding"]["accent_color"].clone()
        ),
        ("environment".into(), json!("#778899"))
    );
    assert_eq!(
        (source("is_active"), shown["is_active"].clone()),
        ("environment".into(), json!(false))
    );

    let stubborn = home.run_with(&environment, &["tenant", "activate", "abc"]).done();
    assert!(stubborn.contains("TENANT_CONFIGS"), "{stubborn}");
    let text = home.run_with(&environment, &["tenant", "show", "abc"]).done();
    let line = text
        .lines()
        .find(|line| line.starts_with("branding.accent_color"))
        .expect("the colour");
    assert!(line.ends_with("environment"), "{line}");
    let broken = home.run_with(
        &[("TENANT_CONFIGS", "{\n\"abc\": {\"branding\": 5}}")],
        &["tenant", "list"],
    );
    assert_eq!(broken.refused(), (6, "bad_config"));
    assert!(
        broken.err.contains("TENANT_CONFIGS, line 2: abc.branding"),
        "{}",
        broken.err
    );
}
