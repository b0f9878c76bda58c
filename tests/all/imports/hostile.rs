//! Files that are no tables, tables that are too much, and calls that make no sense: a code each, and nothing stays.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{checked, path, step, upload};
use crate::support::app;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write_row(0, 0, ["Name", "Code"])
        .unwrap()
        .write_row(1, 0, ["Mirror", "A-1"])
        .unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn each_file_that_is_no_table_has_its_code() {
    let program = app();
    let whole = workbook();
    let bomb = packed(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &vec![b' '; 64 << 20]),
    ]);
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    let wide: String = (0..300).map(|column| format!("c{column},")).collect();
    let huge_cell = format!("a,b\n1,\"{}\"\n", "x".repeat(200_000));
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b"\n\n , \n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_workbook"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_table"),
        (b"\xff\xfea\0b", "bad_encoding"),
        (b"Name,Code\n\"Mirror,A-1\nTray,A-2\n", "open_quote"),
        (b"PK\x03\x04 and nothing of an archive", "damaged"),
        (&whole[..whole.len() / 2], "damaged"),
        (&packed(&[("hello.txt", b"hello")]), "not_a_table"),
        (&packed(&[("xl/workbook.xml", b"<workbook>")]), "damaged"),
        (
            &packed(&[("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;")]),
            "damaged",
        ),
        (&bomb, "zip_bomb"),
        (wide.as_bytes(), "too_many_columns"),
        (huge_cell.as_bytes(), "too_long"),
    ] {
        let (status, body) = program.send_file("/api/imports?kind=products", "shop", "t", bytes);
        assert_eq!(
            (status, &body["code"], &body["fields"][0]["code"]),
            (422, &json!("bad_table"), &json!(code)),
            "{body}"
        );
    }
}

#[test]
fn a_workbook_with_a_bit_turned_anywhere_is_read_or_refused() {
    let program = app();
    let whole = workbook();
    for at in (0..whole.len()).step_by(37) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x41;
        let (status, body) = program.send_file("/api/imports?kind=products", "shop", "t", &bytes);
        assert!(
            status == 201 || (status == 422 && body["code"] == "bad_table"),
            "byte {at}: {status} {body}"
        );
    }
}

#[test]
fn a_cell_at_the_end_of_the_world_costs_nothing() {
    let program = app();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Name", "Code"]).unwrap();
    sheet.write(1_048_575, 0, "Mirror").unwrap();
    let import = upload(
        &program,
        "shop",
        "products",
        "t.xlsx",
        &workbook.save_to_buffer().unwrap(),
    );
    let rows = program.get(&format!("{}/rows", path(&import)), "shop");
    assert_eq!(rows["items"][0]["row"], 1_048_576);
    let sheet = workbook.worksheet_from_index(0).unwrap();
    sheet.write(5, 16_383, "far").unwrap();
    let (status, body) = program.send_file(
        "/api/imports?kind=products",
        "shop",
        "t",
        &workbook.save_to_buffer().unwrap(),
    );
    assert_eq!(
        (status, &body["fields"][0]["code"]),
        (422, &json!("too_many_columns"))
    );
}

#[test]
fn a_hundred_thousand_rows_are_read_and_tried() {
    let program = app();
    let mut text = String::from("Code,Name,Selling price,GST %\n");
    for row in 0..100_000 {
        text += &format!("N-{row},Product number {row},{}.50,18\n", row % 1000);
    }
    let import = checked(&program, "products", &text);
    assert_eq!(import["summary"]["new"], 100_000);
    let last = program.get(&format!("{}/rows?cursor=99999", path(&import)), "shop");
    assert_eq!(
        (&last["items"][0]["row"], &last["next_cursor"]),
        (&json!(100_001), &Value::Null)
    );
}

#[test]
fn calls_that_make_no_sense_are_told_so() {
    let program = app();
    let (status, body) = program.send_file("/api/imports?kind=invoices", "shop", "t", b"a,b\n1,2\n");
    assert_eq!(
        (status, &body["fields"][0]["code"]),
        (422, &json!("unknown_kind"))
    );
    for (path, expected) in [("/api/imports", 400), ("/api/imports?kind=products&x=1", 400)] {
        assert_eq!(program.send_file(path, "shop", "t", b"a").0, expected, "{path}");
    }
    assert_eq!(
        program
            .call("POST", "/api/imports?kind=products", "shop", &json!({}))
            .0,
        415,
        "JSON is no file"
    );
    let import = upload(
        &program,
        "shop",
        "products",
        "%00..%2F..%5Cevil%0A.csv",
        b"Name\nMirror\n",
    );
    assert_eq!(import["file_name"], "evil.csv");
    let at = path(&import);
    for (method, path, body, expected) in [
        ("POST", format!("{at}/commit"), json!({}), "import_not_ready"),
        ("POST", format!("{at}/corrected"), json!({}), "import_not_ready"),
        ("POST", format!("{at}/undo"), json!({}), "not_found"),
        (
            "GET",
            format!("{at}/rows?limit=0"),
            Value::Null,
            "validation_failed",
        ),
        ("GET", format!("{at}/rows?cursor=x"), Value::Null, "bad_request"),
        (
            "GET",
            format!("{at}/problems?cursor=7"),
            Value::Null,
            "bad_request",
        ),
        ("GET", "/api/imports/none".to_owned(), Value::Null, "not_found"),
        (
            "POST",
            "/api/imports/templates".to_owned(),
            json!({ "kind": "x", "format": "csv" }),
            "validation_failed",
        ),
        (
            "POST",
            "/api/exports".to_owned(),
            json!({ "kind": "patients", "format": "csv" }),
            "feature_disabled",
        ),
        (
            "POST",
            "/api/exports".to_owned(),
            json!({ "kind": "products", "format": "csv", "query": { "x": 1 } }),
            "validation_failed",
        ),
        (
            "POST",
            "/api/exports".to_owned(),
            json!({ "kind": "products", "format": "csv", "columns": ["x"] }),
            "validation_failed",
        ),
        (
            "POST",
            "/api/exports".to_owned(),
            json!({ "kind": "products", "format": "csv", "ids": [7] }),
            "not_found",
        ),
    ] {
        let (_, code, _) = program.refused(method, &path, "shop", &body);
        assert_eq!(code, expected, "{method} {path}");
    }
    let import = step(&program, "shop", &import, "check");
    step(&program, "shop", &import, "commit");
    for again in ["check", "commit"] {
        let (_, code, _) = program.refused("POST", &format!("{at}/{again}"), "shop", &json!({}));
        assert_eq!(code, "import_not_ready", "{again} after the commit");
    }
}
