//! From a file to records: headings, columns, wrong cells, all or nothing.

use serde_json::{Value, json};

use super::{brought_in, checked, checked_to, path, problems, step, upload};
use crate::support::{app, column};

const LIST: &str = "Item Code,Item Name,Group,UOM,HSN Code,Purchase Rate,MRP,GST %,Barcode,Min Stock\n\
    GLV-1,\"Gloves, nitrile\",Dental > Gloves,Nos,4015,\"₹ 1,210.50\",\"Rs. 1,450/-\",12%,8901030865275,50\n\
    BUR-2,Diamond bur,Dental > Burs,pcs,9018,80,120,18,,\n\
    SRV-1,Scaling,,nos,999312,,800,0,,\n";

#[test]
fn a_price_list_comes_in_by_its_headings() {
    let program = app();
    let import = upload(
        &program,
        "shop",
        "products",
        "my%20list%20%E0%A4%85.csv",
        LIST.as_bytes(),
    );
    assert_eq!(import["file_name"], "my list अ.csv");
    assert_eq!(import["state"], "mapping");
    assert_eq!(import["header_row"], 1);
    assert_eq!(import["sheets"], json!([{ "index": 0, "name": "", "rows": 4 }]));
    assert_eq!(
        import["columns"][1]["samples"],
        json!(["Gloves, nitrile", "Diamond bur", "Scaling"])
    );
    let mapping: Value = json!({
        "code": 0, "name": 1, "category": 2, "unit": 3, "hsn": 4, "buying_price": 5, "selling_price": 6, "gst_rate": 7,
        "barcodes": 8, "reorder_level": 9, "kind": null, "gst_from": null, "cess": null, "tracking": null, "notes": null,
        "other_unit": null, "other_factor": null
    });
    assert_eq!(import["mapping"], mapping);
    let done = brought_in(&program, "products", LIST);
    assert_eq!((&done["added"], &done["changed"]), (&json!(3), &json!(0)));
    let products = program.get("/api/products?sort=code", "shop");
    assert_eq!(column(&products, "code"), ["BUR-2", "GLV-1", "SRV-1"]);
    assert_eq!(
        column(&products, "category"),
        ["Dental › Burs", "Dental › Gloves", "null"]
    );
    assert_eq!(
        column(&products, "selling_price"),
        ["120.00", "1450.00", "800.00"]
    );
    assert_eq!(column(&products, "gst_rate"), ["18", "12", "0"]);
    assert_eq!(
        column(&products, "kind"),
        ["goods", "goods", "service"],
        "a SAC tells a service"
    );
    let found = program.get("/api/products/by-barcode/8901030865275", "shop");
    assert_eq!(found["product"]["code"], "GLV-1");
    let gloves = program.get(&format!("/api/products/{}", found["product"]["id"]), "shop");
    assert_eq!(
        gloves["gst_rates"][0]["from_on"], "2026-04-01",
        "the financial year's first day"
    );
    assert_eq!(
        program.get("/api/products?search=diamond", "shop")["total"],
        1,
        "an imported product is found by its words"
    );
    let history = program.get(&format!("/api/products/{}/history", gloves["id"]), "shop");
    assert_eq!(history["entries"][0]["operation"], "product.create");
    assert_eq!(history["entries"][0]["after"]["name"], "Gloves, nitrile");
}

#[test]
fn what_an_import_enters_is_what_a_form_would_have_entered() {
    let program = app();
    brought_in(&program, "products", LIST);
    let imported = program.get("/api/products/1", "shop");
    let body = json!({
        "code": "GLV-1", "name": "Gloves, nitrile", "category_id": imported["category_id"], "unit": "NOS", "hsn": "4015",
        "buying_price": "1210.50", "selling_price": "1450", "gst_rates": [{ "from_on": "2026-04-01", "rate": "12" }],
        "barcodes": [{ "barcode": "8901030865275" }], "reorder_level": "50"
    });
    let mut read = imported.clone();
    let (status, _, fields) = program.refused("POST", "/api/products", "shop", &body);
    assert_eq!(
        (status, fields),
        (409, vec!["code duplicate".to_owned()]),
        "the same code is taken"
    );
    let other = json!({ "code": "X", "barcodes": [] });
    let mut body = body;
    body["code"] = other["code"].clone();
    body["barcodes"] = other["barcodes"].clone();
    let mut typed = program.send("POST", "/api/products", "shop", &body);
    for key in ["id", "code", "barcodes"] {
        read[key] = Value::Null;
        typed[key] = Value::Null;
    }
    assert_eq!(read, typed);
}

