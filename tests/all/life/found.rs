//! Files found on disk: adopted under their own name, and a lost catalogue made again from them.

use std::fs;

use serde_json::json;

use crate::house::{House, author, id, note, notes};

use super::raw;

#[test]
fn a_file_found_on_disk_is_adopted_under_its_own_name() {
    let mut house = House::of(&["shop"]);
    let mut other = House::of(&["mill"]);
    note(&other.tenant("mill").unwrap(), "brought along").unwrap();
    other
        .send(
            "PATCH",
            "/api/tenants/mill",
            &json!({ "branding": { "company_name": "Old Mill" } }),
        )
        .ok();
    other.close();
    house.close();
    fs::copy(
        other.file("mill"),
        house.root().join("tenants/copy of mill.sqlite"),
    )
    .unwrap();
    fs::write(house.root().join("tenants/junk.sqlite"), "not a database").unwrap();
    fs::write(house.root().join("tenants/notes.txt"), "not looked at").unwrap();
    fs::copy(house.file("shop"), house.root().join("tenants/shop2.sqlite")).unwrap();

    let strays = house.get("/api/tenants/strays").ok();
    let files: Vec<(&str, bool)> = strays["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["file_name"].as_str().unwrap(), file["problem"].is_null()))
        .collect();
    assert_eq!(
        files,
        [
            ("copy of mill.sqlite", true),
            ("junk.sqlite", false),
            ("shop2.sqlite", false)
        ]
    );
    for (name, expected) in [
        ("junk.sqlite", "file_damaged"),
        ("shop2.sqlite", "tenant_exists"),
        ("../catalog.sqlite", "file_missing"),
        ("shop.sqlite", "file_missing"),
        ("", "file_missing"),
    ] {
        let answer = house.send("POST", "/api/tenants/adopt", &json!({ "file_name": name }));
        assert_eq!(answer.said(), (409, expected), "{name}");
    }
    let config = house
        .send(
            "POST",
            "/api/tenants/adopt",
            &json!({ "file_name": "copy of mill.sqlite" }),
        )
        .ok();
    assert_eq!(config["branding"]["company_name"], "Old Mill");
    assert_eq!(notes(&house.tenant("mill").unwrap()), ["brought along"]);
    // Edits after the adoption reach the file's copy too, whatever its revision was in its old home.
    house
        .send(
            "PATCH",
            "/api/tenants/mill",
            &json!({ "branding": { "company_name": "New Mill" } }),
        )
        .ok();
    house.close();
    let copy: String = raw(&house.root().join("tenants/copy of mill.sqlite"))
        .query_row("select config from tenant_config_copy", [], |row| row.get(0))
        .unwrap();
    assert!(copy.contains("New Mill"), "{copy}");
}

#[test]
fn a_lost_catalogue_is_made_again_from_the_files() {
    let mut house = House::of(&["shop", "mill", "away"]);
    let (sample, colors) = (
        &cashflow::tenancy::samples()[0],
        json!({ "branding": { "primary_color": "#445566" }, "gst_number": "GST123456789" }),
    );
    house
        .tenancy()
        .set_logo(&id("mill"), &sample.logo_png, "image/png", &author())
        .unwrap();
    house.send("PATCH", "/api/tenants/mill", &colors).ok();
    house
        .send("POST", "/api/tenants/shop/deactivate", &json!(null))
        .ok();
    house.send("POST", "/api/tenants/away/archive", &json!(null)).ok();
    note(&house.tenant("mill").unwrap(), "a").unwrap();
    let before = house.picture();
    house.close();
    for name in ["catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"] {
        let _ = fs::remove_file(house.root().join(name));
    }
    let after = house.picture();
    for (was, is) in before["configs"]
        .as_array()
        .unwrap()
        .iter()
        .zip(after["configs"].as_array().unwrap())
    {
        for part in [
            "tenant_id",
            "database_url",
            "domain",
            "branding",
            "features",
            "gst_number",
            "is_active",
        ] {
            assert_eq!(was[part], is[part], "{part} of {}", was["tenant_id"]);
        }
        assert_eq!(
            was["archived_at"].is_null(),
            is["archived_at"].is_null(),
            "{}",
            was["tenant_id"]
        );
    }
    assert_eq!(
        before["configs"].as_array().unwrap().len(),
        after["configs"].as_array().unwrap().len()
    );
    assert_eq!(
        house.get("/api/tenants/mill/logo").header("content-type"),
        "image/png"
    );
    assert_eq!(house.get("/api/tenants/mill/logo?size=small").status, 200);
    assert_eq!(notes(&house.tenant("mill").unwrap()), ["a"]);
}

#[test]
fn the_copy_in_the_file_carries_the_revision_of_every_change() {
    let house = House::of(&["shop"]);
    let copy = || -> i64 {
        raw(&house.file("shop"))
            .query_row("select revision from tenant_config_copy", [], |row| row.get(0))
            .unwrap()
    };
    for step in 0..3 {
        // Closed, then open.
        let held = (step == 2).then(|| house.tenant("shop").unwrap());
        house
            .send(
                "PATCH",
                "/api/tenants/shop",
                &json!({ "branding": { "address": format!("Street {step}") } }),
            )
            .ok();
        assert_eq!(house.get("/api/tenants/shop/config").ok()["revision"], copy());
        drop(held);
    }
    house
        .send("POST", "/api/tenants/shop/deactivate", &json!(null))
        .ok();
    assert_eq!(house.get("/api/tenants/shop/config").ok()["revision"], copy());
}

fn lose_the_catalogue(house: &mut House) {
    house.close();
    for name in ["catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"] {
        let _ = fs::remove_file(house.root().join(name));
    }
}

fn warnings(house: &House) -> String {
    house.get("/api/installation").ok()["warnings"].to_string()
}

#[test]
fn a_lost_catalogue_finds_the_businesses_on_other_disks_too() {
    let mut house = House::of(&["shop"]);
    let disk = tempfile::tempdir().unwrap();
    let place = |id: &str| disk.path().join(format!("{id}.sqlite"));
    for name in ["far", "gone", "deleted"] {
        let new = cashflow::tenancy::NewTenant {
            database_url: Some(format!("sqlite:{}", place(name).display())),
            ..crate::house::new_tenant(name, "default")
        };
        house.tenancy().create(new, &author()).unwrap();
        note(&house.tenant(name).unwrap(), "kept").unwrap();
    }
    house
        .tenancy()
        .delete(&id("deleted"), &crate::house::name_of("deleted"), &author())
        .unwrap();
    assert!(!warnings(&house).contains("made again"), "{}", warnings(&house));
    lose_the_catalogue(&mut house);
    let unplugged = disk.path().join("unplugged");
    fs::rename(place("gone"), &unplugged).unwrap();

    assert_eq!(notes(&house.tenant("far").unwrap()), ["kept"]);
    let said = warnings(&house);
    assert!(
        said.contains("was made again from their files on 2026-11-23: 2 businesses taken in"),
        "{said}"
    );
    assert!(
        said.contains("gone.sqlite is not there. Plug its disk in"),
        "{said}"
    );
    assert!(!said.contains("deleted.sqlite"), "{said}");
    assert_eq!(house.get("/api/tenants").ok()["count"], 2);
    // It is waited for, and comes back with its disk.
    house.close();
    house.app();
    house.close();
    fs::rename(&unplugged, place("gone")).unwrap();
    assert_eq!(notes(&house.tenant("gone").unwrap()), ["kept"]);
    assert!(!warnings(&house).contains("Plug"), "{}", warnings(&house));
    // Once more: all are known again.
    lose_the_catalogue(&mut house);
    assert_eq!(house.get("/api/tenants").ok()["count"], 3);
}

#[test]
fn a_list_of_places_that_is_broken_or_names_others_harms_nobody() {
    let mut house = House::of(&["shop"]);
    let disk = tempfile::tempdir().unwrap();
    let junk = disk.path().join("junk.sqlite");
    fs::write(&junk, "no database").unwrap();
    let list = house.root().join("elsewhere.json");
    for text in ["", "[1]", "{}", "\u{0}"] {
        lose_the_catalogue(&mut house);
        fs::write(&list, text).unwrap();
        assert_eq!(house.get("/api/tenants").ok()["count"], 1, "{text:?}");
    }
    lose_the_catalogue(&mut house);
    let twin = disk.path().join("twin.sqlite");
    fs::copy(house.file("shop"), &twin).unwrap();
    fs::write(
        &list,
        json!([junk, twin, house.root(), "relative.sqlite"]).to_string(),
    )
    .unwrap();
    assert_eq!(house.get("/api/tenants").ok()["count"], 1);
    assert_eq!(fs::read_to_string(&junk).unwrap(), "no database");
}
