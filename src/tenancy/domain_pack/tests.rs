//! The shipped packs are whole, and a broken one says where it is broken.

use super::*;

const GOOD: &str = r##"domain = "bakery"
name = "Bakery"
description = "Bread."
primary_color = "#abc"
secondary_color = "#123456"
accent_color = "#123456"
features = ["material_management"]

[labels]
party = "Miller"

[[menu]]
group = "work"
label = ""
items = [
  { key = "home", label = "Home", path = "home", icon = "house" },
  { key = "materials", label = "Flour", path = "materials", icon = "boxes", feature = "material_management" },
]

[[starter.parties]]
name = "Mill"
credit_days = 30
since = 2026-11-23
"##;

fn complaint(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    DomainPack::parse("bakery.toml", &GOOD.replacen(from, to, 1))
        .map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

#[test]
fn shipped_packs_are_whole() {
    let packs = shipped().unwrap();
    let mut domains: Vec<&str> = packs.iter().map(|pack| pack.domain.as_str()).collect();
    domains.sort_unstable();
    assert_eq!(domains, ["default", "dental", "manufacturing"]);
    for pack in &packs {
        assert_eq!(pack.menu[0].items[0].key, "home", "{}", pack.domain);
        for key in [
            "party",
            "parties",
            "product",
            "products",
            "patient",
            "patients",
            "material",
            "materials",
        ] {
            assert!(pack.labels.contains_key(key), "{}: {key}", pack.domain);
        }
    }
    assert_eq!(super::packs()[0].domain, "default");
    assert!(
        Trades::default()
            .find("dental")
            .unwrap()
            .features_named()
            .contains("patient_management")
    );
    assert_eq!(
        Trades::default().unknown("zoo"),
        "There is no domain “zoo”. Choose one of default, dental, manufacturing."
    );
}

#[test]
fn a_good_pack_is_read() {
    let pack = DomainPack::parse("bakery.toml", GOOD).unwrap();
    assert_eq!(pack.primary_color.to_string(), "#aabbcc");
    assert_eq!(
        pack.starter.parties[0],
        serde_json::json!({"name": "Mill", "credit_days": 30, "since": "2026-11-23"})
    );
    assert_eq!(
        pack.menu[0].items[1].feature.as_deref(),
        Some("material_management")
    );
}

#[test]
fn a_broken_pack_names_file_line_and_key() {
    for (from, to, expected) in [
        ("\"Bread.\"", "Bread.", "bakery.toml, line 3, key description: "),
        (
            "\"#abc\"",
            "\"blue\"",
            "bakery.toml, line 4, key primary_color: “blue” is not a colour.",
        ),
        (
            "features = [",
            "feature = [",
            "bakery.toml, line 7, key feature: unknown field `feature`",
        ),
        (
            "\"material_management\"]",
            "\"a\", \"a\"]",
            "bakery.toml, line 7, key features: “a” stands twice",
        ),
        (
            "\"material_management\"]",
            "\"A b\"]",
            "bakery.toml, line 7, key features: “A b” must begin",
        ),
        (
            "\"bakery\"",
            "\"zoo\"",
            "bakery.toml, line 1, key domain: “zoo” must be the file's name",
        ),
        (
            "\"Miller\"",
            "\" \"",
            "bakery.toml, line 10, key labels.party: “ ” must not be empty",
        ),
        (
            "icon = \"house\"",
            "icon = \"../x\"",
            "bakery.toml, line 16, key menu.items.icon: “../x” must begin",
        ),
        (
            "path = \"home\"",
            "path = \"materials\"",
            "bakery.toml, line 17, key menu.items.path: “materials” stands twice",
        ),
        (
            "label = \"Flour\"",
            "label = 5",
            "bakery.toml, line 17, key label: invalid type",
        ),
        ("credit_days = 30", "credit_days = 1.5", "bakery.toml, line "),
        (
            "[[menu]]",
            "[[menue]]",
            "bakery.toml, line 12, key menue: unknown field `menue`",
        ),
    ] {
        let said = complaint(from, to);
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn a_pack_speaks_a_language_wholly_or_not_at_all() {
    let words = |more: &str| format!("{GOOD}\n[translations.hi]\n{more}");
    let parse = |more: &str| DomainPack::parse("bakery.toml", &words(more));
    let whole =
        "Bakery = \"बेकरी\"\n\"Bread.\" = \"रोटी।\"\nMiller = \"चक्की\"\nHome = \"होम\"\nFlour = \"आटा\"\n";
    let pack = parse(whole).unwrap();
    assert_eq!(pack.say("hi", "Flour"), "आटा");
    assert_eq!(pack.say("hi", "Unknown"), "Unknown");
    assert_eq!(pack.say("ta", "Flour"), "Flour");
    for (more, complaint) in [
        (
            whole.replace("Flour = \"आटा\"\n", ""),
            "key translations.hi: “Flour” is not translated",
        ),
        (
            format!("{whole}Salt = \"नमक\"\n"),
            "key translations.hi: “Salt” is no text of this pack",
        ),
        (
            whole.replace("\"आटा\"", "\" \""),
            "key translations.hi: “ ” must not be empty",
        ),
    ] {
        let said = parse(&more).unwrap_err().to_string();
        assert!(said.ends_with(complaint), "{said}");
    }
}

#[test]
fn every_shipped_pack_speaks_hindi() {
    for pack in packs() {
        assert_ne!(pack.say("hi", &pack.name), pack.name, "{}", pack.domain);
    }
}

#[test]
fn hostile_texts_are_errors_and_no_more() {
    for text in [
        "",
        "\u{0}",
        "a = 1\na = 2",
        "é = \"",
        "domain = \"é",
        &"[".repeat(100_000),
        &"a.".repeat(100_000),
    ] {
        assert!(DomainPack::parse("x.toml", text).is_err());
    }
}