#[test]
fn every_wrong_cell_is_named_and_nothing_comes_in() {
    let program = app();
    let text = "Code,Name,Unit,HSN,Selling price,GST %,Barcodes\n\
        A-1,Mirror,NOS,9018,10.5,12,111\n\
        a-1,Other mirror,NOS,,12,,\n\
        A-3,,NOS,901,ask,150,\n\
        A-4,Tray,KILOS,,-5,,111\n\
        A-5,Probe,KGS,991234,\"12,50\",,\n";
    let import = checked(&program, "products", text);
    assert_eq!(
        import["summary"],
        json!({ "rows": 5, "new": 1, "changed": 0, "same": 0, "skipped": 0, "wrong": 4, "noticed": 2 })
    );
    assert_eq!(
        problems(&program, &import),
        [
            "A3 code twice",
            "B4 name required",
            "E4 selling_price bad_money",
            "F4 gst_rate out_of_range",
            "C5 unit unknown",
            "E5 selling_price out_of_range",
            "E6 selling_price bad_money",
        ]
    );
    let first = &program.get(&format!("{}/problems?limit=1", path(&import)), "shop")["items"][0];
    assert_eq!(
        first,
        &json!({
            "row": 3, "column": 0, "letter": "A", "heading": "Code", "field": "code", "value": "a-1", "code": "twice",
            "message": "Row 2 has the same. Keep one of the two rows, or change one.",
            "say": {
                "text": "Row {earlier} has the same. Keep one of the two rows, or change one.",
                "values": { "earlier": "2" }
            }
        })
    );
    let (status, code, _) = program.refused("POST", &format!("{}/commit", path(&import)), "shop", &json!({}));
    assert_eq!((status, code.as_str()), (409, "import_not_ready"));
    assert_eq!(program.get("/api/products", "shop")["total"], 0);
    let rows = program.get(&format!("{}/rows?limit=2", path(&import)), "shop");
    assert_eq!((&rows["total"], &rows["next_cursor"]), (&json!(5), &json!("2")));
    assert_eq!(column(&rows, "outcome"), ["new", "wrong"]);
    assert_eq!(rows["items"][0]["cells"]["name"], "Mirror");
}

#[test]
fn a_barcode_stands_once() {
    let program = app();
    program.send(
        "POST",
        "/api/products",
        "shop",
        &json!({ "name": "Tape", "barcodes": [{ "barcode": "999" }] }),
    );
    let text = "Name,Barcode\nMirror,111\nTray,\"111, 222\"\nProbe,999\n";
    let import = checked_to(&program, "products", &text.replace("Probe", "P-9"), "refuse");
    assert_eq!(
        problems(&program, &import),
        ["B3 barcodes twice", "A4 name exists"]
    );
}

#[test]
fn records_that_are_there_are_refused_left_out_or_updated() {
    let program = app();
    brought_in(&program, "products", LIST);
    let newer = "Code,Name,Selling price,GST %,Notes\nglv-1,\"Gloves, nitrile\",1500,12,\nBUR-2,Diamond bur,120,18,\nNEW-1,Tray,5,,x\n";
    let refused = checked_to(&program, "products", newer, "refuse");
    assert_eq!(problems(&program, &refused), ["A2 code exists", "A3 code exists"]);
    let left_out = checked_to(&program, "products", newer, "skip");
    assert_eq!(
        left_out["summary"],
        json!({ "rows": 3, "new": 1, "changed": 0, "same": 0, "skipped": 2, "wrong": 0, "noticed": 0 })
    );
    let updated = checked_to(&program, "products", newer, "update");
    assert_eq!(
        updated["summary"],
        json!({ "rows": 3, "new": 1, "changed": 1, "same": 1, "skipped": 0, "wrong": 0, "noticed": 1 })
    );
    let done = step(&program, "shop", &updated, "commit");
    assert_eq!((&done["added"], &done["changed"]), (&json!(1), &json!(1)));
    let gloves = program.get("/api/products/1", "shop");
    assert_eq!(
        (
            &gloves["selling_price"],
            &gloves["buying_price"],
            &gloves["revision"],
            &gloves["code"]
        ),
        (&json!("1500.00"), &json!("1210.50"), &json!(2), &json!("glv-1")),
        "what the table does not tell stays"
    );
    assert_eq!(program.get("/api/products/2", "shop")["revision"], 1);
}

