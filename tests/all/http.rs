//! The public surface: health, headers, the gates' matrix, paging, the description and its page.

use std::collections::BTreeSet;

use axum::{body::Body, http::Request};
use cashflow::tenancy::NewTenant;
use serde_json::{Value, json};

use crate::house::{House, author, id, new_tenant};

#[test]
fn health_says_what_watchers_need() {
    let house = House::of(&["shop"]);
    assert_eq!(
        house.get("/health").ok(),
        json!({ "status": "ok", "multi_tenant_enabled": true, "version": cashflow::VERSION })
    );
    house.tenant("shop").unwrap();
    let detailed = house.get("/health/detailed").ok();
    assert_eq!(
        detailed["tenants"],
        json!({ "total": 1, "active": 1, "inactive": 0, "archived": 0, "open": 1 })
    );
    assert_eq!(detailed["catalogue"]["status"], "ok");
    assert!(detailed["disk"]["free_bytes"].as_u64().unwrap() > 0);
    let shop = house.get("/api/tenants/shop/health").ok();
    assert_eq!(shop["tenant_id"], "shop");
    let checks: Vec<&str> = shop["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|check| check["check"].as_str())
        .collect();
    assert_eq!(
        checks,
        ["file", "schema", "integrity", "pools", "disk", "features"]
    );
    assert_eq!(detailed["businesses"][0]["tenant_id"], "shop");
    for check in shop["checks"].as_array().unwrap() {
        assert_ne!(check["status"], "error", "{check}");
    }
}

#[test]
fn answers_say_which_business_and_which_request() {
    let house = House::of(&[]);
    house
        .tenancy()
        .create(new_tenant("clinic", "dental"), &author())
        .unwrap();
    let request = Request::get("/api/treatments")
        .header("host", "localhost")
        .header("x-tenant-id", "clinic")
        .header("x-request-id", "given-by-caller-1")
        .body(Body::empty())
        .unwrap();
    let answer = house.call(request);
    // Granted and not built: found the business, found nothing there.
    assert_eq!(answer.said(), (404, "not_found"));
    assert_eq!(
        (
            answer.header("x-tenant-id"),
            answer.header("x-tenant-domain"),
            answer.header("x-request-id")
        ),
        ("clinic", "dental", "given-by-caller-1")
    );
    let (one, two) = (house.get("/health"), house.get("/health"));
    assert_ne!(one.header("x-request-id"), two.header("x-request-id"));
    assert_eq!(one.header("x-tenant-id"), "", "no business was asked");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(one.header(name), value);
    }
}

/// Every gated address, by whether the business is there, active, archived and has the feature.
#[test]
fn the_gates_answer_each_case_with_its_own_code() {
    const GATED: [(&str, &str); 5] = [
        ("/api/appointments", "patient_management"),
        ("/api/treatments", "treatment_tracking"),
        ("/api/dental-supplies", "dental_supplies"),
        ("/api/bom", "bom_management"),
        ("/api/production", "production_tracking"),
    ];
    let house = House::of(&["plain", "off", "away"]);
    let all: Vec<String> = cashflow::feature::Feature::ALL
        .iter()
        .map(ToString::to_string)
        .collect();
    house
        .tenancy()
        .create(
            NewTenant {
                features: Some(all),
                ..new_tenant("full", "default")
            },
            &author(),
        )
        .unwrap();
    house.tenancy().set_active(&id("off"), false, &author()).unwrap();
    house.tenancy().archive(&id("away"), &author()).unwrap();
    for (path, feature) in GATED {
        for path in [path.to_owned(), format!("{path}/1"), format!("{path}/1/anything")] {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                let ask = |tenant: &str| house.send_as(tenant, method, &path, &Value::Null);
                let what = format!("{method} {path}");
                assert_eq!(ask("full").said(), (404, "not_found"), "{what}");
                let refused = ask("plain");
                assert_eq!(refused.said(), (403, "feature_disabled"), "{what}");
                assert_eq!(refused.body["feature"], feature, "{what}");
                assert_eq!(ask("off").said(), (423, "tenant_inactive"), "{what}");
                assert_eq!(ask("away").said(), (423, "tenant_archived"), "{what}");
                assert_eq!(ask("nobody").said(), (404, "tenant_not_found"), "{what}");
                assert_eq!(
                    house.send(method, &path, &Value::Null).said(),
                    (400, "tenant_required"),
                    "{what}"
                );
            }
        }
    }
    // Granting opens, taking away closes, at once.
    for (features, expected) in [
        (json!(["bom_management"]), (404, "not_found")),
        (json!([]), (403, "feature_disabled")),
    ] {
        house
            .send("PATCH", "/api/tenants/plain", &json!({ "features": features }))
            .ok();
        assert_eq!(house.get_as("plain", "/api/bom").said(), expected);
    }
}

