//! A business's life: made whole or not at all, edited, switched off, archived, deleted, found again.

mod copied;
mod found;
mod half_made;
mod places;

use std::{fs, path::Path};

use cashflow::db;
use rusqlite::Connection;
use serde_json::json;

use crate::house::{House, author, code, id, name_of, note};

fn raw(path: &Path) -> Connection {
    Connection::open(path).expect("the file opens")
}

#[test]
fn a_new_business_is_a_file_of_its_own() {
    let house = House::of(&["shop"]);
    let file = raw(&house.file("shop"));
    let (owner, revision, logged): (String, i64, i64) = file
        .query_row(
            "select tenant_id, (select revision from tenant_config_copy), (select count(*) from edit_log where operation = 'tenant.create') from tenant_identity",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    assert_eq!((owner.as_str(), revision, logged), ("shop", 1, 1));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_look_into_what_is_made() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut house = House::of(&["shop", "mill"]);
    note(&house.tenant("shop").unwrap(), "a").unwrap();
    house.tenancy().export(&id("shop"), &author()).unwrap();
    house
        .tenancy()
        .delete(&id("mill"), &name_of("mill"), &author())
        .unwrap();
    let mut seen = Vec::new();
    let look = |house: &House, seen: &mut Vec<String>| {
        let mut folders = vec![house.root()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let mode = path.metadata().unwrap().permissions().mode() & 0o777;
                let name = path.strip_prefix(house.root()).unwrap().display().to_string();
                if path.is_dir() {
                    assert_eq!(mode, 0o700, "the folder {name}");
                    folders.push(path);
                } else {
                    assert_eq!(mode, 0o600, "the file {name}");
                    seen.push(name);
                }
            }
        }
    };
    look(&house, &mut seen);
    for ending in [
        "shop.sqlite",
        "shop.sqlite-wal",
        "shop.sqlite-shm",
        "shop.lock",
        "catalog.sqlite-wal",
        ".zst",
        ".json",
        ".drafts/",
    ] {
        assert!(
            seen.iter()
                .any(|name| name.ends_with(ending) || name.contains(ending)),
            "no {ending} was looked at: {seen:?}"
        );
    }
    house.close();
    look(&house, &mut seen);
}

#[test]
fn closing_the_program_leaves_no_log_behind() {
    let mut house = House::of(&["shop"]);
    note(&house.tenant("shop").unwrap(), "a").unwrap();
    house.get("/health").ok();
    house.close();
    for name in [
        "tenants/shop.sqlite-wal",
        "tenants/shop.sqlite-shm",
        "catalog.sqlite-wal",
    ] {
        assert!(!house.root().join(name).exists(), "{name} is still there");
    }
}

#[test]
fn an_edit_on_an_old_revision_is_refused() {
    let house = House::of(&["shop"]);
    let revision = house.get("/api/tenants/shop/config").ok()["revision"].clone();
    let edit = |name: &str| json!({ "revision": revision, "branding": { "company_name": name } });
    let first = house.send("PATCH", "/api/tenants/shop", &edit("One"));
    assert_eq!(
        first.body["branding"]["company_name"], "One",
        "the answer shows the change: {}",
        first.body
    );
    let second = house.send("PATCH", "/api/tenants/shop", &edit("Two"));
    assert_eq!(second.said(), (409, "edit_conflict"));
    assert_eq!(
        house.get("/api/tenants/shop/config").ok()["branding"]["company_name"],
        "One"
    );
}

