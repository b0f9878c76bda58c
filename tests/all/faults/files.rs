//! Files that are damaged, foreign, newer, empty, cut, gone, swapped, linked or read-only: each with its own code,
//! none opened, none changed, and the business beside it works on.

use std::{fs, path::Path, process::Command};

use rusqlite::Connection;
use serde_json::json;

use crate::house::{House, author, code, id, name_of, note, notes};

type Damage = fn(&House, &Path);

fn raw(path: &Path) -> Connection {
    Connection::open(path).expect("the file opens")
}

fn overwrite(path: &Path, at: usize, bytes: &[u8]) {
    let mut whole = fs::read(path).unwrap();
    whole[at..at + bytes.len()].copy_from_slice(bytes);
    fs::write(path, whole).unwrap();
}

const DAMAGES: [(&str, &str, Damage); 15] = [
    ("no bytes", "file_damaged", |_, path| fs::write(path, "").unwrap()),
    ("text", "file_damaged", |_, path| {
        fs::write(path, "hello ".repeat(2_000)).unwrap();
    }),
    ("another head", "file_damaged", |_, path| {
        overwrite(path, 0, b"SQLite format 2\0");
    }),
    ("cut in the first page", "file_damaged", |_, path| {
        let whole = fs::read(path).unwrap();
        fs::write(path, &whole[..1000]).unwrap();
    }),
    ("cut in the middle", "file_damaged", |_, path| {
        let whole = fs::read(path).unwrap();
        fs::write(path, &whole[..whole.len() / 8192 * 4096]).unwrap();
    }),
    ("zeros over the schema", "file_damaged", |_, path| {
        overwrite(path, 100, &[0; 3_000]);
    }),
    ("noise over the schema", "file_damaged", |_, path| {
        overwrite(path, 100, &[0xa5; 3_000]);
    }),
    ("a table gone", "file_damaged", |_, path| {
        raw(path).execute_batch("drop table tenant_logo").unwrap();
    }),
    ("schema version 0", "file_damaged", |_, path| {
        raw(path).execute_batch("pragma user_version = 0").unwrap();
    }),
    ("schema version -1", "file_damaged", |_, path| {
        raw(path).execute_batch("pragma user_version = -1").unwrap();
    }),
    ("schema version of tomorrow", "file_newer", |_, path| {
        raw(path).execute_batch("pragma user_version = 999").unwrap();
    }),
    ("another program's mark", "file_foreign", |_, path| {
        raw(path).execute_batch("pragma application_id = 7").unwrap();
    }),
    ("the catalogue", "file_foreign", |house, path| {
        raw(&house.root().join("catalog.sqlite"))
            .execute("vacuum into ?1", [path.with_extension("copy").to_str().unwrap()])
            .unwrap();
        fs::rename(path.with_extension("copy"), path).unwrap();
    }),
    ("another business", "file_foreign", |house, path| {
        fs::copy(house.file("twin"), path).unwrap();
    }),
    ("nothing", "file_missing", |_, path| {
        fs::remove_file(path).unwrap();
    }),
];

