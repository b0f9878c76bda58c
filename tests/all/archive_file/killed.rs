//! `kill -9` while a business is taken in: it is there whole, or nothing of it is.

use std::{process::Stdio, thread, time::Duration};

use serde_json::json;

use super::{archive_of, full_house};
use crate::{house::House, process::program};

#[test]
fn a_business_taken_in_during_a_kill_is_whole_or_not_there() {
    let from = full_house();
    for number in 0..400 {
        let party =
            json!({ "name": format!("Party {number}"), "kind": "customer", "notes": "x".repeat(900) });
        from.send_as("shop", "POST", "/api/parties", &party).ok();
    }
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("shop.cashflow");
    std::fs::write(&archive, archive_of(&from, "shop")).unwrap();
    let mut outcomes = [0, 0];
    for after_ms in [0, 20, 40, 60, 80, 110, 150, 200, 300, 450, 700, 1500] {
        let mut house = House::of(&["mill"]);
        house.close();
        let mut child = program(&[], &house.root())
            .args(["tenant", "take-in"])
            .arg(&archive)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(after_ms));
        let _ = child.kill();
        child.wait().unwrap();

        let listed = house.get("/api/tenants").ok();
        let is_there = listed["tenants"]
            .as_array()
            .unwrap()
            .iter()
            .any(|card| card["tenant_id"] == "shop");
        outcomes[usize::from(is_there)] += 1;
        let strays = house.get("/api/tenants/strays").ok();
        assert_eq!(strays["files"], json!([]), "after {after_ms} ms");
        let hidden = std::fs::read_dir(house.root().join("tenants"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('.'));
        assert_eq!(hidden.collect::<Vec<_>>(), [""; 0], "after {after_ms} ms");
        if !is_there {
            // The id is free, and the same archive comes in whole.
            let taken = house.tenancy().take_in_archive(
                &archive,
                None,
                None,
                &crate::house::author(),
                &mut |_, _| {},
            );
            taken.unwrap();
        }
        let parties = house.get_as("shop", "/api/parties?limit=500").ok();
        assert_eq!(parties["items"].as_array().map(Vec::len), Some(403));
        let health = house.get("/api/tenants/shop/health").ok();
        let checks = health["checks"].as_array().unwrap();
        assert!(
            checks.iter().all(|check| check["status"] != "error"),
            "after {after_ms} ms: {health}"
        );
    }
    assert!(outcomes[0] > 0, "some were killed before: {outcomes:?}");
}
