//! Entering and changing products.

use serde_json::{Value, json};

use super::{
    super::support::{Program, app},
    PRODUCTS, category, enter, full, price_list,
};

fn ready() -> Program {
    let program = app();
    category(&program, "Consumables", None);
    price_list(&program, "Counter");
    program
}

#[test]
fn every_field_is_kept() {
    let program = ready();
    let product = program.send("POST", PRODUCTS, "shop", &full());
    insta::assert_json_snapshot!(product, @r#"
    {
      "id": 1,
      "revision": 1,
      "kind": "goods",
      "code": "GLV-100",
      "name": "Nitrile gloves, medium",
      "category_id": 1,
      "category": "Consumables",
      "unit": "NOS",
      "hsn": "401512",
      "buying_price": "2.10",
      "selling_price": "3.50",
      "tracking": "lot",
      "reorder_level": "500",
      "notes": "Powder-free.",
      "barcodes": [
        {
          "barcode": "4006381333931",
          "unit": null
        },
        {
          "barcode": "BOX-GLV",
          "unit": "BOX"
        }
      ],
      "units": [
        {
          "unit": "BOX",
          "factor": "100"
        },
        {
          "unit": "DOZ",
          "factor": "12"
        }
      ],
      "gst_rates": [
        {
          "from_on": "2017-07-01",
          "rate": "12",
          "cess": "0.25"
        },
        {
          "from_on": "2025-09-22",
          "rate": "5",
          "cess": "0"
        }
      ],
      "prices": [
        {
          "price_list_id": 1,
          "unit": null,
          "min_quantity": "1",
          "price": "4.00",
          "from_on": "2026-04-01",
          "until_on": null
        },
        {
          "price_list_id": 1,
          "unit": "BOX",
          "min_quantity": "10",
          "price": "320.00",
          "from_on": "2026-04-01",
          "until_on": "2027-03-31"
        }
      ],
      "gst_rate": "5",
      "picture_url": null,
      "warnings": [],
      "archived_at": null,
      "created_at": "2026-11-23T09:30:00.000Z",
      "updated_at": "2026-11-23T09:30:00.000Z"
    }
    "#);
    assert_eq!(program.get("/api/products/1", "shop"), product);
    let row = &program.get(PRODUCTS, "shop")["items"][0];
    insta::assert_json_snapshot!(row, @r#"
    {
      "id": 1,
      "code": "GLV-100",
      "name": "Nitrile gloves, medium",
      "kind": "goods",
      "category_id": 1,
      "category": "Consumables",
      "unit": "NOS",
      "hsn": "401512",
      "selling_price": "3.50",
      "buying_price": "2.10",
      "gst_rate": "5",
      "tracking": "lot",
      "picture_url": null,
      "updated_at": "2026-11-23T09:30:00.000Z",
      "archived_at": null
    }
    "#);
}

#[test]
fn a_name_is_enough() {
    let program = app();
    let product = program.send("POST", PRODUCTS, "shop", &json!({ "name": "Cotton rolls" }));
    for (field, value) in [
        ("code", json!("P-0001")),
        ("kind", json!("goods")),
        ("unit", json!("NOS")),
        ("tracking", json!("none")),
        ("hsn", json!("")),
        ("selling_price", Value::Null),
        ("gst_rate", Value::Null),
        ("category", Value::Null),
        ("barcodes", json!([])),
        ("revision", json!(1)),
    ] {
        assert_eq!(product[field], value, "{field}");
    }
}

#[test]
fn a_code_is_made_where_none_is_typed() {
    let program = app();
    let code = |code: &str| {
        let body = json!({ "name": "Thing", "code": code });
        let product = program.send("POST", PRODUCTS, "shop", &body);
        product["code"].as_str().unwrap_or_default().to_owned()
    };
    for (typed, made) in [
        ("", "P-0001"),
        (" ", "P-0002"),
        ("p-0041", "p-0041"),
        ("", "P-0003"),
        ("P-0004", "P-0004"),
        ("p-0005", "p-0005"),
        ("P-0006-B", "P-0006-B"),
        ("P-99999999999999999999", "P-99999999999999999999"),
        ("", "P-0006"),
    ] {
        assert_eq!(code(typed), made, "after {typed:?}");
    }
    let change = json!({ "revision": 1, "name": "Thing", "code": "" });
    let kept = program.send("PUT", "/api/products/4", "shop", &change);
    assert_eq!(kept["code"], "P-0003", "an edit without a code leaves it");
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let program = ready();
    let body = json!({
        "code": "x".repeat(41), "name": " ", "category_id": 9, "unit": "ELL", "hsn": "12345",
        "buying_price": "-1", "selling_price": "1.005", "reorder_level": "-2", "notes": "a\u{7}b",
        "barcodes": [{ "barcode": "" }, { "barcode": "é" }, { "barcode": "A", "unit": "BOX" }, { "barcode": "A" }],
        "units": [{ "unit": "ELL", "factor": "1" }, { "unit": "SET", "factor": "0" }, { "unit": "set", "factor": "x" }],
        "gst_rates": [
            { "from_on": "1/4/2026", "rate": "101", "cess": "501" }, { "from_on": "2026-04-01", "rate": "-5" },
            { "from_on": "2026-04-01", "rate": "5" }
        ],
        "prices": [
            { "price_list_id": 7, "price": "-1", "from_on": "", "until_on": "2026" },
            { "price_list_id": 1, "min_quantity": "0", "price": "", "from_on": "2026-04-02", "until_on": "2026-04-01" }
        ]
    });
    let (status, code, fields) = program.refused("POST", PRODUCTS, "shop", &body);
    assert_eq!((status, code.as_str()), (422, "validation_failed"));
    insta::assert_snapshot!(fields.join("\n"), @r#"
    code too_long
    name required
    category_id unknown
    unit unknown
    hsn bad_hsn
    buying_price out_of_range
    selling_price bad_money
    reorder_level out_of_range
    notes bad_text
    units[0].unit unknown
    units[0].unit does_not_fit
    units[1].factor out_of_range
    units[2].unit twice
    units[2].factor bad_quantity
    barcodes[0].barcode required
    barcodes[1].barcode bad_text
    barcodes[2].unit does_not_fit
    barcodes[3].barcode twice
    gst_rates[0].from_on bad_date
    gst_rates[0].rate out_of_range
    gst_rates[0].cess out_of_range
    gst_rates[1].rate bad_rate
    gst_rates[2].from_on twice
    prices[0].price_list_id unknown
    prices[0].price out_of_range
    prices[0].from_on bad_date
    prices[0].until_on bad_date
    prices[1].min_quantity out_of_range
    prices[1].price bad_money
    prices[1].until_on before_start
    "#);
    assert_eq!(program.get(PRODUCTS, "shop")["total"], 0, "nothing was saved");
}

#[test]
fn codes_of_gst_fit_what_they_are_for() {
    let program = app();
    for (kind, hsn, field) in [
        ("goods", "9018", None),
        ("goods", "0402", None),
        ("goods", "901841", None),
        ("goods", "90184100", None),
        ("goods", "", None),
        ("goods", "90184", Some("hsn bad_hsn")),
        ("goods", "९०१८", Some("hsn bad_hsn")),
        ("goods", "999312", Some("hsn does_not_fit")),
        ("service", "999312", None),
        ("service", "", None),
        ("service", "9993", Some("hsn bad_hsn")),
        ("service", "901841", Some("hsn bad_hsn")),
    ] {
        let body = json!({ "name": "A", "kind": kind, "hsn": hsn });
        let (status, answer) = program.call("POST", PRODUCTS, "shop", &body);
        match field {
            None => assert_eq!((status, &answer["hsn"]), (201, &json!(hsn))),
            Some(field) => {
                let (.., fields) = program.refused("POST", PRODUCTS, "shop", &body);
                assert_eq!(fields, [field], "{kind} {hsn}");
            }
        }
    }
    let body = json!({ "name": "A", "kind": "service", "tracking": "serial" });
    let (.., fields) = program.refused("POST", PRODUCTS, "shop", &body);
    assert_eq!(fields, ["tracking does_not_fit"]);
}

#[test]
fn a_unit_tells_how_finely_it_is_counted() {
    let program = ready();
    let reorder = |unit: &str, level: &str| {
        let body = json!({ "name": "A", "unit": unit, "reorder_level": level });
        program.call("POST", PRODUCTS, "shop", &body).0
    };
    for (unit, level, status) in [
        ("NOS", "5", 201),
        ("NOS", "5.0", 201),
        ("NOS", "5.5", 422),
        ("KGS", "5.125", 201),
        ("KGS", "5.0625", 422),
        ("HRS", "0.25", 201),
    ] {
        assert_eq!(reorder(unit, level), status, "{level} {unit}");
    }
    let body = json!({
        "name": "A", "unit": "KGS", "units": [{ "unit": "BOX", "factor": "0.0005" }],
        "prices": [{ "price_list_id": 1, "unit": "BOX", "min_quantity": "1.5", "price": "1", "from_on": "2026-04-01" }]
    });
    let (.., fields) = program.refused("POST", PRODUCTS, "shop", &body);
    assert_eq!(fields, ["prices[0].min_quantity too_fine"]);
}

#[test]
fn edits_are_made_on_the_present_revision() {
    let program = ready();
    let id = enter(&program, &full());
    let path = format!("{PRODUCTS}/{id}");
    let mut change = full();
    change["revision"] = json!(1);
    change["name"] = json!("Nitrile gloves, large");
    change["barcodes"] = json!([{ "barcode": "BOX-GLV", "unit": "NOS" }]);
    change["prices"] = json!([]);
    change["units"] = json!([{ "unit": "BOX", "factor": "50" }]);
    let edited = program.send("PUT", &path, "shop", &change);
    assert_eq!(
        (&edited["revision"], &edited["name"], &edited["prices"]),
        (&json!(2), &json!("Nitrile gloves, large"), &json!([]))
    );
    assert_eq!(
        edited["barcodes"],
        json!([{ "barcode": "BOX-GLV", "unit": null }]),
        "its own unit goes without saying"
    );
    assert_eq!(
        program.refused("PUT", &path, "shop", &change),
        (409, "edit_conflict".into(), vec![])
    );
    change["revision"] = Value::Null;
    let (status, _, fields) = program.refused("PUT", &path, "shop", &change);
    assert_eq!((status, fields), (422, vec!["revision required".to_owned()]));

    let other = enter(&program, &json!({ "name": "Other", "code": "OTHER" }));
    let taken = json!({ "revision": 1, "name": "Other", "code": "glv-100" });
    assert_eq!(
        program.refused("PUT", &format!("{PRODUCTS}/{other}"), "shop", &taken),
        (409, "duplicate".into(), vec!["code duplicate".into()])
    );
}

#[test]
fn archived_and_taken_back() {
    let program = ready();
    let id = enter(&program, &full());
    let act = |action: &str| program.send("POST", &format!("{PRODUCTS}/{id}/{action}"), "shop", &json!({}));
    let archived = act("archive");
    assert_eq!(
        (&archived["archived_at"], &archived["revision"]),
        (&json!("2026-11-23T09:30:00.000Z"), &json!(2))
    );
    assert_eq!(act("archive"), archived, "away already");
    assert_eq!(program.get(PRODUCTS, "shop")["total"], 0);
    assert_eq!(
        program.get(&format!("{PRODUCTS}?include_archived=true"), "shop")["total"],
        1
    );
    let restored = act("restore");
    assert_eq!(
        (&restored["archived_at"], &restored["revision"]),
        (&Value::Null, &json!(3))
    );
    let history = program.get(&format!("{PRODUCTS}/{id}/history"), "shop");
    let operations: Vec<&str> = history["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|entry| entry["operation"].as_str())
        .collect();
    assert_eq!(
        operations,
        ["product.restore", "product.archive", "product.create"]
    );
    assert_eq!(history["entries"][2]["after"]["code"], "GLV-100");
    let gone = program
        .tenant("shop")
        .write(|tx| tx.execute("delete from products", []));
    assert!(gone.is_err(), "its documents name it");
}
