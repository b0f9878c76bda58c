//! Input meant to hurt: each is a clear refusal with a stable code, and nothing is changed by it.

mod bodies;
mod headers;
mod pictures;
mod wire;

use axum::{
    body::Body,
    http::{HeaderValue, Request},
};
use serde_json::{Value, json};

use crate::house::{Answer, House, code};

/// Ids that must never come near a path, a statement or a log line as they are.
fn hostile_ids() -> Vec<String> {
    let mut ids: Vec<String> = [
        "../x",
        "..",
        ".",
        "../../etc/passwd",
        "/etc/passwd",
        "x/../shop",
        "shop/",
        "shop.sqlite",
        "CON",
        "con",
        "nul",
        "aux",
        "prn",
        "com1",
        "lpt9",
        "SHOP",
        "shop ",
        " shop",
        "-shop",
        "_shop",
        "shöp",
        "दुकान",
        "shop\u{202e}",
        "shop'--",
        "shop\"",
        "shop;drop table tenant_configs",
        "%2e%2e",
        "shop%00",
        "C:\\x",
        "\\\\host\\x",
        "file:x",
        "*",
        "?",
        "${x}",
        "{id}",
        "<script>",
        "strays",
        "adopt",
        "a\tb",
    ]
    .map(str::to_owned)
    .to_vec();
    ids.push("a".repeat(51));
    ids.push("a".repeat(10_000));
    ids
}

fn percent(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "%{byte:02X}");
        all
    })
}

/// A house, and the promise that nothing in it changes while it is attacked.
struct Fort {
    house: House,
    before: Value,
}

impl Fort {
    fn new() -> Self {
        let house = House::of(&["shop", "mill"]);
        let before = house.picture();
        Self { house, before }
    }

    #[track_caller]
    fn refuses(answer: &Answer, expected: (u16, &str), what: &str) {
        assert_eq!(
            answer.said(),
            expected,
            "{what:.200}: {:.300}",
            answer.body.to_string()
        );
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{what:.200}"
        );
        assert_eq!(
            answer.body["request_id"],
            answer.header("x-request-id"),
            "{what:.200}"
        );
        assert!(
            answer.bytes.len() < 2_000,
            "{what:.200}: the answer repeats what was sent"
        );
        assert!(
            !answer.body["detail"].as_str().unwrap_or_default().is_empty(),
            "{what:.200}"
        );
    }
}

impl Drop for Fort {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        assert_eq!(self.house.picture(), self.before, "something was changed");
        self.house.get_as("shop", "/api/bom");
        self.house.get("/health").ok();
    }
}

#[test]
fn hostile_ids_lead_nowhere_from_any_side() {
    let fort = Fort::new();
    let house = &fort.house;
    for hostile in hostile_ids() {
        let unknown = (404, "tenant_not_found");
        for (method, ending) in [
            ("GET", "/config"),
            ("GET", "/branding"),
            ("GET", "/health"),
            ("GET", "/logo"),
            ("POST", "/export"),
            ("POST", "/archive-file"),
            ("POST", "/archive"),
            ("POST", "/restore"),
            ("POST", "/activate"),
            ("POST", "/deactivate"),
            ("POST", "/open"),
            ("PATCH", ""),
            ("DELETE", ""),
            ("DELETE", "/logo"),
        ] {
            let path = format!("/api/tenants/{}{ending}", percent(&hostile));
            let body = match (method, ending) {
                ("PATCH", _) => json!({ "gst_number": "1" }),
                ("DELETE", "") => json!({ "confirm_name": "x" }),
                _ => json!(null),
            };
            Fort::refuses(&house.send(method, &path, &body), unknown, &path);
        }
        let query = house.get(&format!("/api/bom?tenant_id={}", percent(&hostile)));
        let expected = if hostile.len() > 2_700 {
            (400, "bad_request")
        } else {
            unknown
        };
        Fort::refuses(&query, expected, &hostile);
        if let Ok(value) = HeaderValue::from_bytes(hostile.as_bytes()) {
            let request = Request::get("/api/bom")
                .header("host", "localhost")
                .header("x-tenant-id", value)
                .body(Body::empty())
                .unwrap();
            let answer = house.call(request);
            assert!(
                [(404, "tenant_not_found"), (400, "bad_request")].contains(&answer.said()),
                "{hostile:.60}: {:?}",
                answer.said()
            );
        }
        if let Ok(value) = HeaderValue::from_bytes(format!("{hostile}.localhost").as_bytes()) {
            let request = Request::get("/api/bom")
                .header("host", value)
                .body(Body::empty())
                .unwrap();
            let answer = house.call(request);
            // `CON.localhost` is a plain label of no business; `SHOP.localhost` is the shop, for names have no case.
            let expected: &[_] = &[(404, "tenant_not_found"), (421, "bad_host")];
            let is_shop = hostile.eq_ignore_ascii_case("shop");
            assert!(
                is_shop || expected.contains(&answer.said()),
                "{hostile:.60}: {:?}",
                answer.said()
            );
        }
        let body = json!({ "tenant_id": hostile, "domain": "default", "branding": { "company_name": "X" } });
        let made = house.send("POST", "/api/tenants", &body);
        Fort::refuses(&made, (422, "validation_failed"), &hostile);
        let field = &made.body["fields"][0];
        assert_eq!(
            (&field["field"], &field["code"]),
            (&json!("tenant_id"), &json!("bad_tenant_id"))
        );
        Fort::refuses(
            &house.send("POST", "/api/tenants/adopt", &json!({ "file_name": hostile })),
            (409, "file_missing"),
            &hostile,
        );
        let source = json!({ &hostile: {} }).to_string();
        assert_eq!(
            code(cashflow::tenancy::check_config_json("TENANT_CONFIGS", &source)),
            "bad_config",
            "{hostile:.60}"
        );
    }
}

