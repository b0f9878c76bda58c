//! Bodies and values: each wrong one is refused with the field it is in.

use axum::{body::Body, http::Request};
use serde_json::{Value, json};

use crate::house::{House, author, id, name_of, new_tenant};

use super::{Fort, percent};

#[test]
fn a_body_of_the_wrong_kind_is_refused() {
    let fort = Fort::new();
    let post = |media_type: &str, body: Vec<u8>| {
        let request = Request::post("/api/tenants")
            .header("host", "localhost")
            .header("content-type", media_type);
        fort.house.call(request.body(Body::from(body)).unwrap())
    };
    let good = json!({ "domain": "default", "branding": { "company_name": "X" } }).to_string();
    for media_type in ["image/png", "application/octet-stream", "image/svg+xml"] {
        let answer = post(media_type, good.clone().into_bytes());
        Fort::refuses(&answer, (415, "unsupported_media_type"), media_type);
    }
    let deep = |open: &str, depth: usize| open.repeat(depth).into_bytes();
    let bad: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", vec![]),
        ("no JSON", b"hello".to_vec()),
        ("half", good.as_bytes()[..20].to_vec()),
        ("two values", format!("{good}{good}").into_bytes()),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("a number", b"1e999".to_vec()),
        ("invalid UTF-8", b"{\"domain\":\"\xff\xfe\"}".to_vec()),
        ("a lone surrogate", br#"{"domain":"\ud800"}"#.to_vec()),
        ("deep lists", deep("[", 200_000)),
        ("deep objects", deep("{\"a\":", 100_000)),
        (
            "deep inside",
            format!("{{\"branding\":{}", "{\"branding\":".repeat(50_000)).into_bytes(),
        ),
        (
            "doubled field",
            br#"{"domain":"default","domain":"dental"}"#.to_vec(),
        ),
    ];
    for (what, body) in bad {
        Fort::refuses(&post("application/json", body), (400, "bad_request"), what);
    }
    let large = format!("{{\"domain\":\"{}\"}}", "x".repeat(2 << 20));
    Fort::refuses(
        &post("application/json", large.into_bytes()),
        (413, "too_large"),
        "2 MiB",
    );
    // The same for an edit, which is read more freely.
    for (body, expected) in [
        (json!(["a"]), (400, "bad_request")),
        (json!(null), (400, "bad_request")),
        (json!({ "revision": "1" }), (400, "bad_request")),
    ] {
        let answer = fort.house.call(
            Request::patch("/api/tenants/shop")
                .header("host", "localhost")
                .header("content-type", "application/json")
                .body(Body::from(body.to_string()))
                .unwrap(),
        );
        Fort::refuses(&answer, expected, &body.to_string());
    }
}

#[test]
fn unknown_fields_are_named() {
    let fort = Fort::new();
    let named = |method: &str, path: &str, body: Value, field: &str| {
        let answer = fort.house.send(method, path, &body);
        Fort::refuses(&answer, (400, "bad_request"), &format!("{method} {path} {body}"));
        let fields: Vec<&str> = answer.body["fields"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|f| f["field"].as_str())
            .collect();
        assert_eq!(fields, [field], "{method} {path}: {}", answer.body);
    };
    let new = |extra: &str, value: Value| {
        let mut body = json!({ "domain": "default", "branding": { "company_name": "X" } });
        body[extra] = value;
        body
    };
    named("POST", "/api/tenants", new("colour", json!(1)), "colour");
    named(
        "POST",
        "/api/tenants",
        json!({ "domain": "default", "branding": { "company_name": "X", "colour": 1 } }),
        "branding.colour",
    );
    named("PATCH", "/api/tenants/shop", json!({ "colour": 1 }), "colour");
    named(
        "PATCH",
        "/api/tenants/shop",
        json!({ "branding": { "colour": 1 } }),
        "branding.colour",
    );
    named(
        "PATCH",
        "/api/tenants/shop",
        json!({ "contact_info": { "fax": "1" } }),
        "contact_info.fax",
    );
    named(
        "DELETE",
        "/api/tenants/shop",
        json!({ "confirm_name": name_of("shop"), "force": true }),
        "force",
    );
    named(
        "POST",
        "/api/tenants/adopt",
        json!({ "file_name": "x", "force": true }),
        "force",
    );
    for path in ["/api/tenants?colour=1", "/api/palette?primary=%23112233&colour=1"] {
        let answer = fort.house.get(path);
        Fort::refuses(&answer, (400, "bad_request"), path);
        assert_eq!(answer.body["fields"][0]["field"], "colour");
    }
}

