//! A business's life: made whole or not at all, edited, switched off, archived, deleted, found again.

use std::{fs, path::Path};

use cashflow::{
    db,
    tenancy::{NewTenant, TenantId},
};
use rusqlite::Connection;
use serde_json::json;

use crate::house::{House, author, code, id, name_of, new_tenant, note, notes};

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

/// Stops at each point of making a business, as the files would lie then.
#[test]
fn a_half_made_business_is_invisible_or_whole() {
    let mut house = House::of(&["shop", "done"]);
    house.close();
    let tenants = house.root().join("tenants");
    // Stopped before the catalogue knew: drafts, half written, whole, with a log beside.
    fs::copy(tenants.join("shop.sqlite"), tenants.join(".making-whole.sqlite")).unwrap();
    fs::write(
        tenants.join(".making-torn.sqlite"),
        b"SQLite format 3\0 and no more",
    )
    .unwrap();
    fs::write(tenants.join(".making-torn.sqlite-wal"), b"left").unwrap();
    fs::write(tenants.join(".making-empty.sqlite"), b"").unwrap();
    // Stopped after the catalogue knew, before the file was in its place.
    fs::rename(tenants.join("done.sqlite"), tenants.join(".making-done.sqlite")).unwrap();

    let answer = house.get("/api/tenants").ok();
    assert_eq!(answer["count"], 2, "{answer}");
    note(&house.tenant("done").unwrap(), "works").unwrap();
    let left: Vec<_> = fs::read_dir(&tenants)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing half made stays");
    for gone in ["whole", "torn", "empty"] {
        assert_eq!(
            house.get(&format!("/api/tenants/{gone}/config")).said(),
            (404, "tenant_not_found")
        );
        house.make(gone);
    }
}

/// The same while the program runs on: another program stopped in the middle.
#[test]
fn a_registered_business_whose_file_is_not_in_place_yet_is_finished_when_it_is_opened() {
    let house = House::of(&["shop", "done"]);
    let tenants = house.root().join("tenants");
    fs::rename(tenants.join("done.sqlite"), tenants.join(".making-done.sqlite")).unwrap();
    note(&house.tenant("done").unwrap(), "works").unwrap();
    assert!(tenants.join("done.sqlite").exists());
}

#[test]
fn a_half_deleted_business_is_whole_or_gone() {
    let mut house = House::of(&["stays", "goes"]);
    note(&house.tenant("stays").unwrap(), "kept").unwrap();
    house.close();
    let tenants = house.root().join("tenants");
    // Stopped before the catalogue forgot.
    fs::rename(
        tenants.join("stays.sqlite"),
        tenants.join(".deleting-stays.sqlite"),
    )
    .unwrap();
    // Stopped after it forgot.
    fs::rename(tenants.join("goes.sqlite"), tenants.join(".deleting-goes.sqlite")).unwrap();
    raw(&house.root().join("catalog.sqlite"))
        .execute_batch("pragma foreign_keys = on; delete from tenant_configs where tenant_id = 'goes'")
        .unwrap();
    assert_eq!(notes(&house.tenant("stays").unwrap()), ["kept"]);
    assert_eq!(code(house.tenant("goes")), "tenant_not_found");
    assert!(!tenants.join(".deleting-goes.sqlite").exists());
}