#[test]
fn the_installation_says_which_business_a_subdomain_names() {
    let house = House::of(&["corner_shop", "other"]);
    let named = |host: &str| {
        let request = Request::get("/api/installation").header("host", host);
        house.call(request.body(Body::empty()).unwrap()).ok()["subdomain_tenant_id"].clone()
    };
    assert_eq!(named("corner-shop.localhost:7878"), "corner_shop");
    assert_eq!(named("localhost:7878"), serde_json::Value::Null);
    assert_eq!(named("nobody.localhost"), serde_json::Value::Null);
}

#[test]
fn the_subdomain_names_a_business_with_dashes_for_underscores() {
    let house = House::of(&[]);
    house
        .tenancy()
        .create(new_tenant("dental_clinic_abc", "dental"), &author())
        .unwrap();
    for host in [
        "dental-clinic-abc.localhost",
        "dental-clinic-abc.localhost:7878",
        "Dental-Clinic-ABC.LOCALHOST",
        "dental_clinic_abc.localhost",
    ] {
        let answer = house.call(
            Request::get("/api/treatments")
                .header("host", host)
                .body(Body::empty())
                .unwrap(),
        );
        assert_eq!(
            (answer.said(), answer.header("x-tenant-id")),
            ((404, "not_found"), "dental_clinic_abc"),
            "{host}"
        );
    }
    for host in ["localhost", "127.0.0.1:7878", "[::1]:7878"] {
        let answer = house.call(
            Request::get("/api/treatments")
                .header("host", host)
                .body(Body::empty())
                .unwrap(),
        );
        assert_eq!(answer.said(), (400, "tenant_required"), "{host} is no subdomain");
    }
}

#[test]
fn the_description_and_its_page_need_no_network() {
    let house = House::new();
    let document = house.get("/api/openapi.json").ok();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    let paths = document["paths"].as_object().unwrap();
    for path in [
        "/health",
        "/api/tenants",
        "/api/tenants/{id}/config",
        "/api/tenants/{id}/branding",
        "/api/tenants/{id}/logo",
    ] {
        assert!(paths.contains_key(path), "{path} is not described");
    }
    let mut ids = BTreeSet::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            assert!(
                operation["responses"]["default"].is_object(),
                "{method} {path} does not say how it fails"
            );
            assert!(
                ids.insert(operation["operationId"].to_string()),
                "{method} {path}: the operation's id stands twice"
            );
        }
    }
    let page = house.get("/docs");
    if page.said().0 == 404 {
        assert!(page.body["detail"].as_str().unwrap().contains("no screens"));
        return;
    }
    let text = String::from_utf8(page.bytes.clone()).unwrap();
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'none'")
    );
    for foreign in ["http://", "https://", "//cdn", "//unpkg"] {
        assert!(!text.contains(foreign), "/docs reaches out to {foreign}");
    }
    for link in text
        .split(['"', '\''])
        .filter(|part| [".js", ".css"].iter().any(|end| part.ends_with(end)))
    {
        let path = if link.starts_with('/') {
            link.to_owned()
        } else {
            format!("/docs/{}", link.trim_start_matches("./"))
        };
        assert_eq!(house.get(&path).status, 200, "{path} of /docs");
    }
}

#[test]
fn cards_are_paged_without_a_gap_or_a_double_in_every_order() {
    let house = House::of(&[]);
    for number in 0..120 {
        let mut new = new_tenant(&format!("t{number:03}"), "default");
        // Names that repeat, differ only in case, or begin with letters outside ASCII.
        new.branding.company_name = Some(match number % 4 {
            0 => "Same Name".into(),
            1 => format!("same name {}", number % 8),
            2 => format!("Ärzte {number}"),
            _ => format!("ß{}", number % 3),
        });
        house.tenancy().create(new, &author()).unwrap();
    }
    for number in (0..120).step_by(7) {
        house
            .tenancy()
            .mark_opened(&id(&format!("t{number:03}")), &author())
            .unwrap();
    }
    house.tenancy().set_active(&id("t003"), false, &author()).unwrap();
    house.tenancy().archive(&id("t004"), &author()).unwrap();
    for sort in ["", "name", "-name", "last_opened_at", "-last_opened_at"] {
        for limit in [1, 7, 50, 118, 500] {
            for (filter, expected) in [
                ("", 118),
                ("&include_inactive=true&include_archived=true", 120),
                ("&search=same%20name", 59),
            ] {
                let mut seen = Vec::new();
                let mut cursor = String::new();
                loop {
                    let page = house
                        .get(
                            &format!("/api/tenants?sort={sort}&limit={limit}{filter}{cursor}")
                                .replace("sort=&", ""),
                        )
                        .ok();
                    assert_eq!(page["count"], expected, "{sort} {limit} {filter}");
                    let tenants = page["tenants"].as_array().unwrap();
                    assert!(tenants.len() <= limit && !tenants.is_empty());
                    seen.extend(
                        tenants
                            .iter()
                            .map(|card| card["tenant_id"].as_str().unwrap().to_owned()),
                    );
                    match page["next_cursor"].as_str() {
                        Some(next) => cursor = format!("&cursor={next}"),
                        None => break,
                    }
                }
                let different: BTreeSet<&String> = seen.iter().collect();
                assert_eq!(
                    (seen.len(), different.len()),
                    (expected, expected),
                    "{sort} {limit} {filter}"
                );
                if limit == 1 {
                    continue;
                }
                let all = house
                    .get(&format!("/api/tenants?sort={sort}&limit=500{filter}").replace("sort=&", ""))
                    .ok();
                let whole: Vec<&str> = all["tenants"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|card| card["tenant_id"].as_str().unwrap())
                    .collect();
                assert_eq!(seen, whole, "{sort} {limit} {filter}: pages and the whole differ");
            }
        }
    }
}

