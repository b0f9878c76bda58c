//! Searching, filtering, sorting and paging.

use serde_json::{Value, json};

use super::{
    super::support::{all_pages, app, column},
    PARTIES, enter, found, full, named,
};

#[test]
fn search_finds_pieces_of_everything() {
    let program = app();
    enter(&program, &full());
    enter(
        &program,
        &json!({
            "name": "श्री गणेश मेडिकल स्टोर्स", "kind": "supplier", "notes": "Next door \"evenings\" * only",
            "contacts": [{ "name": "गणेश माने", "phone": "९८२२० ००११२" }]
        }),
    );
    enter(&program, &named("Lindqvist Göteborg AB"));
    enter(&program, &named("Guda\u{921}\u{93c} Traders"));
    let (pumps, stores, gothenburg) = (
        "Kaveri Pumps Pvt Ltd",
        "श्री गणेश मेडिकल स्टोर्स",
        "Lindqvist Göteborg AB",
    );
    for (search, name) in [
        ("ump", pumps),
        ("PUMPS kav", pumps),
        ("ri Pum", pumps),
        ("k", pumps),
        ("pv", pumps),
        ("9845000309", pumps),
        ("98450 00309", pumps),
        ("+91 98450", pumps),
        ("0309", pumps),
        ("ABCR17", pumps),
        ("29AABCR1718E1ZL", pumps),
        ("tumak", pumps),
        ("5721", pumps),
        ("shwetha@", ""),
        ("purchase@kav", pumps),
        ("गणेश", stores),
        ("डिक", stores),
        ("मा", stores),
        ("श्री मेड", stores),
        ("98220 00112", stores),
        ("९८२२०", stores),
        ("\"evenings\"", stores),
        ("\" * only", stores),
        ("GOTEBORG", gothenburg),
        ("göte", gothenburg),
        ("guda\u{95c}", "Guda\u{921}\u{93c} Traders"),
        ("\"*^", ""),
        ("ump*", ""),
        ("ump OR gan", ""),
        ("name:ump", ""),
        ("NEAR(ump)", ""),
        ("-", ""),
        ("a\u{0}\u{0}zz", ""),
        ("))((", ""),
    ] {
        let expected: Vec<&str> = Some(name).filter(|name| !name.is_empty()).into_iter().collect();
        assert_eq!(found(&program, search), expected, "searching {search:?}");
    }
    assert_eq!(found(&program, " ").len(), 4, "blanks ask for nothing");
    let (.., fields) = program.refused(
        "GET",
        &format!("{PARTIES}?search={}", "x".repeat(201)),
        "shop",
        &Value::Null,
    );
    assert_eq!(fields, ["search too_long"]);
}

#[test]
fn a_search_shows_names_that_begin_with_it_first() {
    let program = app();
    for name in ["Bala Arun", "Arun Stores", "Charun", "Arunachal Tea"] {
        enter(&program, &named(name));
    }
    enter(
        &program,
        &json!({ "name": "Aaa", "kind": "both", "notes": "brother of Arun" }),
    );
    let expected = ["Arun Stores", "Arunachal Tea", "Bala Arun", "Charun", "Aaa"];
    assert_eq!(found(&program, "arun"), expected);
    let paged: Vec<Value> = all_pages(&program, "/api/parties?search=arun", "shop", 1);
    assert_eq!(column(&json!({ "items": paged }), "name"), expected);
    let by_name = program.get("/api/parties?search=arun&sort=-name", "shop");
    assert_eq!(
        column(&by_name, "name"),
        ["Charun", "Bala Arun", "Arunachal Tea", "Arun Stores", "Aaa"]
    );
}

#[test]
fn filters_narrow_the_list() {
    let program = app();
    enter(&program, &json!({ "name": "Buyer", "kind": "customer" }));
    enter(
        &program,
        &json!({ "name": "Seller", "kind": "supplier", "gstin": "29AABCR1718E1ZL" }),
    );
    enter(
        &program,
        &json!({ "name": "Both", "kind": "both", "addresses": [{ "city": "Surat", "state_code": "24" }] }),
    );
    let gone = enter(&program, &named("Gone"));
    program.send(
        "POST",
        &format!("/api/parties/{gone}/archive"),
        "shop",
        &json!({}),
    );
    for (query, names) in [
        ("kind=customer", vec!["Both", "Buyer"]),
        ("kind=supplier", vec!["Both", "Seller"]),
        ("kind=both", vec!["Both"]),
        ("state=24", vec!["Both"]),
        ("state=29", vec!["Seller"]),
        ("state=29&kind=customer", vec![]),
        ("include_archived=true", vec!["Both", "Buyer", "Gone", "Seller"]),
        ("include_archived=true&search=gon", vec!["Gone"]),
        ("search=gon", vec![]),
    ] {
        let list = program.get(&format!("{PARTIES}?{query}"), "shop");
        assert_eq!(column(&list, "name"), names, "{query}");
        assert_eq!(list["total"], names.len(), "{query}");
    }
}

