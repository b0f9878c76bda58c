//! Where a business's config comes from, and what happens when a source is broken.

use std::fs;

use cashflow::tenancy::{
    Cards, CardsQuery, Options, Tenancy, check_config_file, check_config_json, check_config_places,
};
use serde_json::json;

use crate::house::{House, author, code, id, name_of, new_tenant, note, options};

#[test]
fn later_sources_win_and_each_value_says_where_it_came_from() {
    let house = House::with(|options| {
        options.multi_tenant = Some(true);
        options.tenant_configs = Some(
            json!({ "shop": { "branding": { "accent_color": "#040404" }, "contact_info": { "email": "env@example.in" } } }).to_string(),
        );
    });
    fs::write(
        house.root().join("tenants.toml"),
        r##"
[tenants.shop]
domain = "dental"
gst_number = "27AAPFU0939F1ZV"
[tenants.shop.branding]
company_name = "From File"
secondary_color = "#020202"
accent_color = "#030303"
address = "File Street"
[tenants.shop.contact_info]
email = "file@example.in"
phone = "+91 98200 00000"
"##,
    )
    .unwrap();
    let edited = house
        .send(
            "PATCH",
            "/api/tenants/shop",
            &json!({ "branding": { "address": "Catalogue Street", "accent_color": "#050505" } }),
        )
        .ok();
    let overruled =
        "What is saved here as accent color does not show: TENANT_CONFIGS sets another value, and it wins.";
    assert_eq!(edited["warnings"], json!([overruled]));
    let config = house.get("/api/tenants/shop/config").ok();
    let said = |path: &str| config["sources"][path].as_str().unwrap_or("none").to_owned();
    assert_eq!(
        [
            (
                config["branding"]["company_name"].as_str().unwrap(),
                said("branding.company_name")
            ),
            (
                config["branding"]["secondary_color"].as_str().unwrap(),
                said("branding.secondary_color")
            ),
            (
                config["branding"]["address"].as_str().unwrap(),
                said("branding.address")
            ),
            (
                config["branding"]["accent_color"].as_str().unwrap(),
                said("branding.accent_color")
            ),
            (
                config["contact_info"]["email"].as_str().unwrap(),
                said("contact_info.email")
            ),
            (
                config["contact_info"]["phone"].as_str().unwrap(),
                said("contact_info.phone")
            ),
            (config["domain"].as_str().unwrap(), said("domain")),
        ]
        .map(|(value, source)| format!("{value} from {source}")),
        [
            "From File from file",
            "#020202 from file",
            "Catalogue Street from catalogue",
            "#040404 from environment",
            "env@example.in from environment",
            "+91 98200 00000 from file",
            "dental from file",
        ]
    );
    assert_eq!(said("branding.primary_color"), "domain_pack");
    assert_eq!(said("features"), "domain_pack");
    assert_eq!(config["gst_verified"], true);
    // The start screen tells the same story.
    let card = house.get("/api/tenants").ok()["tenants"][0].clone();
    assert_eq!(
        (&card["company_name"], &card["domain"]),
        (&json!("From File"), &json!("dental"))
    );
}

#[test]
fn a_trade_that_nobody_names_says_so_too() {
    let house = House::with(|options| options.multi_tenant = Some(true));
    fs::write(
        house.root().join("tenants.toml"),
        "[tenants.plain.branding]\ncompany_name = 'Plain'\n",
    )
    .unwrap();
    let origin = |house: &House| {
        let config = house.get("/api/tenants/plain/config").ok();
        assert_eq!(config["domain"], "default");
        config["sources"]["domain"].clone()
    };
    assert_eq!(origin(&house), "domain_pack");
    house
        .send("PATCH", "/api/tenants/plain", &json!({ "domain": "default" }))
        .ok();
    assert_eq!(origin(&house), "catalogue");
}

#[test]
fn declared_businesses_are_registered_and_can_be_worked_in() {
    let house = House::with(|options| {
        options.tenant_configs = Some(json!({ "tenants": { "env_shop": {} } }).to_string());
    });
    fs::write(
        house.root().join("tenants.json"),
        json!({ "tenants": { "file_shop": { "domain": "manufacturing", "features": { "bom_management": true, "production_tracking": false } },
                             "off": { "is_active": false } } })
        .to_string(),
    )
    .unwrap();
    assert_eq!(house.get("/api/tenants?include_inactive=true").ok()["count"], 3);
    assert_eq!(
        house.get("/api/tenants/file_shop/config").ok()["features"],
        json!(["bom_management"])
    );
    for shop in ["env_shop", "file_shop"] {
        note(&house.tenant(shop).unwrap(), "a").unwrap();
    }
    assert_eq!(code(house.tenant("off")), "tenant_inactive", "declared inactive");
    house.send("POST", "/api/tenants/off/activate", &json!(null)).ok();
    house.tenant("off").unwrap();
}

