//! `kill -9` while a table is written: all of it is there, or nothing.

use std::{fs, process::Stdio, thread, time::Duration};

use serde_json::json;

use crate::{house::House, process::program};

#[test]
fn an_import_that_is_killed_leaves_nothing() {
    for round in 0..3_u64 {
        let mut house = House::of(&["shop", "mill"]);
        house.close();
        let table = house.root().join("table.csv");
        let rows: String = (0..20_000)
            .map(|row| format!("N-{row},Product number {row}\n"))
            .collect();
        fs::write(&table, format!("Code,Name\n{rows}")).unwrap();
        let mut child = program(&[], &house.root())
            .args(["--tenant", "shop", "import", "products"])
            .arg(&table)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The log beside the file grows while the rows are written, before they are committed.
        let wal = house.root().join("tenants/shop.sqlite-wal");
        let grown = (round + 1) << 20;
        while wal.metadata().map_or(0, |found| found.len()) < grown && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = house.get_as("shop", "/api/products").ok()["total"].clone();
        assert!(
            found == json!(0) || found == json!(20_000),
            "{found} of 20,000 rows are there"
        );
        let imports = house.get_as("shop", "/api/imports").ok()["imports"].clone();
        assert_eq!(imports.as_array().unwrap().is_empty(), found == json!(0));
        let words = house.get_as("shop", "/api/products?search=product").ok()["total"].clone();
        assert_eq!(words, found, "what is found is what is there");
    }
}