#[test]
fn each_bad_file_has_its_code_and_is_left_as_it_was() {
    for (what, expected, damage) in DAMAGES {
        let mut house = House::of(&["shop", "good", "twin"]);
        note(&house.tenant("good").unwrap(), "before").unwrap();
        house.close();
        damage(&house, &house.file("shop"));
        let bytes = fs::read(house.file("shop")).ok();
        for attempt in 0..2 {
            assert_eq!(code(house.tenant("shop")), expected, "{what}, attempt {attempt}");
        }
        let answer = house.get_as("shop", "/api/parties");
        assert_eq!(answer.said(), (409, expected), "{what}");
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(
            !detail.contains(house.root().to_str().unwrap()),
            "{what}: {detail} tells where the data lies"
        );
        assert_eq!(
            house
                .send("POST", "/api/tenants/shop/export", &json!(null))
                .said(),
            (409, expected),
            "{what}"
        );
        let health = house.get("/api/tenants/shop/health").ok();
        assert_eq!(health["status"], "error", "{what}");
        // It can be configured and switched off.
        house
            .send(
                "PATCH",
                "/api/tenants/shop",
                &json!({ "branding": { "address": "x" } }),
            )
            .ok();
        // Nobody else notices.
        let good = house.tenant("good").unwrap();
        note(&good, "after").unwrap();
        assert_eq!(notes(&good), ["before", "after"], "{what}");
        drop(good);
        assert_eq!(house.get("/api/tenants").ok()["count"], 3, "{what}");
        house.close();
        house.app();
        house.close();
        assert_eq!(
            fs::read(house.file("shop")).ok(),
            bytes,
            "{what}: the file was changed"
        );
        // It can be deleted too: what there was of it is kept as it was.
        let deleted = house
            .tenancy()
            .delete(&id("shop"), &name_of("shop"), &author())
            .unwrap();
        let kept = deleted.backup.map(|backup| fs::read(backup.path).unwrap());
        assert_eq!(kept, bytes, "{what}");
        assert!(!house.file("shop").exists(), "{what}");
        assert_eq!(house.get("/api/tenants").ok()["count"], 2, "{what}");
        house.make("shop");
        note(&house.tenant("shop").unwrap(), "a new one under the same id").unwrap();
    }
}

#[test]
fn an_older_file_of_another_business_is_not_even_migrated() {
    let mut house = House::of(&["shop", "twin"]);
    house.close();
    fs::copy(house.file("twin"), house.file("shop")).unwrap();
    raw(&house.file("shop"))
        .execute_batch(&format!(
            "pragma user_version = {}",
            cashflow::db::Kind::Tenant.schema_version() - 1
        ))
        .unwrap();
    let bytes = fs::read(house.file("shop")).unwrap();
    assert_eq!(code(house.tenant("shop")), "file_foreign");
    house.close();
    assert_eq!(fs::read(house.file("shop")).unwrap(), bytes);
}

