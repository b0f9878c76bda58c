//! The first screen: its figures, its newest changes; and the list of all addresses.

use cashflow::{
    Author, Clock, Door, http,
    tenancy::{Options, Tenancy, TenantId},
};
use serde_json::{Value, json};

use super::support::app;

#[test]
fn the_first_screen_counts_and_remembers() {
    let program = app();
    let party = |name: &str, kind: &str| json!({ "name": name, "kind": kind });
    for (name, kind) in [
        ("Buyer", "customer"),
        ("Seller", "supplier"),
        ("Both", "both"),
        ("Gone", "both"),
        ("Twin", "both"),
    ] {
        program.send("POST", "/api/parties", "works", &party(name, kind));
    }
    program.send("POST", "/api/parties/4/archive", "works", &json!({}));
    program.send("POST", "/api/parties/5/merge", "works", &json!({ "into": 3 }));
    for body in [
        json!({ "name": "Priced", "selling_price": "5" }),
        json!({ "name": "Unpriced" }),
        json!({ "name": "Archived", "hsn": "9018" }),
    ] {
        program.send("POST", "/api/products", "works", &body);
    }
    program.send("POST", "/api/products/3/archive", "works", &json!({}));
    for code in ["A", "B", "C"] {
        let body = json!({ "code": code, "name": format!("Material {code}"), "unit": "kg" });
        program.send("POST", "/api/materials", "works", &body);
    }
    program.send(
        "POST",
        "/api/materials/1/counts",
        "works",
        &json!({ "quantity": "1", "counted_on": "2026-11-01" }),
    );
    program.send("POST", "/api/materials/3/archive", "works", &json!({}));
    let summary = program.get("/api/summary", "works");
    assert_eq!(
        summary["parties"],
        json!({ "customers": 2, "suppliers": 2, "total": 3 })
    );
    assert_eq!(summary["materials"], json!({ "total": 2, "never_counted": 1 }));
    assert_eq!(
        summary["products"],
        json!({ "all": 2, "without_price": 1, "without_hsn": 2 })
    );
    assert_eq!(summary["patients"], Value::Null);
    assert_eq!(
        summary["recent"][0],
        json!({ "at": "2026-11-23T09:30:00.000Z", "operation": "material.archive", "record": "material/3", "label": "Material C", "import": null })
    );
    assert_eq!(summary["recent"].as_array().map(Vec::len), Some(12));
    assert_eq!(
        program.get("/api/summary", "clinic")["patients"],
        json!({ "total": 0 })
    );

    let log = program.get("/api/edit-log?limit=2", "works");
    assert_eq!(log["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&log["entries"][1]["operation"], &log["entries"][1]["record_id"]),
        (&json!("material.count"), &json!("1"))
    );
    for limit in ["0", "501", "-1", "x"] {
        let (status, ..) = program.refused(
            "GET",
            &format!("/api/edit-log?limit={limit}"),
            "works",
            &Value::Null,
        );
        assert!(status < 500);
    }
}

#[test]
fn the_first_screen_draws_what_came_and_what_is_near() {
    let program = app();
    let category = |name: &str, parent: Value| json!({ "name": name, "parent_id": parent });
    program.send(
        "POST",
        "/api/product-categories",
        "works",
        &category("Dental", Value::Null),
    );
    program.send(
        "POST",
        "/api/product-categories",
        "works",
        &category("Burs", json!(1)),
    );
    for body in [
        json!({ "name": "A", "category_id": 1 }),
        json!({ "name": "B", "category_id": 2 }),
        json!({ "name": "C", "category_id": 2 }),
        json!({ "name": "D" }),
    ] {
        program.send("POST", "/api/products", "works", &body);
    }
    program.send("POST", "/api/products/3/archive", "works", &json!({}));
    for store in ["Bay 1", "Bay 1", "Bay 2", ""] {
        let body = json!({ "name": "Steel", "unit": "kg", "store": store });
        program.send("POST", "/api/materials", "works", &body);
    }
    let works = program.get("/api/summary/trends", "works");
    let months = works["months"].as_array().expect("months");
    assert_eq!(
        (months.len(), &months[0], &months[11]),
        (12, &json!("2025-12-01"), &json!("2026-11-01"))
    );
    assert_eq!(works["products"][11], 4, "archived ones came too");
    assert_eq!(works["products"][10], 0);
    assert_eq!(
        works["categories"],
        json!([{ "name": "Dental", "count": 2 }, { "name": "", "count": 1 }])
    );
    assert_eq!(
        works["stores"],
        json!([{ "name": "Bay 1", "count": 2 }, { "name": "Bay 2", "count": 1 }, { "name": "", "count": 1 }])
    );
    assert_eq!(
        (&works["patients"], &works["birthdays"]),
        (&Value::Null, &Value::Null)
    );

    for (name, born) in [
        ("Today", "1990-11-23"),
        ("Soon", "2016-12-01"),
        ("Past", "1990-11-22"),
        ("Later", "1990-12-31"),
        ("Archived", "1990-11-24"),
    ] {
        program.send(
            "POST",
            "/api/patients",
            "clinic",
            &json!({ "name": name, "birth_date": born }),
        );
    }
    program.send("POST", "/api/patients/5/archive", "clinic", &json!({}));
    let clinic = program.get("/api/summary/trends", "clinic");
    assert_eq!(clinic["patients"][11], 5);
    assert_eq!(
        clinic["birthdays"],
        json!([
            { "id": 1, "name": "Today", "on": "2026-11-23", "turns": 36 },
            { "id": 2, "name": "Soon", "on": "2026-12-01", "turns": 10 }
        ])
    );
    assert_eq!(clinic["materials"], Value::Null);
}

#[test]
fn the_frame_is_the_businesss_own() {
    let program = app();
    let frame = program.get("/api/workspace", "clinic");
    assert_eq!(
        (&frame["tenant_id"], &frame["company_name"]),
        (&json!("clinic"), &json!("The clinic"))
    );
    assert!(frame["palette"]["light"]["brand"].is_string());
}

#[test]
fn a_trade_speaks_the_language_of_who_asks() {
    let program = app();
    let frame = program.get_in("hi-IN, en;q=0.5", "/api/workspace", "clinic");
    assert_eq!(frame["domain_name"], "डेंटल क्लिनिक");
    assert_eq!(frame["labels"]["patients"], "मरीज़");
    assert_eq!(frame["menu"][0]["items"][0]["label"], "होम");
    assert_eq!(
        frame["company_name"], "The clinic",
        "what a business wrote itself stays"
    );
    for path in ["/api/domains", "/api/tenants"] {
        let answer = program.get_in("hi", path, "clinic").to_string();
        assert!(answer.contains("डेंटल क्लिनिक"), "{path}: {answer}");
    }
    let other = program.get_in("ta", "/api/workspace", "clinic");
    assert_eq!(
        other["domain_name"], "Dental clinic",
        "English where a pack has no words"
    );
}

#[test]
fn samples_are_filled_at_any_time() {
    for (now, patients, counted) in [
        ("2026-11-23T09:30:00Z", 15, "286.25"),
        ("2026-05-01T00:00:00Z", 15, "412.5"),
        ("2000-01-01T00:00:00Z", 11, "null"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options {
            clock: Clock::fixed(now.parse().expect("a moment")),
            ..Options::new(folder.path())
        };
        let tenancy = Tenancy::open(options).expect("a fresh installation");
        let author = Author::system(Door::Program);
        cashflow::make_samples(&tenancy, &author, |_| {}).expect("samples");
        let tenant = |id: &str| {
            tenancy
                .tenant(&TenantId::parse(id).expect("an id"), author.clone())
                .expect("a sample")
        };
        let clinic = cashflow::features::summary::summary(&tenant("dental_clinic_abc")).expect("figures");
        assert_eq!(
            (
                clinic.parties.total,
                clinic.patients.map(|patients| patients.total)
            ),
            (12, Some(patients)),
            "{now}"
        );
        let works = tenant("manufacturing_xyz");
        let materials = cashflow::features::materials::list(
            &cashflow::access::grant(&works).expect("materials"),
            cashflow::features::materials::MaterialQuery {
                search: Some("rm-st-040".into()),
                ..Default::default()
            },
        )
        .expect("a list");
        let on_hand = materials.items[0]
            .quantity_on_hand
            .map_or("null".to_owned(), |quantity| quantity.to_string());
        assert_eq!(on_hand, counted, "{now}");
    }
}

#[test]
fn every_address_of_a_business_is_described() {
    insta::assert_snapshot!(addresses().join("\n"), @r#"
    GET /api/drafts
    DELETE /api/drafts/{key}
    GET /api/drafts/{key}
    PUT /api/drafts/{key}
    GET /api/edit-log
    POST /api/exports
    GET /api/hsn
    GET /api/imports
    POST /api/imports
    GET /api/imports/kinds
    POST /api/imports/templates
    DELETE /api/imports/{id}
    GET /api/imports/{id}
    PUT /api/imports/{id}
    POST /api/imports/{id}/check
    POST /api/imports/{id}/commit
    POST /api/imports/{id}/corrected
    GET /api/imports/{id}/notices
    GET /api/imports/{id}/problems
    GET /api/imports/{id}/rows
    POST /api/imports/{id}/undo
    GET /api/materials
    POST /api/materials
    POST /api/materials/archive
    GET /api/materials/{id}
    PUT /api/materials/{id}
    POST /api/materials/{id}/archive
    GET /api/materials/{id}/counts
    POST /api/materials/{id}/counts
    GET /api/materials/{id}/history
    POST /api/materials/{id}/restore
    GET /api/numbering
    PUT /api/numbering/{kind}
    GET /api/parties
    POST /api/parties
    POST /api/parties/archive
    GET /api/parties/duplicates
    GET /api/parties/{id}
    PUT /api/parties/{id}
    POST /api/parties/{id}/archive
    GET /api/parties/{id}/history
    POST /api/parties/{id}/merge
    POST /api/parties/{id}/restore
    GET /api/patients
    POST /api/patients
    POST /api/patients/archive
    GET /api/patients/{id}
    PUT /api/patients/{id}
    POST /api/patients/{id}/archive
    GET /api/patients/{id}/history
    POST /api/patients/{id}/restore
    GET /api/preferences
    DELETE /api/preferences/{key}
    PUT /api/preferences/{key}
    GET /api/price-lists
    POST /api/price-lists
    PUT /api/price-lists/{id}
    GET /api/product-categories
    POST /api/product-categories
    DELETE /api/product-categories/{id}
    PUT /api/product-categories/{id}
    GET /api/products
    POST /api/products
    POST /api/products/archive
    GET /api/products/by-barcode/{barcode}
    POST /api/products/gst-rates
    GET /api/products/gst-rates/preview
    GET /api/products/labels
    POST /api/products/labels
    GET /api/products/{id}
    PUT /api/products/{id}
    POST /api/products/{id}/archive
    GET /api/products/{id}/history
    DELETE /api/products/{id}/picture
    GET /api/products/{id}/picture
    PUT /api/products/{id}/picture
    POST /api/products/{id}/restore
    GET /api/summary
    GET /api/summary/trends
    GET /api/tax-rates
    POST /api/tax-rates
    DELETE /api/tax-rates/{id}
    PUT /api/tax-rates/{id}
    GET /api/units
    POST /api/units
    PUT /api/units/{code}
    POST /api/units/{code}/restore
    POST /api/units/{code}/retire
    GET /api/workspace
    "#);
}

/// Every address of a business by its path; each of them says what it is.
fn addresses() -> Vec<String> {
    let program = app();
    let document = serde_json::to_value(http::document(&program.app)).expect("a description");
    let mut addresses = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            assert!(
                operation["summary"].is_string() || operation["description"].is_string(),
                "{method} {path} says what it is"
            );
            if operation["tags"] != json!(["installation"]) {
                addresses.push(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    addresses.sort_by_key(|address| address.split(' ').rev().map(str::to_owned).collect::<Vec<_>>());
    addresses
}
