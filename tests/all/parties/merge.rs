//! Merging: old references lead home, and nothing goes in rings.

use serde_json::{Value, json};

use super::{
    super::support::{Program, app, column},
    PARTIES, enter, found, full, named,
};

fn merge(program: &Program, id: i64, into: i64) -> Value {
    program.send(
        "POST",
        &format!("/api/parties/{id}/merge"),
        "shop",
        &json!({ "into": into }),
    )
}

#[test]
fn a_merge_leads_old_references_home() {
    let program = app();
    let (a, b, c) = (
        enter(
            &program,
            &json!({ "name": "A", "kind": "customer", "notes": "a note", "contacts": [{ "phone": "98200 11111" }] }),
        ),
        enter(&program, &full()),
        enter(
            &program,
            &json!({ "name": "C", "kind": "supplier", "credit_days": 9, "contacts": [{ "phone": "+91 9820011111" }, { "name": "New" }] }),
        ),
    );
    let survivor = merge(&program, b, a);
    assert_eq!(survivor["id"], a);
    assert_eq!(survivor["gstin"], "29AABCR1718E1ZL", "an empty GSTIN is filled");
    assert_eq!(survivor["registration"], "regular");
    assert_eq!(survivor["notes"], "a note", "what was there stays");
    assert_eq!(survivor["credit_days"], 45);
    assert_eq!(survivor["addresses"].as_array().expect("addresses").len(), 2);
    assert_eq!(survivor["contacts"].as_array().expect("contacts").len(), 2);
    assert_eq!(survivor["revision"], 2);

    let survivor = merge(&program, a, c);
    assert_eq!(survivor["merged_from"], json!([a, b]), "b leads over a to c");
    assert_eq!(survivor["kind"], "both");
    assert_eq!(survivor["credit_days"], 9);
    assert_eq!(
        survivor["contacts"].as_array().expect("contacts").len(),
        3,
        "the same telephone is copied once: {}",
        survivor["contacts"]
    );
    for id in [a, b, c] {
        assert_eq!(program.get(&format!("/api/parties/{id}"), "shop")["id"], c);
    }
    assert_eq!(
        column(&program.get(PARTIES, "shop"), "name"),
        ["C"],
        "merged parties are not listed"
    );
    assert_eq!(found(&program, "kaveri pumps"), [""; 0], "nor found");
    assert_eq!(found(&program, "peenya"), ["C"]);
    let with_archived = program.get("/api/parties?include_archived=true", "shop");
    assert_eq!(
        column(&with_archived, "merged_into"),
        [c.to_string(), "null".into(), a.to_string()]
    );

    let history = program.get(&format!("/api/parties/{b}/history"), "shop");
    assert_eq!(history["entries"][0]["operation"], "party.merge");
    assert_eq!(
        history["entries"][0]["before"]["name"], "Kaveri Pumps Pvt Ltd",
        "the old record is still told"
    );
}

#[test]
fn a_merge_that_makes_no_sense_is_refused() {
    let program = app();
    let [a, b, c, d] = ["A", "B", "C", "D"].map(|name| enter(&program, &named(name)));
    merge(&program, b, a);
    merge(&program, a, c);
    let refused = |id: i64, into: Value| {
        program.refused(
            "POST",
            &format!("/api/parties/{id}/merge"),
            "shop",
            &json!({ "into": into }),
        )
    };
    assert_eq!(refused(c, json!(c)).2, ["into same"]);
    assert_eq!(
        refused(c, json!(b)).2,
        ["into same"],
        "b leads to c itself: no ring"
    );
    assert_eq!(refused(c, json!(99)).2, ["into unknown"]);
    assert_eq!(
        refused(a, json!(c)).1,
        "edit_conflict",
        "a merged party is not merged again"
    );
    assert_eq!(refused(99, json!(c)).1, "not_found");
    for path in ["archive", "restore"] {
        let (status, code, _) =
            program.refused("POST", &format!("/api/parties/{a}/{path}"), "shop", &json!({}));
        assert_eq!((status, code.as_str()), (409, "edit_conflict"));
    }
    let mut change = full();
    change["revision"] = json!(1);
    assert_eq!(
        program
            .refused("PUT", &format!("/api/parties/{b}"), "shop", &change)
            .1,
        "edit_conflict"
    );

    program.send("POST", &format!("/api/parties/{c}/archive"), "shop", &json!({}));
    assert_eq!(refused(d, json!(c)).2, ["into archived"]);
    program.send("POST", &format!("/api/parties/{c}/restore"), "shop", &json!({}));
    assert_eq!(
        merge(&program, d, b)["id"],
        c,
        "merging into a merged one goes to where that leads"
    );
}

#[test]
fn two_gstins_are_merged_only_when_confirmed() {
    let program = app();
    let (mut other, kaveri) = (full(), enter(&program, &full()));
    other["gstin"] = json!("27AABCR1718E1ZP");
    other["name"] = json!("Kaveri Pumps, Pune");
    other["addresses"] = json!([]);
    let pune = enter(&program, &other);
    let path = format!("/api/parties/{pune}/merge");
    for body in [
        json!({ "into": kaveri }),
        json!({ "into": kaveri, "confirm_other_gstin": false }),
    ] {
        let (status, code, fields) = program.refused("POST", &path, "shop", &body);
        assert_eq!((status, code.as_str()), (422, "validation_failed"));
        assert_eq!(fields, ["confirm_other_gstin gstin_differs"]);
    }
    assert_eq!(found(&program, "kaveri").len(), 2, "nothing was done");
    let survivor = program.send(
        "POST",
        &path,
        "shop",
        &json!({ "into": kaveri, "confirm_other_gstin": true }),
    );
    assert_eq!(survivor["gstin"], "29AABCR1718E1ZL", "the survivor's stays");
    assert_eq!(found(&program, "27AABCR1718E1ZP"), [""; 0]);
}

#[test]
fn the_file_itself_refuses_rings_and_removal() {
    let program = app();
    for name in ["A", "B", "C"] {
        enter(&program, &named(name));
    }
    program.send("POST", "/api/parties/1/merge", "shop", &json!({ "into": 2 }));
    let shop = program.tenant("shop");
    for sql in [
        "insert into party_redirects values (2, 1, '', '')",
        "insert into party_redirects values (3, 3, '', '')",
        "insert or replace into party_redirects values (1, 3, '', '')",
        "update party_redirects set into_id = 3",
        "delete from party_redirects",
        "delete from parties where id = 3",
        "update parties set registration = 'regular' where id = 3",
    ] {
        let done = shop.write(|tx| tx.execute(sql, []));
        assert!(done.is_err(), "{sql}");
    }
}
