//! Two programs on one data directory.

use std::thread;

use serde_json::json;

use crate::{
    house::{House, author, code, id, name_of, note, notes},
    process::Server,
};

#[test]
fn two_programs_write_the_same_business_and_lose_nothing() {
    let house = House::of(&["shop"]);
    let server = Server::start(&house.root());
    thread::scope(|scope| {
        for writer in 0..3 {
            let server = &server;
            scope.spawn(move || {
                for number in 0..40 {
                    let body = json!({ "name": format!("out {writer} {number}"), "kind": "customer" });
                    let (status, body) = server
                        .call("POST", "/api/parties", "shop", &body)
                        .expect("an answer");
                    assert_eq!(status, 201, "{body}");
                }
            });
        }
        for writer in 0..3 {
            let house = &house;
            scope.spawn(move || {
                for number in 0..40 {
                    let body = json!({ "name": format!("in {writer} {number}"), "kind": "customer" });
                    house.send_as("shop", "POST", "/api/parties", &body).ok();
                }
            });
        }
    });
    assert_eq!(house.get_as("shop", "/api/parties?limit=1").ok()["total"], 240);
    let (_, seen) = server
        .call("GET", "/api/parties?limit=1", "shop", &json!(null))
        .unwrap();
    assert_eq!(seen["total"], 240);
    server.end();
}

#[test]
fn a_change_in_one_program_is_seen_in_the_other_at_once() {
    let house = House::of(&["shop", "mill"]);
    let server = Server::start(&house.root());
    let out = |method: &str, path: &str, body: serde_json::Value| {
        server.call(method, path, "", &body).expect("an answer")
    };
    for number in 0..10 {
        let name = format!("Name {number}");
        house
            .send(
                "PATCH",
                "/api/tenants/shop",
                &json!({ "branding": { "company_name": name } }),
            )
            .ok();
        assert_eq!(
            out("GET", "/api/tenants/shop/branding", json!(null)).1["branding"]["company_name"],
            name.as_str()
        );
        let name = format!("Other {number}");
        let (status, _) = out(
            "PATCH",
            "/api/tenants/shop",
            json!({ "branding": { "company_name": name } }),
        );
        assert_eq!(status, 200);
        assert_eq!(
            house.get("/api/tenants/shop/config").ok()["branding"]["company_name"],
            name.as_str()
        );
    }
    out("POST", "/api/tenants/mill/deactivate", json!(null));
    assert_eq!(code(house.tenant("mill")), "tenant_inactive");
    out(
        "POST",
        "/api/tenants",
        json!({ "tenant_id": "new", "domain": "default", "branding": { "company_name": "New" } }),
    );
    note(&house.tenant("new").unwrap(), "seen").unwrap();
    server.end();
}

#[test]
fn what_one_program_has_open_the_other_does_not_delete() {
    let house = House::of(&["shop", "mill"]);
    let server = Server::start(&house.root());
    server
        .call(
            "POST",
            "/api/parties",
            "shop",
            &json!({ "name": "A", "kind": "both" }),
        )
        .unwrap();
    assert_eq!(
        code(house.tenancy().delete(&id("shop"), &name_of("shop"), &author())),
        "tenant_busy"
    );
    note(&house.tenant("shop").unwrap(), "still here").unwrap();
    let (status, body) = server.call("GET", "/api/parties", "shop", &json!(null)).unwrap();
    assert_eq!((status, &body["total"]), (200, &json!(1)));
    server.end();
    house
        .tenancy()
        .delete(&id("shop"), &name_of("shop"), &author())
        .unwrap();
}

#[test]
fn a_program_that_starts_beside_one_that_makes_businesses_leaves_its_drafts_alone() {
    let house = House::of(&["anchor", "other"]);
    thread::scope(|scope| {
        let maker = scope.spawn(|| {
            for number in 0..40 {
                house.make(&format!("t{number}"));
            }
        });
        while !maker.is_finished() {
            drop(house.open().unwrap());
        }
        maker.join().unwrap();
    });
    for number in 0..40 {
        let tenant = house.tenant(&format!("t{number}")).unwrap();
        note(&tenant, "whole").unwrap();
        assert_eq!(notes(&tenant), ["whole"]);
    }
}
