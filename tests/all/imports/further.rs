//! What a record has several of, in columns that are known by their headings: further units, prices of lists, further
//! addresses and people.

use serde_json::{Value, json};

use super::{brought_in, checked, checked_to, notices, path, problems, step, upload};
use crate::support::{Program, app, column};

fn exported(program: &Program, kind: &str, format: &str) -> Vec<u8> {
    let job = json!({ "kind": kind, "format": format });
    program.fetch(&program.send("POST", "/api/exports", "shop", &job))
}

fn headings(program: &Program, kind: &str) -> Vec<String> {
    let text = String::from_utf8(exported(program, kind, "csv")).unwrap();
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap();
    first.split(',').map(str::to_owned).collect()
}

/// What an export of one program becomes in another one, in which nothing is.
fn taken_over(from: &Program, kind: &str, format: &str) -> Program {
    let into = app();
    let bytes = exported(from, kind, format);
    let import = upload(&into, "shop", kind, &format!("t.{format}"), &bytes);
    let unread = import["columns"].as_array().unwrap().iter().filter(|column| {
        let mapped = import["mapping"].as_object().unwrap().values();
        column["further"] == false && !mapped.into_iter().any(|at| *at == column["index"])
    });
    assert_eq!(unread.count(), 0, "every column is read: {import}");
    let import = step(&into, "shop", &import, "check");
    assert_eq!(import["summary"]["wrong"], 0, "{:?}", problems(&into, &import));
    let done = step(&into, "shop", &import, "commit");
    assert_eq!(done["state"], "done", "{done}");
    into
}

/// Brought in where it came from, every row is as it was.
fn expect_same(program: &Program, kind: &str, format: &str) {
    let import = upload(program, "shop", kind, "t", &exported(program, kind, format));
    program.send("PUT", &path(&import), "shop", &json!({ "existing": "update" }));
    let import = step(program, "shop", &import, "check");
    let summary = &import["summary"];
    assert_eq!(summary["same"], summary["rows"], "{kind} {format}: {summary}");
}

fn price_list(program: &Program, name: &str, includes_tax: bool) -> Value {
    let draft = json!({ "name": name, "includes_tax": includes_tax });
    program.send("POST", "/api/price-lists", "shop", &draft)["id"].clone()
}

/// A product's prices with the names of their lists, in an order of their own.
fn prices(program: &Program, product: &Value) -> Vec<String> {
    let lists = program.get("/api/price-lists", "shop");
    let lists = lists["price_lists"].as_array().unwrap();
    let prices = product["prices"].as_array().unwrap().iter().map(|price| {
        let list = lists
            .iter()
            .find(|list| list["id"] == price["price_list_id"])
            .unwrap();
        let text = |key: &str| price[key].as_str().unwrap_or("-");
        format!(
            "{} {} {} {} {} {} {}",
            list["name"].as_str().unwrap(),
            list["includes_tax"],
            text("unit"),
            text("min_quantity"),
            text("price"),
            text("from_on"),
            text("until_on")
        )
    });
    let mut prices: Vec<String> = prices.collect();
    prices.sort();
    prices
}

#[test]
fn a_product_comes_in_elsewhere_with_its_units_and_prices() {
    let program = app();
    let (retail, mrp) = (
        price_list(&program, "Retail", false),
        price_list(&program, "MRP, max", true),
    );
    let price = |list: &Value, unit: Option<&str>, least: &str, price: &str, days: (&str, Option<&str>)| {
        json!({ "price_list_id": list, "unit": unit, "min_quantity": least, "price": price,
            "from_on": days.0, "until_on": days.1 })
    };
    let gloves = json!({
        "code": "G-1", "name": "Gloves", "unit": "NOS",
        "barcodes": [{ "barcode": "111" }, { "barcode": "222", "unit": "BOX" }],
        "units": [{ "unit": "BOX", "factor": "100" }, { "unit": "PAC", "factor": "10" }, { "unit": "DOZ", "factor": "12" }],
        "prices": [
            price(&retail, None, "1", "4.00", ("2025-04-01", Some("2026-03-31"))),
            price(&retail, None, "1", "4.50", ("2026-04-01", None)),
            price(&retail, Some("BOX"), "10", "400.00", ("2026-04-01", None)),
            price(&mrp, None, "1", "6.00", ("2026-12-01", Some("2027-03-31"))),
        ]
    });
    program.send("POST", "/api/products", "shop", &gloves);
    program.send(
        "POST",
        "/api/products",
        "shop",
        &json!({ "code": "T-1", "name": "Tape" }),
    );
    assert_eq!(
        headings(&program, "products")[17..].join("|").replace('"', ""),
        "Unit 3|Unit 3 holds|Unit 4|Unit 4 holds|Barcodes: BOX|Price with GST: MRP| max|Price with GST: MRP| max / from|\
         Price with GST: MRP| max / until|Price: Retail|Price: Retail / from|Price 2: Retail|Price 2: Retail / from|\
         Price 2: Retail / until|Price: Retail / BOX / 10+|Price: Retail / BOX / 10+ / from"
    );
    let before = program.get("/api/products/1", "shop");
    for format in ["csv", "xlsx"] {
        expect_same(&program, "products", format);
        let other = taken_over(&program, "products", format);
        let found = other.get("/api/products?search=gloves", "shop");
        let after = other.get(&format!("/api/products/{}", found["items"][0]["id"]), "shop");
        for field in ["units", "barcodes"] {
            assert_eq!(after[field], before[field], "{field} {format}");
        }
        assert_eq!(prices(&other, &after), prices(&program, &before), "{format}");
        let tape = other.get("/api/products?search=tape", "shop");
        let tape = other.get(&format!("/api/products/{}", tape["items"][0]["id"]), "shop");
        assert_eq!((&tape["units"], &tape["prices"]), (&json!([]), &json!([])));
    }
}

