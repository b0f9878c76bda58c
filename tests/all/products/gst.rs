//! Rates of GST by day, for one product and for many.

use cashflow::{App, Author, Clock, Door, tenancy::Options};
use serde_json::{Value, json};

use super::{
    super::support::{Program, app, column},
    PRODUCTS, category, enter,
};

const RATES: &str = "/api/products/gst-rates";

fn rates(program: &Program, id: i64) -> Value {
    program.get(&format!("{PRODUCTS}/{id}"), "shop")["gst_rates"].clone()
}

#[test]
fn a_rate_holds_from_its_day_until_the_next() {
    for (today, rate) in [
        ("2017-06-30", Value::Null),
        ("2017-07-01", json!("12")),
        ("2025-09-21", json!("12")),
        ("2025-09-22", json!("5")),
        ("2026-11-23", json!("5")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            clock: Clock::fixed(format!("{today}T12:00:00Z").parse().unwrap()),
            ..Options::new(folder.path())
        };
        let app = App::open(options, None).unwrap();
        let author = Author::system(Door::Program);
        let new = json!({ "tenant_id": "shop", "domain": "default", "branding": { "company_name": "S" } });
        app.tenancy()
            .create(serde_json::from_value(new).unwrap(), &author)
            .unwrap();
        let id = cashflow::tenancy::TenantId::parse("shop").unwrap();
        let tenant = app.tenancy().tenant(&id, author).unwrap();
        let draft = json!({ "name": "Gauze", "gst_rates": [
            { "from_on": "2025-09-22", "rate": "5" }, { "from_on": "2017-07-01", "rate": "12" }
        ] });
        let draft = serde_json::from_value(draft).unwrap();
        let product = cashflow::features::products::create(&tenant, &draft).unwrap();
        assert_eq!(json!(product.gst_rate), rate, "on {today}");
        let query = cashflow::features::products::ProductQuery::default();
        let list = cashflow::features::products::list(&tenant, query).unwrap();
        assert_eq!(json!(list.items[0].gst_rate), rate, "in a list on {today}");
    }
}

#[test]
fn many_products_get_a_rate_by_their_ids() {
    let program = app();
    for name in ["A", "B", "C"] {
        enter(&program, &json!({ "name": name }));
    }
    let change = json!({ "product_ids": [3, 1], "rate": "18", "from_on": "2026-04-01" });
    let changed = program.send("POST", RATES, "shop", &change);
    assert_eq!(changed, json!({ "changed": 2 }));
    assert_eq!(
        rates(&program, 1),
        json!([{ "from_on": "2026-04-01", "rate": "18", "cess": "0" }])
    );
    assert_eq!(rates(&program, 2), json!([]));
    assert_eq!(
        program.send("POST", RATES, "shop", &change),
        json!({ "changed": 0 }),
        "they have it already"
    );
    let again = json!({ "product_ids": [1], "rate": "40", "cess": "12.5", "from_on": "2026-04-01" });
    assert_eq!(
        program.send("POST", RATES, "shop", &again),
        json!({ "changed": 1 })
    );
    assert_eq!(
        rates(&program, 1),
        json!([{ "from_on": "2026-04-01", "rate": "40", "cess": "12.5" }]),
        "one rate for a day"
    );
    let product = program.get("/api/products/1", "shop");
    assert_eq!(
        (&product["revision"], &product["gst_rate"]),
        (&json!(3), &json!("40"))
    );
    let history = program.get("/api/products/1/history", "shop");
    let newest = &history["entries"][0];
    assert_eq!(newest["operation"], "product.gst_rate");
    assert_eq!(newest["before"]["gst_rates"][0]["rate"], "18");
    assert_eq!(
        newest["after"],
        json!({ "name": "A", "gst_rates": [{ "from_on": "2026-04-01", "rate": "40", "cess": "12.5" }] })
    );
    assert_eq!(
        history["entries"].as_array().map(Vec::len),
        Some(3),
        "one entry a change"
    );
}

