//! The rates of GST there are, by day.

use serde_json::{Value, json};

use super::super::support::{Program, app};

const RATES: &str = "/api/tax-rates";

fn on(program: &Program, day: &str) -> String {
    let rates = program.get(&format!("{RATES}?on={day}"), "shop");
    let rates = rates["tax_rates"].as_array().expect("rates");
    rates
        .iter()
        .map(|rate| rate["rate"].as_str().expect("a rate"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn each_day_has_its_rates() {
    let program = app();
    assert_eq!(on(&program, "2017-06-30"), "");
    assert_eq!(on(&program, "2017-07-01"), "0 0.25 3 5 12 18 28");
    assert_eq!(on(&program, "2025-09-21"), "0 0.25 1.5 3 5 12 18 28");
    assert_eq!(on(&program, "2025-09-22"), "0 0.25 1.5 3 5 18 40");
    let all = program.get(RATES, "shop")["tax_rates"].clone();
    for rate in all.as_array().expect("rates") {
        assert!(
            rate["source"]
                .as_str()
                .is_some_and(|text| text.contains("Central Tax (Rate)")),
            "{rate}"
        );
        assert_eq!(rate["added_at"], Value::Null);
    }
    assert_eq!(
        program
            .refused("GET", "/api/tax-rates?on=1.4.2026", "shop", &Value::Null)
            .2,
        ["on bad_date"]
    );
}

#[test]
fn a_rate_is_added_changed_and_removed() {
    let program = app();
    let seven =
        json!({ "rate": "7.50", "from_on": "2027-04-01", "note": "Solar", "source": "Notification 3/2027" });
    let added = program.send("POST", RATES, "shop", &seven);
    assert_eq!(
        (&added["rate"], &added["added_at"]),
        (&json!("7.5"), &json!("2026-11-23T09:30:00.000Z"))
    );
    let path = format!("{RATES}/{}", added["id"]);
    assert_eq!(on(&program, "2027-04-01"), "0 0.25 1.5 3 5 7.5 18 40");

    let ended = json!({ "rate": "7.5", "from_on": "2027-04-01", "until_on": "2028-03-31", "source": "Notification 3/2027" });
    program.send("PUT", &path, "shop", &ended);
    assert_eq!(on(&program, "2028-04-01"), "0 0.25 1.5 3 5 18 40");
    let again = json!({ "rate": "7.5", "from_on": "2028-03-31", "source": "x" });
    assert_eq!(
        program.refused("POST", RATES, "shop", &again).2,
        ["from_on duplicate"]
    );
    let later = json!({ "rate": "7.5", "from_on": "2028-04-01", "source": "x" });
    program.send("POST", RATES, "shop", &later);

    program.send("DELETE", &path, "shop", &Value::Null);
    assert_eq!(program.refused("DELETE", &path, "shop", &Value::Null).0, 404);
    assert_eq!(on(&program, "2027-04-01"), "0 0.25 1.5 3 5 18 40");
    let wrong = json!({ "rate": "101", "from_on": "1.4.27", "until_on": "x", "source": " " });
    assert_eq!(
        program.refused("POST", RATES, "shop", &wrong).2,
        [
            "rate out_of_range",
            "from_on bad_date",
            "until_on bad_date",
            "source required"
        ]
    );
    let backwards = json!({ "rate": "1", "from_on": "2027-04-02", "until_on": "2027-04-01", "source": "x" });
    assert_eq!(
        program.refused("POST", RATES, "shop", &backwards).2,
        ["until_on out_of_range"]
    );
}

#[test]
fn the_programs_own_rates_end_but_stay() {
    let program = app();
    let all = program.get(RATES, "shop")["tax_rates"].clone();
    let forty = all
        .as_array()
        .and_then(|rates| rates.last())
        .expect("the highest");
    let path = format!("{RATES}/{}", forty["id"]);
    assert_eq!(program.refused("DELETE", &path, "shop", &Value::Null).1, "in_use");
    let other = json!({ "rate": "41", "from_on": "2025-09-22", "source": "x" });
    assert_eq!(
        program.refused("PUT", &path, "shop", &other).2,
        ["rate of_the_program"]
    );
    let ended = json!({ "rate": "40", "from_on": "2025-09-22", "until_on": "2027-03-31", "source": "Notification 9/2025" });
    program.send("PUT", &path, "shop", &ended);
    assert_eq!(on(&program, "2027-04-01"), "0 0.25 1.5 3 5 18");
    assert_eq!(on(&program, "2027-03-31"), "0 0.25 1.5 3 5 18 40");
}
