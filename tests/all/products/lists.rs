//! Units, categories and price lists.

use serde_json::{Value, json};

use super::{
    super::support::{Program, app, column},
    PRODUCTS, category, enter, price_list,
};

const CATEGORIES: &str = "/api/product-categories";

fn paths(program: &Program) -> Vec<String> {
    let all = program.get(CATEGORIES, "shop");
    column(&json!({ "items": all["categories"] }), "path")
}

#[test]
fn every_file_begins_with_the_common_units() {
    let program = app();
    let units = program.get("/api/units", "shop")["units"].clone();
    let told: Vec<String> = units
        .as_array()
        .expect("units")
        .iter()
        .map(|unit| format!("{} {} {}", unit["code"], unit["uqc"], unit["decimals"]).replace('"', ""))
        .collect();
    insta::assert_snapshot!(told.join(", "), @"BOX BOX 0, BTL BTL 0, CMS CMS 0, DAY OTH 0, DOZ DOZ 0, GMS GMS 3, HRS OTH 2, KGS KGS 3, LTR LTR 3, MLT MLT 0, MTR MTR 3, NOS NOS 0, OTH OTH 0, PAC PAC 0, PCS PCS 0, PRS PRS 0, ROL ROL 0, SET SET 0, SQM SQM 3, STR OTH 0, TAB TBS 0, TUB TUB 0, VIA OTH 0");
}

#[test]
fn units_are_added() {
    let program = app();
    let crate_ = json!({ "code": " crt ", "name": "Crates", "uqc": "oth" });
    let unit = program.send("POST", "/api/units", "shop", &crate_);
    assert_eq!(
        unit,
        json!({ "code": "CRT", "name": "Crates", "uqc": "OTH", "decimals": 0, "conversion": null, "retired_at": null })
    );
    enter(
        &program,
        &json!({ "name": "Mangoes", "unit": "KGS", "units": [{ "unit": "CRT", "factor": "18.5" }] }),
    );
    assert_eq!(
        program.refused("POST", "/api/units", "shop", &crate_),
        (409, "duplicate".into(), vec!["code duplicate".into()])
    );
    let wrong = json!({ "code": "A-B", "name": "", "uqc": "XYZ", "decimals": 7 });
    let (.., fields) = program.refused("POST", "/api/units", "shop", &wrong);
    assert_eq!(
        fields,
        [
            "code bad_code",
            "name required",
            "uqc unknown_uqc",
            "decimals out_of_range"
        ]
    );
    let body = json!({ "name": "Mangoes", "unit": "CRT" });
    let (.., fields) = program.refused("POST", PRODUCTS, "works", &body);
    assert_eq!(fields, ["unit unknown"], "another business has units of its own");
}

#[test]
fn categories_are_a_tree() {
    let program = app();
    let dental = category(&program, "Dental", None);
    let office = category(&program, "Office", None);
    let burs = category(&program, "Burs", Some(dental));
    category(&program, "Diamond", Some(burs));
    category(&program, "burs", Some(office));
    let expected = [
        "Dental",
        "Dental › Burs",
        "Dental › Burs › Diamond",
        "Office",
        "Office › burs",
    ];
    assert_eq!(paths(&program), expected);

    let refused = |method: &str, path: &str, body: &Value| {
        let (status, code, fields) = program.refused(method, path, "shop", body);
        (status, code, fields.join(", "))
    };
    let own = format!("{CATEGORIES}/{dental}");
    for (parent, why) in [
        (dental, "parent_id cycle"),
        (4, "parent_id cycle"),
        (99, "parent_id unknown"),
    ] {
        let body = json!({ "name": "Dental", "parent_id": parent });
        assert_eq!(refused("PUT", &own, &body).2, why, "Dental into {parent}");
    }
    let twin = json!({ "name": "BURS", "parent_id": dental });
    assert_eq!(
        refused("POST", CATEGORIES, &twin),
        (409, "duplicate".into(), "name duplicate".into())
    );
    assert_eq!(
        refused("POST", CATEGORIES, &json!({ "name": "" })).2,
        "name required"
    );

    let moved = json!({ "name": "Rotary", "parent_id": office });
    let moved = program.send("PUT", &format!("{CATEGORIES}/{burs}"), "shop", &moved);
    assert_eq!(moved["path"], "Office › Rotary");
    let expected = [
        "Dental",
        "Office",
        "Office › burs",
        "Office › Rotary",
        "Office › Rotary › Diamond",
    ];
    assert_eq!(paths(&program), expected);
    assert_eq!(program.get(CATEGORIES, "works")["categories"], json!([]));
}