#[test]
fn wrong_values_are_each_named() {
    let fort = Fort::new();
    let house = &fort.house;
    for color in [
        "blue",
        "#12",
        "#1234567",
        "#gggggg",
        "",
        "#ff00",
        "url(javascript:1)",
        "#12345\u{ff16}",
        "rgb(0,0,0)",
        &"#".repeat(10_000),
    ] {
        for field in ["primary_color", "secondary_color", "accent_color"] {
            let body = json!({ "branding": { field: color } });
            let answer = house.send("PATCH", "/api/tenants/shop", &body);
            Fort::refuses(&answer, (422, "validation_failed"), color);
            assert_eq!(
                answer.body["fields"][0]["field"],
                format!("branding.{field}"),
                "{color:.60}"
            );
        }
        let answer = house.get(&format!(
            "/api/palette?primary={}",
            percent(&color.chars().take(500).collect::<String>())
        ));
        Fort::refuses(&answer, (422, "validation_failed"), color);
    }
    let many = house.send(
        "POST",
        "/api/tenants",
        &json!({ "domain": "nowhere", "features": ["x", "bom_management"], "gst_number": "1".repeat(41),
                 "branding": { "company_name": "x".repeat(121), "primary_color": "red", "address": "a\u{0}b" },
                 "contact_info": { "email": "e".repeat(201) } }),
    );
    Fort::refuses(&many, (422, "validation_failed"), "many at once");
    let mut fields: Vec<&str> = many.body["fields"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["field"].as_str())
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "branding.address",
            "branding.company_name",
            "branding.primary_color",
            "contact_info.email",
            "domain",
            "features.0",
            "gst_number"
        ]
    );
    for name in ["", "   ", "\n"] {
        let answer = house.send(
            "POST",
            "/api/tenants",
            &json!({ "domain": "default", "branding": { "company_name": name } }),
        );
        Fort::refuses(&answer, (422, "validation_failed"), name);
    }
    let moved = house.send(
        "PATCH",
        "/api/tenants/shop",
        &json!({ "database_url": "sqlite:tenants/mill.sqlite" }),
    );
    Fort::refuses(&moved, (422, "validation_failed"), "moved");
    for (path, field) in [
        ("/api/tenants?limit=0", "limit"),
        ("/api/tenants?limit=501", "limit"),
        ("/api/tenants?sort=size", "sort"),
        ("/api/tenants?sort=name;drop%20table%20tenant_cards", "sort"),
    ] {
        let answer = house.get(path);
        Fort::refuses(&answer, (422, "validation_failed"), path);
        assert_eq!(answer.body["fields"][0]["field"], field);
    }
    for path in [
        "/api/tenants?limit=-1",
        "/api/tenants?limit=x",
        "/api/tenants?limit=99999999999999999999",
        "/api/tenants?cursor=zz",
        "/api/tenants?cursor=00",
        "/api/tenants?cursor=5b5d",
        "/api/tenants?cursor=%ff",
        "/api/tenants?include_inactive=perhaps",
        "/api/tenants?limit=1&limit=2",
    ] {
        Fort::refuses(&house.get(path), (400, "bad_request"), path);
    }
}

#[test]
fn contact_details_that_can_be_none_are_refused() {
    let fort = Fort::new();
    for (field, value, code) in [
        ("phone", "abc", "bad_phone"),
        ("phone", "123", "bad_phone"),
        ("email", "nope", "bad_email"),
        ("website", "javascript:alert(1)", "bad_website"),
        ("website", "ftp://shop.example", "bad_website"),
    ] {
        let body = json!({ "contact_info": { field: value } });
        let answer = fort.house.send("PATCH", "/api/tenants/shop", &body);
        Fort::refuses(&answer, (422, "validation_failed"), value);
        assert_eq!(
            (
                &answer.body["fields"][0]["field"],
                &answer.body["fields"][0]["code"]
            ),
            (&json!(format!("contact_info.{field}")), &json!(code))
        );
    }
}

#[test]
fn a_name_typed_to_delete_must_be_the_name() {
    let fort = Fort::new();
    for name in [
        "",
        " ",
        "shop",
        "HOUSE SHOP",
        "House shop\u{0}",
        "%",
        "House mill",
        &"House shop".repeat(1000),
    ] {
        let answer = fort
            .house
            .send("DELETE", "/api/tenants/shop", &json!({ "confirm_name": name }));
        Fort::refuses(&answer, (422, "wrong_name"), name);
    }
}

#[test]
fn text_that_looks_like_sql_is_text() {
    let house = House::of(&[]);
    for (number, name) in [
        "'; drop table tenant_configs; --",
        "\" or 1=1",
        "%_!",
        "\u{202e}evil",
        "ﬁ",
        "名前",
    ]
    .into_iter()
    .enumerate()
    {
        let mut new = new_tenant(&format!("t{number}"), "default");
        new.branding.company_name = Some(name.into());
        house.tenancy().create(new, &author()).unwrap();
        assert_eq!(
            house.get(&format!("/api/tenants?search={}", percent(name))).ok()["count"],
            1,
            "{name}"
        );
        assert_eq!(
            house
                .tenancy()
                .config(&id(&format!("t{number}")))
                .unwrap()
                .branding
                .company_name,
            name
        );
    }
}

#[test]
fn what_cannot_be_read_is_told_in_words() {
    let fort = Fort::new();
    let post = |method: &str, path: &str, text: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("x-tenant-id", "shop")
            .header("content-type", "application/json")
            .body(Body::from(text.to_owned()))
            .unwrap();
        let answer = fort.house.call(request);
        assert_eq!(answer.said(), (400, "bad_request"), "{text}");
        let words = format!(
            "{} {}",
            answer.body["detail"].as_str().unwrap(),
            answer.body["fields"]
        );
        for foreign in ["EOF", "struct", "expected", "i64", "line 1 column", "`", "?"] {
            assert!(!words.contains(foreign), "{text}: {words}");
        }
        words
    };
    for (text, part) in [
        (r#"{"name":"A""#, "ends before"),
        (r#"{"name":"A",}"#, "line 1, column 13"),
        ("{} {}", "no JSON from line 1"),
        ("[]", "an object with fields"),
        (r#"{"name":7}"#, "a text is wanted"),
        (r#"{"name":"A","kind":"thief"}"#, "customer, supplier, both"),
    ] {
        let words = post("POST", "/api/parties", text);
        assert!(words.contains(part), "{text}: {words}");
    }
    for (text, part) in [
        ("[]", "an object with fields"),
        (r#"{"branding":[]}"#, "branding"),
        (r#"{"branding":{"company_name":7}}"#, "branding.company_name"),
        (r#"{"features":7}"#, "features"),
    ] {
        let words = post("PATCH", "/api/tenants/shop", text);
        assert!(words.contains(part), "{text}: {words}");
    }
}
