//! What is no mistake and should be looked at, what a spreadsheet has ruined, cells that no heading stands above, and
//! tables without rows.

use cashflow::sheets;
use serde_json::{Value, json};

use super::{checked, checked_to, notices, path, problems, step, upload};
use crate::support::{Program, app, column};

#[test]
fn what_is_odd_is_named_and_comes_in() {
    let program = app();
    let text = "Code,Name,HSN,Buying price,Selling price,GST %,GST from,Barcode\n\
        A-1,Mirror,40151,100,90,18,,8901030865275\n\
        A-2,Tray,9018,10,12,12,,8901030865274\n\
        A-3,Probe,9018,10,12,7,2027-04-01,X-1\n\
        A-4,Tweezers,9018,10,10,0.25,,\n\
        A-5,Pot,9018,20,10,12,2024-04-01,\n";
    let import = checked(&program, "products", text);
    assert_eq!(
        import["summary"],
        json!({ "rows": 5, "new": 5, "changed": 0, "same": 0, "skipped": 0, "wrong": 0, "noticed": 4 })
    );
    assert_eq!(
        notices(&program, &import),
        [
            "C2 hsn filled_up",
            "E2 selling_price below_cost",
            "F3 gst_rate unusual_rate",
            "H3 barcodes check_digit",
            "F4 gst_rate unusual_rate",
            "E6 selling_price below_cost",
            "F6 gst_rate unusual_rate",
        ]
    );
    let rate = &program.get(&format!("{}/notices?limit=3", path(&import)), "shop")["items"][2];
    assert_eq!(
        (&rate["value"], &rate["heading"]),
        (&json!("12"), &json!("GST %"))
    );
    assert_eq!(
        rate["message"],
        "GST has no rate of 12 percent on 2026-11-23; it has 0, 0.25, 1.5, 3, 5, 18, 40. Look whether this one is meant."
    );
    assert_eq!(problems(&program, &import), [""; 0]);
    let done = step(&program, "shop", &import, "commit");
    assert_eq!(done["added"], 5, "it holds nothing up: {done}");
}

#[test]
fn a_rate_that_the_settings_know_is_not_odd() {
    let program = app();
    let rate = json!({ "rate": "7", "from_on": "2026-10-01", "source": "Notification 1/2026" });
    program.send("POST", "/api/tax-rates", "shop", &rate);
    let import = checked(&program, "products", "Name,GST %\nProbe,7\n");
    assert_eq!(notices(&program, &import), [""; 0]);
}

#[test]
fn rows_that_change_nothing_or_are_left_out_are_not_looked_at() {
    let program = app();
    let text = "Code,Name,Buying price,Selling price\nA-1,Mirror,100,90\n";
    let import = checked(&program, "products", text);
    step(&program, "shop", &import, "commit");
    for existing in ["skip", "update"] {
        let import = checked_to(&program, "products", text, existing);
        assert_eq!(import["summary"]["noticed"], 0, "{existing}");
    }
    let import = checked_to(&program, "products", "Code,Buying price\nA-1,95\n", "update");
    assert_eq!(
        notices(&program, &import),
        ["B2 buying_price below_cost"],
        "compared with the price that is there"
    );
}

#[test]
fn the_file_given_back_has_what_is_odd_beside_what_is_wrong() {
    let program = app();
    let text = "Code,Name,Buying price,Selling price\nA-1,,10,12\nA-2,Tray,20,12\n";
    let import = checked(&program, "products", text);
    let download = program.send(
        "POST",
        &format!("{}/corrected", path(&import)),
        "shop",
        &json!({}),
    );
    let book = sheets::read(&program.fetch(&download)).unwrap();
    let said = |row: usize| book.sheets[0].cell(row, 0).to_owned();
    assert!(said(1).starts_with("Name: Enter a name."), "{}", said(1));
    assert!(
        said(2).starts_with("Selling price: It would be sold for 12.00 and is bought for 20.00."),
        "{}",
        said(2)
    );
}

#[test]
fn a_file_in_which_nothing_is_wrong_is_given_back_with_what_is_odd() {
    let program = app();
    let text = "Code,Name,Buying price,Selling price\nA-1,Mirror,10,12\nA-2,Tray,20,12\n";
    let import = checked(&program, "products", text);
    assert_eq!(import["summary"]["wrong"], 0);
    let download = corrected(&program, &import, "en");
    assert_eq!(download["file_name"], "table-to-look-at-2026-11-23.xlsx");
    let bytes = program.fetch(&download);
    let book = sheets::read(&bytes).unwrap();
    let said = |row: usize| book.sheets[0].cell(row, 0);
    assert_eq!((said(0), said(1)), ("What to look at", ""));
    assert!(
        said(2).starts_with("Selling price: It would be sold for 12.00 and is bought for 20.00."),
        "{}",
        said(2)
    );
    let again = upload(&program, "shop", "products", "again.xlsx", &bytes);
    assert_eq!(
        again["columns"].as_array().unwrap().len(),
        4,
        "its own column is none of the table's: {again}"
    );
    let done = step(
        &program,
        "shop",
        &step(&program, "shop", &again, "check"),
        "commit",
    );
    assert_eq!(done["added"], 2, "{done}");
}