#[test]
fn a_new_price_list_is_told_once_and_an_undo_leaves_it() {
    let program = app();
    let text = "Code,Name,Price: Retail,Price: Retail / from\nA-1,Mirror,10,2026-04-01\nA-2,Tray,\"1,200\",\nA-3,Probe,,\n";
    let import = checked(&program, "products", text);
    assert_eq!(notices(&program, &import), ["C2 - new_list"]);
    assert_eq!(
        program.get("/api/price-lists", "shop")["price_lists"],
        json!([]),
        "only looked at"
    );
    let done = step(&program, "shop", &import, "commit");
    assert_eq!(done["added"], 3, "{done}");
    let product = |id: u8| program.get(&format!("/api/products/{id}"), "shop");
    assert_eq!(
        prices(&program, &product(1)),
        ["Retail false - 1 10.00 2026-04-01 -"]
    );
    assert_eq!(
        prices(&program, &product(2)),
        ["Retail false - 1 1200.00 2026-11-23 -"],
        "from today"
    );
    assert_eq!(product(3)["prices"], json!([]));
    let undone = step(&program, "shop", &done, "undo");
    assert_eq!(undone["state"], "undone", "{undone}");
    let lists = program.get("/api/price-lists", "shop");
    assert_eq!(
        (
            &lists["price_lists"][0]["name"],
            &lists["price_lists"][0]["prices"]
        ),
        (&json!("Retail"), &json!(0))
    );
}

#[test]
fn another_price_ends_the_one_that_holds_and_an_undo_brings_it_back() {
    let program = app();
    let first =
        "Code,Name,Unit 2,Unit 2 holds,Price: Retail,Price: Retail / from\nA-1,Mirror,BOX,10,10,2026-04-01\n";
    brought_in(&program, "products", first);
    let text = "Code,Price: retail,Unit 3,Unit 3 holds\nA-1,12.50,PAC,5\n";
    let import = checked_to(&program, "products", text, "update");
    assert_eq!(
        import["summary"]["changed"],
        1,
        "{:?}",
        problems(&program, &import)
    );
    let done = step(&program, "shop", &import, "commit");
    let product = program.get("/api/products/1", "shop");
    assert_eq!(
        prices(&program, &product),
        [
            "Retail false - 1 10.00 2026-04-01 2026-11-22",
            "Retail false - 1 12.50 2026-11-23 -"
        ]
    );
    assert_eq!(
        product["units"],
        json!([{ "unit": "BOX", "factor": "10" }, { "unit": "PAC", "factor": "5" }])
    );
    let same = checked_to(&program, "products", "Code,Price: Retail\nA-1,12.5\n", "update");
    assert_eq!(same["summary"]["same"], 1, "the price that holds today");
    assert_eq!(step(&program, "shop", &done, "undo")["state"], "undone");
    let product = program.get("/api/products/1", "shop");
    assert_eq!(
        prices(&program, &product),
        ["Retail false - 1 10.00 2026-04-01 -"]
    );
    assert_eq!(product["units"].as_array().unwrap().len(), 1);
}

#[test]
fn every_wrong_cell_of_a_products_further_columns_is_named() {
    let program = app();
    price_list(&program, "Retail", false);
    let text = "Code,Name,Unit 3,Unit 3 holds,Price: Retail,Price: Retail / from,Price: Retail / BOX,Barcodes: PAC,Price with GST: Retail / 5+,Unit 3\n\
        A-1,Mirror,BOX,,,,,,,\n\
        A-2,Tray,,12,,,,,,\n\
        A-3,Probe,XYZ,12,cheap,,,,,\n\
        A-4,Pot,BOX,0,5,soon,,,,\n\
        A-5,Pan,,,,2026-04-01,,,,\n\
        A-6,Pen,,,,,5,,,\n\
        A-7,Pin,,,,,,222,,\n\
        A-8,Cup,,,,,,,7,\n\
        A-9,Cap,,,,,,,,PAC\n\
        ,,BOX,,,,,,,\n";
    let import = checked(&program, "products", text);
    assert_eq!(
        problems(&program, &import),
        [
            "D2 - required",
            "C3 - required",
            "C4 - unknown",
            "E4 - bad_money",
            "D5 - out_of_range",
            "F5 - bad_date",
            "E6 - required",
            "G7 - does_not_fit",
            "H8 - does_not_fit",
            "I9 - does_not_fit",
            "J10 - twice",
            "B11 name required",
            "D11 - required",
        ],
        "a row that has something in such a column alone is a row too"
    );
    let (_, body) = program.call("POST", &format!("{}/commit", path(&import)), "shop", &json!({}));
    assert_eq!(body["code"], "import_not_ready", "all or nothing");
    assert_eq!(program.get("/api/products", "shop")["total"], 0);
}