#[test]
fn columns_are_chosen_and_remembered() {
    let program = app();
    let text = "A,B,C\n1,Mirror,10\n2,Tray,20\n";
    let import = upload(&program, "shop", "products", "a.csv", text.as_bytes());
    let (status, code, fields) =
        program.refused("POST", &format!("{}/check", path(&import)), "shop", &json!({}));
    assert_eq!(
        (status, code.as_str(), fields),
        (422, "validation_failed", vec!["mapping.name required".to_owned()])
    );
    let wrong = json!({ "mapping": { "name": 1, "code": 1, "colour": 0, "unit": 9 } });
    let (_, _, fields) = program.refused("PUT", &path(&import), "shop", &wrong);
    assert_eq!(
        fields,
        [
            "mapping.colour unknown",
            "mapping.name twice",
            "mapping.unit unknown"
        ]
    );
    let chosen = json!({ "mapping": { "code": 0, "name": 1, "selling_price": 2 } });
    let import = program.send("PUT", &path(&import), "shop", &chosen);
    assert_eq!(import["mapping"]["name"], 1);
    let import = step(&program, "shop", &import, "check");
    assert_eq!(import["summary"]["new"], 2);
    let import = program.send("PUT", &path(&import), "shop", &json!({ "existing": "skip" }));
    assert_eq!(
        (&import["state"], &import["summary"]),
        (&json!("mapping"), &Value::Null)
    );
    let again = upload(&program, "shop", "products", "b.csv", b"a;B;c\n3;Probe;30\n");
    assert_eq!(
        again["mapping"], import["mapping"],
        "the same headings mean the same"
    );
    let other = upload(&program, "shop", "parties", "b.csv", b"a;B;c\n3;Probe;30\n");
    assert_eq!(
        other["mapping"]["name"],
        Value::Null,
        "of another kind they do not"
    );
    let program_of_clinic = upload(&program, "clinic", "products", "b.csv", b"a;B;c\n3;Probe;30\n");
    assert_eq!(
        program_of_clinic["mapping"]["name"],
        Value::Null,
        "nor in another business"
    );
}

#[test]
fn a_heading_is_looked_for_below_a_title_and_may_be_missing() {
    let program = app();
    let text = "Sharma Traders,,\nPrice list 2026,,\n\nनाम,कोड,विक्रय मूल्य\nदंत दर्पण,D-1,१२५\n,,\nTotal,,\n";
    let import = upload(&program, "shop", "products", "h.csv", text.as_bytes());
    assert_eq!(import["header_row"], 4);
    assert_eq!(import["mapping"]["selling_price"], 2);
    let import = step(&program, "shop", &import, "check");
    assert_eq!(import["summary"]["rows"], 2, "blank rows are no rows");
    let without = json!({ "header_row": null, "mapping": { "name": 0 } });
    let import = program.send("PUT", &path(&import), "shop", &without);
    assert_eq!(
        (&import["header_row"], &import["columns"][0]["heading"]),
        (&Value::Null, &json!(""))
    );
    let (_, _, fields) = program.refused("PUT", &path(&import), "shop", &json!({ "header_row": 3 }));
    assert_eq!(fields, ["header_row unknown"]);
}

#[test]
fn a_business_that_changed_meanwhile_takes_nothing_of_a_table() {
    let program = app();
    let import = checked(&program, "products", "Code,Name\nA-1,Mirror\nA-2,Tray\n");
    program.send(
        "POST",
        "/api/products",
        "shop",
        &json!({ "code": "a-2", "name": "Other" }),
    );
    let failed = step(&program, "shop", &import, "commit");
    assert_eq!(
        (&failed["state"], &failed["failure"]["code"]),
        (&json!("failed"), &json!("edit_conflict"))
    );
    assert!(
        failed["failure"]["message"].as_str().unwrap().contains("A3"),
        "{failed}"
    );
    assert_eq!(
        program.get("/api/products", "shop")["total"],
        1,
        "the row before it did not come in either"
    );
    assert_eq!(program.get("/api/imports", "shop")["imports"], json!([]));
    let again = step(&program, "shop", &import, "check");
    assert_eq!(again["summary"]["wrong"], 1);
}

#[test]
fn codes_that_the_program_makes_are_not_those_of_the_table() {
    let program = app();
    brought_in(&program, "products", "Code,Name\n,Mirror\nP-0001,Tray\n,Probe\n");
    let products = program.get("/api/products?sort=code", "shop");
    assert_eq!(column(&products, "code"), ["P-0001", "P-0002", "P-0003"]);
    assert_eq!(column(&products, "name"), ["Tray", "Mirror", "Probe"]);
}

#[test]
fn a_table_takes_its_codes_from_the_series_of_the_settings() {
    let program = app();
    let series = json!({ "prefix": "SKU/", "digits": 3, "next_number": 7 });
    program.send("PUT", "/api/numbering/product", "shop", &series);
    let import = brought_in(&program, "products", "Name\nMirror\nProbe\n");
    let products = program.get("/api/products?sort=code", "shop");
    assert_eq!(column(&products, "code"), ["SKU/007", "SKU/008"]);
    step(&program, "shop", &import, "undo");
    let made = program.send("POST", "/api/products", "shop", &json!({ "name": "Tray" }));
    assert_eq!(
        made["code"], "SKU/009",
        "a number is given once, taken back or not"
    );
}