#[test]
fn a_declared_business_whose_file_is_bad_keeps_nobody_else_from_their_work() {
    let house = House::with(|options| options.multi_tenant = Some(true));
    fs::create_dir_all(house.root().join("tenants")).unwrap();
    fs::write(house.root().join("tenants/bad.sqlite"), "no database at all").unwrap();
    fs::write(
        house.root().join("tenants.toml"),
        "[tenants.bad]\n[tenants.good]\n",
    )
    .unwrap();
    note(&house.tenant("good").unwrap(), "works").unwrap();
    assert_eq!(house.get("/api/tenants").ok()["count"], 1);
    assert_eq!(
        fs::read(house.root().join("tenants/bad.sqlite")).unwrap(),
        b"no database at all"
    );
}

#[test]
fn an_existing_file_of_a_declared_business_is_taken_in_with_its_rows() {
    let mut other = House::of(&["shop"]);
    note(&other.tenant("shop").unwrap(), "old row").unwrap();
    other.close();
    let house = House::with(|options| options.multi_tenant = Some(true));
    fs::create_dir_all(house.root().join("tenants")).unwrap();
    // A snapshot, for a connection that was just being opened may still close its log.
    cashflow::db::snapshot(&other.file("shop"), &house.file("shop")).unwrap();
    fs::write(house.root().join("tenants.toml"), "[tenants.shop]\n").unwrap();
    assert_eq!(crate::house::notes(&house.tenant("shop").unwrap()), ["old row"]);
}

#[test]
fn a_card_follows_its_source_when_the_program_starts_again() {
    let mut house = House::with(|options| options.multi_tenant = Some(true));
    let file = house.root().join("tenants.toml");
    let name = |house: &House| house.get("/api/tenants").ok()["tenants"][0]["company_name"].clone();
    fs::write(&file, "[tenants.shop.branding]\ncompany_name = 'One'\n").unwrap();
    assert_eq!(name(&house), "One");
    house.close();
    fs::write(&file, "[tenants.shop.branding]\ncompany_name = 'Two'\n").unwrap();
    assert_eq!(name(&house), "Two");
    house.close();
    fs::remove_file(&file).unwrap();
    assert_eq!(name(&house), "shop", "no source names it any more");
}

#[test]
fn a_gst_number_that_is_none_loads_with_a_warning() {
    let house = House::of(&["shop"]);
    let config = house
        .send(
            "PATCH",
            "/api/tenants/shop",
            &json!({ "gst_number": "GST123456789" }),
        )
        .ok();
    assert_eq!(
        (&config["gst_number"], &config["gst_verified"]),
        (&json!("GST123456789"), &json!(false))
    );
    let warning = config["warnings"][0].as_str().unwrap();
    assert!(
        warning.contains("GST123456789") && warning.contains("unverified"),
        "{warning}"
    );
    assert_eq!(
        house.get("/api/tenants/shop/branding").ok()["company_info"]["gst_number"],
        "GST123456789"
    );
}

/// Each broken file, where the fault is, and the words the error must have.
const BROKEN: [(&str, &str, &[&str]); 13] = [
    (
        "toml",
        "[tenants.shop]\ndomain = \"dental\"\ncolour = 1\n",
        &["line 3", "colour"],
    ),
    (
        "toml",
        "# a\n\n[tenants.shop.branding]\nprimary_color = 12\n",
        &["line 4", "primary_color"],
    ),
    ("toml", "[tenants.shop\n", &["line 1"]),
    (
        "toml",
        "[tenants.shop]\ndomain = \"dental\"\n[tenants.shop.branding]\nprimary_color = \"blue\"\n",
        &["line 4", "tenants.shop.branding.primary_color"],
    ),
    (
        "toml",
        "[tenants.good]\n[tenants.shop]\ngst_number = \"1\"\nfeatures = [\"nonsense\"]\n",
        &["line 4", "tenants.shop.features", "nonsense"],
    ),
    ("toml", "[tenants.good]\n[tenants.'../x']\n", &["line 2", "../x"]),
    ("toml", "[tenants.CON]\n", &["line 1", "CON"]),
    (
        "toml",
        "[tenants.shop]\ndatabase_url = 'postgres://x'\n",
        &["line 2", "database_url", "postgres"],
    ),
    ("toml", "[tenants.shop]\n[tenants.shop]\n", &["line 2"]),
    (
        "json",
        "{\"tenants\": {\"shop\": {\n  \"domain\": \"nowhere\"}}}",
        &["line 2", "tenants.shop.domain", "nowhere"],
    ),
    (
        "json",
        "{\"tenants\": {\"shop\": {\n\n  \"colour\": 1}}}",
        &["line 3", "colour"],
    ),
    (
        "json",
        "{\"tenants\": {\"shop\": {}},\n \"tenant\": {}}",
        &["line 2", "tenant"],
    ),
    (
        "json",
        "{\"shop\": {},\n \"shop\": {\"domain\": \"dental\"}}",
        &["line 2", "shop"],
    ),
];

