//! What is moved is compared with what it was, and where the two differ everything is as before.

use std::{fs, path::Path, thread, time::Duration};

use rusqlite::Connection;
use serde_json::{Value, json};

use super::{first, old_file};
use crate::house::{House, author, id, new_tenant};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The businesses' files, and what waits beside them to become one.
fn files(house: &House) -> Vec<String> {
    let mut files = names(&house.root().join("tenants"));
    files.retain(|name| name.ends_with(".sqlite"));
    files
}

fn parties(house: &House) -> Vec<Value> {
    let page = house.get("/api/parties").ok();
    let names = page["items"].as_array().unwrap().iter();
    names.map(|party| party["name"].clone()).collect()
}

fn enter(house: &House, name: &str) {
    let party = json!({ "name": name, "kind": "customer" });
    house.send("POST", "/api/parties", &party).ok();
}

/// Lets a second business in while somebody still works in the first: the catalogue is kept busy until the first was
/// backed up, which is after its rows were counted, and a party is entered meanwhile.
fn second_while_someone_works<T: Send>(
    house: &House,
    party: &str,
    second: impl FnOnce() -> Result<T, cashflow::Error> + Send,
) -> Result<T, cashflow::Error> {
    let backups = house.root().join("backups/default");
    let backed_up = || {
        let names = names(&backups);
        names
            .iter()
            .filter(|name| {
                std::path::Path::new(name)
                    .extension()
                    .is_some_and(|ending| ending == "zst")
            })
            .count()
    };
    let before = backed_up();
    house.app();
    let mut catalogue = Connection::open(house.root().join("catalog.sqlite")).unwrap();
    let busy = catalogue
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    thread::scope(|scope| {
        let second = scope.spawn(second);
        for _ in 0..400 {
            if backed_up() > before || second.is_finished() {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        assert!(backed_up() > before, "the first one was not backed up");
        enter(house, party);
        busy.rollback().unwrap();
        second.join().unwrap()
    })
}

#[test]
fn a_first_business_that_changes_while_the_second_comes_keeps_the_second_out() {
    let house = House::new();
    first(&house, "One");
    enter(&house, "Before");
    let elsewhere = House::new();
    let old = old_file(&elsewhere, "default");
    let source = fs::read(&old).unwrap();
    let beside = names(&elsewhere.root());
    let before = house.picture()["configs"].clone();

    let refused = [
        second_while_someone_works(&house, "Made", || {
            house.tenancy().create(new_tenant("two", "default"), &author())
        }),
        second_while_someone_works(&house, "Taken in", || {
            house.tenancy().take_in_single(&old, None, &author())
        }),
    ];
    for refused in refused {
        let refused = refused.expect_err("it changed meanwhile");
        assert_eq!(refused.code().as_str(), "tenant_busy");
        let told = refused.detail();
        assert!(
            told.starts_with("One changed while it was moved") && told.contains("parties"),
            "{told}"
        );
    }

    // Nobody was let in, and what was entered meanwhile is there.
    assert_eq!(files(&house), ["default.sqlite"]);
    assert_eq!(house.picture()["configs"], before);
    assert_eq!(parties(&house), ["Before", "Made", "Taken in"]);
    let installation = house.get("/api/installation").ok();
    assert_eq!(
        (&installation["mode"], &installation["tenant_id"]),
        (&json!("single"), &json!("default"))
    );
    assert_eq!(fs::read(&old).unwrap(), source, "the source is untouched");
    assert_eq!(names(&elsewhere.root()), beside);

    // When nobody works in it, both come.
    house
        .tenancy()
        .create(new_tenant("two", "default"), &author())
        .unwrap();
    let taken = house.tenancy().take_in_single(&old, None, &author()).unwrap();
    assert_eq!(taken.tenant_id, id("old_clinic"));
    assert_eq!(
        files(&house),
        ["default.sqlite", "old_clinic.sqlite", "two.sqlite"]
    );
}

#[test]
fn a_copy_that_is_not_as_its_source_is_not_let_in() {
    let house = House::new();
    first(&house, "One");
    enter(&house, "Before");
    let before = house.picture();
    let elsewhere = House::new();
    // What the rename does to the copy alone: a row is lost, or a number is another.
    for harm in [
        "delete from tenant_logo",
        "update tenant_logo set width = width + 1",
    ] {
        let old = old_file(&elsewhere, "default");
        Connection::open(&old)
            .unwrap()
            .execute_batch(&format!(
                "create trigger harm after update on tenant_identity begin {harm}; end"
            ))
            .unwrap();
        let source = fs::read(&old).unwrap();
        let beside = names(&elsewhere.root());
        let refused = house
            .tenancy()
            .take_in_single(&old, None, &author())
            .expect_err("the copy differs");
        assert_eq!(refused.code().as_str(), "tenant_busy", "{harm}");
        let told = refused.detail();
        assert!(
            told.contains("old-books.sqlite changed while it was moved (tables tenant_logo)"),
            "{told}"
        );
        assert_eq!(house.picture(), before, "{harm}");
        assert_eq!(files(&house), ["default.sqlite"]);
        assert_eq!(house.get("/api/installation").ok()["mode"], "single");
        assert_eq!(fs::read(&old).unwrap(), source, "the source is untouched");
        assert_eq!(names(&elsewhere.root()), beside);
        fs::remove_file(&old).unwrap();
    }
}