#[test]
fn an_edit_shows_on_the_card_in_the_config_and_in_the_file() {
    let house = House::of(&["shop"]);
    house
        .send(
            "PATCH",
            "/api/tenants/shop",
            &json!({ "branding": { "primary_color": "#123456", "company_name": "New Name" } }),
        )
        .ok();
    let card = house.get("/api/tenants").ok()["tenants"][0].clone();
    assert_eq!(
        (&card["primary_color"], &card["company_name"]),
        (&json!("#123456"), &json!("New Name"))
    );
    assert_eq!(
        house.get("/api/tenants/shop/branding").ok()["branding"]["primary_color"],
        "#123456"
    );
    // It was closed all the time: the copy is written nevertheless.
    let (revision, config): (i64, String) = raw(&house.file("shop"))
        .query_row("select revision, config from tenant_config_copy", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(revision, house.get("/api/tenants/shop/config").ok()["revision"]);
    assert!(config.contains("New Name"), "{config}");
    // null gives the domain's own value back.
    let back = house
        .send(
            "PATCH",
            "/api/tenants/shop",
            &json!({ "branding": { "primary_color": null } }),
        )
        .ok();
    assert_eq!(back["sources"]["branding.primary_color"], "domain_pack");
}

#[test]
fn an_inactive_business_is_not_worked_in_but_its_data_can_be_taken_out() {
    let house = House::of(&["shop"]);
    note(&house.tenant("shop").unwrap(), "a").unwrap();
    house
        .send("POST", "/api/tenants/shop/deactivate", &json!(null))
        .ok();
    for (method, path) in [
        ("GET", "/api/treatments"),
        ("GET", "/api/appointments/1"),
        ("POST", "/api/bom"),
    ] {
        let answer = house.send_as("shop", method, path, &json!(null));
        assert_eq!(answer.said(), (423, "tenant_inactive"), "{method} {path}");
    }
    assert_eq!(
        house.send("POST", "/api/tenants/shop/open", &json!(null)).said(),
        (423, "tenant_inactive")
    );
    let download = house.send("POST", "/api/tenants/shop/export", &json!(null)).ok();
    let link = download["download"].as_str().unwrap();
    let file = house.get(link);
    assert_eq!(file.status, 200);
    assert_eq!(house.get(link).said(), (404, "not_found"), "a link serves once");
    let target = house.root().join("out.sqlite");
    fs::write(&target, &file.bytes).unwrap();
    assert_eq!(db::sha256_file(&target).unwrap(), download["sha256"]);
    let count: i64 = raw(&target)
        .query_row(
            "select count(*) from edit_log where record_kind = 'note'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(count, 1);
    house
        .send("POST", "/api/tenants/shop/activate", &json!(null))
        .ok();
    house.tenant("shop").unwrap();
}

#[test]
fn an_archived_business_is_offered_nowhere_until_it_is_restored() {
    let house = House::of(&["shop", "mill"]);
    house.send("POST", "/api/tenants/shop/archive", &json!(null)).ok();
    assert_eq!(house.get("/api/tenants").ok()["count"], 1);
    for (asked, count) in [
        ("include_inactive=true", 2),
        ("include_inactive=true&include_archived=false", 1),
        ("include_archived=true", 2),
    ] {
        assert_eq!(house.get(&format!("/api/tenants?{asked}")).ok()["count"], count);
    }
    assert_eq!(house.get_as("shop", "/api/bom").said(), (423, "tenant_archived"));
    let activated = house.send("POST", "/api/tenants/shop/activate", &json!(null));
    assert_eq!(activated.said(), (423, "tenant_archived"), "it is restored first");
    assert_eq!(
        house.get("/api/tenants/shop/config").ok()["archived_at"],
        "2026-11-23T09:30:00.000Z"
    );
    house.send("POST", "/api/tenants/shop/restore", &json!(null)).ok();
    house.send("POST", "/api/tenants/shop/open", &json!(null)).ok();
}

#[test]
fn deleting_asks_for_the_name_and_keeps_a_backup_that_opens() {
    let house = House::of(&["shop", "mill"]);
    note(&house.tenant("shop").unwrap(), "precious").unwrap();
    let before = house.picture();
    let wrong = house.send(
        "DELETE",
        "/api/tenants/shop",
        &json!({ "confirm_name": "house shop" }),
    );
    assert_eq!(wrong.said(), (422, "wrong_name"));
    assert_eq!(house.picture(), before);

    let done = house
        .send(
            "DELETE",
            "/api/tenants/shop",
            &json!({ "confirm_name": name_of("shop") }),
        )
        .ok();
    let name = done["backup"]["file_name"].as_str().unwrap();
    let backup = house.root().join("backups/shop").join(name);
    let opened = house.root().join("opened.sqlite");
    db::decompress(&backup, &opened).unwrap();
    assert_eq!(db::sha256_file(&opened).unwrap(), done["backup"]["sha256"]);
    let kept: String = raw(&opened)
        .query_row(
            "select record_id from edit_log where record_kind = 'note'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(kept, "precious");
    for ending in ["sqlite", "sqlite-wal", "sqlite-shm", "lock"] {
        let path = house.root().join(format!("tenants/shop.{ending}"));
        assert!(!path.exists(), "{} is still there", path.display());
    }
    assert_eq!(
        house.get("/api/tenants/shop/config").said(),
        (404, "tenant_not_found")
    );

    // The same name again, in the same second of the same clock: the first backup stays what it was.
    house.make("shop");
    let again = house
        .send(
            "DELETE",
            "/api/tenants/shop",
            &json!({ "confirm_name": name_of("shop") }),
        )
        .ok();
    assert_ne!(again["backup"]["file_name"], done["backup"]["file_name"]);
    fs::remove_file(&opened).unwrap();
    db::decompress(&backup, &opened).unwrap();
    assert_eq!(db::sha256_file(&opened).unwrap(), done["backup"]["sha256"]);
}

#[test]
fn a_business_in_use_is_not_deleted_under_its_user() {
    let house = House::of(&["shop"]);
    let held = house.tenant("shop").unwrap();
    assert_eq!(
        code(house.tenancy().delete(&id("shop"), &name_of("shop"), &author())),
        "tenant_busy"
    );
    note(&held, "still works").unwrap();
    drop(held);
    house
        .tenancy()
        .delete(&id("shop"), &name_of("shop"), &author())
        .unwrap();
}