#[test]
fn many_products_get_a_rate_by_category_or_code() {
    let program = app();
    let dental = category(&program, "Dental", None);
    let burs = category(&program, "Burs", Some(dental));
    for (name, category, hsn) in [
        ("Chair", Some(dental), "901841"),
        ("Bur", Some(burs), "901849"),
        ("Paper", None, "4802"),
        ("Old bur", Some(burs), "9018"),
    ] {
        enter(
            &program,
            &json!({ "name": name, "category_id": category, "hsn": hsn }),
        );
    }
    program.send("POST", "/api/products/4/archive", "shop", &json!({}));
    let preview = |query: &str| program.get(&format!("{RATES}/preview?{query}"), "shop");
    let of_dental = json!({ "count": 3, "examples": ["Bur", "Chair", "Old bur"] });
    assert_eq!(preview("category_id=1"), of_dental, "archived ones may come back");
    assert_eq!(preview("category_id=2")["examples"], json!(["Bur", "Old bur"]));
    assert_eq!(preview("hsn_prefix=9018"), of_dental);
    assert_eq!(preview("hsn_prefix=90184")["count"], 2);
    assert_eq!(preview("hsn_prefix=55"), json!({ "count": 0, "examples": [] }));
    assert_eq!(
        preview("product_ids=3,%201")["examples"],
        json!(["Chair", "Paper"])
    );

    let by = |name: &str, value: Value| {
        let mut body = json!({ "rate": "5", "from_on": "2025-09-22" });
        body[name] = value;
        program.send("POST", RATES, "shop", &body)["changed"].clone()
    };
    assert_eq!(by("category_id", json!(burs)), 2);
    assert_eq!(by("category_id", json!(dental)), 1, "two of them had it");
    assert_eq!(by("hsn_prefix", json!("48")), 1);
    let list = program.get(PRODUCTS, "shop");
    assert_eq!(column(&list, "gst_rate"), ["5", "5", "5"]);
    assert_eq!(rates(&program, 4).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_choice_of_products_is_one_choice() {
    let program = app();
    enter(&program, &json!({ "name": "A" }));
    let refused = |body: Value| {
        let (status, _, fields) = program.refused("POST", RATES, "shop", &body);
        assert_eq!(status, 422);
        fields.join(", ")
    };
    let with = |choice: Value| {
        let mut body = json!({ "rate": "5", "from_on": "2026-04-01" });
        for (name, value) in choice.as_object().unwrap() {
            body[name] = value.clone();
        }
        refused(body)
    };
    assert_eq!(with(json!({})), "product_ids one_choice");
    assert_eq!(
        with(json!({ "product_ids": [1], "hsn_prefix": "90" })),
        "product_ids one_choice"
    );
    assert_eq!(with(json!({ "product_ids": [1, 9] })), "product_ids[1] unknown");
    assert_eq!(with(json!({ "category_id": 9 })), "category_id unknown");
    for hsn in ["", "9", "90x", "९०", "123456789"] {
        assert_eq!(with(json!({ "hsn_prefix": hsn })), "hsn_prefix bad_hsn", "{hsn}");
    }
    let all_wrong = json!({ "product_ids": [9], "rate": "101", "cess": "-1", "from_on": "soon" });
    assert_eq!(
        refused(all_wrong),
        "product_ids[0] unknown, from_on bad_date, rate out_of_range, cess bad_rate"
    );
    assert_eq!(rates(&program, 1), json!([]), "nothing was saved");
    for query in [
        "",
        "product_ids=1,x",
        "category_id=9",
        "hsn_prefix=9",
        "category_id=1&hsn_prefix=90",
    ] {
        let (status, ..) = program.refused("GET", &format!("{RATES}/preview?{query}"), "shop", &Value::Null);
        assert_eq!(status, 422, "{query}");
    }
}

#[test]
fn codes_to_begin_with() {
    let program = app();
    let all = program.get("/api/hsn", "shop")["codes"].as_array().map(Vec::len);
    assert!(all >= Some(120), "{all:?}");
    assert_eq!(
        program.get("/api/hsn?search=901849", "clinic")["codes"],
        json!([
            { "code": "9018", "description": "Instruments for medicine, surgery, dentistry", "kind": "goods", "gst_rate": "5" },
            { "code": "901849", "description": "Dental burs, mirrors, probes, other dental instruments", "kind": "goods", "gst_rate": "5" }
        ])
    );
    let found = program.get("/api/hsn?search=Dental+treat", "clinic");
    assert_eq!(found["codes"][0]["kind"], "service");
    assert_eq!(
        program.get("/api/hsn?search=%00", "clinic")["codes"]
            .as_array()
            .map(Vec::len),
        all
    );
}
