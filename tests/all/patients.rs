//! Patients through the router: their files, their numbers, their alerts.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::{Program, all_pages, app, column, encoded};

const PATIENTS: &str = "/api/patients";

fn enter(program: &Program, body: &Value) -> Value {
    program.send("POST", PATIENTS, "clinic", body)
}

fn number(program: &Program, body: &Value) -> String {
    enter(program, body)["file_number"]
        .as_str()
        .expect("a number")
        .to_owned()
}

fn found(program: &Program, search: &str) -> Vec<String> {
    column(
        &program.get(&format!("{PATIENTS}?search={}", encoded(search)), "clinic"),
        "name",
    )
}

#[test]
fn a_file_is_opened_whole() {
    let program = app();
    let patient = enter(
        &program,
        &json!({
            "name": " Lakshmi Venkatesan ", "birth_date": "1952-11-24", "sex": "female", "phone": "020 2567 0205",
            "alerts": ["Takes blood thinner", " ", "Hypertension", "Hypertension"], "notes": "Call the daughter.\r\nEvenings."
        }),
    );
    insta::assert_json_snapshot!(patient, @r#"
    {
      "id": 1,
      "revision": 1,
      "file_number": "P-0001",
      "name": "Lakshmi Venkatesan",
      "birth_date": "1952-11-24",
      "sex": "female",
      "phone": "020 2567 0205",
      "alerts": [
        "Takes blood thinner",
        "Hypertension"
      ],
      "notes": "Call the daughter.\nEvenings.",
      "archived_at": null,
      "created_at": "2026-11-23T09:30:00.000Z",
      "updated_at": "2026-11-23T09:30:00.000Z"
    }
    "#);
    assert_eq!(program.get("/api/patients/1", "clinic"), patient);
    let row = &program.get(PATIENTS, "clinic")["items"][0];
    insta::assert_json_snapshot!(row, @r#"
    {
      "id": 1,
      "file_number": "P-0001",
      "name": "Lakshmi Venkatesan",
      "birth_date": "1952-11-24",
      "age_years": 73,
      "sex": "female",
      "phone": "020 2567 0205",
      "alerts": [
        "Takes blood thinner",
        "Hypertension"
      ],
      "archived_at": null
    }
    "#);
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let program = app();
    let body = json!({
        "name": "", "file_number": "123456789012345678901", "birth_date": "2026-11-24", "phone": "12",
        "alerts": vec!["x".repeat(81); 21], "notes": "a\u{7}"
    });
    let (status, code, fields) = program.refused("POST", PATIENTS, "clinic", &body);
    assert_eq!((status, code.as_str()), (422, "validation_failed"));
    assert_eq!(fields.len(), 6 + 20);
    assert_eq!(
        fields[..6],
        [
            "file_number too_long",
            "name required",
            "birth_date in_the_future",
            "phone bad_phone",
            "alerts too_many",
            "alerts[0] too_long",
        ]
    );
    for (birth, code) in [
        ("1799-12-31", "bad_date"),
        ("2026-02-30", "bad_date"),
        ("yesterday", "bad_date"),
    ] {
        let (.., fields) = program.refused(
            "POST",
            PATIENTS,
            "clinic",
            &json!({ "name": "A", "birth_date": birth }),
        );
        assert_eq!(fields, [format!("birth_date {code}")], "{birth}");
    }
    for (body, field) in [
        (json!({ "name": "A", "sex": "f" }), "sex unreadable"),
        (json!({ "name": "A", "alerts": "Latex" }), "alerts unreadable"),
        (json!({ "name": "A", "age": 7 }), "age unreadable"),
    ] {
        let (status, _, fields) = program.refused("POST", PATIENTS, "clinic", &body);
        assert_eq!((status, fields), (400, vec![field.to_owned()]));
    }
    let today = enter(
        &program,
        &json!({ "name": "Born today", "birth_date": "2026-11-23" }),
    );
    assert_eq!(today["file_number"], "P-0001", "what was refused took no number");
    assert_eq!(program.get(PATIENTS, "clinic")["items"][0]["age_years"], 0);
}

#[test]
fn numbers_are_given_without_gaps() {
    let program = app();
    assert_eq!(number(&program, &json!({ "name": "A" })), "P-0001");
    assert_eq!(
        number(&program, &json!({ "name": "B", "file_number": "p-0003" })),
        "p-0003"
    );
    assert_eq!(
        number(&program, &json!({ "name": "C", "file_number": " " })),
        "P-0002"
    );
    assert_eq!(
        number(&program, &json!({ "name": "D" })),
        "P-0004",
        "P-0003 is on a file already"
    );
    assert_eq!(
        number(&program, &json!({ "name": "E", "file_number": "OLD/77" })),
        "OLD/77"
    );
    assert_eq!(
        program.refused(
            "POST",
            PATIENTS,
            "clinic",
            &json!({ "name": "F", "file_number": "old/77" })
        ),
        (409, "duplicate".into(), vec!["file_number duplicate".into()])
    );
    assert_eq!(number(&program, &json!({ "name": "G" })), "P-0005");

    let keep = json!({ "name": "A again", "revision": 1 });
    assert_eq!(
        program.send("PUT", "/api/patients/1", "clinic", &keep)["file_number"],
        "P-0001"
    );
    let taken = json!({ "name": "A", "revision": 2, "file_number": "P-0004" });
    assert_eq!(program.refused("PUT", "/api/patients/1", "clinic", &taken).0, 409);
    let own = json!({ "name": "A", "revision": 2, "file_number": "p-0001" });
    assert_eq!(
        program.send("PUT", "/api/patients/1", "clinic", &own)["file_number"],
        "p-0001"
    );

    for _ in 0..7 {
        enter(&program, &json!({ "name": "H" }));
    }
    enter(&program, &json!({ "name": "Z", "file_number": "P-100000" }));
    let up = all_pages(&program, "/api/patients?sort=file_number", "clinic", 3);
    let numbers = column(&json!({ "items": up }), "file_number");
    assert_eq!(numbers[..3], ["OLD/77", "p-0001", "P-0002"]);
    assert_eq!(numbers[numbers.len() - 2..], ["P-0012", "P-100000"]);
    let mut down = all_pages(&program, "/api/patients?sort=-file_number", "clinic", 4);
    down.reverse();
    assert_eq!(up, down);
}

#[test]
fn search_by_name_number_and_telephone() {
    let program = app();
    enter(
        &program,
        &json!({ "name": "रोहन देशमुख", "phone": "+91 98230 00204" }),
    );
    enter(
        &program,
        &json!({ "name": "Sana Khan", "phone": "९८२३० ००२०३", "file_number": "X-77/B" }),
    );
    enter(
        &program,
        &json!({ "name": "Khanna Ravi", "notes": "Sana's cousin" }),
    );
    for (search, names) in [
        ("शमु", vec!["रोहन देशमुख"]),
        ("रो", vec!["रोहन देशमुख"]),
        ("98230 00203", vec!["Sana Khan"]),
        ("0204", vec!["रोहन देशमुख"]),
        ("han", vec!["Khanna Ravi", "Sana Khan"]),
        ("kha", vec!["Khanna Ravi", "Sana Khan"]),
        ("sana", vec!["Sana Khan"]),
        ("77/b", vec!["Sana Khan"]),
        ("p-0001", vec!["रोहन देशमुख"]),
        ("\"sana", vec![]),
    ] {
        assert_eq!(found(&program, search), names, "{search}");
    }
}

#[test]
fn edits_archive_and_history() {
    let program = app();
    enter(&program, &json!({ "name": "Meera", "alerts": ["Latex allergy"] }));
    let change = json!({ "name": "Meera Iyer", "revision": 1, "sex": "female", "birth_date": "1988-02-14" });
    let edited = program.send("PUT", "/api/patients/1", "clinic", &change);
    assert_eq!((&edited["revision"], &edited["alerts"]), (&json!(2), &json!([])));
    assert_eq!(
        program.refused("PUT", "/api/patients/1", "clinic", &change),
        (409, "edit_conflict".into(), vec![])
    );
    let (.., fields) = program.refused("PUT", "/api/patients/1", "clinic", &json!({ "name": "A" }));
    assert_eq!(fields, ["revision required"]);
    let away = program.send("POST", "/api/patients/1/archive", "clinic", &json!({}));
    assert_eq!(away["archived_at"], "2026-11-23T09:30:00.000Z");
    assert_eq!(program.get(PATIENTS, "clinic")["total"], 0);
    assert_eq!(found(&program, "meera"), [""; 0]);
    let all = program.get("/api/patients?include_archived=true", "clinic");
    assert_eq!(all["items"][0]["archived_at"], away["archived_at"]);
    program.send("POST", "/api/patients/1/restore", "clinic", &json!({}));
    program.send("POST", "/api/patients/1/restore", "clinic", &json!({}));
    let history = program.get("/api/patients/1/history", "clinic");
    let operations: Vec<&Value> = history["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| &entry["operation"])
        .collect();
    assert_eq!(
        operations,
        [
            "patient.restore",
            "patient.archive",
            "patient.edit",
            "patient.create"
        ]
    );
    assert_eq!(
        history["entries"][2]["before"]["alerts"],
        json!(["Latex allergy"])
    );
    let erased = program
        .tenant("clinic")
        .write(|tx| tx.execute("delete from patients where id = 1", []));
    assert!(erased.is_err(), "the file refuses to lose a patient");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_given_are_one_to_n(own in prop::collection::vec(prop::option::of("[PQ]-000[1-9]"), 1..20)) {
        let program = app();
        let mut given = std::collections::BTreeSet::new();
        let mut by_hand = std::collections::BTreeSet::new();
        for wanted in own {
            let body = json!({ "name": "A", "file_number": wanted });
            let (status, json) = program.call("POST", PATIENTS, "clinic", &body);
            match (&wanted, status) {
                (Some(number), 409) => prop_assert!(given.contains(number) || by_hand.contains(number)),
                (Some(number), 201) => { by_hand.insert(number.clone()); }
                (None, 201) => { given.insert(json["file_number"].as_str().unwrap_or_default().to_owned()); }
                (_, status) => prop_assert!(false, "{status}: {json}"),
            }
        }
        prop_assert!(given.is_disjoint(&by_hand));
        let last = given.iter().next_back().and_then(|number| number[2..].parse::<usize>().ok()).unwrap_or(0);
        for number in 1..=last {
            let number = format!("P-{number:04}");
            prop_assert!(given.contains(&number) || by_hand.contains(&number), "{number} is a gap");
        }
    }
}
