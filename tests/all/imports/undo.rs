//! An import taken back: all of it, while nothing of it is used or was changed.

use serde_json::{Value, json};

use super::{brought_in, checked_to, path, step, upload};
use crate::support::{app, column};

const TWO: &str = "Code,Name,Barcode,GST %\nA-1,Mirror,111,12\nA-2,Tray,222,18\n";

#[test]
fn what_came_in_goes_again() {
    let program = app();
    program.send(
        "POST",
        "/api/products",
        "shop",
        &json!({ "code": "A-0", "name": "Tape" }),
    );
    let import = brought_in(&program, "products", TWO);
    let listed = program.get("/api/imports", "shop");
    let past = &listed["imports"][0];
    assert_eq!(
        (
            &past["kind"],
            &past["file_name"],
            &past["by"],
            &past["added"],
            &past["may_undo"]
        ),
        (
            &json!("products"),
            &json!("table.csv"),
            &json!("system"),
            &json!(2),
            &json!(true)
        )
    );
    let undone = step(&program, "shop", &import, "undo");
    assert_eq!(undone["state"], "undone", "{undone}");
    let products = program.get("/api/products?include_archived=true", "shop");
    assert_eq!(column(&products, "code"), ["A-0"]);
    assert_eq!(program.get("/api/products?search=mirror", "shop")["total"], 0);
    let past = &program.get("/api/imports", "shop")["imports"][0];
    assert_eq!(past["may_undo"], false);
    assert!(past["undone_at"].is_string());
    let (status, code, _) = program.refused("POST", &format!("{}/undo", path(&import)), "shop", &json!({}));
    assert_eq!((status, code.as_str()), (409, "import_not_ready"));
    let log = program.get("/api/edit-log?limit=3", "shop").to_string();
    assert!(
        log.contains("import.undo") && log.contains("product.take_back"),
        "{log}"
    );
    assert_eq!(
        program.get("/api/products/2/history", "shop")["entries"][0]["operation"],
        "product.take_back",
        "the log keeps what was"
    );
    let again = brought_in(&program, "products", TWO);
    assert_eq!(again["added"], 2, "codes and barcodes are free again");
    let ids = column(&program.get("/api/products?sort=code", "shop"), "id");
    assert_eq!(ids, ["1", "4", "5"], "an id is never given twice");
}

#[test]
fn an_import_of_which_something_was_changed_stays_whole() {
    let program = app();
    let import = brought_in(&program, "products", TWO);
    program.send("POST", "/api/products/2/archive", "shop", &json!({}));
    let (status, body) = program.call("POST", &format!("{}/undo", path(&import)), "shop", &json!({}));
    assert_eq!((status, &body["code"]), (409, &json!("import_in_use")));
    assert!(body["detail"].as_str().unwrap().contains("“Tray”"), "{body}");
    assert_eq!(
        program.get("/api/products", "shop")["total"],
        1,
        "one is archived, none is gone"
    );
}

