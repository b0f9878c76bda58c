//! Materials through the router: what they are, and what was counted of them.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::{Program, all_pages, app, column, encoded};

const MATERIALS: &str = "/api/materials";

fn enter(program: &Program, code: &str, name: &str, store: &str) -> Value {
    let body = json!({ "code": code, "name": name, "unit": "kg", "store": store });
    program.send("POST", MATERIALS, "works", &body)
}

fn count(program: &Program, id: i64, quantity: &str, counted_on: &str) -> Value {
    let body = json!({ "quantity": quantity, "counted_on": counted_on, "note": "" });
    program.send("POST", &format!("/api/materials/{id}/counts"), "works", &body)
}

#[test]
fn a_material_is_entered_and_changed() {
    let program = app();
    let material = enter(
        &program,
        " RM-ST-040 ",
        "Seamless steel tube 40 × 4 mm",
        "Raw material",
    );
    insta::assert_json_snapshot!(material, @r#"
    {
      "id": 1,
      "revision": 1,
      "code": "RM-ST-040",
      "name": "Seamless steel tube 40 × 4 mm",
      "unit": "kg",
      "store": "Raw material",
      "notes": "",
      "quantity_on_hand": null,
      "counted_on": null,
      "archived_at": null,
      "created_at": "2026-11-23T09:30:00.000Z",
      "updated_at": "2026-11-23T09:30:00.000Z"
    }
    "#);
    let change = json!({ "revision": 1, "code": "rm-st-040", "name": "Tube", "unit": "m", "store": "", "notes": "Lots" });
    let edited = program.send("PUT", "/api/materials/1", "works", &change);
    assert_eq!(
        (&edited["code"], &edited["revision"], &edited["store"]),
        (&json!("rm-st-040"), &json!(2), &json!(""))
    );
    assert_eq!(program.get("/api/materials/1", "works"), edited);
    assert_eq!(
        program.refused("PUT", "/api/materials/1", "works", &change),
        (409, "edit_conflict".into(), vec![])
    );
    assert_eq!(
        program.refused(
            "POST",
            MATERIALS,
            "works",
            &json!({ "code": "Rm-St-040", "name": "Other", "unit": "m" })
        ),
        (409, "duplicate".into(), vec!["code duplicate".into()])
    );
    enter(&program, "RM-ST-40", "Another code, another material", "");
    let (status, code, fields) = program.refused(
        "POST",
        MATERIALS,
        "works",
        &json!({ "unit": "x".repeat(13), "store": "a\nb" }),
    );
    assert_eq!((status, code.as_str()), (422, "validation_failed"));
    assert_eq!(fields, ["name required", "unit too_long", "store bad_text"]);
    let (.., fields) = program.refused("POST", MATERIALS, "works", &json!({ "quantity_on_hand": "5" }));
    assert_eq!(
        fields,
        ["quantity_on_hand unreadable"],
        "what is on hand is counted, not written"
    );
}

#[test]
fn the_count_of_the_latest_day_tells_what_is_on_hand() {
    let program = app();
    enter(&program, "A", "Tube", "");
    for (quantity, day, on_hand, counted_on) in [
        ("412.5", "2026-03-31", "412.5", "2026-03-31"),
        ("286.25", "2026-09-30", "286.25", "2026-09-30"),
        ("400", "2026-06-30", "286.25", "2026-09-30"),
        ("286.000001", "2026-09-30", "286.000001", "2026-09-30"),
        ("0", "2026-11-23", "0", "2026-11-23"),
    ] {
        let material = count(&program, 1, quantity, day);
        assert_eq!(
            (&material["quantity_on_hand"], &material["counted_on"]),
            (&json!(on_hand), &json!(counted_on))
        );
        assert_eq!(
            material["revision"], 1,
            "an open form is not disturbed by a count"
        );
    }
    let counts = program.get("/api/materials/1/counts", "works");
    let told: Vec<String> = counts["counts"]
        .as_array()
        .expect("counts")
        .iter()
        .map(|count| {
            format!(
                "{} {} {}",
                count["counted_on"], count["quantity"], count["difference"]
            )
            .replace('"', "")
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-11-23 0 -286.000001",
            "2026-09-30 286.000001 -0.249999",
            "2026-09-30 286.25 -113.75",
            "2026-06-30 400 -12.5",
            "2026-03-31 412.5 null",
        ]
    );
    assert_eq!(
        (&counts["counts"][0]["who"], &counts["counts"][0]["recorded_at"]),
        (&json!("system"), &json!("2026-11-23T09:30:00.000Z"))
    );
    let history = program.get("/api/materials/1/history", "works");
    assert_eq!(history["entries"][0]["operation"], "material.count");
    assert_eq!(history["entries"][0]["before"]["quantity_on_hand"], "286.000001");
    assert_eq!(history["entries"][0]["after"]["quantity_on_hand"], "0");
}

#[test]
fn wrong_counts_are_refused() {
    let program = app();
    enter(&program, "A", "Tube", "");
    let refused = |quantity: &str, day: &str, note: &str| {
        let body = json!({ "quantity": quantity, "counted_on": day, "note": note });
        let (status, _, fields) = program.refused("POST", "/api/materials/1/counts", "works", &body);
        assert_eq!(status, 422);
        fields
    };
    assert_eq!(
        refused("-0.000001", "2026-11-24", &"x".repeat(201)),
        [
            "quantity out_of_range",
            "counted_on in_the_future",
            "note too_long"
        ]
    );
    assert_eq!(
        refused("1.0000001", "23/11/2026", ""),
        ["quantity bad_quantity", "counted_on bad_date"]
    );
    assert_eq!(
        refused("", "", ""),
        ["quantity bad_quantity", "counted_on bad_date"]
    );
    assert_eq!(
        refused("99999999999999", "2026-11-23", ""),
        ["quantity bad_quantity"]
    );
    let body = json!({ "quantity": 5, "counted_on": "2026-11-23" });
    let (status, _, fields) = program.refused("POST", "/api/materials/1/counts", "works", &body);
    assert_eq!(
        (status, fields),
        (400, vec!["quantity unreadable".to_owned()]),
        "a number could lose digits"
    );
    let body = json!({ "quantity": "5", "counted_on": "2026-11-23" });
    for id in ["0", "-1", "9", "99999999999999999999"] {
        let path = format!("/api/materials/{id}/counts");
        assert_eq!(program.refused("POST", &path, "works", &body).0, 404);
        assert_eq!(program.refused("GET", &path, "works", &Value::Null).0, 404);
    }
    assert_eq!(
        program.get("/api/materials/1", "works")["quantity_on_hand"],
        Value::Null
    );
    count(&program, 1, "9223372036854.775807", "2026-11-22");
    count(&program, 1, "0", "2026-11-23");
    let counts = program.get("/api/materials/1/counts", "works");
    assert_eq!(counts["counts"][0]["difference"], "-9223372036854.775807");
}

#[test]
fn a_count_stays_what_it_was() {
    let program = app();
    enter(&program, "A", "Tube", "");
    count(&program, 1, "5", "2026-11-23");
    for sql in [
        "update material_counts set quantity_micro = 1",
        "delete from material_counts",
        "insert or replace into material_counts values (1, 1, '2026-11-23', 1, '', '', '')",
        "insert into material_counts values (2, 1, '2026-11-23', -1, '', '', '')",
        "delete from materials",
    ] {
        let done = program.tenant("works").write(|tx| tx.execute(sql, []));
        assert!(done.is_err(), "{sql}");
    }
    assert_eq!(program.get("/api/materials/1", "works")["quantity_on_hand"], "5");
}

#[test]
fn lists_by_store_and_quantity() {
    let program = app();
    for (code, name, store, quantity) in [
        ("RM-10", "Plate", "Raw material", Some("10")),
        ("RM-9", "Rod", "raw MATERIAL", Some("9.5")),
        ("PK-1", "लकड़ी का क्रेट", "Packing", None),
        ("BO-1", "Bearing", "Bought-out parts", Some("100")),
        ("BO-2", "Bolt", "Bought-out parts", Some("0")),
        ("CO-1", "Oil", "", None),
    ] {
        let id = enter(&program, code, name, store)["id"].as_i64().expect("an id");
        if let Some(quantity) = quantity {
            count(&program, id, quantity, "2026-11-01");
        }
    }
    for (query, codes) in [
        ("", vec!["BO-1", "BO-2", "CO-1", "PK-1", "RM-9", "RM-10"]),
        (
            "sort=quantity",
            vec!["PK-1", "CO-1", "BO-2", "RM-9", "RM-10", "BO-1"],
        ),
        (
            "sort=-quantity",
            vec!["BO-1", "RM-10", "RM-9", "BO-2", "CO-1", "PK-1"],
        ),
        ("sort=name", vec!["BO-1", "BO-2", "CO-1", "RM-10", "RM-9", "PK-1"]),
        ("store=RAW+material", vec!["RM-9", "RM-10"]),
        ("store=Raw", vec![]),
        ("search=raw", vec!["RM-9", "RM-10"]),
        (&format!("search={}", encoded("क्रेट")), vec!["PK-1"]),
        ("search=o-1", vec!["BO-1", "CO-1"]),
        ("search=b", vec!["BO-1", "BO-2"]),
    ] {
        let list = program.get(&format!("{MATERIALS}?{query}"), "works");
        assert_eq!(column(&list, "code"), codes, "{query}");
        assert_eq!(list["total"], codes.len());
        for size in [1, 2, 4] {
            let paged = all_pages(&program, &format!("{MATERIALS}?{query}"), "works", size);
            assert_eq!(
                column(&json!({ "items": paged }), "code"),
                codes,
                "{query} by {size}"
            );
        }
    }
    program.send("POST", "/api/materials/1/archive", "works", &json!({}));
    assert_eq!(program.get(MATERIALS, "works")["total"], 5);
    assert_eq!(
        program.get("/api/materials?include_archived=true", "works")["total"],
        6
    );
    let back = program.send("POST", "/api/materials/1/restore", "works", &json!({}));
    assert_eq!(
        (&back["archived_at"], &back["revision"]),
        (&Value::Null, &json!(3))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn differences_add_up_to_what_is_on_hand(made in prop::collection::vec((0_u32..1_000_000, 1_u32..24), 1..15)) {
        let program = app();
        enter(&program, "A", "Tube", "");
        for (quantity, day) in &made {
            count(&program, 1, &format!("{}.{:03}", quantity / 1000, quantity % 1000), &format!("2026-11-{day:02}"));
        }
        let latest = made.iter().enumerate().max_by_key(|(at, (_, day))| (*day, *at)).map(|(_, (quantity, _))| *quantity);
        let thousandths = |value: &Value| {
            let text = value.as_str().unwrap_or("0");
            let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            sign * (whole.parse::<i64>().unwrap_or(0) * 1000 + format!("{part:0<3}").parse::<i64>().unwrap_or(0))
        };
        let counts = program.get("/api/materials/1/counts", "works");
        let counts = counts["counts"].as_array().cloned().unwrap_or_default();
        let first = counts.last().map_or(0, |count| thousandths(&count["quantity"]));
        let sum: i64 = counts.iter().map(|count| thousandths(&count["difference"])).sum();
        let on_hand = thousandths(&program.get("/api/materials/1", "works")["quantity_on_hand"]);
        prop_assert_eq!(Some(on_hand), latest.map(i64::from));
        prop_assert_eq!(first + sum, on_hand);
    }
}
