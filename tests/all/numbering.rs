//! Numbers that the program gives: prefixes, digits, and no number twice.

use serde_json::{Value, json};

use super::support::{Program, app};

fn next(program: &Program, tenant: &str, kind: &str) -> String {
    let all = program.get("/api/numbering", tenant);
    let series = all["series"]
        .as_array()
        .expect("series")
        .iter()
        .find(|one| one["kind"] == kind);
    series.expect("the kind")["next"]
        .as_str()
        .expect("a number")
        .to_owned()
}

fn number(program: &Program, tenant: &str, kind: &str, body: &Value) -> Value {
    program.send("PUT", &format!("/api/numbering/{kind}"), tenant, body)
}

fn enter(program: &Program, tenant: &str, list: &str, body: &Value) -> String {
    let made = program.send("POST", &format!("/api/{list}"), tenant, body);
    let number = if list == "patients" {
        &made["file_number"]
    } else {
        &made["code"]
    };
    number.as_str().expect("a number").to_owned()
}

#[test]
fn a_business_numbers_what_it_has() {
    let program = app();
    let kinds = |tenant: &str| {
        let all = program.get("/api/numbering", tenant);
        let kinds = all["series"].as_array().expect("series").iter();
        kinds
            .map(|one| format!("{} {}", one["kind"], one["next"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("clinic"), ["patient P-0001", "product P-0001"]);
    assert_eq!(kinds("works"), ["product P-0001", "material M-0001"]);
    assert_eq!(kinds("shop"), ["product P-0001"]);
    let body = json!({ "prefix": "X-", "digits": 3 });
    assert_eq!(
        program.refused("PUT", "/api/numbering/patient", "shop", &body).1,
        "feature_disabled"
    );
    assert_eq!(
        program.refused("PUT", "/api/numbering/party", "shop", &body).0,
        404
    );
}

#[test]
fn a_new_prefix_begins_and_an_old_one_goes_on() {
    let program = app();
    let thing = json!({ "name": "Thing" });
    assert_eq!(enter(&program, "shop", "products", &thing), "P-0001");
    let sku = number(
        &program,
        "shop",
        "product",
        &json!({ "prefix": "SKU/26-", "digits": 5, "next_number": 120 }),
    );
    assert_eq!(
        sku,
        json!({ "kind": "product", "prefix": "SKU/26-", "digits": 5, "next_number": 120, "next": "SKU/26-00120" })
    );
    assert_eq!(enter(&program, "shop", "products", &thing), "SKU/26-00120");
    enter(
        &program,
        "shop",
        "products",
        &json!({ "name": "By hand", "code": "sku/26-00121" }),
    );
    assert_eq!(
        next(&program, "shop", "product"),
        "SKU/26-00122",
        "what is shown is what is given"
    );
    assert_eq!(enter(&program, "shop", "products", &thing), "SKU/26-00122");

    let rename = json!({ "name": "Thing", "code": "SPECIAL", "revision": 1 });
    program.send("PUT", "/api/products/1", "shop", &rename);
    let back = number(
        &program,
        "shop",
        "product",
        &json!({ "prefix": "p-", "digits": 2 }),
    );
    assert_eq!(
        back["next"], "p-02",
        "P-0001 was given, though nothing has it any more"
    );
    let lower = json!({ "prefix": "SKU/26-", "digits": 5, "next_number": 122 });
    assert_eq!(
        program.refused("PUT", "/api/numbering/product", "shop", &lower).2,
        ["next_number given_already"]
    );
    let log = program.get("/api/edit-log?limit=1", "shop");
    assert_eq!(log["entries"][0]["operation"], "number_series.edit");
    assert_eq!(log["entries"][0]["before"]["prefix"], "SKU/26-");
}

#[test]
fn wrong_patterns_are_named() {
    let program = app();
    for (body, fields) in [
        (json!({ "prefix": "P 1", "digits": 4 }), vec!["prefix bad_prefix"]),
        (json!({ "prefix": "स-", "digits": 4 }), vec!["prefix bad_prefix"]),
        (
            json!({ "prefix": "P26", "digits": 4 }),
            vec!["prefix ends_with_digit"],
        ),
        (
            json!({ "prefix": "ABCDEFGHIJK", "digits": 0 }),
            vec!["prefix too_long", "digits out_of_range"],
        ),
        (
            json!({ "prefix": "ABCDEFGHI-", "digits": 7 }),
            vec!["digits too_long"],
        ),
        (
            json!({ "prefix": "P-", "digits": 4, "next_number": 0 }),
            vec!["next_number out_of_range"],
        ),
    ] {
        assert_eq!(
            program.refused("PUT", "/api/numbering/product", "shop", &body).2,
            fields,
            "{body}"
        );
    }
    let bare = number(&program, "shop", "product", &json!({ "prefix": "", "digits": 1 }));
    assert_eq!(bare["next"], "1");
}

#[test]
fn materials_and_patients_are_numbered_too() {
    let program = app();
    let steel = json!({ "name": "Steel", "unit": "kg" });
    assert_eq!(enter(&program, "works", "materials", &steel), "M-0001");
    number(
        &program,
        "works",
        "material",
        &json!({ "prefix": "RM-", "digits": 3, "next_number": 40 }),
    );
    assert_eq!(enter(&program, "works", "materials", &steel), "RM-040");
    let keep = json!({ "name": "Steel, bright", "unit": "kg", "revision": 1, "code": "" });
    assert_eq!(
        program.send("PUT", "/api/materials/2", "works", &keep)["code"],
        "RM-040"
    );
    number(
        &program,
        "clinic",
        "patient",
        &json!({ "prefix": "F/", "digits": 6 }),
    );
    assert_eq!(
        enter(&program, "clinic", "patients", &json!({ "name": "A" })),
        "F/000001"
    );
}