#[test]
fn changed_records_become_what_they_were() {
    let program = app();
    let full = json!({
        "code": "A-1", "name": "Mirror", "selling_price": "10", "notes": "old",
        "units": [{ "unit": "BOX", "factor": "10" }], "gst_rates": [{ "from_on": "2025-09-22", "rate": "5" }]
    });
    let before = program.send("POST", "/api/products", "shop", &full);
    let import = checked_to(
        &program,
        "products",
        "Code,Name,Selling price,GST %,GST from,Notes\nA-1,Front mirror,12,12,2026-10-01,new\n",
        "update",
    );
    let import = step(&program, "shop", &import, "commit");
    assert_eq!(
        program.get("/api/products/1", "shop")["gst_rates"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(step(&program, "shop", &import, "undo")["state"], "undone");
    let mut after = program.get("/api/products/1", "shop");
    assert_eq!(after["revision"], 3);
    after["revision"] = before["revision"].clone();
    assert_eq!(after, before);
}

#[test]
fn other_kinds_go_too() {
    let program = app();
    for (tenant, kind, text, list) in [
        (
            "shop",
            "parties",
            "Name,Mobile,City\nSharma,98220 00112,Pune\n",
            "/api/parties",
        ),
        ("clinic", "patients", "Name\nSana Khan\n", "/api/patients"),
        (
            "works",
            "materials",
            "Code,Name,Unit\nRM-1,Steel rod,kg\n",
            "/api/materials",
        ),
    ] {
        let import = upload(&program, tenant, kind, "t.csv", text.as_bytes());
        step(&program, tenant, &import, "check");
        step(&program, tenant, &import, "commit");
        let undone = step(&program, tenant, &import, "undo");
        assert_eq!(undone["state"], "undone", "{kind}: {undone}");
        assert_eq!(
            program.get(&format!("{list}?include_archived=true"), tenant)["total"],
            0,
            "{kind}"
        );
    }
    let import = upload(
        &program,
        "works",
        "materials",
        "t.csv",
        b"Code,Name,Unit\nRM-1,Steel rod,kg\n",
    );
    step(&program, "works", &import, "check");
    step(&program, "works", &import, "commit");
    let id = program.get("/api/materials", "works")["items"][0]["id"].clone();
    let count = json!({ "counted_on": "2026-11-20", "quantity": "5" });
    program.send("POST", &format!("/api/materials/{id}/counts"), "works", &count);
    let (_, code, _) = program.refused("POST", &format!("{}/undo", path(&import)), "works", &json!({}));
    assert_eq!(code, "import_in_use", "it was counted");
}

#[test]
fn nothing_else_can_remove_a_record() {
    let program = app();
    brought_in(&program, "products", TWO);
    let removed = program.tenant("shop").write(|tx| {
        tx.execute("delete from product_barcodes where product_id = 1", [])?;
        tx.execute("delete from product_gst_rates where product_id = 1", [])?;
        tx.execute("delete from products where id = 1", [])
    });
    assert!(removed.is_err(), "its import was not taken back");
    for change in [
        "delete from imports",
        "update imports set kind = 'parties'",
        "delete from import_records",
        "update import_records set added = 0",
    ] {
        assert!(
            program.tenant("shop").write(|tx| tx.execute(change, [])).is_err(),
            "{change}"
        );
    }
    assert_eq!(program.get("/api/products", "shop")["total"], 2);
}

#[test]
fn an_import_of_an_earlier_run_is_taken_back_too() {
    let program = app();
    let import = brought_in(&program, "products", TWO);
    let (status, _) = program.call("DELETE", &path(&import), "shop", &Value::Null);
    assert_eq!(status, 204, "its file and its place in memory are forgotten");
    let past = program.get(&path(&import), "shop");
    assert_eq!((&past["state"], &past["added"]), (&json!("done"), &json!(2)));
    assert_eq!(step(&program, "shop", &import, "undo")["state"], "undone");
    assert_eq!(program.get("/api/products", "shop")["total"], 0);
}

#[test]
fn on_the_first_screen_an_import_is_one_line() {
    let program = app();
    let lately = |program: &crate::support::Program, tenant: &str| -> Vec<(String, String, Value)> {
        let summary = program.get("/api/summary", tenant);
        let recent = summary["recent"].as_array().expect("changes").iter();
        recent
            .map(|change| {
                let text = |key: &str| change[key].as_str().expect("a text").to_owned();
                (text("operation"), text("label"), change["import"].clone())
            })
            .collect()
    };
    let line = |operation: &str, label: &str, import: Value| (operation.to_owned(), label.to_owned(), import);
    program.send(
        "POST",
        "/api/parties",
        "shop",
        &json!({ "name": "Before", "kind": "both" }),
    );
    let rows: Vec<String> = (0..40).map(|n| format!("M-{n},Thing {n},Group {n}")).collect();
    let list = format!("Code,Name,Category\n{}\n", rows.join("\n"));
    let import = brought_in(&program, "products", &list);
    program.send(
        "POST",
        "/api/parties",
        "shop",
        &json!({ "name": "After", "kind": "both" }),
    );
    let told = json!({ "kind": "products", "added": 40, "changed": 0 });
    let created = |name: &str| line("party.create", name, Value::Null);
    let commit = line("import.commit", "table.csv", told.clone());
    let made = lately(&program, "shop").pop().expect("its beginning");
    assert_eq!(
        lately(&program, "shop"),
        [created("After"), commit.clone(), created("Before"), made.clone()],
        "the categories it made are its own too"
    );

    step(&program, "shop", &import, "undo");
    let undo = line("import.undo", "table.csv", told);
    assert_eq!(
        lately(&program, "shop"),
        [undo, created("After"), commit, created("Before"), made]
    );
    let log = program.get("/api/edit-log?limit=500", "shop");
    assert!(
        log["entries"].as_array().expect("entries").len() > 80,
        "the log itself keeps each row"
    );
}
