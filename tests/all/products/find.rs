//! Searching, filtering, sorting, paging and scanning.

use serde_json::{Value, json};

use super::{
    super::support::{all_pages, app, column, encoded},
    PRODUCTS, category, enter, found, full, price_list,
};

#[test]
fn search_finds_pieces_of_names_and_codes() {
    let program = app();
    let dental = category(&program, "Dental", None);
    category(&program, "Gloves", Some(dental));
    price_list(&program, "Counter");
    let mut gloves = full();
    gloves["category_id"] = json!(2);
    enter(&program, &gloves);
    enter(
        &program,
        &json!({ "name": "Diamond bur", "code": "BUR-7", "hsn": "901849", "category_id": dental }),
    );
    enter(&program, &json!({ "name": "दंत मंजन", "code": "DM-1" }));
    let (gloves, bur, powder) = ("Nitrile gloves, medium", "Diamond bur", "दंत मंजन");
    for (search, names) in [
        ("tri", vec![gloves]),
        ("glv-1", vec![gloves]),
        ("GLV", vec![gloves]),
        ("381333", vec![gloves]),
        ("4006381333931", vec![gloves]),
        ("box-glv", vec![gloves]),
        ("401512", vec![gloves]),
        ("0184", vec![bur]),
        ("bu", vec![bur]),
        ("dental", vec![bur, gloves]),
        ("dental gloves", vec![gloves]),
        ("दंत", vec![powder]),
        ("powder-free", vec![]),
    ] {
        assert_eq!(found(&program, search), names, "{search}");
    }
    let renamed = json!({ "name": "Surgery", "parent_id": null });
    program.send("PUT", "/api/product-categories/1", "shop", &renamed);
    assert_eq!(
        found(&program, "surg"),
        [bur, gloves],
        "a category's new name is found at once"
    );
    assert_eq!(found(&program, "dental"), [""; 0]);
}

#[test]
fn filters_narrow_the_list() {
    let program = app();
    let dental = category(&program, "Dental", None);
    let burs = category(&program, "Burs", Some(dental));
    let office = category(&program, "Office", None);
    for (name, kind, category, hsn) in [
        ("Bur", "goods", Some(burs), "901849"),
        ("Chair", "goods", Some(dental), "9402"),
        ("Paper", "goods", Some(office), "4802"),
        ("Filling", "service", None, "999312"),
    ] {
        enter(
            &program,
            &json!({
                "name": name, "kind": kind, "category_id": category, "hsn": hsn,
                "selling_price": (name == "Bur").then_some("4.00"),
            }),
        );
    }
    enter(&program, &json!({ "name": "Gone", "category_id": burs }));
    enter(&program, &json!({ "name": "Tea", "selling_price": "9.50" }));
    program.send("POST", "/api/products/5/archive", "shop", &json!({}));
    for (query, names) in [
        ("", vec!["Bur", "Chair", "Filling", "Paper", "Tea"]),
        ("category=1", vec!["Bur", "Chair"]),
        ("category=2", vec!["Bur"]),
        ("category=2&include_archived=true", vec!["Bur", "Gone"]),
        ("category=99", vec![]),
        ("kind=service", vec!["Filling"]),
        ("kind=goods&category=3", vec!["Paper"]),
        ("hsn=9", vec!["Bur", "Chair", "Filling"]),
        ("hsn=90184", vec!["Bur"]),
        ("hsn=018", vec![]),
        ("hsn=%00", vec![]),
        ("missing=selling_price", vec!["Chair", "Filling", "Paper"]),
        ("missing=selling_price&kind=service", vec!["Filling"]),
        ("missing=hsn", vec!["Tea"]),
        ("missing=hsn&include_archived=true", vec!["Gone", "Tea"]),
        ("search=bur&category=1", vec!["Bur"]),
        ("search=bur&category=3", vec![]),
    ] {
        let list = program.get(&format!("{PRODUCTS}?{query}"), "shop");
        assert_eq!(column(&list, "name"), names, "{query}");
        assert_eq!(list["total"], names.len(), "{query}");
    }
    let bur = &program.get(PRODUCTS, "shop")["items"][0];
    assert_eq!(bur["category"], "Dental › Burs");
    for query in ["kind=both", "category=x", "colour=red", "missing=name"] {
        let (status, ..) = program.refused("GET", &format!("{PRODUCTS}?{query}"), "shop", &Value::Null);
        assert_eq!(status, 400, "{query}");
    }
}

