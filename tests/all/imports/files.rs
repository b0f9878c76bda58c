//! Files in every form that people save tables in, and the corrected file.

use cashflow::sheets;
use rust_xlsxwriter::Workbook;
use serde_json::json;

use super::{checked, path, problems, step, upload};
use crate::support::{Program, app, column};

fn names_of(program: &Program, bytes: &[u8]) -> Vec<String> {
    let import = upload(program, "shop", "products", "t.csv", bytes);
    let rows = program.get(&format!("{}/rows", path(&import)), "shop");
    let items = rows["items"].as_array().unwrap().iter();
    items
        .map(|row| row["cells"]["name"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn text_in_any_encoding_is_read() {
    let program = app();
    let text = "Code,Name\r\n1,दंत दर्पण\r\n2,\"Café, small\r\nsize\"\r\n";
    let wide = |mark: &[u8], order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter()
            .copied()
            .chain(text.encode_utf16().flat_map(order))
            .collect()
    };
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        wide(b"\xff\xfe", u16::to_le_bytes),
        wide(b"\xfe\xff", u16::to_be_bytes),
        text.replace(',', ";")
            .replace("\"Café; small", "\"Café, small")
            .into_bytes(),
        text.replace("1,", "1\t")
            .replace("2,", "2\t")
            .replace("Code,", "Code\t")
            .into_bytes(),
    ] {
        assert_eq!(names_of(&program, &bytes), ["दंत दर्पण", "Café, small\r\nsize"]);
    }
    assert_eq!(
        names_of(&program, b"Code,Name\n1,Caf\xe9 \x80\n"),
        ["Café €"],
        "Windows-1252"
    );
}

#[test]
fn the_corrected_file_comes_back_in() {
    let program = app();
    let text = "Price list,,\nCode,Name,Selling price\nA-1,Mirror,10\nA-2,,ask\nA-2,Tray,20\n";
    let import = checked(&program, "products", text);
    assert_eq!(
        problems(&program, &import),
        ["B4 name required", "C4 selling_price bad_money", "A5 code twice"]
    );
    let download = program.send(
        "POST",
        &format!("{}/corrected", path(&import)),
        "shop",
        &json!({}),
    );
    assert_eq!(download["file_name"], "table-to-correct-2026-11-23.xlsx");
    let bytes = program.fetch(&download);
    let book = sheets::read(&bytes).unwrap();
    let sheet = &book.sheets[0];
    let row = |row: usize| -> Vec<&str> {
        (0..sheet.columns())
            .map(|column| sheet.cell(row, column))
            .collect()
    };
    assert_eq!(row(1), ["What is wrong", "Code", "Name", "Selling price"]);
    assert_eq!(row(2), ["", "A-1", "Mirror", "10"]);
    assert!(
        row(3)[0].contains("Selling price: “ask” is not an amount."),
        "{:?}",
        row(3)
    );
    assert!(row(3)[0].contains("Name: Enter a name."), "{:?}", row(3));

    let mut corrected = Workbook::new();
    let out = corrected.add_worksheet();
    for at in 0..sheet.rows() {
        for (place, cell) in row(at).into_iter().enumerate() {
            let cell = match (at, place) {
                (3, 2) => "Probe",
                (3, 3) => "30",
                (4, 1) => "A-3",
                _ => cell,
            };
            let (line, place) = (sheet.number(at) - 1, u16::try_from(place).unwrap());
            out.write_string(line, place, cell).unwrap();
        }
    }
    let bytes = corrected.save_to_buffer().unwrap();
    let import = upload(&program, "shop", "products", "corrected.xlsx", &bytes);
    assert_eq!(import["header_row"], 2);
    let headings: Vec<&str> = import["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| column["heading"].as_str().unwrap())
        .collect();
    assert_eq!(
        headings,
        ["Code", "Name", "Selling price"],
        "its own column is left out"
    );
    let import = step(&program, "shop", &import, "check");
    assert_eq!(import["summary"]["wrong"], 0, "{:?}", problems(&program, &import));
    step(&program, "shop", &import, "commit");
    assert_eq!(
        column(&program.get("/api/products?sort=code", "shop"), "code"),
        ["A-1", "A-2", "A-3"]
    );
}

#[test]
fn columns_chosen_for_a_file_are_those_of_its_corrected_one() {
    let program = app();
    let text = "X,Y\nA-1,\nA-2,Tray\n";
    let import = upload(&program, "shop", "products", "t.csv", text.as_bytes());
    program.send(
        "PUT",
        &path(&import),
        "shop",
        &json!({ "mapping": { "code": 0, "name": 1 } }),
    );
    step(&program, "shop", &import, "check");
    let download = program.send(
        "POST",
        &format!("{}/corrected", path(&import)),
        "shop",
        &json!({}),
    );
    let again = upload(&program, "shop", "products", "c.xlsx", &program.fetch(&download));
    assert_eq!(
        (&again["mapping"]["code"], &again["mapping"]["name"]),
        (&json!(1), &json!(2))
    );
}

#[test]
fn a_template_is_a_table_that_comes_in() {
    let program = app();
    for kind in ["products", "parties"] {
        for format in ["csv", "xlsx"] {
            let job = json!({ "kind": kind, "format": format });
            let download = program.send("POST", "/api/imports/templates", "shop", &job);
            assert_eq!(
                download["file_name"],
                format!("{kind}-template-2026-11-23.{format}")
            );
            let import = upload(&program, "shop", kind, "t", &program.fetch(&download));
            assert!(
                import["mapping"]
                    .as_object()
                    .unwrap()
                    .values()
                    .all(|column| column.is_number()),
                "each heading of a template is known: {import}"
            );
            let import = step(&program, "shop", &import, "check");
            assert_eq!(import["summary"]["new"], 1, "{:?}", problems(&program, &import));
        }
    }
}
