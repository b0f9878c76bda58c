//! A whole business as one file: made, looked at, taken in elsewhere, and never over one that is there.

mod bad;
mod killed;
mod watched;

use std::path::Path;

use axum::{body::Body, http::Request};
use cashflow::tenancy::Options;
use rusqlite::{Connection, types::Value as Sql};
use serde_json::{Value, json};

use crate::house::{Answer, House, author, id, name_of, note, notes};

/// The archive of a business, as a browser would fetch it.
fn archive_of(house: &House, tenant: &str) -> Vec<u8> {
    let path = format!("/api/tenants/{tenant}/archive-file");
    let made = house.send("POST", &path, &json!(null)).ok();
    assert_eq!(made["file_name"], format!("{tenant}-2026-11-23.cashflow"));
    let fetched = house.get(made["download"].as_str().unwrap());
    assert_eq!(fetched.status, 200);
    assert_eq!(fetched.bytes.len() as u64, made["size_bytes"].as_u64().unwrap());
    assert_eq!(
        house.get(made["download"].as_str().unwrap()).said(),
        (404, "not_found"),
        "fetched once"
    );
    fetched.bytes
}

fn bring(house: &House, archive: &[u8]) -> Answer {
    let request = Request::put("/api/archive-files")
        .header("host", "localhost")
        .header("content-type", "application/octet-stream")
        .body(Body::from(archive.to_vec()))
        .unwrap();
    house.call(request)
}

fn take_in(house: &House, arrival: &Value, wish: &Value) -> Answer {
    let key = arrival["key"].as_str().unwrap();
    house.send("POST", &format!("/api/archive-files/{key}/take-in"), wish)
}

/// Every row of every table of a closed file, but of those named.
fn rows(file: &Path, except: &[&str]) -> Vec<(String, Vec<Vec<Sql>>)> {
    let file = Connection::open(file).unwrap();
    let mut tables = file
        .prepare("select name from sqlite_schema where type = 'table' order by name")
        .unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let names: Vec<String> = names.map(Result::unwrap).collect();
    let of = |name: &String| {
        let mut all = file.prepare(&format!("select * from \"{name}\"")).unwrap();
        let width = all.column_count();
        let read = all.query_map([], |row| (0..width).map(|at| row.get(at)).collect());
        let read: Result<Vec<Vec<Sql>>, _> = read.unwrap().collect();
        (name.clone(), read.unwrap())
    };
    names
        .iter()
        .filter(|name| !except.contains(&name.as_str()))
        .map(of)
        .collect()
}

/// A house whose business has something of everything.
fn full_house() -> House {
    let house = House::of(&["shop", "mill"]);
    let tenancy = house.tenancy();
    let logo = &cashflow::tenancy::samples()[0].logo_png;
    tenancy
        .set_logo(&id("shop"), logo, "image/png", &author())
        .unwrap();
    let change = json!({ "branding": { "primary_color": "#224466", "address": "12 Mall Road" }, "gst_number": "27AAPFU0939F1ZV" });
    house.send("PATCH", "/api/tenants/shop", &change).ok();
    for name in ["Asha", "Bimal", "चंदन"] {
        let party = json!({ "name": name, "kind": "customer" });
        house.send_as("shop", "POST", "/api/parties", &party).ok();
        let product = json!({ "name": format!("{name}'s soap") });
        house.send_as("shop", "POST", "/api/products", &product).ok();
    }
    note(&house.tenant("shop").unwrap(), "kept").unwrap();
    house
}

