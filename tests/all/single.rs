//! One business or many: the rules of single-tenant mode, and the way from one to the other.

mod verified;

use std::{fs, path::PathBuf};

use cashflow::{db::Kind, tenancy::NewTenant};
use rusqlite::Connection;
use serde_json::json;

use crate::house::{House, author, code, id, new_tenant, note, notes};

fn first(house: &House, name: &str) -> String {
    let body = json!({ "domain": "default", "branding": { "company_name": name } });
    house.send("POST", "/api/tenants", &body).ok()["tenant_id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn the_first_business_is_default_and_needs_no_name_in_a_call() {
    let house = House::new();
    let fresh = house.get("/api/installation").ok();
    assert_eq!(
        (&fresh["first_start"], &fresh["mode"]),
        (&json!(true), &json!("multi"))
    );
    assert_eq!(first(&house, "Rao & Sons"), "default");
    assert_eq!(house.get("/health").ok()["multi_tenant_enabled"], false);
    let installation = house.get("/api/installation").ok();
    assert_eq!(
        (&installation["mode"], &installation["tenant_id"]),
        (&json!("single"), &json!("default"))
    );
    // 404 and not 400 or 403: the business was found, the address is not built.
    let answer = house.get("/api/bom");
    assert_eq!(answer.said(), (403, "feature_disabled"));
    assert_eq!(
        house.get_as("default", "/api/bom").said(),
        (403, "feature_disabled")
    );
    assert_eq!(
        house.get_as("other", "/api/bom").said(),
        (404, "tenant_not_found")
    );
    assert_eq!(
        house.get("/api/bom?tenant_id=other").said(),
        (404, "tenant_not_found")
    );
}

#[test]
fn the_second_business_makes_it_many_and_deleting_it_makes_it_one() {
    let house = House::new();
    first(&house, "One");
    note(&house.tenant("default").unwrap(), "before").unwrap();
    assert_eq!(first(&house, "Two"), "two");
    assert_eq!(house.get("/api/installation").ok()["mode"], "multi");
    assert_eq!(house.get("/api/bom").said(), (400, "tenant_required"));
    assert_eq!(notes(&house.tenant("default").unwrap()), ["before"]);
    let backups: Vec<_> = fs::read_dir(house.root().join("backups/default"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        backups.iter().any(|name| name.contains("before-second-business")),
        "{backups:?}"
    );
    house
        .send("DELETE", "/api/tenants/two", &json!({ "confirm_name": "Two" }))
        .ok();
    assert_eq!(house.get("/api/installation").ok()["mode"], "single");
}

#[test]
fn what_is_held_to_one_stays_held_when_another_program_adds_a_second() {
    let house = House::with(|options| options.multi_tenant = Some(false));
    first(&house, "One");
    let said = |house: &House| house.get("/api/installation").ok();
    assert_eq!(said(&house)["single_forced"], true);
    let other = cashflow::tenancy::Tenancy::open(crate::house::options(&house.root())).unwrap();
    other.create(new_tenant("two", "default"), &author()).unwrap();
    assert_eq!(house.get("/api/parties").said(), (409, "single_tenant"));
    let installation = said(&house);
    assert_eq!(installation["multi_tenant_enabled"], false);
    assert_eq!(installation["warnings"].as_array().unwrap().len(), 1);
    assert_eq!(house.get("/health").ok()["multi_tenant_enabled"], false);
    assert_eq!(House::new().get("/api/installation").ok()["single_forced"], false);
}

#[test]
fn a_second_business_that_fails_leaves_the_old_state() {
    let house = House::new();
    first(&house, "One");
    let held = house.tenant("default").unwrap();
    note(&held, "before").unwrap();
    drop(held);
    // The first one's file is damaged: nothing is switched on top of that.
    let path = house.file("default");
    house.tenancy().close_idle(std::time::Duration::ZERO);
    let good = fs::read(&path).unwrap();
    fs::write(&path, &good[..good.len() / 2 / 4096 * 4096]).unwrap();
    let refused = code(house.tenancy().create(new_tenant("two", "default"), &author()));
    assert_eq!(refused, "file_damaged");
    assert!(!house.file("two").exists());
    fs::write(&path, &good).unwrap();
    assert_eq!(house.get("/api/installation").ok()["mode"], "single");
    assert_eq!(notes(&house.tenant("default").unwrap()), ["before"]);
    // A wrong place for the second one.
    let wrong = NewTenant {
        database_url: Some("sqlite:nowhere/two.sqlite".into()),
        ..new_tenant("two", "default")
    };
    assert_eq!(
        code(house.tenancy().create(wrong, &author())),
        "validation_failed"
    );
    assert_eq!(house.get("/api/installation").ok()["mode"], "single");
}

#[test]
fn held_to_one_an_installation_refuses_a_second_on_every_way() {
    let mut house = House::with(|options| options.multi_tenant = Some(false));
    assert!(house.tenancy().takes_another().unwrap(), "the first one");
    first(&house, "One");
    assert_eq!(house.get("/health").ok()["multi_tenant_enabled"], false);
    assert!(!house.tenancy().takes_another().unwrap());
    let body = json!({ "domain": "default", "branding": { "company_name": "Two" } });
    assert_eq!(
        house.send("POST", "/api/tenants", &body).said(),
        (409, "single_tenant")
    );
    let mut other = House::of(&["mill"]);
    other.tenancy();
    other.close();
    fs::copy(other.file("mill"), house.root().join("tenants/mill.sqlite")).unwrap();
    assert_eq!(
        house
            .send(
                "POST",
                "/api/tenants/adopt",
                &json!({ "file_name": "mill.sqlite" })
            )
            .said(),
        (409, "single_tenant")
    );
    assert_eq!(
        code(
            house
                .tenancy()
                .take_in_single(&other.file("mill"), None, &author())
        ),
        "single_tenant"
    );
    assert_eq!(
        house.send("POST", "/api/samples", &json!(null)).said(),
        (409, "single_tenant")
    );
    // Declared: refused at the start, and nothing of it is registered.
    house.close();
    fs::write(house.root().join("tenants.toml"), "[tenants.three]\n").unwrap();
    assert_eq!(code(house.open().map(|_| ())), "single_tenant");
    fs::remove_file(house.root().join("tenants.toml")).unwrap();
    assert_eq!(house.get("/api/tenants").ok()["count"], 1);
}

#[test]
fn held_to_one_with_several_there_is_a_clear_refusal_to_start() {
    let mut house = House::of(&["one", "two"]);
    let refused = house
        .reopen_with(|options| options.multi_tenant = Some(false))
        .unwrap_err();
    assert_eq!(refused.code().as_str(), "single_tenant");
    assert!(refused.detail().contains("MULTI_TENANT_ENABLED"), "{refused}");
    house.reopen_with(|options| options.multi_tenant = None).unwrap();
    assert_eq!(house.get("/api/tenants").ok()["count"], 2);
}

#[test]
fn held_to_many_even_one_business_must_be_named() {
    let house = House::of(&["shop"]);
    assert_eq!(house.get("/health").ok()["multi_tenant_enabled"], true);
    assert_eq!(house.get("/api/bom").said(), (400, "tenant_required"));
    let named = NewTenant {
        tenant_id: None,
        ..new_tenant("y", "default")
    };
    assert_eq!(
        house
            .tenancy()
            .create(named, &author())
            .unwrap()
            .tenant_id
            .as_str(),
        "house_y"
    );
}

/// A database as the first version of the program left it: only the first migrations, rows in it, no catalogue.
fn old_file(folder: &House, own_id: &str) -> PathBuf {
    let path = folder.root().join("old-books.sqlite");
    let file = Connection::open(&path).unwrap();
    file.execute_batch(&format!(
        "pragma journal_mode = wal; pragma application_id = {}",
        Kind::Tenant.application_id()
    ))
    .unwrap();
    for (_, sql) in &Kind::Tenant.migrations()[..2] {
        file.execute_batch(sql).unwrap();
    }
    file.execute_batch("pragma user_version = 2").unwrap();
    file.execute(
        "insert into tenant_identity (tenant_id, created_at) values (?1, '2020-04-01T00:00:00.000Z')",
        [own_id],
    )
    .unwrap();
    file.execute(
        "insert into tenant_config_copy (revision, config, written_at) values (7, ?1, '2020-04-01T00:00:00.000Z')",
        [json!({ "domain": "dental", "branding": { "company_name": "Old Clinic", "primary_color": "#224466" } }).to_string()],
    )
    .unwrap();
    for number in 0..250 {
        file.execute(
            "insert into edit_log (at, who, door, operation, record_kind, record_id) values ('2020-04-02T00:00:00.000Z', 'system', 'window', 'note.add', 'note', ?1)",
            [number],
        )
        .unwrap();
    }
    let logo = &cashflow::tenancy::samples()[0].logo_png;
    file.execute(
        "insert into tenant_logo (png, sha256, width, height, updated_at) values (?1, 'x', 256, 256, '2020-04-01T00:00:00.000Z')",
        [logo],
    )
    .unwrap();
    path
}

#[test]
fn an_older_database_is_taken_in_whole_and_left_as_it_was() {
    let house = House::new();
    first(&house, "One");
    let elsewhere = House::new();
    let old = old_file(&elsewhere, "default");
    let before = fs::read(&old).unwrap();
    let config = house.tenancy().take_in_single(&old, None, &author()).unwrap();
    assert_eq!(
        config.tenant_id.as_str(),
        "old_clinic",
        "`default` is taken, and no name for one among many"
    );
    assert_eq!(config.branding.primary_color.to_string(), "#224466");
    let tenant = house.tenant("old_clinic").unwrap();
    assert_eq!(notes(&tenant).len(), 250);
    let version: i32 = tenant
        .read(|read| read.value("select user_version from pragma_user_version", []))
        .unwrap();
    assert_eq!(
        version,
        Kind::Tenant.schema_version(),
        "it was brought to the newest schema"
    );
    assert_eq!(house.get("/api/tenants/old_clinic/logo").status, 200);
    assert_eq!(fs::read(&old).unwrap(), before, "the source is untouched");
    assert!(
        !old.with_extension("lock").exists(),
        "nothing is left beside the source"
    );
    let left: Vec<_> = fs::read_dir(house.root().join("tenants"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(house.get("/api/installation").ok()["mode"], "multi");
}

#[test]
fn the_same_older_database_is_one_business_however_often_it_is_brought() {
    let house = House::new();
    first(&house, "One");
    let elsewhere = House::new();
    let old = old_file(&elsewhere, "default");
    let take = |path: &std::path::Path, wanted: Option<&str>| {
        house.tenancy().take_in_single(path, wanted.map(id), &author())
    };
    take(&old, None).unwrap();
    let before = house.picture();
    let refused = take(&old, None).unwrap_err();
    assert_eq!(refused.code().as_str(), "tenant_exists");
    assert!(refused.detail().contains("as “old_clinic”"), "{refused}");
    // Under another id, as a copy, and after it grew: it is the same business.
    assert_eq!(code(take(&old, Some("other"))), "tenant_exists");
    let copy = elsewhere.root().join("copy.sqlite");
    cashflow::db::snapshot(&old, &copy).unwrap();
    Connection::open(&copy)
        .unwrap()
        .execute("insert into edit_log (at, who, door, operation, record_kind, record_id) values ('2021-04-02T00:00:00.000Z', 'system', 'window', 'note.add', 'note', 'late')", [])
        .unwrap();
    assert_eq!(code(take(&copy, Some("other"))), "tenant_exists");
    assert_eq!(house.picture(), before, "nothing was done");
    // Deleted, it may come anew.
    let name = "Old Clinic";
    house
        .tenancy()
        .delete(&id("old_clinic"), name, &author())
        .unwrap();
    assert_eq!(take(&copy, None).unwrap().tenant_id.as_str(), "old_clinic");
}

#[test]
fn an_older_database_that_cannot_be_taken_in_leaves_everything_as_it_was() {
    let house = House::new();
    first(&house, "One");
    let before = house.picture();
    let elsewhere = House::new();
    let take = |path: &std::path::Path| code(house.tenancy().take_in_single(path, None, &author()));
    assert_eq!(take(&elsewhere.root().join("nowhere.sqlite")), "file_missing");
    let junk = elsewhere.root().join("junk.sqlite");
    fs::write(&junk, "not a database, but long enough to be looked at by its first hundred bytes, which is what is read of it first of all").unwrap();
    assert_eq!(take(&junk), "file_damaged");
    fs::write(&junk, "").unwrap();
    assert_eq!(take(&junk), "file_damaged");

    let foreign = elsewhere.root().join("foreign.sqlite");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("create table t (x)")
        .unwrap();
    assert_eq!(take(&foreign), "file_foreign");

    let newer = old_file(&elsewhere, "default");
    Connection::open(&newer)
        .unwrap()
        .execute_batch("pragma user_version = 9999")
        .unwrap();
    assert_eq!(take(&newer), "file_newer");
    fs::remove_file(&newer).unwrap();

    let torn = old_file(&elsewhere, "default");
    Connection::open(&torn)
        .unwrap()
        .execute_batch("pragma wal_checkpoint(truncate)")
        .unwrap();
    let bytes = fs::read(&torn).unwrap();
    fs::write(&torn, &bytes[..bytes.len() / 2 / 4096 * 4096]).unwrap();
    assert_eq!(take(&torn), "file_damaged");
    fs::remove_file(&torn).unwrap();

    // A migration that fails in the middle: a table that the next step makes is there already.
    let clash = old_file(&elsewhere, "default");
    if let Some((_, sql)) = Kind::Tenant.migrations().get(2) {
        let table = sql
            .lines()
            .find_map(|line| line.strip_prefix("create table "))
            .and_then(|rest| rest.split_whitespace().next())
            .expect("the third migration makes a table");
        Connection::open(&clash)
            .unwrap()
            .execute_batch(&format!("create table {table} (x)"))
            .unwrap();
        assert_eq!(take(&clash), "migration_failed");
    }
    assert_eq!(house.picture(), before);
    assert_eq!(house.get("/api/installation").ok()["mode"], "single");
}
