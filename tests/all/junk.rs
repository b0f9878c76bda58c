//! What no screen sends and someone will: refused in words, never a fault.

use serde_json::{Value, json};

use super::support::{Program, app, hex};

/// A kind of record: where it is, in which business, and a body that enters one.
struct Kind {
    path: &'static str,
    tenant: &'static str,
    body: Value,
}

fn program_with_one_of_each() -> (Program, Vec<Kind>) {
    let program = app();
    let kind = |path, tenant, body| Kind { path, tenant, body };
    let kinds = vec![
        kind("/api/parties", "shop", json!({ "name": "A", "kind": "both" })),
        kind("/api/patients", "clinic", json!({ "name": "A" })),
        kind("/api/products", "shop", json!({ "name": "A", "code": "A" })),
        kind(
            "/api/materials",
            "works",
            json!({ "name": "A", "code": "A", "unit": "pcs" }),
        ),
    ];
    for kind in &kinds {
        program.send("POST", kind.path, kind.tenant, &kind.body);
    }
    (program, kinds)
}

#[test]
fn ids_that_no_record_has() {
    let (program, kinds) = program_with_one_of_each();
    for kind in kinds {
        for id in [
            "0",
            "-1",
            "7",
            "99999999999999999999",
            "9223372036854775807",
            "1x",
            "%00",
            "%FF",
        ] {
            let path = format!("{}/{id}", kind.path);
            let mut change = kind.body.clone();
            change["revision"] = json!(1);
            let calls = [
                ("GET", path.clone(), Value::Null),
                ("GET", format!("{path}/history"), Value::Null),
                ("PUT", path.clone(), change),
                ("POST", format!("{path}/archive"), json!({})),
                ("POST", format!("{path}/restore"), json!({})),
            ];
            for (method, path, body) in calls {
                let (status, code, _) = program.refused(method, &path, kind.tenant, &body);
                assert_eq!((status, code.as_str()), (404, "not_found"), "{method} {path}");
            }
        }
    }
    let merge = program.refused(
        "POST",
        "/api/parties/99999999999999999999/merge",
        "shop",
        &json!({ "into": 1 }),
    );
    assert_eq!(merge.0, 404);
}

#[test]
fn queries_that_mean_nothing() {
    let (program, kinds) = program_with_one_of_each();
    let queries = [
        format!("cursor={}", "f".repeat(60_000)),
        format!("cursor={}", "5b".repeat(5_000)),
        "cursor=".to_owned(),
        "cursor=zz".to_owned(),
        "cursor=5b5d".to_owned(),
        "cursor=%F0%9F%98%80".to_owned(),
        "limit=99999999999".to_owned(),
        "limit=-1".to_owned(),
        "limit=0".to_owned(),
        "sort=".to_owned(),
        "sort=name;drop".to_owned(),
        "search=a&search=b".to_owned(),
        "include_archived=perhaps".to_owned(),
        "colour=red".to_owned(),
    ];
    for kind in kinds {
        for query in &queries {
            let (status, json) = program.call(
                "GET",
                &format!("{}?{query}", kind.path),
                kind.tenant,
                &Value::Null,
            );
            let query: String = query.chars().take(80).collect();
            assert!((400..500).contains(&status), "{query} → {status} {json}");
            assert!(json["code"].is_string(), "{query} has a code: {json}");
        }
    }
}

#[test]
fn searches_and_cursors_of_any_shape() {
    let (program, kinds) = program_with_one_of_each();
    let fine = |path: &str, tenant: &str| {
        let (status, json) = program.call("GET", path, tenant, &Value::Null);
        assert_eq!(status, 200, "{path}: {json}");
    };
    for Kind { path, tenant, body } in kinds {
        for text in [
            "%00",
            "%00%00%00",
            "a%00b",
            "%FF%FE%FD",
            "%22",
            "%22%22%22",
            "%27%27%27",
            "%5C",
            "*",
            "(((",
            "AND+OR+NOT",
            "%E2%80%8D%E2%80%8D%E2%80%8D",
            "%CC%81%CC%81%CC%81",
            "a%CC%81",
            "%00+ab+abc",
        ] {
            fine(&format!("{path}?search={text}"), tenant);
            if path == "/api/parties" {
                fine(&format!("{path}?state={text}"), tenant);
                fine(&format!("{path}/duplicates?phone={text}&gstin={text}"), tenant);
            }
        }
        let mut second = body;
        second["name"] = json!("AB");
        second["code"] = second["code"].as_str().map_or(Value::Null, |_| json!("AB"));
        second
            .as_object_mut()
            .expect("fields")
            .retain(|_, value| !value.is_null());
        program.send("POST", path, tenant, &second);
        for mark in [
            "[0,\"\",9223372036854775807]",
            "[0,5,1]",
            "[9,\"\\u0000\",-1]",
            "[-1,\"z\",0]",
        ] {
            for query in ["", "&search=a", "&sort=-name"] {
                let first = program.get(&format!("{path}?limit=1{query}"), tenant);
                let list = &first["next_cursor"].as_str().expect("there are two")[..16];
                fine(&format!("{path}?cursor={list}{}{query}", hex(mark)), tenant);
            }
        }
    }
}

#[test]
fn bodies_of_any_shape() {
    let (program, kinds) = program_with_one_of_each();
    for Kind { path, tenant, body } in kinds {
        let mut nul = body.clone();
        nul["name"] = json!("a\u{0}b");
        let mut huge = body.clone();
        huge["notes"] = json!("x".repeat(2_000_000));
        for (sent, statuses) in [
            (json!([]), [400, 422]),
            (json!("x"), [400, 400]),
            (json!(7), [400, 400]),
            (json!({}), [422, 422]),
            (nul, [422, 422]),
            (huge, [413, 413]),
        ] {
            let (status, json) = program.call("POST", path, tenant, &sent);
            assert!(statuses.contains(&status), "{path} {status} {json}");
        }
        for text in [
            "",
            "{",
            "{}{}",
            "\u{feff}{}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            &"[".repeat(5000),
        ] {
            let (status, json) = program.send_text("POST", path, tenant, text);
            assert_eq!(status, 400, "{json}");
        }
    }
}