#[test]
fn what_is_said_in_the_file_is_in_the_language_of_the_person() {
    let program = app();
    let text = "Code,Name,Buying price,Selling price\nA-1,,10,12\nA-2,Tray,20,12\n";
    let import = checked(&program, "products", text);
    let bytes = program.fetch(&corrected(&program, &import, "hi-IN, en;q=0.5"));
    let book = sheets::read(&bytes).unwrap();
    let said = |row: usize| book.sheets[0].cell(row, 0).to_owned();
    assert_eq!(said(0), "क्या ग़लत है");
    assert!(said(1).starts_with("Name: नाम"), "{}", said(1));
    let odd = said(2);
    assert!(
        odd.starts_with("Selling price: ") && odd.contains("12.00") && odd.contains("20.00"),
        "{odd}"
    );
    assert!(!odd.contains("It would") && !odd.contains('{'), "{odd}");
    let again = upload(&program, "shop", "products", "again.xlsx", &bytes);
    assert_eq!(
        again["columns"].as_array().unwrap().len(),
        4,
        "known again in Hindi: {again}"
    );
}

/// The file given back, asked for in a language.
fn corrected(program: &Program, import: &Value, language: &str) -> Value {
    program.call_in(language, "POST", &format!("{}/corrected", path(import)), "shop")
}

#[test]
fn a_barcode_that_a_spreadsheet_has_shortened_is_wrong() {
    let program = app();
    let text = "Name,Barcode\nMirror,8.90103E+12\nTray,12E5\n";
    let import = checked(&program, "products", text);
    assert_eq!(problems(&program, &import), ["B2 barcodes ruined_barcode"]);
}

#[test]
fn a_cell_without_a_heading_is_a_mistake_of_its_row() {
    let program = app();
    let text = "Code,Name,Selling price\n\
        A-1,Mirror,10,,\n\
        A-2,Gloves, nitrile,20\n\
        A-3,\"Gloves, latex\",30, \n\
        ,,,,left\n";
    let import = checked(&program, "products", text);
    let found = problems(&program, &import);
    assert!(found.contains(&"D3 - no_heading".to_owned()), "{found:?}");
    assert!(found.contains(&"E5 - no_heading".to_owned()), "{found:?}");
    assert!(
        !found.iter().any(|cell| cell.contains('2') || cell.contains('4')),
        "blank cells are fine: {found:?}"
    );
    assert_eq!(import["summary"]["wrong"], 2);
    let first = program.get(&format!("{}/problems", path(&import)), "shop");
    assert_eq!(column(&first, "value"), ["nitrile", "20", "", "left"]);
}

#[test]
fn a_column_without_a_heading_that_is_chosen_is_somebodys() {
    let program = app();
    let text = "Code,Name\nA-1,Mirror,10\n";
    let import = upload(&program, "shop", "products", "t.csv", text.as_bytes());
    let chosen = json!({ "mapping": { "code": 0, "name": 1, "selling_price": 2 } });
    program.send("PUT", &path(&import), "shop", &chosen);
    let import = step(&program, "shop", &import, "check");
    assert_eq!(import["summary"]["wrong"], 0, "{:?}", problems(&program, &import));
}

#[test]
fn a_shifted_row_is_told_in_the_file_that_was_given_back_too() {
    let program = app();
    let text = "Code,Name,Notes\nA-1,Mirror,small, flat\n";
    let import = checked(&program, "products", text);
    assert_eq!(problems(&program, &import), ["D2 - no_heading"]);
    let download = program.send(
        "POST",
        &format!("{}/corrected", path(&import)),
        "shop",
        &json!({}),
    );
    let again = upload(&program, "shop", "products", "c.xlsx", &program.fetch(&download));
    let again = step(&program, "shop", &again, "check");
    assert_eq!(notices(&program, &again), ["E2 - no_heading"]);
}

#[test]
fn one_comma_too_many_does_not_change_how_the_others_are_divided() {
    let program = app();
    let text = "Code,Name,Barcode\nA-1,Mirror,111; 112\nA-2,Tray,221; 222\nA-3,Gloves, small,331\n";
    let import = checked(&program, "products", text);
    assert_eq!(import["columns"][1]["heading"], "Name");
    assert!(problems(&program, &import).contains(&"D4 - no_heading".to_owned()));
}

#[test]
fn headings_alone_are_told_to_have_no_rows() {
    let program = app();
    let import = checked(&program, "products", "Code,Name,Selling price\n,,\n");
    assert_eq!(import["summary"]["rows"], 0);
    let (_, body) = program.call("POST", &format!("{}/commit", path(&import)), "shop", &json!({}));
    assert_eq!(body["code"], "import_not_ready");
    assert!(
        body["detail"]
            .as_str()
            .unwrap()
            .contains("no rows below the headings"),
        "{body}"
    );
}
