//! `kill -9` while it writes, and while it makes and deletes businesses.

use std::{
    collections::BTreeSet,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    house::{House, name_of},
    process::{Server, ask},
};

/// Every party of a business, by name.
fn parties(house: &House, tenant: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = house
            .get_as(tenant, &format!("/api/parties?limit=500{cursor}"))
            .ok();
        names.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|party| party["name"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return names,
        }
    }
}

#[test]
fn what_was_answered_before_a_kill_is_there() {
    for round in 0..5 {
        let mut house = House::of(&["shop", "mill"]);
        house.close();
        let server = Server::start(&house.root());
        let address = server.address();
        let (asked, answered) = (AtomicUsize::new(0), Mutex::new(BTreeSet::new()));
        thread::scope(|scope| {
            for writer in 0..4 {
                let (asked, answered) = (&asked, &answered);
                scope.spawn(move || {
                    let tenant = if writer % 2 == 0 { "shop" } else { "mill" };
                    for number in 0.. {
                        let name = format!("{tenant} {writer} {number}");
                        asked.fetch_add(1, Ordering::SeqCst);
                        match ask(
                            address,
                            "POST",
                            "/api/parties",
                            tenant,
                            &json!({ "name": name, "kind": "customer" }),
                        ) {
                            Some((status, body)) if status < 300 => {
                                assert!(answered.lock().unwrap().insert(name), "{body}");
                            }
                            Some(other) => panic!("{other:?}"),
                            None => break,
                        }
                    }
                });
            }
            let enough = 10 + 37 * round;
            while answered.lock().unwrap().len() < enough {
                thread::sleep(Duration::from_millis(1));
            }
            server.kill();
        });
        let mut there = BTreeSet::new();
        for tenant in ["shop", "mill"] {
            for name in parties(&house, tenant) {
                assert!(name.starts_with(tenant), "{name} is in {tenant}");
                assert!(there.insert(name.clone()), "{name} stands twice");
            }
            let health = house.get(&format!("/api/tenants/{tenant}/health")).ok();
            let bad: Vec<&Value> = health["checks"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|check| check["status"] == "error")
                .collect();
            assert!(bad.is_empty(), "{bad:?}");
        }
        let answered = answered.into_inner().unwrap();
        let lost: Vec<&String> = answered.difference(&there).collect();
        assert!(lost.is_empty(), "answered and lost: {lost:?}");
        // Each of the four may have had one on its way.
        assert!(
            there.len() <= answered.len() + 4,
            "{} there, {} answered",
            there.len(),
            answered.len()
        );
    }
}

#[test]
fn businesses_made_and_deleted_during_a_kill_are_whole_or_gone() {
    for round in 0..5 {
        let mut house = House::of(&["anchor", "other"]);
        house.close();
        let server = Server::start(&house.root());
        let address = server.address();
        // What was answered of each id: made, or deleted again.
        let answered = Mutex::new((BTreeSet::new(), BTreeSet::new()));
        thread::scope(|scope| {
            for writer in 0..3 {
                let answered = &answered;
                scope.spawn(move || {
                    for number in 0.. {
                        let id = format!("t{writer}_{number}");
                        let new = json!({ "tenant_id": id, "domain": "default", "branding": { "company_name": name_of(&id) } });
                        let Some((status, body)) = ask(address, "POST", "/api/tenants", "", &new) else { return };
                        assert_eq!(status, 201, "{body}");
                        answered.lock().unwrap().0.insert(id.clone());
                        if number % 2 == 1 {
                            continue;
                        }
                        let confirm = json!({ "confirm_name": name_of(&id) });
                        // It may be gone when the answer is lost: neither made nor deleted is promised then.
                        answered.lock().unwrap().0.remove(&id);
                        let Some((status, body)) = ask(address, "DELETE", &format!("/api/tenants/{id}"), "", &confirm) else { return };
                        assert_eq!(status, 200, "{body}");
                        answered.lock().unwrap().1.insert(id);
                    }
                });
            }
            let enough = 3 + 5 * round;
            while answered.lock().unwrap().0.len() < enough {
                thread::sleep(Duration::from_millis(1));
            }
            server.kill();
        });
        let (made, deleted) = answered.into_inner().unwrap();
        let page = house.get("/api/tenants?limit=500&include_inactive=true").ok();
        let listed: BTreeSet<String> = page["tenants"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["tenant_id"].as_str().unwrap().to_owned())
            .collect();
        assert!(
            made.is_subset(&listed),
            "made and lost: {:?}",
            made.difference(&listed)
        );
        assert!(
            deleted.is_disjoint(&listed),
            "deleted and back: {:?}",
            deleted.intersection(&listed)
        );
        for id in &listed {
            house
                .send_as(
                    id,
                    "POST",
                    "/api/parties",
                    &json!({ "name": "works", "kind": "both" }),
                )
                .ok();
        }
        let strays = house.get("/api/tenants/strays").ok();
        assert_eq!(strays["files"], json!([]), "half made or half deleted");
        let hidden: Vec<_> = std::fs::read_dir(house.root().join("tenants"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('.'))
            .collect();
        assert_eq!(hidden, Vec::<String>::new());
    }
}