#[test]
fn a_business_comes_to_another_installation_whole() {
    let mut from = full_house();
    let archive = archive_of(&from, "shop");
    let mut to = House::new();

    let arrival = bring(&to, &archive);
    assert_eq!(arrival.status, 201);
    let arrival = arrival.ok();
    assert_eq!(arrival["tenant_id"], "shop");
    assert_eq!(arrival["proposed_id"], "shop");
    assert_eq!(arrival["company_name"], name_of("shop"));
    assert_eq!(arrival["primary_color"], "#224466");
    assert_eq!(arrival["made_at"], "2026-11-23T09:30:00.000Z");
    assert_eq!(arrival["schema"], "same");
    let shown = to.get(arrival["logo_url"].as_str().unwrap());
    assert_eq!(
        (shown.status.as_u16(), shown.header("content-type")),
        (200, "image/png")
    );
    assert!(shown.bytes.starts_with(b"\x89PNG") && shown.bytes.len() < 1 << 20);
    assert_eq!(
        arrival["holds"],
        json!([{ "kind": "parties", "rows": 3 }, { "kind": "products", "rows": 3 }])
    );
    assert_eq!(
        to.get("/api/installation").ok()["first_start"],
        true,
        "nothing is done before a word"
    );

    let taken = take_in(&to, &arrival, &json!({}));
    assert_eq!(taken.status, 201);
    let taken = taken.ok();
    assert_eq!(taken["tenant_id"], "shop");
    assert_eq!(taken["branding"]["address"], "12 Mall Road");
    assert_eq!(taken["gst_number"], "27AAPFU0939F1ZV");
    assert_eq!(notes(&to.tenant("shop").unwrap()), ["kept"]);
    let logo = to.get("/api/tenants/shop/logo?size=small");
    assert_eq!(
        logo.header("content-type"),
        "image/png",
        "its card shows its logo"
    );
    assert_eq!(
        take_in(&to, &arrival, &json!({ "tenant_id": "again" })).said(),
        (404, "not_found")
    );

    from.close();
    to.close();
    assert_eq!(
        rows(&to.file("shop"), &[]),
        rows(&from.file("shop"), &[]),
        "every row, those of the edit log too"
    );
    let drafts = std::fs::read_dir(to.root().join("backups/.drafts")).unwrap();
    assert_eq!(drafts.count(), 0, "nothing of it is left in private");
}

#[test]
fn it_comes_under_another_id_and_name_when_told() {
    let mut house = full_house();
    let archive = archive_of(&house, "shop");
    let arrival = bring(&house, &archive).ok();
    assert_eq!(arrival["proposed_id"], "shop_2", "its own is taken here");
    assert_eq!(arrival["name_taken"], true);
    let look = |asked: &str| {
        let key = arrival["key"].as_str().unwrap();
        house.get(&format!("/api/archive-files/{key}?{asked}")).ok()
    };
    assert_eq!(look("id=shop_2&company_name=New")["name_taken"], false);
    assert_eq!(look("id=shop_2")["id_problem"], json!(null));
    for taken in ["shop", "mill", "Shop", "con", "", "../x"] {
        assert!(
            look(&format!("id={taken}"))["id_problem"].is_string(),
            "{taken} can be no id"
        );
    }
    let wish = json!({ "tenant_id": "new-shop", "company_name": "  The new shop " });
    let taken = take_in(&house, &arrival, &wish).ok();
    assert_eq!(taken["tenant_id"], "new-shop");
    assert_eq!(taken["branding"]["company_name"], "The new shop");
    house.tenant("new-shop").unwrap();
    house.close();

    let own = ["tenant_identity", "tenant_config_copy", "edit_log"];
    assert_eq!(
        rows(&house.file("new-shop"), &own),
        rows(&house.file("shop"), &own)
    );
    let (old, new) = (rows(&house.file("shop"), &[]), rows(&house.file("new-shop"), &[]));
    let log =
        |all: &[(String, Vec<Vec<Sql>>)]| all.iter().find(|(name, _)| name == "edit_log").unwrap().1.clone();
    let (old, new) = (log(&old), log(&new));
    assert_eq!(new[..old.len()], old[..], "what the log knew it still knows");
    let copy: String = Connection::open(house.file("new-shop"))
        .unwrap()
        .query_row("select config from tenant_config_copy", [], |row| row.get(0))
        .unwrap();
    assert!(
        copy.contains("The new shop") && copy.contains("new-shop.sqlite"),
        "the file remembers what it is now: {copy}"
    );
}

