//! Parties through the router.

mod edit;
mod enter;
mod find;
mod laws;
mod merge;

use serde_json::{Value, json};

use super::support::{Program, column, encoded};

pub(super) const PARTIES: &str = "/api/parties";

pub(super) fn named(name: &str) -> Value {
    json!({ "name": name, "kind": "customer" })
}

pub(super) fn enter(program: &Program, body: &Value) -> i64 {
    program.send("POST", PARTIES, "shop", body)["id"]
        .as_i64()
        .expect("an id")
}

pub(super) fn found(program: &Program, search: &str) -> Vec<String> {
    column(
        &program.get(&format!("{PARTIES}?search={}", encoded(search)), "shop"),
        "name",
    )
}

pub(super) fn full() -> Value {
    json!({
        "name": "Kaveri Pumps Pvt Ltd", "kind": "customer", "gstin": "29aabcr1718e1zl", "registration": "regular",
        "credit_days": 45, "credit_limit": "2500000", "notes": "Call-offs by the month.",
        "addresses": [
            { "label": "Plant", "line1": "KIADB Estate", "city": "Tumakuru", "state_code": "29", "postal_code": "572128" },
            { "label": "Head office", "line1": "Peenya", "city": "Bengaluru", "state_code": "29", "postal_code": "560058", "is_primary": true }
        ],
        "contacts": [{ "name": "Shwetha Gowda", "role": "Purchase", "phone": "+91 98450 00309", "email": "purchase@kaveri.example" }]
    })
}
