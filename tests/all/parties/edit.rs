//! Changing a party, putting it away and taking it back.

use serde_json::{Value, json};

use super::{super::support::app, PARTIES, enter, found, full, named};

#[test]
fn an_edit_keeps_what_it_names_and_removes_the_rest() {
    let program = app();
    let party = program.send("POST", PARTIES, "shop", &full());
    let plant = party["addresses"][0]["id"].clone();
    let mut change = full();
    change["revision"] = json!(1);
    change["addresses"] = json!([
        { "id": plant, "label": "Plant", "line1": "KIADB Estate", "city": "Tumakuru", "state_code": "29" },
        { "line1": "New works", "city": "Hosur", "state_code": "33" }
    ]);
    change["contacts"] = json!([]);
    let edited = program.send("PUT", "/api/parties/1", "shop", &change);
    assert_eq!(edited["revision"], 2);
    assert_eq!(edited["addresses"][0]["id"], plant, "a line keeps its id");
    assert_eq!(
        edited["addresses"][0]["is_primary"], true,
        "one is primary when none says so"
    );
    assert_eq!(edited["addresses"].as_array().expect("addresses").len(), 2);
    assert_eq!(edited["contacts"], json!([]));
    assert_eq!(
        found(&program, "shwetha"),
        [""; 0],
        "what was removed is not found any more"
    );
    assert_eq!(found(&program, "hosur"), ["Kaveri Pumps Pvt Ltd"]);

    assert_eq!(
        program.refused("PUT", "/api/parties/1", "shop", &change),
        (409, "edit_conflict".into(), vec![]),
        "the revision is an old one"
    );
    change["revision"] = Value::Null;
    let (.., fields) = program.refused("PUT", "/api/parties/1", "shop", &change);
    assert_eq!(fields, ["revision required"]);
    change["revision"] = json!(2);
    change["addresses"] =
        json!([{ "id": plant, "city": "A" }, { "id": plant, "city": "B" }, { "id": 999, "city": "C" }]);
    let (.., fields) = program.refused("PUT", "/api/parties/1", "shop", &change);
    assert_eq!(fields, ["addresses[1].id unknown", "addresses[2].id unknown"]);
}

#[test]
fn archive_and_restore() {
    let program = app();
    let id = enter(&program, &named("Old friend"));
    let away = program.send("POST", &format!("/api/parties/{id}/archive"), "shop", &json!({}));
    assert!(away["archived_at"].is_string());
    assert_eq!(away["revision"], 2);
    let again = program.send("POST", &format!("/api/parties/{id}/archive"), "shop", &json!({}));
    assert_eq!(again, away, "archiving twice changes nothing");
    let back = program.send("POST", &format!("/api/parties/{id}/restore"), "shop", &json!({}));
    assert_eq!(
        (&back["archived_at"], &back["revision"]),
        (&Value::Null, &json!(3))
    );
    let history = program.get(&format!("/api/parties/{id}/history"), "shop");
    let entries = history["entries"].as_array().expect("entries");
    let operations: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["operation"].as_str())
        .collect();
    assert_eq!(operations, ["party.restore", "party.archive", "party.create"]);
    assert_eq!(entries[2]["before"], Value::Null);
    assert_eq!(entries[1]["after"], away);
    assert_eq!(
        (&entries[0]["who"], &entries[0]["door"]),
        (&json!("system"), &json!("http"))
    );
}
