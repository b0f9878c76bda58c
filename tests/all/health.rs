//! Health looks: a bad file is told with its own version and size, and the whole says the worst of its parts.

use std::fs;

use cashflow::db::Kind;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::house::{House, note};

fn check<'v>(health: &'v Value, name: &str) -> &'v Value {
    let checks = health["checks"].as_array().expect("checks");
    checks
        .iter()
        .find(|check| check["check"] == name)
        .unwrap_or_else(|| panic!("{name} in {health}"))
}

#[test]
fn a_bad_file_is_told_as_it_is() {
    let mut house = House::of(&["good", "newer", "foreign", "empty", "gone", "text"]);
    house.close();
    let raw = |id: &str, sql: &str| {
        Connection::open(house.file(id))
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    };
    raw("newer", "pragma user_version = 99");
    raw("foreign", "pragma application_id = 7");
    fs::write(house.file("empty"), "").unwrap();
    fs::write(house.file("text"), "hello").unwrap();
    fs::remove_file(house.file("gone")).unwrap();
    let newest = json!(Kind::Tenant.schema_version());
    for (id, schema, at, size) in [
        ("good", &newest, "", None),
        ("newer", &json!(99), "schema", None),
        ("foreign", &Value::Null, "file", None),
        ("empty", &Value::Null, "integrity", Some(0)),
        ("text", &Value::Null, "integrity", Some(5)),
        ("gone", &Value::Null, "file", Some(0)),
    ] {
        let health = house.get(&format!("/api/tenants/{id}/health")).ok();
        assert_eq!(&health["schema_version"], schema, "{id}");
        assert_eq!(
            health["file"]["path"],
            house.file(id).display().to_string(),
            "{id}"
        );
        if let Some(size) = size {
            assert_eq!(health["file"]["size_bytes"], size, "{id}");
        }
        let names = ["file", "schema", "integrity", "pools", "disk", "features"];
        for name in names {
            let wrong = check(&health, name)["status"] == "error";
            assert_eq!(wrong, name == at, "{id} {name}: {health}");
        }
        assert_eq!(health["checks"].as_array().unwrap().len(), names.len());
    }

    let detailed = house.get("/health/detailed").ok();
    assert_eq!(detailed["status"], "error");
    let states: Vec<(&str, &str)> = detailed["businesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["tenant_id"].as_str().unwrap(),
                one["status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        states,
        [
            ("empty", "error"),
            ("foreign", "error"),
            ("gone", "error"),
            ("good", "ok"),
            ("newer", "error"),
            ("text", "error")
        ]
    );
    assert_eq!(detailed["not_looked_at"], 0);
}

#[test]
fn a_damaged_catalogue_is_an_error() {
    let mut house = House::of(&["shop"]);
    house.close();
    let catalogue = house.root().join("catalog.sqlite");
    assert!(!house.root().join("catalog.sqlite-wal").exists());
    let mut bytes = fs::read(&catalogue).unwrap();
    // Free pages that are not there.
    bytes[36..40].copy_from_slice(&[0, 0, 0, 5]);
    fs::write(&catalogue, bytes).unwrap();
    assert_eq!(house.get("/health/detailed").ok()["catalogue"]["status"], "error");
}

#[test]
fn sizes_are_words_and_count_the_log() {
    let house = House::of(&["shop"]);
    note(&house.tenant("shop").unwrap(), "into the log").unwrap();
    let file = house.file("shop");
    let log = file.with_extension("sqlite-wal");
    let bytes = file.metadata().unwrap().len() + log.metadata().unwrap().len();
    assert!(log.metadata().unwrap().len() > 0);
    let health = house.get("/api/tenants/shop/health").ok();
    assert_eq!(health["file"]["size_bytes"], bytes);
    let opens = check(&health, "file")["message"].as_str().unwrap();
    let kilobytes = format!("{} kB.", (bytes + 512) / 1024);
    assert!(opens.ends_with(&kilobytes), "{opens}, {bytes}");
    assert_eq!(
        house.get("/api/tenants").ok()["tenants"][0]["size_bytes"],
        bytes,
        "the card says the same"
    );
    let free = check(&health, "disk")["message"].as_str().unwrap();
    assert!(
        free.contains("GB are free") || free.contains("MB are free"),
        "{free}"
    );
}

#[test]
fn a_business_that_is_worked_in_stays_well() {
    let house = House::of(&["shop"]);
    let whole = || {
        let business = house.get("/api/tenants/shop/health").ok();
        let detailed = house.get("/health/detailed").ok();
        (business["status"].clone(), detailed["status"].clone(), business)
    };
    // Long enough for the full-text indexes to be put together anew between two looks.
    for round in 0..6 {
        for nth in 0..20 {
            let name = format!("Sharma and sons {round} {nth}");
            let party = json!({ "name": name, "kind": "customer", "registration": "unregistered" });
            house.send_as("shop", "POST", "/api/parties", &party).ok();
        }
        let (business, detailed, told) = whole();
        assert_eq!(
            (business, detailed),
            (json!("ok"), json!("ok")),
            "{round}: {told}"
        );
    }
}