#[test]
fn a_broken_source_names_file_line_and_key_and_loads_nothing() {
    for (kind, text, words) in BROKEN {
        let house = House::with(|options| options.multi_tenant = Some(true));
        let file = house.root().join(format!("tenants.{kind}"));
        fs::write(&file, text).unwrap();
        let error = house.open().err().unwrap_or_else(|| panic!("{text} was taken"));
        assert_eq!(error.code().as_str(), "bad_config", "{text}");
        let said = error.detail().to_owned();
        for word in words.iter().chain(&[format!("tenants.{kind}").as_str()]) {
            assert!(said.contains(word), "{text}\nsays: {said}\nwithout: {word}");
        }
        assert_eq!(error.detail().lines().count(), 1, "{said}");
        fs::remove_file(&file).unwrap();
        assert_eq!(
            house.get("/api/tenants?include_inactive=true").ok()["count"],
            0,
            "half of {text} was loaded"
        );
        // The same by `config check`.
        fs::write(&file, text).unwrap();
        assert_eq!(check_config_file(&file).unwrap_err().detail(), said);
    }
}

#[test]
fn other_broken_sources() {
    let house = House::new();
    let file = house.root().join("tenants.toml");
    fs::write(&file, [0xff, 0xfe, 0x00]).unwrap();
    assert_eq!(code(house.open().map(|_| ())), "bad_config", "no text");
    fs::write(&file, "\u{feff}[tenants.shop]\n").unwrap();
    assert!(check_config_file(&file).is_ok(), "a byte order mark is no fault");
    fs::write(house.root().join("tenants.json"), "{}").unwrap();
    assert_eq!(code(house.open().map(|_| ())), "bad_config", "two files");
    assert_eq!(
        code(check_config_file(&house.root().join("nowhere.toml"))),
        "file_missing"
    );
    let environment = check_config_json("TENANT_CONFIGS", "{\"shop\": {\"domain\": 3}}").unwrap_err();
    assert!(
        environment.detail().starts_with("TENANT_CONFIGS, line 1"),
        "{environment}"
    );
    for text in [
        "",
        "[]",
        "null",
        "3",
        "{\"tenants\": []}",
        "{} {}",
        "{\"a\": {\"domain\": \"default\"}} x",
    ] {
        assert_eq!(
            code(check_config_json("TENANT_CONFIGS", text)),
            "bad_config",
            "{text}"
        );
    }
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(code(check_config_json("TENANT_CONFIGS", &deep)), "bad_config");
}

#[test]
fn the_environment_can_place_a_business_elsewhere() {
    let house = House::of(&["shop"]);
    let mut options = Options::new(house.root());
    options.tenant_configs =
        Some(json!({ "shop": { "database_url": "sqlite:tenants/elsewhere.sqlite" } }).to_string());
    let other = cashflow::tenancy::Tenancy::open(options).unwrap();
    assert_eq!(code(other.tenant(&id("shop"), author())), "file_missing");
    assert_eq!(
        code(other.create(new_tenant("shop", "default"), &author())),
        "tenant_exists"
    );
}

#[test]
fn a_declared_business_is_not_deleted_to_come_back_empty() {
    let house = House::with(|options| {
        options.multi_tenant = Some(true);
        options.tenant_configs = Some(json!({ "env_shop": {} }).to_string());
    });
    fs::write(house.root().join("tenants.toml"), "[tenants.shop]\n").unwrap();
    for (id, source) in [("shop", "tenants.toml"), ("env_shop", "TENANT_CONFIGS")] {
        let body = json!({ "confirm_name": id });
        let answer = house.send("DELETE", &format!("/api/tenants/{id}"), &body);
        assert_eq!(answer.said(), (409, "tenant_declared"));
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(detail.contains(source), "{detail}");
        house.tenant(id).unwrap();
    }
    assert!(
        fs::read_dir(house.root().join("backups/shop")).is_err(),
        "nothing was begun"
    );
}

