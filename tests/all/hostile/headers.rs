//! Headers that mean two things, name another machine, or come from another site's page.

use axum::{
    body::Body,
    http::{HeaderValue, Request},
};

use super::Fort;

#[test]
fn doubled_empty_and_unreadable_headers_are_refused() {
    let fort = Fort::new();
    for name in [
        "host",
        "x-tenant-id",
        "content-type",
        "authorization",
        "x-file-name",
        "origin",
        "x-request-id",
    ] {
        let base = || {
            let mut request = Request::get("/api/bom");
            if name != "host" {
                request = request.header("host", "localhost");
            }
            request
        };
        let twice = base()
            .header(name, "shop")
            .header(name, "shop")
            .body(Body::empty())
            .unwrap();
        Fort::refuses(&fort.house.call(twice), (400, "bad_request"), name);
        let empty = base().header(name, "").body(Body::empty()).unwrap();
        Fort::refuses(&fort.house.call(empty), (400, "bad_request"), name);
    }
    let bytes = HeaderValue::from_bytes(b"sh\xffop").unwrap();
    let request = Request::get("/api/bom")
        .header("host", "localhost")
        .header("x-tenant-id", bytes.clone());
    Fort::refuses(
        &fort.house.call(request.body(Body::empty()).unwrap()),
        (400, "bad_request"),
        "bytes in the id",
    );
    let request = Request::get("/api/bom").header("host", bytes);
    Fort::refuses(
        &fort.house.call(request.body(Body::empty()).unwrap()),
        (421, "bad_host"),
        "bytes in the host",
    );
    let request = Request::get("/health")
        .header("host", "localhost")
        .header("x-request-id", "a b\u{1f}".trim_end_matches('\u{1f}'));
    let answer = fort.house.call(request.body(Body::empty()).unwrap());
    assert_ne!(
        answer.header("x-request-id"),
        "a b",
        "an id that could forge a log line is replaced"
    );
}

#[test]
fn a_foreign_host_reaches_nothing() {
    let fort = Fort::new();
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:7878",
        "shop.evil.example",
        "0.0.0.0",
        "128.0.0.1",
        "127.0.0.2.evil.example",
        "127-0-0-2.evil.example",
        "lvh.me",
        "[::]",
        "localhost@evil.example",
        "a.b.localhost",
        "shop..localhost",
        ".localhost",
        "localhost.",
        "localhost:x",
        "xn--",
        " ",
    ] {
        for path in ["/", "/health", "/api/tenants", "/api/bom", "/api/openapi.json"] {
            let Ok(request) = Request::get(path).header("host", host).body(Body::empty()) else {
                continue;
            };
            let answer = fort.house.call(request);
            assert!(
                [(421, "bad_host"), (400, "bad_request")].contains(&answer.said()),
                "{host} {path}: {:?}",
                answer.said()
            );
        }
    }
    let none = Request::get("/api/tenants").body(Body::empty()).unwrap();
    Fort::refuses(&fort.house.call(none), (421, "bad_host"), "no host");
}

#[test]
fn a_page_of_another_site_cannot_write() {
    let fort = Fort::new();
    let write = |origin: &str, media_type: Option<&str>| {
        let mut request = Request::post("/api/tenants/shop/archive").header("host", "localhost:7878");
        if !origin.is_empty() {
            request = request.header("origin", origin);
        }
        if let Some(media_type) = media_type {
            request = request.header("content-type", media_type);
        }
        fort.house.call(request.body(Body::empty()).unwrap())
    };
    for origin in [
        "http://evil.example",
        "null",
        "http://localhost",
        "http://localhost:7879",
        "https://localhost.evil:7878",
        "file://",
    ] {
        Fort::refuses(
            &write(origin, Some("application/json")),
            (403, "bad_origin"),
            origin,
        );
    }
    for media_type in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("application/jsonx"),
        Some("text/json"),
    ] {
        Fort::refuses(
            &write("", media_type),
            (415, "unsupported_media_type"),
            &format!("{media_type:?}"),
        );
    }
}

#[test]
fn an_address_written_out_whole_names_a_machine_too() {
    let fort = Fort::new();
    let ask = |address: &str, host: &str| {
        let request = Request::get(address).header("host", host);
        fort.house.call(request.body(Body::empty()).unwrap())
    };
    for (address, host, expected) in [
        ("http://evil.example/health", "localhost", (421, "bad_host")),
        ("http://localhost/health", "evil.example", (421, "bad_host")),
        ("http://shop@localhost/health", "localhost", (421, "bad_host")),
        (
            "http://mill.localhost/api/bom",
            "shop.localhost",
            (400, "tenant_contradiction"),
        ),
        (
            "http://mill.localhost/api/bom",
            "localhost",
            (400, "tenant_contradiction"),
        ),
    ] {
        Fort::refuses(&ask(address, host), expected, &format!("{address} {host}"));
    }
    ask("http://localhost:7878/health", "localhost:7878").ok();
    let own = ask("http://Shop.localhost/api/bom", "shop.localhost");
    assert_eq!(own.header("x-tenant-id"), "shop");
}

#[test]
fn an_empty_name_of_a_business_is_no_name() {
    let fort = Fort::new();
    for path in ["/api/bom?tenant_id=", "/api/bom?tenant_id=shop&tenant_id="] {
        Fort::refuses(&fort.house.get(path), (400, "bad_request"), path);
    }
}

#[test]
fn a_wrong_type_hides_neither_a_missing_feature_nor_a_missing_method() {
    let fort = Fort::new();
    let send = |method: &str, path: &str, media_type: Option<&str>| {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("x-tenant-id", "shop");
        if let Some(media_type) = media_type {
            request = request.header("content-type", media_type);
        }
        fort.house.call(request.body(Body::empty()).unwrap())
    };
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        Fort::refuses(
            &send(method, "/api/patients", None),
            (403, "feature_disabled"),
            method,
        );
    }
    Fort::refuses(
        &send("DELETE", "/api/parties", None),
        (405, "method_not_allowed"),
        "DELETE",
    );
    let logo = send("PUT", "/api/tenants/shop/logo", Some("text/plain"));
    Fort::refuses(&logo, (415, "unsupported_media_type"), "a logo");
    let detail = logo.body["detail"].as_str().unwrap();
    assert!(
        detail.contains("image/png") && !detail.contains("json"),
        "{detail}"
    );
}
