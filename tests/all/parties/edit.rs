//! Changing a party, putting it away and taking it back.

use serde_json::{Value, json};

use super::{
    super::support::{app, column},
    PARTIES, enter, found, full, named,
};

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

#[test]
fn several_are_moved_together_or_not_at_all() {
    let program = app();
    for name in ["Asha", "Bina", "Chitra"] {
        enter(&program, &named(name));
    }
    let move_several = |ids: &[i64], archived| {
        program.send(
            "POST",
            "/api/parties/archive",
            "shop",
            &json!({ "ids": ids, "archived": archived }),
        )
    };
    let shown = || column(&program.get(PARTIES, "shop"), "name");

    assert_eq!(move_several(&[1, 3, 1], true), json!({ "ids": [1, 3] }));
    assert_eq!(shown(), ["Bina"]);
    assert_eq!(
        move_several(&[1, 2], true),
        json!({ "ids": [2] }),
        "one was away before"
    );
    assert_eq!(move_several(&[3, 2, 1], false), json!({ "ids": [3, 2, 1] }));
    assert_eq!(shown(), ["Asha", "Bina", "Chitra"]);
    let history = program.get("/api/parties/3/history", "shop");
    let operations = column(&json!({ "items": history["entries"] }), "operation");
    assert_eq!(operations, ["party.restore", "party.archive", "party.create"]);

    let unknown = json!({ "ids": [1, 99], "archived": true });
    let (status, code, _) = program.refused("POST", "/api/parties/archive", "shop", &unknown);
    assert_eq!((status, &*code), (404, "not_found"));
    assert_eq!(shown().len(), 3, "nothing was moved");
    let many: Vec<i64> = (1..=501).collect();
    for ids in [json!([]), json!(many)] {
        let (.., fields) = program.refused(
            "POST",
            "/api/parties/archive",
            "shop",
            &json!({ "ids": ids, "archived": true }),
        );
        assert_eq!(fields, ["ids bad_length"]);
    }
}

#[test]
fn every_kind_of_record_is_moved_so() {
    let program = app();
    for (path, tenant, new) in [
        ("/api/products", "shop", json!({ "name": "A" })),
        ("/api/patients", "clinic", json!({ "name": "A" })),
        ("/api/materials", "works", json!({ "name": "A", "unit": "kg" })),
    ] {
        program.send("POST", path, tenant, &new);
        program.send("POST", path, tenant, &new);
        let both = json!({ "ids": [1, 2], "archived": true });
        assert_eq!(
            program.send("POST", &format!("{path}/archive"), tenant, &both),
            json!({ "ids": [1, 2] }),
            "{path}"
        );
        assert_eq!(program.get(path, tenant)["total"], 0, "{path}");
    }
    let both = json!({ "ids": [1], "archived": true });
    let (status, code, _) = program.refused("POST", "/api/patients/archive", "shop", &both);
    assert_eq!((status, &*code), (403, "feature_disabled"));
}