#[test]
fn pages_cover_everything_once() {
    let program = app();
    for number in 0..23 {
        enter(&program, &named(["Same name", "same NAME", "Other"][number % 3]));
    }
    for sort in ["name", "-name", "updated_at", "-updated_at"] {
        for filter in ["", "&search=name", "&kind=customer"] {
            let all = program.get(&format!("{PARTIES}?sort={sort}{filter}&limit=500"), "shop");
            let paged = all_pages(&program, &format!("{PARTIES}?sort={sort}{filter}"), "shop", 4);
            assert_eq!(all["items"], json!(paged), "{sort}{filter}");
            assert_eq!(all["total"], paged.len());
            assert_eq!(all["next_cursor"], Value::Null);
        }
    }
    let up = all_pages(&program, "/api/parties?sort=name", "shop", 5);
    let mut down = all_pages(&program, "/api/parties?sort=-name", "shop", 5);
    down.reverse();
    assert_eq!(up, down, "down is up turned round, equal names too");
}

#[test]
fn a_cursor_is_of_use_in_its_own_list_only() {
    let program = app();
    for tenant in ["shop", "works"] {
        for name in ["Asha", "Bina", "Asha Rao"] {
            program.send("POST", PARTIES, tenant, &named(name));
        }
    }
    let first = program.get(&format!("{PARTIES}?limit=1&sort=name&search=asha"), "shop");
    let cursor = first["next_cursor"].as_str().expect("there are two");
    let next = format!("{PARTIES}?cursor={cursor}");
    let rest = program.get(&format!("{next}&limit=2&sort=name&search=asha"), "shop");
    assert_eq!(column(&rest, "name"), ["Asha Rao"]);
    for (query, tenant) in [
        ("sort=updated_at&search=asha", "shop"),
        ("sort=-name&search=asha", "shop"),
        ("sort=name&search=bina", "shop"),
        ("sort=name", "shop"),
        ("sort=name&search=asha&kind=both", "shop"),
        ("sort=name&search=asha&state=27", "shop"),
        ("sort=name&search=asha&include_archived=true", "shop"),
        ("sort=name&search=asha", "works"),
    ] {
        let (status, code, _) = program.refused("GET", &format!("{next}&{query}"), tenant, &Value::Null);
        assert_eq!((status, code.as_str()), (400, "bad_request"), "{query} {tenant}");
    }
    let cards = program.get("/api/tenants?limit=1", "shop");
    let cursor = cards["next_cursor"].as_str().expect("there are three");
    for path in [
        format!("/api/tenants?cursor={cursor}&sort=-name"),
        format!("/api/tenants?cursor={cursor}&include_inactive=true"),
        format!("/api/tenants?cursor={cursor}&search=a"),
        format!("{PARTIES}?cursor={cursor}"),
    ] {
        let (status, code, _) = program.refused("GET", &path, "shop", &Value::Null);
        assert_eq!((status, code.as_str()), (400, "bad_request"), "{path}");
    }
}

#[test]
fn a_search_counts_to_a_thousand_and_says_so() {
    let program = app();
    let shop = program.tenant("shop");
    // By the file itself: a thousand requests would take their time. The indexes know nothing of these but the name.
    shop.write(|tx| {
        for number in 0..1_003 {
            let name = format!("row {number}");
            let id = tx.insert(
                "insert into parties (name, sort_name, kind, registration, notes, created_at, updated_at)
                 values (?1, ?1, 'customer', 'unregistered', '', ?2, ?2)",
                cashflow::db::params![name, tx.now()],
            )?;
            for table in ["party_pieces", "party_words"] {
                tx.execute(
                    &format!("insert into {table} (rowid, text) values (?1, ?2)"),
                    cashflow::db::params![id, name],
                )?;
            }
        }
        tx.log(
            "test.rows",
            &cashflow::db::Record::new("test", 1),
            None::<&()>,
            None::<&()>,
        )
    })
    .expect("rows");
    for (query, total, is_exact) in [
        ("", 1_003, true),
        ("?include_archived=true", 1_003, true),
        ("?search=row", 1_000, false),
        ("?search=row&include_archived=true", 1_000, false),
        ("?kind=customer", 1_000, false),
        ("?search=row&kind=customer", 1_000, false),
        ("?search=row+77", 11, true),
        ("?kind=supplier", 0, true),
    ] {
        let list = program.get(&format!("{PARTIES}{query}"), "shop");
        assert_eq!(
            (&list["total"], &list["total_is_exact"]),
            (&json!(total), &json!(is_exact)),
            "{query}"
        );
    }
    program.send("POST", "/api/parties/1/archive", "shop", &json!({}));
    assert_eq!(program.get(PARTIES, "shop")["total"], 1_002);
    assert_eq!(
        all_pages(&program, "/api/parties?search=row", "shop", 500).len(),
        1_002
    );
}