#[test]
fn it_is_never_put_over_a_business_and_waits_on() {
    let house = full_house();
    let archive = archive_of(&house, "shop");
    house.make("a_b");
    house.make("away");
    house.send("POST", "/api/tenants/away/archive", &json!(null)).ok();
    std::fs::write(house.root().join("tenants/lying.sqlite"), "somebody's").unwrap();
    let arrival = bring(&house, &archive).ok();
    let before = house.picture();
    for taken in ["shop", "away", "a-b", "lying"] {
        let answer = take_in(&house, &arrival, &json!({ "tenant_id": taken }));
        assert_eq!(answer.said(), (409, "tenant_exists"), "{taken}");
        assert_eq!(answer.body["fields"][0]["field"], "tenant_id");
    }
    for (wish, code) in [
        (json!({ "tenant_id": "CON" }), "validation_failed"),
        (
            json!({ "tenant_id": "fine", "company_name": "x".repeat(200) }),
            "validation_failed",
        ),
        (json!({ "tenant_id": 5 }), "bad_request"),
        (json!({ "over": true }), "bad_request"),
    ] {
        assert_eq!(take_in(&house, &arrival, &wish).code(), code, "{wish}");
    }
    assert_eq!(house.picture(), before);
    take_in(&house, &arrival, &json!({ "tenant_id": "fine" })).ok();
}

#[test]
fn what_was_switched_off_or_archived_comes_so() {
    let from = full_house();
    from.send("POST", "/api/tenants/shop/deactivate", &json!(null))
        .ok();
    from.send("POST", "/api/tenants/mill/archive", &json!(null)).ok();
    let to = House::with(|options| options.multi_tenant = Some(true));
    for (tenant, refusal) in [("shop", "tenant_inactive"), ("mill", "tenant_archived")] {
        let arrival = bring(&to, &archive_of(&from, tenant)).ok();
        assert_eq!(arrival["is_active"], tenant != "shop");
        assert_eq!(arrival["archived_at"].is_string(), tenant == "mill");
        take_in(&to, &arrival, &json!({})).ok();
        assert_eq!(to.get_as(tenant, "/api/parties").code(), refusal);
    }
    to.send("POST", "/api/tenants/shop/activate", &json!(null)).ok();
    assert_eq!(
        to.get_as("shop", "/api/parties").ok()["items"]
            .as_array()
            .map(Vec::len),
        Some(3)
    );
}

#[test]
fn it_is_the_one_business_of_a_fresh_installation_and_the_second_of_another() {
    let archive = archive_of(&full_house(), "shop");
    let held: fn(&mut Options) = |options| options.multi_tenant = Some(false);
    let one = House::with(held);
    let arrival = bring(&one, &archive).ok();
    take_in(&one, &arrival, &json!({})).ok();
    one.get("/api/parties").ok();
    let before = one.picture();
    assert_eq!(bring(&one, &archive).said(), (409, "single_tenant"));
    assert_eq!(one.picture(), before);

    let two = House::new();
    two.make("first");
    let arrival = bring(&two, &archive).ok();
    take_in(&two, &arrival, &json!({})).ok();
    assert_eq!(two.get("/api/installation").ok()["mode"], "multi");
    let backups = std::fs::read_dir(two.root().join("backups/first")).unwrap();
    let names = backups.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(
        names
            .into_iter()
            .any(|name| name.contains("before-second-business")),
        "the first one is backed up before"
    );
}

#[test]
fn one_that_is_sent_away_is_gone_and_few_wait_at_once() {
    let house = full_house();
    let archive = archive_of(&house, "shop");
    let first = bring(&house, &archive).ok();
    let path = format!("/api/archive-files/{}", first["key"].as_str().unwrap());
    assert_eq!(house.send("DELETE", &path, &json!(null)).status, 204);
    assert_eq!(house.get(&path).said(), (404, "not_found"));
    let keys: Vec<String> = (0..6)
        .map(|_| bring(&house, &archive).ok()["key"].as_str().unwrap().to_owned())
        .collect();
    let waiting = keys
        .iter()
        .filter(|key| house.get(&format!("/api/archive-files/{key}")).status == 200);
    assert_eq!(waiting.count(), 4);
    for junk in ["", "x", "..%2f..", "0123456789"] {
        let answer = house.get(&format!("/api/archive-files/{junk}"));
        assert!(
            answer.status.is_client_error() && answer.status != 500,
            "{junk}: {}",
            answer.status
        );
    }
}

#[test]
fn an_archive_of_an_unknown_business_is_none() {
    let house = House::of(&["shop"]);
    let answer = house.send("POST", "/api/tenants/nobody/archive-file", &json!(null));
    assert_eq!(answer.said(), (404, "tenant_not_found"));
    let json = Request::put("/api/archive-files")
        .header("host", "localhost")
        .header("content-type", "application/json")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(house.call(json).said(), (415, "unsupported_media_type"));
}