#[test]
fn two_businesses_named_at_once_are_refused() {
    let fort = Fort::new();
    let ask = |host: &str, header: Option<&str>, query: &str| {
        let mut request = Request::get(format!("/api/bom{query}")).header("host", host);
        if let Some(header) = header {
            request = request.header("x-tenant-id", header);
        }
        fort.house.call(request.body(Body::empty()).unwrap())
    };
    let contradiction = (400, "tenant_contradiction");
    for (host, header, query) in [
        ("localhost", Some("shop"), "?tenant_id=mill"),
        ("shop.localhost", Some("mill"), ""),
        ("shop.localhost", None, "?tenant_id=mill"),
        ("localhost", None, "?tenant_id=shop&tenant_id=mill"),
        ("localhost", Some("shop"), "?tenant_id=shop&tenant%5Fid=mill"),
        ("shop.localhost:7878", Some("shop"), "?tenant_id=mill"),
    ] {
        Fort::refuses(
            &ask(host, header, query),
            contradiction,
            &format!("{host} {header:?} {query}"),
        );
    }
    let agreed = ask("shop.localhost", Some("shop"), "?tenant_id=shop");
    assert_eq!(
        (agreed.said(), agreed.body["feature"].as_str()),
        ((403, "feature_disabled"), Some("bom_management"))
    );
}

#[test]
fn addresses_that_cannot_be_read_are_refused_in_the_same_words() {
    let fort = Fort::new();
    for path in [
        "/api/tenants/%ff%fe/config",
        "/api/tenants/a%00b%ff/config",
        "/api/gstin/%ff",
    ] {
        Fort::refuses(&fort.house.get(path), (400, "bad_request"), path);
    }
    let long = format!("/api/tenants?search={}", "x".repeat(60_000));
    Fort::refuses(
        &fort.house.get(&long),
        (400, "bad_request"),
        "a very long address",
    );
    assert_eq!(
        fort.house.get("/api/tenants?search=%00%25_!%27%22").ok()["count"],
        0
    );
    for path in [
        "/api/nothing",
        "/api",
        "/api/tenants/",
        "//api/tenants",
        "/api/../catalog.sqlite",
        "/%2e%2e/catalog.sqlite",
        "/index.html/../../x",
        "/assets/%2e%2e/x",
    ] {
        Fort::refuses(&fort.house.get(path), (404, "not_found"), path);
    }
    Fort::refuses(
        &fort.house.send("PUT", "/api/tenants", &json!({})),
        (405, "method_not_allowed"),
        "PUT",
    );
    Fort::refuses(
        &fort.house.send("DELETE", "/health", &json!({})),
        (405, "method_not_allowed"),
        "DELETE",
    );
    Fort::refuses(
        &fort.house.get("/api/downloads/..%2f..%2fcatalog.sqlite"),
        (404, "not_found"),
        "a download of anything",
    );
}
