//! Entering a party, and everything that can be wrong with one.

use serde_json::{Value, json};

use super::{super::support::app, PARTIES, full};

#[test]
fn a_party_is_entered_whole() {
    let program = app();
    let party = program.send("POST", PARTIES, "shop", &full());
    insta::assert_json_snapshot!(party, @r#"
    {
      "id": 1,
      "revision": 1,
      "name": "Kaveri Pumps Pvt Ltd",
      "kind": "customer",
      "gstin": "29AABCR1718E1ZL",
      "registration": "regular",
      "pan": "AABCR1718E",
      "credit_days": 45,
      "credit_limit": "2500000.00",
      "notes": "Call-offs by the month.",
      "addresses": [
        {
          "id": 1,
          "label": "Plant",
          "line1": "KIADB Estate",
          "line2": "",
          "city": "Tumakuru",
          "state_code": "29",
          "postal_code": "572128",
          "country": "IN",
          "is_primary": false
        },
        {
          "id": 2,
          "label": "Head office",
          "line1": "Peenya",
          "line2": "",
          "city": "Bengaluru",
          "state_code": "29",
          "postal_code": "560058",
          "country": "IN",
          "is_primary": true
        }
      ],
      "contacts": [
        {
          "id": 1,
          "name": "Shwetha Gowda",
          "role": "Purchase",
          "phone": "+91 98450 00309",
          "email": "purchase@kaveri.example",
          "is_primary": true
        }
      ],
      "archived_at": null,
      "created_at": "2026-11-23T09:30:00.000Z",
      "updated_at": "2026-11-23T09:30:00.000Z",
      "merged_from": [],
      "warnings": []
    }
    "#);
    assert_eq!(program.get("/api/parties/1", "shop")["name"], party["name"]);
    let row = &program.get(PARTIES, "shop")["items"][0];
    insta::assert_json_snapshot!(row, @r#"
    {
      "id": 1,
      "name": "Kaveri Pumps Pvt Ltd",
      "kind": "customer",
      "gstin": "29AABCR1718E1ZL",
      "registration": "regular",
      "place": "Bengaluru",
      "state_code": "29",
      "phone": "+91 98450 00309",
      "email": "purchase@kaveri.example",
      "archived_at": null,
      "updated_at": "2026-11-23T09:30:00.000Z",
      "merged_into": null
    }
    "#);
    assert_eq!(
        program.get(PARTIES, "works")["total"],
        0,
        "another business has no part in it"
    );
}

#[test]
fn letters_that_turn_the_others_round_are_refused() {
    let program = app();
    for turning in ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
        let body =
            json!({ "name": format!("{turning}evil"), "kind": "customer", "notes": format!("a{turning}b") });
        let fields = program.call("POST", PARTIES, "shop", &body).1["fields"].clone();
        let named: Vec<_> = fields
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["field"].clone())
            .collect();
        assert_eq!(named, ["name", "notes"]);
    }
    let joined = json!({ "name": "क्\u{200d}ष", "kind": "customer" }); // joiners belong to Indian scripts
    assert_eq!(program.call("POST", PARTIES, "shop", &joined).0, 201);
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let program = app();
    let body = json!({
        "name": " ", "gstin": "29AAFCA7488L1Z0", "credit_days": 3651, "credit_limit": "-1", "notes": "a\u{0}b",
        "addresses": [
            { "city": "Pune", "state_code": "39", "postal_code": "41100", "is_primary": true },
            { "country": "India", "is_primary": true, "id": 7 },
            { "city": "Göteborg", "country": "se", "state_code": "27" },
            { "city": "Delhi", "state_code": "96" }
        ],
        "contacts": [{ "phone": "12345" }, { "email": "nobody" }, {}]
    });
    let (status, code, fields) = program.refused("POST", PARTIES, "shop", &body);
    assert_eq!((status, code.as_str()), (422, "validation_failed"));
    insta::assert_json_snapshot!(fields, @r#"
    [
      "name required",
      "kind required",
      "gstin bad_gstin",
      "credit_days out_of_range",
      "credit_limit out_of_range",
      "notes bad_text",
      "addresses[1].id unknown",
      "addresses[1].is_primary second_primary",
      "addresses[0].state_code unknown_state",
      "addresses[0].postal_code bad_pin_code",
      "addresses[1].line1 required",
      "addresses[1].country bad_country",
      "addresses[2].state_code does_not_fit",
      "addresses[3].state_code does_not_fit",
      "contacts[0].phone bad_phone",
      "contacts[1].email bad_email",
      "contacts[2].name required"
    ]
    "#);
    let too_many =
        json!({ "name": "x".repeat(121), "kind": "both", "contacts": vec![json!({ "name": "A" }); 51] });
    let (.., fields) = program.refused("POST", PARTIES, "shop", &too_many);
    assert_eq!(fields, ["name too_long", "contacts too_many"]);
    assert_eq!(program.get(PARTIES, "shop")["total"], 0, "nothing was saved");
}

#[test]
fn registration_and_gstin_go_together() {
    let program = app();
    let fault = |gstin: Value, registration: Value| {
        let body = json!({ "name": "A", "kind": "both", "gstin": gstin, "registration": registration });
        let (status, json) = program.call("POST", PARTIES, "shop", &body);
        if status == 201 {
            return json["registration"].to_string();
        }
        let fields = json["fields"].as_array().expect("fields").iter();
        let fields: Vec<String> = fields
            .map(|field| format!("{} {}", field["field"], field["code"]))
            .collect();
        fields.join(", ")
    };
    let answers: Vec<String> = [
        (json!("29AABCR1718E1ZL"), json!("unregistered")),
        (json!("29AABCR1718E1ZL"), json!("overseas")),
        (Value::Null, json!("regular")),
        (Value::Null, json!("composition")),
        (json!("29AABCR1718E1ZL"), json!("uin_holder")),
        (json!("29AABCR1718E1ZL"), json!("sez")),
        (json!("29AABCR1718E1ZL"), Value::Null),
        (Value::Null, Value::Null),
        (Value::Null, json!("overseas")),
    ]
    .into_iter()
    .map(|(gstin, registration)| fault(gstin, registration))
    .collect();
    insta::assert_json_snapshot!(answers, @r#"
    [
      "\"gstin\" \"not_registered\"",
      "\"gstin\" \"not_registered\"",
      "\"gstin\" \"required\"",
      "\"gstin\" \"required\"",
      "\"registration\" \"does_not_fit\"",
      "\"sez\"",
      "\"regular\"",
      "\"unregistered\"",
      "\"overseas\""
    ]
    "#);
}

#[test]
fn unreadable_bodies_name_the_field() {
    let program = app();
    for (body, field) in [
        (json!({ "name": "A", "kind": "friend" }), "kind unreadable"),
        (
            json!({ "name": "A", "kind": "both", "colour": "red" }),
            "colour unreadable",
        ),
        (json!({ "name": 1, "kind": "both" }), "name unreadable"),
        (
            json!({ "name": "A", "kind": "both", "credit_limit": 12.5 }),
            "credit_limit unreadable",
        ),
        (
            json!({ "name": "A", "kind": "both", "addresses": [{ "town": "Pune" }] }),
            "addresses[0].town unreadable",
        ),
        (
            json!({ "name": "A", "kind": "both", "contacts": [{}, { "name": [] }] }),
            "contacts[1].name unreadable",
        ),
    ] {
        let (status, code, fields) = program.refused("POST", PARTIES, "shop", &body);
        assert_eq!(
            (status, code.as_str(), fields),
            (400, "bad_request", vec![field.to_owned()]),
            "{body}"
        );
    }
    for (query, field) in [
        ("kind=friend", "kind unreadable"),
        ("limit=0", "limit out_of_range"),
        ("limit=501", "limit out_of_range"),
        ("limit=x", "limit unreadable"),
        ("sort=age", "sort unknown_sort"),
        ("page=2", "page unreadable"),
    ] {
        let (status, _, fields) = program.refused("GET", &format!("{PARTIES}?{query}"), "shop", &Value::Null);
        assert!(status == 400 || status == 422, "{query}");
        assert_eq!(fields, [field], "{query}");
    }
}

#[test]
fn the_same_telephone_or_gstin_warns() {
    let program = app();
    program.send("POST", PARTIES, "shop", &full());
    let mut twin = full();
    twin["name"] = json!("Kaveri Pumps");
    twin["contacts"] =
        json!([{ "phone": "09845000309" }, { "phone": "0091-98450-00309" }, { "name": "No telephone" }]);
    let saved = program.send("POST", PARTIES, "shop", &twin);
    insta::assert_json_snapshot!(saved["warnings"], @r#"
    [
      {
        "code": "duplicate_gstin",
        "message": "“Kaveri Pumps Pvt Ltd” has the same GSTIN, 29AABCR1718E1ZL.",
        "say": {
          "text": "“{party_name}” has the same GSTIN, {gstin}.",
          "values": {
            "gstin": "29AABCR1718E1ZL",
            "party_name": "Kaveri Pumps Pvt Ltd"
          }
        },
        "party_id": 1,
        "party_name": "Kaveri Pumps Pvt Ltd"
      },
      {
        "code": "duplicate_phone",
        "message": "“Kaveri Pumps Pvt Ltd” has the same telephone, 09845000309.",
        "say": {
          "text": "“{party_name}” has the same telephone, {phone}.",
          "values": {
            "party_name": "Kaveri Pumps Pvt Ltd",
            "phone": "09845000309"
          }
        },
        "party_id": 1,
        "party_name": "Kaveri Pumps Pvt Ltd"
      }
    ]
    "#);

    let matches =
        |query: &str| program.get(&format!("/api/parties/duplicates?{query}"), "shop")["matches"].clone();
    assert_eq!(
        matches("phone=%2B91+98450+00309")
            .as_array()
            .expect("matches")
            .len(),
        2
    );
    assert_eq!(
        matches("phone=9845000309&except=1"),
        json!([{ "party_id": 2, "party_name": "Kaveri Pumps", "field": "phone" }])
    );
    assert_eq!(matches("gstin=29aabcr1718e1zl&except=2")[0]["field"], "gstin");
    assert_eq!(matches("phone=&gstin="), json!([]));
    assert_eq!(matches("phone=ask&gstin=what"), json!([]));
    program.send("POST", "/api/parties/2/merge", "shop", &json!({ "into": 1 }));
    assert_eq!(
        matches("phone=9845000309&except=1"),
        json!([]),
        "a merged party is no duplicate"
    );
}