#[test]
fn pages_cover_everything_once() {
    let program = app();
    category(&program, "Some", None);
    for number in 0..23 {
        let price = [Some("10.00"), Some("9.50"), None][number % 3];
        let name = ["Same name", "same NAME", "Other"][number % 3];
        let category = (number % 2 == 0).then_some(1);
        let hsn = ["9402", "4802", ""][number % 3];
        let unit = ["NOS", "KGS", "BOX"][number % 3];
        // Of two rates the later one holds today; the last one is not there yet.
        let rates = [
            json!([{ "from_on": "2017-07-01", "rate": "28" }, { "from_on": "2025-09-22", "rate": "5" }]),
            json!([{ "from_on": "2017-07-01", "rate": "18" }, { "from_on": "2999-01-01", "rate": "1" }]),
            json!([]),
        ][number % 3]
            .clone();
        enter(
            &program,
            &json!({ "name": name, "selling_price": price, "category_id": category, "hsn": hsn,
                "unit": unit, "gst_rates": rates }),
        );
    }
    for sort in [
        "name",
        "code",
        "selling_price",
        "hsn",
        "category",
        "unit",
        "gst_rate",
        "updated_at",
    ] {
        for filter in ["", "&search=name", "&kind=goods", "&category=1"] {
            let mut both = Vec::new();
            for sort in [sort.to_owned(), format!("-{sort}")] {
                let all = program.get(&format!("{PRODUCTS}?sort={sort}{filter}&limit=500"), "shop");
                let paged = all_pages(&program, &format!("{PRODUCTS}?sort={sort}{filter}"), "shop", 4);
                assert_eq!(all["items"], json!(paged), "{sort}{filter}");
                assert_eq!(all["total"], paged.len());
                both.push(column(&all, "id"));
            }
            if !filter.contains("search") {
                both[1].reverse();
                assert_eq!(both[0], both[1], "down is up turned round: {sort}{filter}");
            }
        }
    }
    let cheap = program.get(&format!("{PRODUCTS}?sort=selling_price&limit=500"), "shop");
    let prices = column(&cheap, "selling_price");
    assert_eq!(
        (&*prices[0], &*prices[7], &*prices[22]),
        ("null", "9.50", "10.00"),
        "those without a price first"
    );
    let by = |sort: &str, name: &str| {
        column(
            &program.get(&format!("{PRODUCTS}?sort={sort}&limit=500"), "shop"),
            name,
        )
    };
    let rates = by("gst_rate", "gst_rate");
    assert_eq!(
        (&*rates[0], &*rates[7], &*rates[22]),
        ("null", "5", "18"),
        "those without a rate first, then by the rate of today"
    );
    assert_eq!(by("unit", "unit").first().map(String::as_str), Some("BOX"));
    assert_eq!(by("-unit", "unit").first().map(String::as_str), Some("NOS"));
}

#[test]
fn categories_sort_as_their_tree_stands() {
    let program = app();
    let zoo = category(&program, "Zoo", None);
    let dental = category(&program, "dental", None);
    let below = category(&program, "Anvils", Some(zoo));
    let burs = category(&program, "Burs", Some(dental));
    for (name, category) in [
        ("1", Some(below)),
        ("2", Some(zoo)),
        ("3", None),
        ("4", Some(burs)),
        ("5", Some(dental)),
    ] {
        enter(&program, &json!({ "name": name, "category_id": category }));
    }
    let names = |sort: &str| column(&program.get(&format!("{PRODUCTS}?sort={sort}"), "shop"), "name");
    assert_eq!(names("category"), ["3", "5", "4", "2", "1"]);
    assert_eq!(names("-category"), ["1", "2", "4", "5", "3"]);
}