#[test]
fn a_file_swapped_under_a_closed_business_is_noticed() {
    let house = House::of(&["shop", "mill"]);
    note(&house.tenant("shop").unwrap(), "mine").unwrap();
    note(&house.tenant("mill").unwrap(), "theirs").unwrap();
    house.tenancy().close_idle(std::time::Duration::ZERO);
    fs::copy(house.file("mill"), house.file("shop")).unwrap();
    assert_eq!(code(house.tenant("shop")), "file_foreign");
    assert_eq!(notes(&house.tenant("mill").unwrap()), ["theirs"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_not_followed() {
    let mut house = House::of(&["shop", "mill"]);
    house.close();
    let elsewhere = house.root().join("elsewhere.sqlite");
    fs::rename(house.file("shop"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, house.file("shop")).unwrap();
    assert_eq!(code(house.tenant("shop")), "file_foreign");
    // To nowhere, to itself, to a folder.
    for target in [house.root().join("nowhere"), house.file("shop"), house.root()] {
        fs::remove_file(house.file("shop")).unwrap();
        std::os::unix::fs::symlink(target, house.file("shop")).unwrap();
        assert_eq!(code(house.tenant("shop")), "file_foreign");
    }
    note(&house.tenant("mill").unwrap(), "works").unwrap();
    // Deleted, the link and what it leads to stay as they are.
    let deleted = house
        .tenancy()
        .delete(&id("shop"), &name_of("shop"), &author())
        .unwrap();
    assert!(deleted.backup.is_none() && elsewhere.exists() && house.file("shop").is_symlink());
    // Not as a stray either.
    fs::remove_file(house.file("shop")).unwrap();
    std::os::unix::fs::symlink(house.file("mill"), house.root().join("tenants/stray.sqlite")).unwrap();
    fs::create_dir(house.root().join("tenants/folder.sqlite")).unwrap();
    fs::rename(house.file("mill"), house.root().join("tenants/zz.sqlite")).unwrap();
    let files = house.get("/api/tenants/strays").ok()["files"].clone();
    let said: Vec<String> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {}", file["file_name"], file["problem"]))
        .collect();
    assert!(
        said[0].starts_with("\"folder.sqlite\" \"folder.sqlite is a folder"),
        "{}",
        said[0]
    );
    assert!(
        said[1].starts_with("\"stray.sqlite\" \"stray.sqlite is a link"),
        "{}",
        said[1]
    );
    for name in ["stray.sqlite", "folder.sqlite"] {
        let adopted = house.send("POST", "/api/tenants/adopt", &json!({ "file_name": name }));
        assert_eq!(adopted.said(), (409, "file_foreign"), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_reached_by_a_link_works() {
    let mut house = House::of(&["shop"]);
    house.close();
    let elsewhere = tempfile::tempdir().unwrap();
    let tenants = house.root().join("tenants");
    fs::rename(&tenants, elsewhere.path().join("tenants")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("tenants"), &tenants).unwrap();
    note(&house.tenant("shop").unwrap(), "works").unwrap();
    house.make("mill");
    note(&house.tenant("mill").unwrap(), "works").unwrap();
    house
        .tenancy()
        .delete(&id("mill"), &name_of("mill"), &author())
        .unwrap();
    let with_link = tempfile::tempdir().unwrap();
    let link = with_link.path().join("data");
    std::os::unix::fs::symlink(house.root(), &link).unwrap();
    let other = cashflow::tenancy::Tenancy::open(crate::house::options(&link)).unwrap();
    note(&other.tenant(&id("shop"), author()).unwrap(), "by the link").unwrap();
}

#[test]
fn a_folder_where_a_file_should_be() {
    let mut house = House::of(&["shop", "mill"]);
    house.close();
    fs::remove_file(house.file("shop")).unwrap();
    fs::create_dir(house.file("shop")).unwrap();
    let refused = code(house.tenant("shop"));
    assert!(
        ["storage", "file_damaged", "file_foreign"].contains(&refused),
        "{refused}"
    );
    note(&house.tenant("mill").unwrap(), "works").unwrap();
}

/// Read-only by the file system, which even root heeds; by the file's mode for everybody else.
struct ReadOnly<'p>(&'p Path);

impl<'p> ReadOnly<'p> {
    fn make(folder: &'p Path) -> Option<Self> {
        let done = |arguments: &[&str]| {
            Command::new("mount")
                .args(arguments)
                .arg(folder)
                .output()
                .is_ok_and(|done| done.status.success())
        };
        let folder_text = folder.to_str().unwrap();
        if !done(&["--bind", folder_text]) {
            eprintln!("LEFT OUT: no folder can be mounted read-only here (root only)");
            return None;
        }
        assert!(done(&["-o", "remount,ro,bind"]), "the mount becomes read-only");
        Some(Self(folder))
    }
}

impl Drop for ReadOnly<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

#[test]
fn a_read_only_folder_is_a_clear_refusal() {
    let mut house = House::of(&["shop"]);
    note(&house.tenant("shop").unwrap(), "kept").unwrap();
    house.close();
    let tenants = house.root().join("tenants");
    house.app();
    let Some(read_only) = ReadOnly::make(&tenants) else {
        return;
    };
    let answer = house.send_as(
        "shop",
        "POST",
        "/api/parties",
        &json!({ "name": "A", "kind": "both" }),
    );
    assert_eq!(answer.said(), (500, "storage"), "{}", answer.body);
    assert_eq!(house.get("/health").status, 200);
    let made = house.send(
        "POST",
        "/api/tenants",
        &json!({ "domain": "default", "branding": { "company_name": "X" } }),
    );
    assert_eq!(made.said(), (500, "storage"));
    drop(read_only);
    assert_eq!(house.get("/api/tenants").ok()["count"], 1);
    assert_eq!(notes(&house.tenant("shop").unwrap()), ["kept"]);
}

#[test]
fn a_file_taken_away_under_an_open_business_is_no_panic() {
    let house = House::of(&["shop", "mill"]);
    let shop = house.tenant("shop").unwrap();
    note(&shop, "before").unwrap();
    fs::remove_file(house.file("shop")).unwrap();
    // What is open goes on; what it writes is lost with the file. The next opening says so.
    let _ = note(&shop, "lost");
    drop(shop);
    house.tenancy().close_idle(std::time::Duration::ZERO);
    assert_eq!(code(house.tenant("shop")), "file_missing");
    note(&house.tenant("mill").unwrap(), "works").unwrap();
}
