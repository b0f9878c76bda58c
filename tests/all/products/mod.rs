//! Products and services through the router.

mod enter;
mod find;
mod gst;
mod labels;
mod lists;
mod picture;
mod tax_rates;
mod units;

use serde_json::{Value, json};

use super::support::{Program, column, encoded};

pub(super) const PRODUCTS: &str = "/api/products";

/// Enters a product in the shop; its id.
pub(super) fn enter(program: &Program, body: &Value) -> i64 {
    program.send("POST", PRODUCTS, "shop", body)["id"]
        .as_i64()
        .expect("an id")
}

/// Enters a category in the shop; its id.
pub(super) fn category(program: &Program, name: &str, parent: Option<i64>) -> i64 {
    let body = json!({ "name": name, "parent_id": parent });
    program.send("POST", "/api/product-categories", "shop", &body)["id"]
        .as_i64()
        .expect("an id")
}

/// Enters a price list in the shop; its id.
pub(super) fn price_list(program: &Program, name: &str) -> i64 {
    let body = json!({ "name": name, "includes_tax": true });
    program.send("POST", "/api/price-lists", "shop", &body)["id"]
        .as_i64()
        .expect("an id")
}

/// The names that a search finds, in order.
pub(super) fn found(program: &Program, search: &str) -> Vec<String> {
    column(
        &program.get(&format!("{PRODUCTS}?search={}", encoded(search)), "shop"),
        "name",
    )
}

/// A product with every field filled; its category and its price list are the first of the file.
pub(super) fn full() -> Value {
    json!({
        "kind": "goods", "code": " GLV-100 ", "name": "Nitrile gloves, medium", "category_id": 1, "unit": "nos",
        "hsn": "4015 12", "buying_price": "2.1", "selling_price": "3.50", "tracking": "lot", "reorder_level": "500",
        "notes": "Powder-free.",
        "barcodes": [{ "barcode": "4006381333931" }, { "barcode": "BOX-GLV", "unit": "box" }],
        "units": [{ "unit": "BOX", "factor": "100" }, { "unit": "DOZ", "factor": "12" }],
        "gst_rates": [{ "from_on": "2025-09-22", "rate": "5" }, { "from_on": "2017-07-01", "rate": "12", "cess": "0.25" }],
        "prices": [
            { "price_list_id": 1, "price": "4", "from_on": "2026-04-01" },
            { "price_list_id": 1, "unit": "BOX", "min_quantity": "10", "price": "320", "from_on": "2026-04-01", "until_on": "2027-03-31" }
        ]
    })
}