#[test]
fn categories_stand_six_deep() {
    let program = app();
    let mut last = None;
    for name in ["1", "2", "3", "4", "5", "6"] {
        last = Some(category(&program, name, last));
    }
    let seventh = json!({ "name": "7", "parent_id": last });
    let (.., fields) = program.refused("POST", CATEGORIES, "shop", &seventh);
    assert_eq!(fields, ["parent_id too_deep"]);
    let top = category(&program, "Top", None);
    let under = |id: i64| {
        let body = json!({ "name": "Moved", "parent_id": top });
        program
            .call("PUT", &format!("{CATEGORIES}/{id}"), "shop", &body)
            .0
    };
    assert_eq!(under(1), 422, "six with one above are seven");
    assert_eq!(under(2), 200);
}

#[test]
fn a_category_in_use_stays() {
    let program = app();
    let dental = category(&program, "Dental", None);
    let burs = category(&program, "Burs", Some(dental));
    let product = enter(&program, &json!({ "name": "Bur", "category_id": burs }));
    program.send(
        "POST",
        &format!("{PRODUCTS}/{product}/archive"),
        "shop",
        &json!({}),
    );
    let delete = |id: i64| program.call("DELETE", &format!("{CATEGORIES}/{id}"), "shop", &Value::Null);
    for id in [dental, burs] {
        let (status, answer) = delete(id);
        assert_eq!((status, &answer["code"]), (409, &json!("in_use")), "{id}");
    }
    let out = json!({ "revision": 2, "name": "Bur", "category_id": null });
    program.send("PUT", &format!("{PRODUCTS}/{product}"), "shop", &out);
    assert_eq!(delete(burs).0, 204);
    assert_eq!(delete(dental).0, 204);
    assert_eq!(delete(dental).0, 404);
    assert_eq!(paths(&program), [""; 0]);
}

#[test]
fn price_lists_count_their_prices() {
    let program = app();
    let counter = price_list(&program, "Counter");
    price_list(&program, "Bulk");
    let price = |list: i64| json!({ "price_list_id": list, "price": "5", "from_on": "2026-04-01" });
    enter(
        &program,
        &json!({ "name": "A", "prices": [price(counter), price(2)] }),
    );
    enter(&program, &json!({ "name": "B", "prices": [price(counter)] }));
    assert_eq!(
        program.get("/api/price-lists", "shop")["price_lists"],
        json!([
            { "id": 2, "name": "Bulk", "includes_tax": true, "prices": 1 },
            { "id": 1, "name": "Counter", "includes_tax": true, "prices": 2 }
        ])
    );
    let taken = json!({ "name": "BULK", "includes_tax": false });
    assert_eq!(
        program.refused("PUT", "/api/price-lists/1", "shop", &taken),
        (409, "duplicate".into(), vec!["name duplicate".into()])
    );
    let renamed = json!({ "name": "Over the counter", "includes_tax": false });
    let renamed = program.send("PUT", "/api/price-lists/1", "shop", &renamed);
    assert_eq!(
        (&renamed["name"], &renamed["includes_tax"]),
        (&json!("Over the counter"), &json!(false))
    );
    let (status, ..) = program.refused("PUT", "/api/price-lists/9", "shop", &json!({ "name": "X" }));
    assert_eq!(status, 404);
}

#[test]
fn on_no_day_two_prices_for_the_same() {
    let program = app();
    price_list(&program, "Counter");
    price_list(&program, "Bulk");
    let line = |list: i64, unit: &str, least: &str, from: &str, until: Value| json!({ "price_list_id": list, "unit": unit, "min_quantity": least, "price": "5", "from_on": from, "until_on": until });
    let first = line(1, "NOS", "1", "2026-04-01", json!("2026-06-30"));
    for (second, fine) in [
        (line(1, "NOS", "1", "2026-07-01", Value::Null), true),
        (line(1, "NOS", "1", "2026-06-30", Value::Null), false),
        (line(1, "nos", "1.0", "2026-05-01", json!("2026-05-01")), false),
        (line(1, "NOS", "1", "2026-01-01", json!("2026-03-31")), true),
        (line(1, "NOS", "1", "2026-01-01", json!("2026-04-01")), false),
        (line(1, "NOS", "1", "2026-01-01", Value::Null), false),
        (line(1, "NOS", "10", "2026-04-01", Value::Null), true),
        (line(1, "BOX", "1", "2026-04-01", Value::Null), true),
        (line(2, "NOS", "1", "2026-04-01", Value::Null), true),
    ] {
        let body =
            json!({ "name": "A", "units": [{ "unit": "BOX", "factor": "10" }], "prices": [first, second] });
        if fine {
            enter(&program, &body);
        } else {
            let (.., fields) = program.refused("POST", PRODUCTS, "shop", &body);
            assert_eq!(fields, ["prices[1].from_on overlap"], "{second}");
        }
    }
    let again = program.tenant("shop").write(|tx| {
        tx.execute(
            "insert into product_prices (list_id, product_id, position, price_minor, from_on) values (1, 1, 9, 1, '2026-04-05')",
            [],
        )
    });
    assert!(again.is_err(), "the file itself refuses it");
}
