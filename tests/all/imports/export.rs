//! Lists as tables: what a list shows comes out, and comes in again as it was.

use cashflow::sheets;
use serde_json::{Value, json};

use super::{brought_in, checked_to, problems};
use crate::support::{Program, app, encoded};

fn exported(program: &Program, job: &Value) -> Vec<u8> {
    let download = program.send("POST", "/api/exports", "shop", job);
    program.fetch(&download)
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let book = sheets::read(bytes).unwrap();
    let sheet = &book.sheets[0];
    let row = |row| {
        (0..sheet.columns())
            .map(|column| sheet.cell(row, column).to_owned())
            .collect()
    };
    (0..sheet.rows()).map(row).collect()
}

#[test]
fn what_a_list_shows_comes_out_in_its_order() {
    let program = app();
    let text: String = (1..=1200)
        .map(|row| format!("N-{row},दर्पण {row},{row}.50\n"))
        .collect();
    brought_in(&program, "products", &format!("Code,Name,Selling price\n{text}"));
    let job = json!({
        "kind": "products", "format": "csv", "query": { "sort": "-selling_price" }, "columns": ["name", "selling_price"]
    });
    let bytes = exported(&program, &job);
    assert!(
        bytes.starts_with("\u{feff}Name,Selling price\r\nदर्पण 1200,1200.50\r\n".as_bytes()),
        "Excel reads Hindi by the mark"
    );
    assert_eq!(rows(&bytes).len(), 1201, "all pages");
    let job = json!({ "kind": "products", "format": "xlsx", "query": { "search": "दर्पण 77" }, "columns": ["code", "selling_price"] });
    let found = program.get(&format!("/api/products?search={}", encoded("दर्पण 77")), "shop");
    let table = rows(&exported(&program, &job));
    assert_eq!(table.len(), 1 + found["items"].as_array().unwrap().len());
    assert_eq!(table[1], ["N-77", "77.5"], "a number is a number");
    let job = json!({ "kind": "products", "format": "csv", "ids": [3, 1], "columns": ["code"] });
    assert_eq!(rows(&exported(&program, &job)), [["Code"], ["N-3"], ["N-1"]]);
}

#[test]
fn what_comes_out_comes_in_as_it_was() {
    let program = app();
    let category = program.send(
        "POST",
        "/api/product-categories",
        "shop",
        &json!({ "name": "Dental" }),
    );
    let full = json!({
        "code": "=1+1", "name": "@name", "category_id": category["id"], "unit": "KGS", "hsn": "0402", "buying_price": "1.05",
        "selling_price": "123456789.99", "tracking": "lot", "reorder_level": "0.125",
        "notes": "-5, \"two\"\nlines", "barcodes": [{ "barcode": "0012345" }, { "barcode": "A,B" }],
        "units": [{ "unit": "BOX", "factor": "12.5" }], "gst_rates": [{ "from_on": "2025-09-22", "rate": "0.25", "cess": "1.5" }]
    });
    program.send("POST", "/api/products", "shop", &full);
    program.send(
        "POST",
        "/api/products",
        "shop",
        &json!({ "name": "'=quoted", "code": "-2" }),
    );
    let party = json!({
        "name": "+Sharma", "kind": "customer", "gstin": "24AAQCA8719H1ZC", "credit_days": 30, "credit_limit": "5000",
        "addresses": [{ "line1": "12 MG Road", "city": "Surat", "state_code": "24", "postal_code": "395003" }],
        "contacts": [{ "name": "Meera", "phone": "+91 98220 00112" }]
    });
    program.send("POST", "/api/parties", "shop", &party);
    for kind in ["products", "parties"] {
        for format in ["csv", "xlsx"] {
            let bytes = exported(&program, &json!({ "kind": kind, "format": format }));
            let import = super::upload(&program, "shop", kind, "t", &bytes);
            program.send(
                "PUT",
                &super::path(&import),
                "shop",
                &json!({ "existing": "update" }),
            );
            let import = super::step(&program, "shop", &import, "check");
            let summary = &import["summary"];
            assert_eq!(
                summary["same"],
                summary["rows"],
                "{kind} {format}: {summary} {:?}",
                problems(&program, &import)
            );
        }
    }
    let bytes = exported(&program, &json!({ "kind": "products", "format": "csv" }));
    let text = String::from_utf8(bytes.clone()).unwrap();
    for cell in text.lines().skip(1).flat_map(|line| line.split(',')) {
        let cell = cell.trim_start_matches('"');
        assert!(
            !cell.starts_with(['=', '+', '@']),
            "a spreadsheet would run {cell}"
        );
    }
    let (before, other) = (program.get("/api/products/1", "shop"), app());
    let import = checked_to(&other, "products", &text, "refuse");
    super::step(&other, "shop", &import, "commit");
    let products = other.get("/api/products?search=name", "shop");
    let after = other.get(&format!("/api/products/{}", products["items"][0]["id"]), "shop");
    for field in [
        "code",
        "name",
        "category",
        "unit",
        "hsn",
        "buying_price",
        "selling_price",
        "tracking",
        "reorder_level",
        "notes",
        "barcodes",
        "units",
        "gst_rates",
    ] {
        assert_eq!(after[field], before[field], "{field}");
    }
}
