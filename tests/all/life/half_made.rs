//! Stops in the middle, as the files would lie then: what was begun is finished or gone, never half there.

use std::fs;

use crate::house::{House, author, code, id, note, notes};

use super::raw;

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