#[test]
fn a_logo_is_kept_by_the_reader_until_it_changes() {
    let house = House::of(&["shop"]);
    assert_eq!(house.get("/api/tenants/shop/logo").said(), (404, "not_found"));
    let samples = cashflow::tenancy::samples();
    let put = |png: &[u8]| {
        let request = Request::put("/api/tenants/shop/logo")
            .header("host", "localhost")
            .header("content-type", "image/png");
        house.call(request.body(Body::from(png.to_vec())).unwrap()).ok()
    };
    put(&samples[0].logo_png);
    let card = house.get("/api/tenants").ok()["tenants"][0]["logo_url"]
        .as_str()
        .unwrap()
        .to_owned();
    let first = house.get(&card);
    assert!(first.header("cache-control").contains("immutable"));
    let tag = first.header("etag").to_owned();
    let again = |tag: &str| {
        let request = Request::get("/api/tenants/shop/logo")
            .header("host", "localhost")
            .header("if-none-match", tag);
        house.call(request.body(Body::empty()).unwrap()).status.as_u16()
    };
    assert_eq!(again(&tag), 304);
    put(&samples[1].logo_png);
    assert_eq!(again(&tag), 200);
    assert_ne!(
        house.get("/api/tenants").ok()["tenants"][0]["logo_url"],
        card.as_str()
    );
    house.send("DELETE", "/api/tenants/shop/logo", &Value::Null).ok();
    assert_eq!(house.get("/api/tenants/shop/logo").said(), (404, "not_found"));
    assert!(house.get("/api/tenants").ok()["tenants"][0]["logo_url"].is_null());
}

#[test]
fn an_answer_about_a_business_names_it_and_so_does_a_refusal() {
    let mut house = House::of(&["shop", "off", "away", "torn"]);
    house.tenancy().set_active(&id("off"), false, &author()).unwrap();
    house.tenancy().archive(&id("away"), &author()).unwrap();
    house.close();
    std::fs::write(house.file("torn"), "no database, but there").unwrap();
    let named = |answer: &crate::house::Answer, expected: (u16, &str), name: &str, domain: &str| {
        assert_eq!(answer.said(), expected);
        assert_eq!(
            (answer.header("x-tenant-id"), answer.header("x-tenant-domain")),
            (name, domain),
            "{expected:?}"
        );
    };
    let fine = (200, "no code");
    for path in ["config", "branding", "health"] {
        let path = format!("/api/tenants/shop/{path}");
        named(&house.get(&path), fine, "shop", "default");
    }
    let missing = (404, "not_found");
    named(&house.get("/api/tenants/shop/logo"), missing, "shop", "default");
    let nobody = house.get("/api/tenants/nobody/config");
    named(&nobody, (404, "tenant_not_found"), "", "");
    named(&house.get("/api/tenants"), fine, "", "");
    let dental = json!({ "domain": "dental" });
    named(
        &house.send("PATCH", "/api/tenants/shop", &dental),
        fine,
        "shop",
        "dental",
    );
    for (tenant, expected) in [
        ("off", (423, "tenant_inactive")),
        ("away", (423, "tenant_archived")),
        ("torn", (409, "file_damaged")),
    ] {
        named(&house.get_as(tenant, "/api/parties"), expected, tenant, "default");
        let open = house.send("POST", &format!("/api/tenants/{tenant}/open"), &Value::Null);
        named(&open, expected, tenant, "default");
    }
    let body = json!({ "confirm_name": "House off" });
    let deleted = house.send("DELETE", "/api/tenants/off", &body);
    named(&deleted, fine, "off", "default");
}

#[test]
fn a_business_without_a_trade_gets_the_usual_one() {
    let house = House::of(&[]);
    let body = json!({ "branding": { "company_name": "Corner" } });
    let made = house.send("POST", "/api/tenants", &body).ok();
    assert_eq!(made["domain"], "default");
}
