//! Units of measure: changed, told in each other, retired.

use serde_json::{Value, json};

use super::{
    super::support::{Program, app},
    PRODUCTS, enter, price_list,
};

const UNITS: &str = "/api/units";

fn unit(program: &Program, code: &str) -> Value {
    let all = program.get(UNITS, "shop");
    let found = all["units"]
        .as_array()
        .expect("units")
        .iter()
        .find(|unit| unit["code"] == code);
    found.cloned().expect("the unit")
}

#[test]
fn common_conversions_are_there_from_the_first_day() {
    let program = app();
    assert_eq!(
        unit(&program, "DOZ")["conversion"],
        json!({ "unit": "NOS", "factor": "12" })
    );
    assert_eq!(
        unit(&program, "KGS")["conversion"],
        json!({ "unit": "GMS", "factor": "1000" })
    );
    assert_eq!(
        unit(&program, "BOX")["conversion"],
        Value::Null,
        "that hangs on the box"
    );
}

#[test]
fn a_unit_changes_but_for_its_code() {
    let program = app();
    let change = json!({ "name": "Cartons", "uqc": "ctn", "decimals": 1, "conversion": { "unit": "doz", "factor": "6" } });
    let changed = program.send("PUT", "/api/units/box", "shop", &change);
    assert_eq!(
        changed,
        json!({ "code": "BOX", "name": "Cartons", "uqc": "CTN", "decimals": 1,
                "conversion": { "unit": "DOZ", "factor": "6" }, "retired_at": null })
    );
    let refused =
        |code: &str, body: &Value| program.refused("PUT", &format!("{UNITS}/{code}"), "shop", body).2;
    let told_in = |unit: &str, factor: &str| json!({ "name": "X", "uqc": "OTH", "decimals": 0, "conversion": { "unit": unit, "factor": factor } });
    assert_eq!(
        refused("NOS", &told_in("BOX", "2")),
        ["conversion.unit cycle"],
        "over two steps"
    );
    assert_eq!(refused("NOS", &told_in("NOS", "2")), ["conversion.unit cycle"]);
    assert_eq!(
        refused("NOS", &told_in("ELL", "0")),
        ["conversion.unit unknown", "conversion.factor out_of_range"]
    );
    let nothing = json!({ "name": " ", "uqc": "XYZ", "decimals": -1 });
    assert_eq!(
        refused("NOS", &nothing),
        ["name required", "uqc unknown_uqc", "decimals out_of_range"]
    );
    assert_eq!(program.refused("PUT", "/api/units/ell", "shop", &change).0, 404);
    let alone = json!({ "name": "Cartons", "uqc": "CTN", "decimals": 1 });
    assert_eq!(
        program.send("PUT", "/api/units/BOX", "shop", &alone)["conversion"],
        Value::Null
    );
}

#[test]
fn decimals_do_not_shrink_under_what_is_counted() {
    let program = app();
    let list = price_list(&program, "Trade");
    enter(
        &program,
        &json!({ "name": "Alginate", "unit": "KGS", "reorder_level": "2.5" }),
    );
    enter(
        &program,
        &json!({ "name": "Wire", "unit": "NOS", "units": [{ "unit": "MTR", "factor": "4" }],
                 "prices": [{ "price_list_id": list, "unit": "MTR", "min_quantity": "0.125", "price": "9", "from_on": "2026-04-01" }] }),
    );
    let with = |decimals: i64| json!({ "name": "Unit", "uqc": "OTH", "decimals": decimals });
    let refused = |code: &str, decimals: i64| {
        program
            .refused("PUT", &format!("{UNITS}/{code}"), "shop", &with(decimals))
            .2
    };
    assert_eq!(refused("KGS", 0), ["decimals used_more_finely"]);
    assert_eq!(refused("MTR", 2), ["decimals used_more_finely"]);
    assert_eq!(
        program.send("PUT", "/api/units/KGS", "shop", &with(1))["decimals"],
        1
    );
    assert_eq!(
        program.send("PUT", "/api/units/MTR", "shop", &with(6))["decimals"],
        6
    );
    assert_eq!(
        program.send("PUT", "/api/units/LTR", "shop", &with(0))["decimals"],
        0,
        "nobody counts in litres"
    );
}

#[test]
fn a_retired_unit_goes_on_where_it_is_used() {
    let program = app();
    let id = enter(&program, &json!({ "name": "Gloves", "unit": "PRS" }));
    let retired = program.send("POST", "/api/units/PRS/retire", "shop", &json!({}));
    assert_eq!(retired["retired_at"], "2026-11-23T09:30:00.000Z");
    program.send("POST", "/api/units/PRS/retire", "shop", &json!({}));
    let change = json!({ "name": "Gloves, large", "unit": "PRS", "revision": 1 });
    assert_eq!(
        program.send("PUT", &format!("{PRODUCTS}/{id}"), "shop", &change)["unit"],
        "PRS"
    );
    assert_eq!(
        program.send("POST", "/api/units/PRS/restore", "shop", &json!({}))["retired_at"],
        Value::Null
    );
    let log = program.get("/api/edit-log?limit=3", "shop");
    let told: Vec<&Value> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| &entry["operation"])
        .collect();
    assert_eq!(
        told,
        ["unit.restore", "product.edit", "unit.retire"],
        "what changed nothing is not told"
    );
}
