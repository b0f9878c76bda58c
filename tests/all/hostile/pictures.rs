//! Pictures made to hurt whoever opens them.

use axum::{body::Body, http::Request};

use crate::house::House;

#[test]
fn hostile_pictures_are_refused_or_made_harmless() {
    let house = House::of(&["shop"]);
    let put = |media_type: &str, bytes: Vec<u8>| {
        let request = Request::put("/api/tenants/shop/logo")
            .header("host", "localhost")
            .header("content-type", media_type);
        house.call(request.body(Body::from(bytes)).unwrap())
    };
    let before = house.picture();
    let png = cashflow::tenancy::samples()[0].logo_png.to_vec();
    let huge = {
        // A PNG of 100,000 × 100,000 pixels, by its head.
        let mut bytes = png.clone();
        bytes[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        bytes
    };
    let entity = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&b;</text></svg>"#;
    for (what, media_type, bytes, expected) in [
        ("50 MB", "image/png", vec![0; 50 << 20], (413, "too_large")),
        ("junk", "image/png", b"junk".to_vec(), (422, "validation_failed")),
        ("empty", "image/png", vec![], (422, "validation_failed")),
        (
            "half",
            "image/png",
            png[..png.len() / 2].to_vec(),
            (422, "validation_failed"),
        ),
        (
            "unknown kind",
            "image/gif",
            b"GIF89a".to_vec(),
            (422, "validation_failed"),
        ),
        (
            "a web page",
            "image/svg+xml",
            b"<html><script>alert(1)</script></html>".to_vec(),
            (422, "validation_failed"),
        ),
        (
            "no picture",
            "application/json",
            png.clone(),
            (415, "unsupported_media_type"),
        ),
    ] {
        let answer = put(media_type, bytes);
        assert_eq!(answer.said(), expected, "{what}: {}", answer.body);
    }
    let answer = put("image/png", huge);
    assert!(
        [413, 422].contains(&answer.status.as_u16()),
        "a picture of 10,000,000,000 pixels: {}",
        answer.body
    );
    assert_eq!(house.picture(), before);

    let script = r#"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="alert(1)"><script>alert(1)</script>
        <image href="file:///etc/passwd" width="9" height="9"/><image href="http://evil.example/x.png" width="9" height="9"/>
        <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(2)</script></body></foreignObject>
        <rect width="64" height="64" fill="teal"/></svg>"#;
    for svg in [script, entity] {
        let answer = put("image/svg+xml", svg.as_bytes().to_vec());
        if !answer.status.is_success() {
            assert_eq!(answer.said(), (422, "validation_failed"), "{}", answer.body);
            continue;
        }
        let logo = house.get("/api/tenants/shop/logo");
        assert_eq!(logo.header("content-type"), "image/png");
        assert!(logo.bytes.starts_with(b"\x89PNG"), "what is kept is a PNG");
        assert!(!logo.bytes.windows(6).any(|part| part == b"script"));
    }
}
