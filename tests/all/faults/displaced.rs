//! The file of an open business is taken away, or another is put in its place: it is noticed at the next look, told by
//! the code there is for it, and hinders nobody else. What was committed is in the file that was taken.

use std::{fs, path::Path, process::Command};

use rusqlite::Connection;

use crate::house::{House, author, code, id, note, notes};

fn notes_in(file: &Path) -> Vec<String> {
    let file = Connection::open(file).expect("the file opens");
    let mut rows = file
        .prepare("select record_id from edit_log where record_kind = 'note' order by id")
        .expect("a statement");
    let rows = rows.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("notes")
}

/// A closed business's file from another installation, named as it is.
fn file_of_another(name: &str) -> (House, std::path::PathBuf) {
    let mut other = House::of(&[name]);
    note(&other.tenant(name).unwrap(), "theirs").unwrap();
    other.close();
    let file = other.file(name);
    (other, file)
}

#[test]
fn a_file_taken_away_is_missed_at_once_and_may_come_back() {
    let house = House::of(&["shop", "mill"]);
    note(&house.tenant("shop").unwrap(), "kept").unwrap();
    let away = house.root().join("away.sqlite");
    fs::rename(house.file("shop"), &away).unwrap();
    for path in ["/api/parties", "/api/summary"] {
        assert_eq!(house.get_as("shop", path).said(), (409, "file_missing"), "{path}");
    }
    let health = house.get("/api/tenants/shop/health").ok();
    assert_eq!(health["status"], "error", "{health}");
    note(&house.tenant("mill").unwrap(), "unhindered").unwrap();
    assert_eq!(
        notes_in(&away),
        ["kept"],
        "nothing was left in a log that stayed behind"
    );
    fs::rename(&away, house.file("shop")).unwrap();
    let shop = house.tenant("shop").unwrap();
    note(&shop, "back").unwrap();
    assert_eq!(notes(&shop), ["kept", "back"]);
}

#[test]
fn whoever_is_at_work_in_it_is_told_too() {
    let house = House::of(&["shop"]);
    let at_work = house.tenant("shop").unwrap();
    note(&at_work, "kept").unwrap();
    let away = house.root().join("away.sqlite");
    fs::rename(house.file("shop"), &away).unwrap();
    assert_eq!(code(house.tenant("shop")), "file_missing");
    assert_eq!(code(note(&at_work, "too late")), "file_missing");
    assert_eq!(code(at_work.integrity()), "file_missing");
    fs::rename(&away, house.file("shop")).unwrap();
    drop(at_work);
    assert_eq!(notes(&house.tenant("shop").unwrap()), ["kept"]);
}

#[test]
fn another_file_in_its_place_is_neither_read_nor_changed() {
    let (_other, theirs) = file_of_another("mill");
    let junk = theirs.with_file_name("junk");
    fs::write(
        &junk,
        "no database at all, and longer than its head would be".repeat(9),
    )
    .unwrap();
    for (what, newcomer, expected) in [
        ("another business's", &theirs, "file_foreign"),
        ("no database", &junk, "file_damaged"),
    ] {
        let house = House::of(&["shop", "good"]);
        note(&house.tenant("shop").unwrap(), "mine").unwrap();
        let away = house.root().join("away.sqlite");
        let bytes = fs::read(newcomer).unwrap();
        let copy = house.root().join("copy.sqlite");
        fs::copy(newcomer, &copy).unwrap();
        fs::rename(house.file("shop"), &away).unwrap();
        fs::rename(&copy, house.file("shop")).unwrap();
        for attempt in 0..3 {
            assert_eq!(code(house.tenant("shop")), expected, "{what}, attempt {attempt}");
        }
        assert_eq!(
            house.get_as("shop", "/api/parties").said(),
            (409, expected),
            "{what}"
        );
        note(&house.tenant("good").unwrap(), "unhindered").unwrap();
        assert_eq!(notes_in(&away), ["mine"], "{what}");
        house.tenancy().close_idle(std::time::Duration::ZERO);
        assert_eq!(
            fs::read(house.file("shop")).unwrap(),
            bytes,
            "{what}: it was changed"
        );
    }
}

#[test]
fn a_new_connection_does_not_open_what_lies_there_now() {
    let (_other, theirs) = file_of_another("mill");
    let house = House::of(&["shop"]);
    // Handed out before the exchange, and no connection that writes is open yet.
    house.tenancy().close_idle(std::time::Duration::ZERO);
    let shop = house.tenant("shop").unwrap();
    let bytes = fs::read(&theirs).unwrap();
    fs::rename(house.file("shop"), house.root().join("away.sqlite")).unwrap();
    fs::rename(&theirs, house.file("shop")).unwrap();
    assert_eq!(code(note(&shop, "into the wrong one")), "file_foreign");
    assert_eq!(code(house.tenant("shop")), "file_foreign");
    drop(shop);
    assert_eq!(code(house.tenant("shop")), "file_foreign");
    assert_eq!(fs::read(house.file("shop")).unwrap(), bytes, "it was changed");
}

#[test]
fn its_own_file_put_back_from_elsewhere_is_worked_in() {
    let house = House::of(&["shop"]);
    note(&house.tenant("shop").unwrap(), "old").unwrap();
    let copy = house.root().join("copy.sqlite");
    house.tenancy().export_to(&id("shop"), &copy, &author()).unwrap();
    note(&house.tenant("shop").unwrap(), "new").unwrap();
    // By another process, as a person would do it.
    let moved = Command::new("mv").arg(&copy).arg(house.file("shop")).status();
    assert!(moved.unwrap().success());
    let shop = house.tenant("shop").unwrap();
    assert_eq!(
        notes(&shop),
        ["old"],
        "the log of the one before is not read into it"
    );
    note(&shop, "after").unwrap();
    assert_eq!(shop.integrity().unwrap(), None);
}

#[test]
fn a_business_that_nobody_looked_at_again_leaves_no_log_behind_either() {
    let (_other, theirs) = file_of_another("mill");
    let house = House::of(&["shop"]);
    note(&house.tenant("shop").unwrap(), "mine").unwrap();
    let (away, bytes) = (house.root().join("away.sqlite"), fs::read(&theirs).unwrap());
    fs::rename(house.file("shop"), &away).unwrap();
    fs::rename(&theirs, house.file("shop")).unwrap();
    house.tenancy().close_idle(std::time::Duration::ZERO);
    assert_eq!(code(house.tenant("shop")), "file_foreign");
    assert_eq!(notes_in(&away), ["mine"]);
    assert_eq!(fs::read(house.file("shop")).unwrap(), bytes, "it was changed");
}