#[test]
fn a_party_comes_in_elsewhere_with_its_addresses_and_people() {
    let program = app();
    let party = json!({
        "name": "Sharma Traders", "kind": "customer",
        "addresses": [
            { "label": "Office", "line1": "12 MG Road", "city": "Surat", "state_code": "24", "postal_code": "395003" },
            { "label": "Works", "line1": "Plot 4", "line2": "GIDC", "city": "Vapi", "state_code": "24", "postal_code": "396195" },
            { "line1": "1 High Street", "city": "London", "state_code": "96", "postal_code": "E1 6AN", "country": "GB" }
        ],
        "contacts": [
            { "name": "Meera", "role": "Owner", "phone": "+91 98220 00112" },
            { "name": "Ravi", "role": "Stores", "phone": "98220 00113", "email": "ravi@example.in" },
            { "phone": "0261 240 0000" }
        ]
    });
    program.send("POST", "/api/parties", "shop", &party);
    program.send(
        "POST",
        "/api/parties",
        "shop",
        &json!({ "name": "Udupi", "kind": "supplier" }),
    );
    assert_eq!(
        headings(&program, "parties")[16..].join("|"),
        "Address 1 label|Address 2 label|Address 2 line 1|Address 2 line 2|Address 2 city|Address 2 state|Address 2 PIN code|\
         Address 3 line 1|Address 3 city|Address 3 state|Address 3 PIN code|Address 3 country|Person 1 role|Person 2 name|\
         Person 2 role|Person 2 phone|Person 2 e-mail|Person 3 phone"
    );
    let before = program.get("/api/parties/1", "shop");
    for format in ["csv", "xlsx"] {
        expect_same(&program, "parties", format);
        let other = taken_over(&program, "parties", format);
        let found = other.get("/api/parties?search=sharma", "shop");
        let after = other.get(&format!("/api/parties/{}", found["items"][0]["id"]), "shop");
        for list in ["addresses", "contacts"] {
            assert_eq!(
                without_ids(&after[list]),
                without_ids(&before[list]),
                "{list} {format}"
            );
        }
    }
}

fn without_ids(list: &Value) -> Vec<Value> {
    let mut lines = list.as_array().unwrap().clone();
    for line in &mut lines {
        line.as_object_mut().unwrap().remove("id");
    }
    lines
}

#[test]
fn a_further_line_is_changed_in_its_place_or_added() {
    let program = app();
    let text = "Name,Phone,Address,City,Address 2 line 1,Address 2 city\nAsha,98220 00112,1 MG Road,Pune,Plot 4,Vapi\n";
    brought_in(&program, "parties", text);
    let text = "Name,Phone,Address 2 city,Address 3 City,Person 2\nAsha,98220 00112,Daman,Nashik,Ravi\n";
    let import = checked_to(&program, "parties", text, "update");
    let changed = step(&program, "shop", &import, "commit");
    let party = program.get("/api/parties/1", "shop");
    let told = |list: &str, key: &str| column(&json!({ "items": party[list] }), key);
    assert_eq!(told("addresses", "city"), ["Pune", "Daman", "Nashik"]);
    assert_eq!(told("addresses", "line1"), ["1 MG Road", "Plot 4", ""]);
    assert_eq!(told("contacts", "name"), ["", "Ravi"]);
    let undone = step(&program, "shop", &changed, "undo");
    assert_eq!(undone["state"], "undone", "{undone}");
    let party = program.get("/api/parties/1", "shop");
    let told = |list: &str, key: &str| column(&json!({ "items": party[list] }), key);
    assert_eq!(told("addresses", "city"), ["Pune", "Vapi"]);
    assert_eq!(party["contacts"].as_array().unwrap().len(), 1);
}

#[test]
fn every_wrong_cell_of_a_partys_further_columns_is_named() {
    let program = app();
    let text = "Name,Address,Address 2 line 1,Address 2 PIN code,Address 2 state,Person 2 e-mail,Person 3 role,Address 1 label\n\
        Asha,,Plot 4,12,Atlantis,,,\n\
        Bina,,,,,no-mail,,\n\
        Chitra,,,,,,Owner,\n\
        Dev,,,,,,,Office\n\
        Esha,,,,Goa,,,\n\
        Fatima,1 MG Road,Plot 5,396195,Gujarat,a@example.in,,Office\n";
    let import = checked(&program, "parties", text);
    assert_eq!(
        problems(&program, &import),
        [
            "D2 - bad_pin_code",
            "E2 - unknown_state",
            "F3 - bad_email",
            "G4 - required",
            "H5 - required",
            "C6 - required",
        ]
    );
}
