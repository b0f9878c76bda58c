//! What is particular about workbooks: numbers, days, formulas, errors, merged cells, sheets.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::json;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{path, problems, step, upload};
use crate::support::app;

#[test]
fn numbers_and_days_are_what_a_person_sees() {
    let program = app();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in [
        "Code",
        "Name",
        "HSN",
        "Selling price",
        "GST %",
        "GST from",
        "Barcode",
    ]
    .iter()
    .enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(1, 0, 1001).unwrap();
    sheet.write(1, 1, "Mirror").unwrap();
    sheet.write(1, 2, 402).unwrap();
    sheet.write(1, 3, 0.1 + 0.2).unwrap();
    sheet.write(1, 4, 0.18).unwrap();
    let first = ExcelDateTime::from_ymd(2025, 9, 22).unwrap();
    sheet.write_with_format(1, 5, &first, &day).unwrap();
    sheet.write(1, 6, 8_901_030_865_275.0).unwrap();
    let import = upload(
        &program,
        "shop",
        "products",
        "t.xlsx",
        &workbook.save_to_buffer().unwrap(),
    );
    let import = step(&program, "shop", &import, "check");
    assert_eq!(import["summary"]["new"], 1, "{:?}", problems(&program, &import));
    step(&program, "shop", &import, "commit");
    let product = program.get("/api/products/1", "shop");
    assert_eq!(
        json!([
            product["code"],
            product["hsn"],
            product["selling_price"],
            product["gst_rates"][0]["rate"],
            product["gst_rates"][0]["from_on"],
            product["barcodes"][0]["barcode"]
        ]),
        json!(["1001", "0402", "0.30", "18", "2025-09-22", "8901030865275"])
    );
}

/// The same workbook, of whose sheet this is left out: as programs write it that leave the counting to a spreadsheet.
fn without(workbook: &[u8], left_out: &str) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        to.start_file(part.name().unwrap(), SimpleFileOptions::default())
            .unwrap();
        to.write_all(text.replace(left_out, "").as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn formulas_count_as_the_value_they_had_and_errors_are_wrong() {
    let program = app();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Code", "Name", "Price"]).unwrap();
    sheet.write_row(1, 0, ["A-1", "Mirror"]).unwrap();
    sheet
        .write(1, 2, Formula::new("=10*1.25").set_result("12.5"))
        .unwrap();
    sheet.write_row(2, 0, ["A-2", "Tray"]).unwrap();
    sheet
        .write(2, 2, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write_row(3, 0, ["A-3", "Probe"]).unwrap();
    sheet
        .write(3, 2, Formula::new("=C2*1.2").set_result("4711"))
        .unwrap();
    let uncounted = without(&workbook.save_to_buffer().unwrap(), "<v>4711</v>");
    let import = upload(&program, "shop", "products", "t.xlsx", &uncounted);
    let import = step(&program, "shop", &import, "check");
    assert_eq!(
        problems(&program, &import),
        [
            "C3 selling_price cell_error",
            "C4 selling_price formula_uncounted"
        ]
    );
    let rows = program.get(&format!("{}/rows", path(&import)), "shop");
    assert_eq!(rows["items"][0]["cells"]["selling_price"], "12.5");
    assert_eq!(rows["items"][0]["outcome"], "new");
}

#[test]
fn merged_cells_are_named_where_they_matter() {
    let program = app();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet
        .merge_range(0, 0, 0, 2, "Price list of 2026", &plain)
        .unwrap();
    sheet.write_row(1, 0, ["Code", "Name", "Group"]).unwrap();
    sheet.write_row(2, 0, ["A-1", "Mirror"]).unwrap();
    sheet.write_row(3, 0, ["A-2", "Tray"]).unwrap();
    sheet.merge_range(2, 2, 3, 2, "Dental", &plain).unwrap();
    let import = upload(
        &program,
        "shop",
        "products",
        "t.xlsx",
        &workbook.save_to_buffer().unwrap(),
    );
    assert_eq!(import["header_row"], 2, "a merged title harms nobody");
    let import = step(&program, "shop", &import, "check");
    assert_eq!(problems(&program, &import), ["C4 category merged_cell"]);
    let found = program.get(&format!("{}/problems", path(&import)), "shop");
    assert!(
        found["items"][0]["message"].as_str().unwrap().contains("C3"),
        "{found}"
    );
}

#[test]
fn another_sheet_is_chosen() {
    let program = app();
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .unwrap()
        .write(0, 0, "Nothing here")
        .unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Items").unwrap();
    sheet.write_row(4, 1, ["Code", "Name"]).unwrap();
    sheet.write_row(5, 1, ["A-1", "Mirror"]).unwrap();
    workbook.add_worksheet().set_name("Empty").unwrap();
    let import = upload(
        &program,
        "shop",
        "products",
        "t.xlsx",
        &workbook.save_to_buffer().unwrap(),
    );
    assert_eq!(
        import["sheets"],
        json!([
            { "index": 0, "name": "Notes", "rows": 1 }, { "index": 1, "name": "Items", "rows": 2 },
            { "index": 2, "name": "Empty", "rows": 0 }
        ])
    );
    let import = program.send("PUT", &path(&import), "shop", &json!({ "sheet": 1 }));
    assert_eq!(
        (&import["header_row"], &import["mapping"]["name"]),
        (&json!(5), &json!(2))
    );
    let (_, _, fields) = program.refused("PUT", &path(&import), "shop", &json!({ "sheet": 2 }));
    assert_eq!(fields, ["sheet unknown"]);
    let import = step(&program, "shop", &import, "check");
    assert_eq!(import["summary"]["new"], 1);
    assert_eq!(
        program.get(&format!("{}/rows", path(&import)), "shop")["items"][0]["row"],
        6
    );
}
