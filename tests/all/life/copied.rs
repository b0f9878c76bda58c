//! The copy of a business's config in its own file tells whose change it is.

use serde_json::{Value, json};

use super::raw;
use crate::house::{House, code};

/// Who, door, request, before and after of the newest row of an operation.
#[derive(Debug, PartialEq)]
struct Logged {
    author: (String, String, Option<String>),
    before: Value,
    after: Value,
}

fn newest(file: &std::path::Path, operation: &str) -> Logged {
    let json = |text: Option<String>| text.map_or(Value::Null, |text| serde_json::from_str(&text).unwrap());
    raw(file)
        .query_row(
            "select who, door, request_id, before, after from edit_log where operation = ?1 order by id desc limit 1",
            [operation],
            |row| {
                Ok(Logged {
                    author: (row.get(0)?, row.get(1)?, row.get(2)?),
                    before: json(row.get(3)?),
                    after: json(row.get(4)?),
                })
            },
        )
        .unwrap()
}

fn rename(house: &House, name: &str) {
    let body = json!({ "branding": { "company_name": name } });
    house.send("PATCH", "/api/tenants/shop", &body).ok();
}

#[test]
fn the_copy_of_a_config_is_logged_as_the_change_that_it_copies() {
    let mut house = House::of(&["shop"]);
    let catalogue = house.root().join("catalog.sqlite");
    let author = |logged: &Logged| logged.author.clone();
    // Closed when it is changed, and open.
    for (was, name, revision) in [("House shop", "One", 2), ("One", "Two", 3)] {
        rename(&house, name);
        let copied = newest(&house.file("shop"), "tenant.config_copied");
        let (_, door, request_id) = author(&copied);
        assert_eq!(door, "http");
        assert!(request_id.is_some());
        assert_eq!(
            author(&copied),
            author(&newest(&catalogue, "tenant.edit")),
            "the request is found by either row"
        );
        let told = |side: &Value| {
            (
                side["revision"].clone(),
                side["config"]["branding"]["company_name"].clone(),
            )
        };
        assert_eq!(told(&copied.before), (json!(revision - 1), json!(was)));
        assert_eq!(told(&copied.after), (json!(revision), json!(name)));
        house.tenant("shop").unwrap();
    }

    house.send("POST", "/api/tenants/shop/archive", &json!(null)).ok();
    let archived = newest(&house.file("shop"), "tenant.config_copied");
    assert_eq!(author(&archived), author(&newest(&catalogue, "tenant.archive")));
    assert_eq!(archived.before["archived_at"], Value::Null);
    assert!(archived.after["archived_at"].is_string());
    house.send("POST", "/api/tenants/shop/restore", &json!(null)).ok();

    // The file was away: what is copied when it is back is still that request's.
    house.close();
    let (file, away) = (house.file("shop"), house.root().join("away.sqlite"));
    std::fs::rename(&file, &away).unwrap();
    rename(&house, "Three");
    assert_eq!(code(house.tenant("shop")), "file_missing");
    house.close();
    std::fs::rename(&away, &file).unwrap();
    house.tenant("shop").unwrap();
    let late = newest(&file, "tenant.config_copied");
    assert_eq!(author(&late), author(&newest(&catalogue, "tenant.edit")));
    assert_eq!(late.after["config"]["branding"]["company_name"], "Three");
}
