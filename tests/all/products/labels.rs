//! Labels: what stands on them, how many there are, and what is refused.

use cashflow_test_tools::paper;
use serde_json::{Value, json};

use super::full;
use crate::house::{Answer, House};

const LABELS: &str = "/api/products/labels";

fn shop() -> House {
    let house = House::of(&["shop", "other"]);
    house
        .send_as(
            "shop",
            "POST",
            "/api/product-categories",
            &json!({ "name": "Gloves" }),
        )
        .ok();
    let list = json!({ "name": "Counter", "includes_tax": true });
    house.send_as("shop", "POST", "/api/price-lists", &list).ok();
    house.send_as("shop", "POST", super::PRODUCTS, &full()).ok();
    let named = json!({ "name": "दाँत का ब्रश #1 *soft* $x$", "selling_price": "118000" });
    house.send_as("shop", "POST", super::PRODUCTS, &named).ok();
    house
}

fn order(house: &House, job: &Value) -> Answer {
    house.send_as("shop", "POST", LABELS, job)
}

/// The printed pages, each with its words.
fn printed(house: &House, job: &Value) -> Vec<String> {
    let made = order(house, job).ok();
    let name = std::path::Path::new(made["file_name"].as_str().unwrap());
    assert!(name.extension().is_some_and(|ending| ending == "pdf"));
    let file = house.get(made["download"].as_str().unwrap());
    paper::pages(&file.bytes)
}

fn one(layout: &str, product: i64, more: Value) -> Value {
    let mut job = json!({ "layout": layout, "labels": [{ "product_id": product }] });
    if let (Some(job), Value::Object(more)) = (job.as_object_mut(), more) {
        job.extend(more);
    }
    job
}

#[test]
fn a_label_says_name_price_and_barcode() {
    let house = shop();
    let said = &printed(
        &house,
        &one(
            "roll-50x38",
            1,
            json!({ "price": "with_tax", "business": true, "code": true }),
        ),
    )[0];
    for word in [
        "Nitrile gloves, medium",
        "4006381333931",
        "₹ 3.68",
        "incl. of taxes",
        "GLV-100",
        "House shop",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let plain = &printed(&house, &one("roll-50x38", 1, json!({})))[0];
    assert!(!plain.contains('₹') && !plain.contains("GLV-100"), "{plain}");
}

#[test]
fn a_price_is_turned_to_what_was_asked_for() {
    let house = shop();
    for (more, price) in [
        (json!({ "price": "before_tax" }), "₹ 3.50"),
        (json!({ "price": "with_tax", "price_list_id": 1 }), "₹ 4.00"),
        (json!({ "price": "before_tax", "price_list_id": 1 }), "₹ 3.81"), // 4 / 1.05
    ] {
        let said = &printed(&house, &one("roll-50x38", 1, more))[0];
        assert!(said.contains(price), "{price}: {said}");
    }
    let mut boxed = one("roll-50x38", 1, json!({ "price": "with_tax" }));
    boxed["labels"][0]["unit"] = json!("BOX");
    let said = &printed(&house, &boxed)[0];
    assert!(said.contains("BOX-GLV") && said.contains("₹ 367.50"), "{said}");
}

#[test]
fn a_name_is_printed_as_it_stands_and_a_product_without_barcode_by_its_code() {
    let house = shop();
    let said = &printed(&house, &one("a4-24", 2, json!({ "price": "before_tax" })))[0];
    let said: String = said.split_whitespace().collect();
    for word in ["#1*soft*$x$", "P-0001", "₹1,18,000.00"] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[test]
fn sheets_are_filled_from_the_first_free_place() {
    let house = shop();
    let pages = |skip: u32, copies: u32| {
        let job =
            json!({ "layout": "a4-65", "skip": skip, "labels": [{ "product_id": 1, "copies": copies }] });
        printed(&house, &job)
            .iter()
            .map(|page| page.matches("4006381333931").count())
            .collect::<Vec<_>>()
    };
    assert_eq!(pages(0, 65), [65]);
    assert_eq!(pages(60, 10), [5, 5]);
    assert_eq!(pages(0, 131), [65, 65, 1]);
}

#[test]
fn every_layout_prints() {
    let house = shop();
    let layouts = house.get_as("shop", LABELS).ok();
    for layout in layouts["layouts"].as_array().unwrap() {
        let job = one(layout["key"].as_str().unwrap(), 1, json!({ "price": "with_tax" }));
        assert_eq!(printed(&house, &job).len(), 1);
    }
}

#[test]
fn what_cannot_be_printed_is_refused_by_its_field() {
    let house = shop();
    for (job, field) in [
        (one("a5", 1, json!({})), "layout"),
        (one("a4-65", 1, json!({ "skip": 65 })), "skip"),
        (one("roll-50x25", 1, json!({ "skip": 1 })), "skip"),
        (one("a4-65", 9, json!({})), "labels[0].product_id"),
        (
            one("a4-65", 1, json!({ "price": "with_tax", "price_list_id": 7 })),
            "price_list_id",
        ),
        (json!({ "layout": "a4-65", "labels": [] }), "labels"),
        (
            json!({ "layout": "a4-65", "labels": [{ "product_id": 1, "copies": 0 }] }),
            "labels[0].copies",
        ),
        (
            json!({ "layout": "a4-65", "labels": [{ "product_id": 1, "copies": 1001 }] }),
            "labels[0].copies",
        ),
        (
            json!({ "layout": "a4-65", "labels": vec![json!({ "product_id": 1, "copies": 1000 }); 3] }),
            "labels",
        ),
        (
            json!({ "layout": "a4-65", "labels": [{ "product_id": 1, "unit": "KGS" }] }),
            "labels[0].unit",
        ),
    ] {
        let answer = order(&house, &job);
        assert_eq!(answer.said(), (422, "validation_failed"), "{job}");
        assert_eq!(answer.body["fields"][0]["field"], field, "{job}");
    }
}

#[test]
fn another_business_prints_nothing_of_this_one() {
    let house = shop();
    let answer = house.send_as("other", "POST", LABELS, &one("a4-65", 1, json!({})));
    assert_eq!(answer.said(), (422, "validation_failed"));
}