#[test]
fn a_stop_before_a_new_catalogue_had_taken_all_in_is_made_good() {
    let mut house = House::of(&["shop", "mill"]);
    house.close();
    // A catalogue that was made and not filled: what a stop between the two leaves.
    fs::remove_file(house.root().join("catalog.sqlite")).unwrap();
    let empty = House::new();
    empty.tenancy();
    let mut empty = empty;
    empty.close();
    fs::copy(
        empty.root().join("catalog.sqlite"),
        house.root().join("catalog.sqlite"),
    )
    .unwrap();
    raw(&house.root().join("catalog.sqlite"))
        .execute_batch("delete from installation_settings")
        .unwrap();
    assert_eq!(house.get("/api/tenants").ok()["count"], 2);
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
    assert_eq!(house.get("/api/tenants?include_inactive=true").ok()["count"], 1);
    assert_eq!(house.get("/api/tenants?include_archived=true").ok()["count"], 2);
    assert_eq!(house.get_as("shop", "/api/bom").said(), (423, "tenant_archived"));
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

#[test]
fn ids_that_differ_only_by_their_dashes_cannot_both_exist() {
    let house = House::of(&["dental_clinic"]);
    assert_eq!(
        code(
            house
                .tenancy()
                .create(new_tenant("dental-clinic", "dental"), &author())
        ),
        "tenant_exists"
    );
    assert!(!house.file("dental-clinic").exists());
}

#[test]
fn a_name_gives_an_id_and_the_same_name_another() {
    let house = House::of(&[]);
    let named = || NewTenant {
        tenant_id: None,
        ..new_tenant("x", "default")
    };
    let ids: Vec<String> = (0..3)
        .map(|_| {
            house
                .tenancy()
                .create(named(), &author())
                .unwrap()
                .tenant_id
                .to_string()
        })
        .collect();
    assert_eq!(ids, ["house_x", "house_x_2", "house_x_3"]);
    // At once, too: whoever comes second takes the next number.
    let mut together: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    house
                        .tenancy()
                        .create(named(), &author())
                        .unwrap()
                        .tenant_id
                        .to_string()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    together.sort();
    assert_eq!(
        together,
        [
            "house_x_4",
            "house_x_5",
            "house_x_6",
            "house_x_7",
            "house_x_8",
            "house_x_9"
        ]
    );
}

#[test]
fn a_business_can_lie_on_another_disk() {
    let house = House::of(&["shop"]);
    let Some(elsewhere) = crate::disk::SmallDisk::of_megabytes(16) else {
        return;
    };
    let url = format!("sqlite:{}/far.sqlite", elsewhere.path().display());
    let far = NewTenant {
        database_url: Some(url),
        ..new_tenant("far", "default")
    };
    house.tenancy().create(far, &author()).unwrap();
    note(&house.tenant("far").unwrap(), "there").unwrap();
    assert!(elsewhere.path().join("far.sqlite").exists());
    house
        .tenancy()
        .delete(&id("far"), &name_of("far"), &author())
        .unwrap();
    assert!(!elsewhere.path().join("far.sqlite").exists());
}

#[test]
fn a_place_that_belongs_to_the_program_itself_is_refused() {
    let house = House::of(&["shop"]);
    let before = house.picture();
    for place in [
        "sqlite:catalog.sqlite",
        "sqlite:tenants/shop.sqlite",
        "sqlite:tenants//shop.sqlite",
        "sqlite:./tenants/shop.sqlite",
        "sqlite:tenants/shop.sqlite-wal",
        "sqlite:tenants/shop.lock",
        "sqlite:tenants/.making-x.sqlite",
        "sqlite:tenants/.hidden.sqlite",
        "sqlite:tenants/nothing",
        "sqlite:tenants/",
        "sqlite:templates/mine.sqlite",
        "sqlite:backups/shop/mine.sqlite",
        "sqlite:../out.sqlite",
        "sqlite::memory:",
        "sqlite:file:x.sqlite?mode=memory",
        "sqlite:",
        "sqlite:nowhere/x.sqlite",
        "postgres://x",
        "libsql://x",
    ] {
        let new = NewTenant {
            database_url: Some(place.into()),
            ..new_tenant("mine", "default")
        };
        let refused = code(house.tenancy().create(new, &author()));
        assert!(
            ["validation_failed", "tenant_exists"].contains(&refused),
            "{place}: {refused}"
        );
        assert_eq!(house.picture(), before, "{place} changed something");
    }
    assert_eq!(
        code(TenantId::parse("strays")),
        "validation_failed",
        "an address of the API"
    );
    assert_eq!(
        code(TenantId::parse("adopt")),
        "validation_failed",
        "an address of the API"
    );
}

#[test]
fn an_export_never_touches_a_file_that_is_there() {
    let house = House::of(&["shop"]);
    let target = house.root().join("precious.txt");
    fs::write(&target, "precious").unwrap();
    assert_eq!(
        code(house.tenancy().export_to(&id("shop"), &target, &author())),
        "duplicate"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
}

#[test]
fn what_an_export_left_when_the_program_was_stopped_is_cleared_up() {
    let mut house = House::of(&["shop"]);
    house.tenancy().export(&id("shop"), &author()).unwrap();
    let folder = house.root().join("backups/.drafts");
    let left = || -> Vec<String> {
        fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let export = left();
    let copy = folder.join("0000000000000001.sqlite");
    fs::copy(folder.join(&export[0]), &copy).unwrap();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    fs::File::options()
        .write(true)
        .open(&copy)
        .unwrap()
        .set_modified(old)
        .unwrap();
    // Another program on the same folder leaves what the first still hands out.
    let other = house.open().unwrap();
    assert_eq!(left(), export);
    drop(other);
    house.close();
    assert_eq!(left(), Vec::<String>::new(), "a clean end leaves nothing");
}