#[test]
fn a_row_without_the_code_of_its_material_is_refused() {
    let program = app();
    let text = "Code,Name,Unit\n,Steel rod,kg\n";
    let import = upload(&program, "works", "materials", "t.csv", text.as_bytes());
    let import = step(&program, "works", &import, "check");
    assert_eq!(import["summary"]["wrong"], 1, "{import}");
}

#[test]
fn parties_patients_and_materials_come_in_too() {
    let program = app();
    let parties = "Party Name,Type,GST No,Mobile,Email ID,Address,City,State,Pincode,Credit Days\n\
        Sharma Traders,Sundry Debtors,24AAQCA8719H1ZC,98220 00112,a@example.in,12 MG Road,Surat,Gujarat,395003,30\n\
        Meera Stores,supplier,,9822000113,,,,,,\n";
    brought_in(&program, "parties", parties);
    let listed = program.get("/api/parties", "shop");
    assert_eq!(column(&listed, "name"), ["Meera Stores", "Sharma Traders"]);
    assert_eq!(column(&listed, "kind"), ["supplier", "customer"]);
    assert_eq!(column(&listed, "registration"), ["unregistered", "regular"]);
    assert_eq!(column(&listed, "place"), ["null", "Surat"]);
    let again = checked_to(&program, "parties", parties, "update");
    assert_eq!(again["summary"]["same"], 2, "{:?}", problems(&program, &again));
    for (tenant, kind, text, list) in [
        (
            "clinic",
            "patients",
            "Patient Name,Gender,DOB,Mobile No,Allergy\nSana Khan,F,23/11/1990,98220 00112,\"Penicillin, latex\"\n",
            "/api/patients",
        ),
        (
            "works",
            "materials",
            "Material Code,Description,UOM,Godown\nRM-1,Steel rod,kg,Main\n",
            "/api/materials",
        ),
    ] {
        let import = upload(&program, tenant, kind, "t.csv", text.as_bytes());
        let import = step(&program, tenant, &import, "check");
        assert_eq!(import["summary"]["new"], 1, "{import}");
        step(&program, tenant, &import, "commit");
        assert_eq!(program.get(list, tenant)["total"], 1);
        let (status, body) = program.send_file(
            &format!("/api/imports?kind={kind}"),
            "shop",
            "t.csv",
            text.as_bytes(),
        );
        assert_eq!(
            (status, &body["code"]),
            (403, &json!("feature_disabled")),
            "{kind} is not for everyone"
        );
    }
    let sana = program.get("/api/patients/1", "clinic");
    assert_eq!(
        (&sana["sex"], &sana["birth_date"]),
        (&json!("female"), &json!("1990-11-23"))
    );
    assert_eq!(sana["alerts"], json!(["Penicillin", "latex"]));
    let kinds = program.get("/api/imports/kinds", "shop");
    let named: Vec<&Value> = kinds["kinds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| &kind["kind"])
        .collect();
    assert_eq!(named, [&json!("products"), &json!("parties")]);
}

#[test]
fn an_import_belongs_to_one_business() {
    let program = app();
    let import = upload(&program, "shop", "products", "a.csv", b"Name\nMirror\n");
    for (method, step) in [
        ("GET", ""),
        ("PUT", ""),
        ("POST", "/check"),
        ("GET", "/rows"),
        ("DELETE", ""),
    ] {
        let (status, code, _) =
            program.refused(method, &format!("{}{step}", path(&import)), "clinic", &json!({}));
        assert_eq!((status, code.as_str()), (404, "not_found"), "{method} {step}");
    }
    let (status, _) = program.call("DELETE", &path(&import), "shop", &Value::Null);
    assert_eq!(status, 204);
    assert_eq!(
        program.refused("GET", &path(&import), "shop", &Value::Null).0,
        404
    );
}

#[test]
fn a_new_rate_begins_today_and_the_old_one_stays() {
    let program = app();
    let rates = json!([{ "from_on": "2025-09-22", "rate": "12", "cess": "1.5" }]);
    let body = json!({ "code": "A-1", "name": "Mirror", "gst_rates": rates });
    program.send("POST", "/api/products", "shop", &body);
    let same = checked_to(
        &program,
        "products",
        "Code,Name,GST %\nA-1,Mirror,12.0\n",
        "update",
    );
    assert_eq!(
        same["summary"]["same"], 1,
        "the same rate again, and no word of a cess"
    );
    let other = checked_to(&program, "products", "Code,Name,GST %\nA-1,Mirror,18\n", "update");
    step(&program, "shop", &other, "commit");
    assert_eq!(
        program.get("/api/products/1", "shop")["gst_rates"],
        json!([
            { "from_on": "2025-09-22", "rate": "12", "cess": "1.5" }, { "from_on": "2026-11-23", "rate": "18", "cess": "0" }
        ])
    );
}