#[test]
fn a_declared_business_on_a_disk_that_is_not_there_hinders_no_other() {
    let mut house = House::with(|options| options.multi_tenant = Some(true));
    let file = house.root().join("tenants.toml");
    let text = "[tenants.aa]\n[tenants.bb]\ndatabase_url = 'sqlite:/nope/dir/x.sqlite'\n[tenants.cc]\n";
    fs::write(&file, text).unwrap();
    for id in ["aa", "cc"] {
        note(&house.tenant(id).unwrap(), "works").unwrap();
    }
    assert_eq!(code(house.tenant("bb")), "tenant_not_found");
    let installation = house.get("/api/installation").ok();
    let told = installation["warnings"].to_string();
    for word in ["tenants.toml", "“bb”", "/nope/dir"] {
        assert!(told.contains(word), "{told}");
    }
    let refused =
        check_config_places(&file, &house.root(), &cashflow::tenancy::Trades::default()).unwrap_err();
    assert_eq!(refused.code().as_str(), "bad_config");
    for word in ["tenants.toml", "tenants.bb.database_url", "/nope/dir"] {
        assert!(refused.detail().contains(word), "{refused}");
    }
    // Its folder is there again: the next start takes it in.
    let place = house.root().join("../").canonicalize().unwrap();
    let disk = tempfile::tempdir_in(place).unwrap();
    let text = text.replace("/nope/dir", &disk.path().display().to_string());
    house.close();
    fs::write(&file, text).unwrap();
    house.tenant("bb").unwrap();
    assert_eq!(house.get("/api/installation").ok()["warnings"], json!([]));
}

#[test]
fn a_business_whose_trade_is_gone_says_what_to_do() {
    let house = House::of(&["shop", "mill"]);
    rusqlite::Connection::open(house.root().join("catalog.sqlite"))
        .unwrap()
        .execute(
            "update tenant_configs set domain = 'bakery' where tenant_id = 'shop'",
            [],
        )
        .unwrap();
    let answer = house.get_as("shop", "/api/parties");
    assert_eq!(answer.code(), "bad_config");
    let detail = answer.body["detail"].as_str().unwrap();
    assert!(
        detail.contains("bakery") && detail.contains("tenant edit shop --domain"),
        "{detail}"
    );
    house.tenant("mill").unwrap();
    house
        .send("PATCH", "/api/tenants/shop", &json!({ "domain": "default" }))
        .ok();
    assert_eq!(house.get_as("shop", "/api/parties").status, 200);
}

#[test]
fn what_one_program_is_told_by_its_environment_another_does_not_show() {
    let house = House::new();
    house.make("corner");
    house.make("zebra");
    let told = json!({ "corner": { "is_active": false }, "zebra": { "branding": { "company_name": "Abacus", "primary_color": "#0000ff" } } });
    let mut options = options(&house.root());
    options.tenant_configs = Some(told.to_string());
    let beside = Tenancy::open(options).unwrap();
    let names = |cards: Cards| -> Vec<(String, String)> {
        cards
            .tenants
            .into_iter()
            .map(|card| (card.company_name, card.primary_color))
            .collect()
    };
    let all = CardsQuery {
        include_inactive: Some(true),
        ..CardsQuery::default()
    };
    let mut paged = CardsQuery {
        limit: Some(1),
        ..all.clone()
    };

    let shown = names(beside.cards(&all).unwrap());
    assert_eq!(
        shown[0],
        ("Abacus".to_owned(), "#0000ff".to_owned()),
        "by its new name, and in its place"
    );
    assert_eq!(beside.counts().unwrap(), (2, 1, 0));
    assert_eq!(
        names(beside.cards(&CardsQuery::default()).unwrap()).len(),
        1,
        "inactive"
    );
    let first = beside.cards(&paged).unwrap();
    paged.cursor = first.next_cursor;
    assert_eq!(
        names(beside.cards(&paged).unwrap())[0].0,
        name_of("corner"),
        "page by page"
    );
    let search = CardsQuery {
        search: Some("abac".into()),
        ..all.clone()
    };
    assert_eq!(beside.cards(&search).unwrap().count, 1);

    let here = names(house.tenancy().cards(&CardsQuery::default()).unwrap());
    assert_eq!(
        here.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        [name_of("corner"), name_of("zebra")]
    );
    assert!(here.iter().all(|(_, color)| color != "#0000ff"));
}
