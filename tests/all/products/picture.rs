//! A product's picture.

use axum::{body::Body, http::Request};
use serde_json::{Value, json};

use crate::house::{Answer, House};

fn call(house: &House, method: &str, path: &str, media_type: Option<&str>, bytes: Vec<u8>) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("x-tenant-id", "shop");
    if let Some(media_type) = media_type {
        request = request.header("content-type", media_type);
    }
    house.call(request.body(Body::from(bytes)).unwrap())
}

fn put(house: &House, media_type: &str, bytes: Vec<u8>) -> Answer {
    call(house, "PUT", "/api/products/1/picture", Some(media_type), bytes)
}

fn shop() -> House {
    let house = House::of(&["shop", "other"]);
    for tenant in ["shop", "other"] {
        house
            .send_as(tenant, "POST", "/api/products", &json!({ "name": "Lamp" }))
            .ok();
    }
    house
}

fn picture() -> Vec<u8> {
    cashflow::tenancy::samples()[0].logo_png.to_vec()
}

#[test]
fn a_picture_is_set_shown_and_taken_away() {
    let house = shop();
    let product = put(&house, "image/png", picture()).ok();
    let url = product["picture_url"].as_str().unwrap().to_owned();
    assert!(
        url.starts_with("/api/products/1/picture?tenant_id=shop&v="),
        "{url}"
    );
    assert_eq!(product["revision"], 1, "an open form is not disturbed");
    assert_eq!(
        house.get_as("shop", "/api/products").ok()["items"][0]["picture_url"],
        url.as_str()
    );

    let shown = house.get(&url);
    assert_eq!(
        (shown.status.as_u16(), shown.header("content-type")),
        (200, "image/png")
    );
    assert!(shown.bytes.starts_with(b"\x89PNG") && shown.bytes.len() <= 1 << 20);
    assert!(shown.header("cache-control").contains("immutable"));
    let tag = shown.header("etag").to_owned();
    let request = Request::get(&url)
        .header("host", "localhost")
        .header("if-none-match", &tag);
    assert_eq!(
        house.call(request.body(Body::empty()).unwrap()).status.as_u16(),
        304
    );
    assert_eq!(
        house.get_as("other", "/api/products/1/picture").said(),
        (404, "not_found"),
        "another business's product of the same id"
    );

    assert_eq!(
        put(&house, "image/png", picture()).ok(),
        product,
        "the same again changes nothing"
    );
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="teal"/></svg>"#;
    let other = put(&house, "image/svg+xml", svg.to_vec()).ok();
    assert_ne!(
        other["picture_url"],
        url.as_str(),
        "another picture has another address"
    );

    let bare = call(&house, "DELETE", "/api/products/1/picture", None, vec![]).ok();
    assert_eq!(bare["picture_url"], Value::Null);
    assert_eq!(
        house.get_as("shop", "/api/products/1/picture").said(),
        (404, "not_found")
    );
    let history = house.get_as("shop", "/api/products/1/history").ok();
    let operations: Vec<&str> = history["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["operation"].as_str().unwrap())
        .collect();
    assert_eq!(
        operations,
        [
            "product.remove_picture",
            "product.set_picture",
            "product.set_picture",
            "product.create"
        ]
    );
    let gone = call(
        &house,
        "PUT",
        "/api/products/9/picture",
        Some("image/png"),
        picture(),
    );
    assert_eq!(gone.said(), (404, "not_found"));
}

#[test]
fn hostile_pictures_are_refused_or_made_harmless() {
    let house = shop();
    let huge = {
        // A PNG of 100,000 × 100,000 pixels, by its head.
        let mut bytes = picture();
        bytes[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        bytes
    };
    let page = b"<html><script>alert(1)</script></html>".to_vec();
    for (what, media_type, bytes, expected) in [
        ("50 MB", "image/png", vec![0; 50 << 20], (413, "too_large")),
        ("junk", "image/png", b"junk".to_vec(), (422, "validation_failed")),
        ("empty", "image/png", vec![], (422, "validation_failed")),
        (
            "half",
            "image/png",
            picture()[..200].to_vec(),
            (422, "validation_failed"),
        ),
        (
            "another kind",
            "image/gif",
            b"GIF89a".to_vec(),
            (422, "validation_failed"),
        ),
        (
            "called by another name",
            "image/jpeg",
            picture(),
            (422, "validation_failed"),
        ),
        ("a web page", "image/svg+xml", page, (422, "validation_failed")),
        ("too many pixels", "image/png", huge, (422, "validation_failed")),
        (
            "no picture",
            "application/json",
            picture(),
            (415, "unsupported_media_type"),
        ),
    ] {
        let answer = put(&house, media_type, bytes);
        assert_eq!(answer.said(), expected, "{what}: {}", answer.body);
    }
    let answer = put(&house, "image/png", b"junk".to_vec());
    assert_eq!(
        (
            &answer.body["fields"][0]["field"],
            &answer.body["fields"][0]["code"]
        ),
        (&json!("picture"), &json!("picture_unreadable"))
    );
    let script = br#"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="alert(1)"><script>alert(1)</script>
        <image href="file:///etc/passwd" width="9" height="9"/><rect width="64" height="64" fill="teal"/></svg>"#;
    let answer = put(&house, "image/svg+xml", script.to_vec());
    if answer.status.is_success() {
        let shown = house.get_as("shop", "/api/products/1/picture");
        assert!(shown.bytes.starts_with(b"\x89PNG"), "what is kept is a PNG");
        assert!(!shown.bytes.windows(6).any(|part| part == b"script"));
    } else {
        assert_eq!(answer.said(), (422, "validation_failed"), "{}", answer.body);
    }
}
