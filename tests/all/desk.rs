//! What the desk remembers: preferences and unsaved forms, of one business each, through a power cut, within bounds.

use serde_json::{Value, json};

use crate::{
    house::House,
    process::Server,
    support::{Program, app, encoded},
};

fn draft(key: &str) -> String {
    format!("/api/drafts/{}", encoded(key))
}

/// The keys of the drafts that wait, newest first.
fn waiting(program: &Program, tenant: &str) -> Vec<String> {
    let listed = program.get("/api/drafts", tenant);
    let drafts = listed["drafts"].as_array().cloned().unwrap_or_default();
    drafts
        .iter()
        .map(|draft| draft["key"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_preference_is_kept_changed_and_forgotten() {
    let program = app();
    assert_eq!(program.get("/api/preferences", "shop"), json!({}));
    let columns = json!({ "columns": ["name", "code"], "hidden": [] });
    let kept = program.send(
        "PUT",
        "/api/preferences/table.products",
        "shop",
        &json!({ "value": columns }),
    );
    assert_eq!(
        kept,
        json!({ "key": "table.products", "value": columns, "saved_at": "2026-11-23T09:30:00.000Z" })
    );
    program.send(
        "PUT",
        "/api/preferences/table.products",
        "shop",
        &json!({ "value": null }),
    );
    program.send(
        "PUT",
        "/api/preferences/density",
        "shop",
        &json!({ "value": "close" }),
    );
    assert_eq!(
        program.get("/api/preferences", "shop"),
        json!({ "density": "close", "table.products": null })
    );
    program.send("DELETE", "/api/preferences/density", "shop", &Value::Null);
    program.send("DELETE", "/api/preferences/density", "shop", &Value::Null);
    assert_eq!(
        program.get("/api/preferences", "shop"),
        json!({ "table.products": null })
    );
}

#[test]
fn a_draft_is_kept_as_it_was_typed() {
    let program = app();
    // The names of a form stay in their order: what compares forms may compare their texts.
    let form = json!({ "value": { "z": "last", "a": ["x", "", null, 1], "name": "मीरा\n\u{1F9B7}" }, "label": " Meera " });
    program.send("PUT", &draft("patients/new/k3f"), "clinic", &form);
    let kept = program.get(&draft("patients/new/k3f"), "clinic");
    assert_eq!(
        kept.to_string(),
        json!({ "key": "patients/new/k3f", "label": "Meera", "value": form["value"], "saved_at": "2026-11-23T09:30:00.000Z" })
            .to_string()
    );
    program.send("PUT", &draft("patients/1/a"), "clinic", &json!({ "value": 1 }));
    assert_eq!(
        program.get("/api/drafts", "clinic"),
        json!({ "drafts": [
            { "key": "patients/1/a", "label": "", "saved_at": "2026-11-23T09:30:00.000Z" },
            { "key": "patients/new/k3f", "label": "Meera", "saved_at": "2026-11-23T09:30:00.000Z" },
        ] })
    );
    program.send("DELETE", &draft("patients/1/a"), "clinic", &Value::Null);
    let (status, code, _) = program.refused("GET", &draft("patients/1/a"), "clinic", &Value::Null);
    assert_eq!((status, code.as_str()), (404, "not_found"));
    assert_eq!(waiting(&program, "clinic"), ["patients/new/k3f"]);
}

#[test]
fn each_business_remembers_its_own() {
    let program = app();
    program.send(
        "PUT",
        "/api/preferences/table.parties",
        "shop",
        &json!({ "value": 1 }),
    );
    program.send(
        "PUT",
        &draft("parties/new"),
        "shop",
        &json!({ "value": "shop's" }),
    );
    for other in ["clinic", "works"] {
        assert_eq!(program.get("/api/preferences", other), json!({}));
        assert_eq!(waiting(&program, other), [""; 0]);
        let (status, ..) = program.refused("GET", &draft("parties/new"), other, &Value::Null);
        assert_eq!(status, 404);
        program.send("DELETE", &draft("parties/new"), other, &Value::Null);
    }
    assert_eq!(program.get(&draft("parties/new"), "shop")["value"], "shop's");
}

#[test]
fn the_edit_log_hears_nothing_and_records_still_tell_it() {
    let program = app();
    let before = program.get("/api/edit-log", "shop");
    program.send("PUT", "/api/preferences/a", "shop", &json!({ "value": 1 }));
    program.send("PUT", &draft("b"), "shop", &json!({ "value": 1 }));
    program.send("DELETE", &draft("b"), "shop", &Value::Null);
    assert_eq!(program.get("/api/edit-log", "shop"), before);
    let silent = program.tenant("shop").write(|tx| {
        tx.execute("delete from preferences", [])?;
        Ok(())
    });
    assert!(silent.is_err(), "the way of records is as strict as before");
}

#[test]
fn bad_keys_and_too_much_are_refused() {
    let program = app();
    let value = json!({ "value": 1 });
    let long = "k".repeat(81);
    for key in [
        "Table.products",
        ".hidden",
        "-x",
        "a b",
        "é",
        "a%00b",
        "a\u{7f}",
        &long,
    ] {
        for path in ["/api/preferences/", "/api/drafts/"] {
            let path = format!("{path}{}", encoded(key));
            for (method, body) in [("PUT", &value), ("DELETE", &Value::Null)] {
                let (status, code, fields) = program.refused(method, &path, "shop", body);
                assert_eq!((status, code.as_str()), (422, "validation_failed"), "{key}");
                assert_eq!(fields, ["key bad_key"]);
            }
        }
    }
    let longest = "k".repeat(80);
    program.send("PUT", &format!("/api/preferences/{longest}"), "shop", &value);
    for (path, most) in [("/api/preferences/big", 16 << 10), ("/api/drafts/big", 256 << 10)] {
        // Two bytes are the quotes.
        let fits = json!({ "value": "x".repeat(most - 2) });
        program.send("PUT", path, "shop", &fits);
        let over = json!({ "value": "x".repeat(most - 1) });
        let (status, code, fields) = program.refused("PUT", path, "shop", &over);
        assert_eq!((status, code.as_str()), (413, "too_large"));
        assert_eq!(fields, ["value too_large"]);
    }
    for body in [
        json!({}),
        json!({ "value": 1, "more": 2 }),
        json!({ "value": 1, "label": 7 }),
        json!([1]),
    ] {
        assert_eq!(
            program.refused("PUT", "/api/drafts/a", "shop", &body).0,
            400,
            "{body}"
        );
    }
    for label in ["two\nlines", &"l".repeat(121)] {
        let body = json!({ "value": 1, "label": label });
        assert_eq!(program.refused("PUT", "/api/drafts/a", "shop", &body).0, 422);
    }
    assert_eq!(waiting(&program, "shop"), ["big"]);
}

#[test]
fn there_is_an_end_to_how_many_are_kept() {
    let program = app();
    for (path, most) in [("/api/preferences/", 500), ("/api/drafts/", 200)] {
        for number in 0..most {
            program.send(
                "PUT",
                &format!("{path}k{number}"),
                "shop",
                &json!({ "value": number }),
            );
        }
        let (status, _, fields) =
            program.refused("PUT", &format!("{path}more"), "shop", &json!({ "value": 1 }));
        assert_eq!((status, fields), (422, vec!["key too_many".to_owned()]));
        program.send(
            "PUT",
            &format!("{path}k0"),
            "shop",
            &json!({ "value": "changed" }),
        );
        program.send("DELETE", &format!("{path}k1"), "shop", &Value::Null);
        program.send("PUT", &format!("{path}more"), "shop", &json!({ "value": 1 }));
    }
}

#[test]
fn what_was_kept_before_a_kill_is_there() {
    let mut house = House::of(&["shop", "mill"]);
    house.close();
    let server = Server::start(&house.root());
    let kept = json!({ "value": { "form": { "name": "half typed" } }, "label": "half typed" });
    let (status, _) = server
        .call("PUT", "/api/drafts/parties%2Fnew", "shop", &kept)
        .expect("an answer");
    assert_eq!(status, 200);
    server.call(
        "PUT",
        "/api/preferences/table.parties",
        "mill",
        &json!({ "value": [1] }),
    );
    server.kill();
    let server = Server::start(&house.root());
    let (_, there) = server
        .call("GET", "/api/drafts/parties%2Fnew", "shop", &Value::Null)
        .expect("an answer");
    assert_eq!(there["value"], kept["value"]);
    let (_, preferences) = server
        .call("GET", "/api/preferences", "mill", &Value::Null)
        .expect("an answer");
    assert_eq!(preferences, json!({ "table.parties": [1] }));
}