#[test]
fn a_scan_finds_the_product_and_its_unit() {
    let program = app();
    category(&program, "Consumables", None);
    price_list(&program, "Counter");
    enter(&program, &full());
    enter(
        &program,
        &json!({ "name": "Paste", "barcodes": [{ "barcode": "036000291452" }, { "barcode": "A/B 1%" }] }),
    );
    for (barcode, name, unit) in [
        ("4006381333931", "Nitrile gloves, medium", "NOS"),
        ("BOX-GLV", "Nitrile gloves, medium", "BOX"),
        ("036000291452", "Paste", "NOS"),
        ("0036000291452", "Paste", "NOS"),
        ("A/B 1%", "Paste", "NOS"),
    ] {
        let scanned = program.get(&format!("{PRODUCTS}/by-barcode/{}", encoded(barcode)), "shop");
        assert_eq!(
            (&scanned["product"]["name"], &scanned["unit"]),
            (&json!(name), &json!(unit)),
            "{barcode}"
        );
    }
    for barcode in ["box-glv", "4006381333930", "36000291452", "%00", "x"] {
        let path = format!("{PRODUCTS}/by-barcode/{barcode}");
        let (status, code, _) = program.refused("GET", &path, "shop", &Value::Null);
        assert_eq!((status, code.as_str()), (404, "not_found"), "{barcode}");
    }
    let (status, ..) = program.refused(
        "GET",
        &format!("{PRODUCTS}/by-barcode/BOX-GLV"),
        "works",
        &Value::Null,
    );
    assert_eq!(status, 404, "another business has products of its own");
}

#[test]
fn barcodes_belong_to_one_product() {
    let program = app();
    enter(
        &program,
        &json!({ "name": "First", "barcodes": [{ "barcode": "A1" }, { "barcode": "A2" }] }),
    );
    let body = json!({ "name": "Second", "barcodes": [{ "barcode": "B1" }, { "barcode": " A2 " }, { "barcode": "A1" }] });
    let (status, answer) = program.call("POST", PRODUCTS, "shop", &body);
    assert_eq!((status, &answer["code"]), (409, &json!("duplicate")));
    assert_eq!(
        answer["detail"],
        "The barcode A2 belongs to First. Remove it from one of the two."
    );
    assert_eq!(
        (&answer["fields"][0]["field"], &answer["fields"][1]["field"]),
        (&json!("barcodes[1].barcode"), &json!("barcodes[2].barcode"))
    );
    program.send("POST", PRODUCTS, "works", &body);
    let own = json!({ "revision": 1, "name": "First", "barcodes": [{ "barcode": "A2" }] });
    program.send("PUT", "/api/products/1", "shop", &own);
    let free = json!({ "name": "Second", "barcodes": [{ "barcode": "A1" }] });
    program.send("POST", PRODUCTS, "shop", &free);
}

#[test]
fn a_wrong_check_digit_is_a_warning() {
    let program = app();
    let body = json!({ "name": "Tea", "barcodes": [
        { "barcode": "4006381333931" }, { "barcode": "4006381333932" }, { "barcode": "96385075" },
        { "barcode": "036000291453" }, { "barcode": "OWN-12345678" }
    ] });
    let product = program.send("POST", PRODUCTS, "shop", &body);
    insta::assert_json_snapshot!(product["warnings"], @r#"
    [
      {
        "code": "check_digit",
        "field": "barcodes[1].barcode",
        "message": "4006381333932 should end in 1 if it was printed on the goods. Scan it again.",
        "say": {
          "text": "{barcode} should end in {digit} if it was printed on the goods. Scan it again.",
          "values": {
            "barcode": "4006381333932",
            "digit": "1"
          }
        }
      },
      {
        "code": "check_digit",
        "field": "barcodes[2].barcode",
        "message": "96385075 should end in 4 if it was printed on the goods. Scan it again.",
        "say": {
          "text": "{barcode} should end in {digit} if it was printed on the goods. Scan it again.",
          "values": {
            "barcode": "96385075",
            "digit": "4"
          }
        }
      },
      {
        "code": "check_digit",
        "field": "barcodes[3].barcode",
        "message": "036000291453 should end in 2 if it was printed on the goods. Scan it again.",
        "say": {
          "text": "{barcode} should end in {digit} if it was printed on the goods. Scan it again.",
          "values": {
            "barcode": "036000291453",
            "digit": "2"
          }
        }
      }
    ]
    "#);
    assert_eq!(
        program.get("/api/products/1", "shop")["warnings"],
        product["warnings"]
    );
}
