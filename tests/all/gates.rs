//! The gates: what a business was not granted is refused by name, what is not built yet is not there.

use cashflow::access::grant;
use serde_json::{Value, json};

use super::support::app;

/// Each family of addresses, the feature that guards it, a business that has it, one that has it not, whether it is built.
const FAMILIES: [(&str, &str, &str, &str, bool); 7] = [
    ("patients", "patient_management", "clinic", "works", true),
    ("appointments", "patient_management", "clinic", "shop", false),
    ("treatments", "treatment_tracking", "clinic", "works", false),
    ("dental-supplies", "dental_supplies", "clinic", "shop", false),
    ("bom", "bom_management", "works", "clinic", false),
    ("production", "production_tracking", "works", "shop", false),
    ("materials", "material_management", "works", "clinic", true),
];

#[test]
fn a_feature_that_was_not_granted_is_refused_by_name() {
    let program = app();
    for (family, feature, _, without, _) in FAMILIES {
        for path in ["", "/", "/1", "/1/history", "/any/thing/else"] {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                let path = format!("/api/{family}{path}");
                let (status, json) = program.call(method, &path, without, &json!({ "nonsense": true }));
                assert_eq!(
                    (status, &json["code"]),
                    (403, &json!("feature_disabled")),
                    "{method} {path}"
                );
                assert_eq!(json["feature"], feature, "{method} {path}");
            }
        }
    }
}

#[test]
fn a_granted_feature_answers_and_what_is_not_built_is_not_there() {
    let program = app();
    for (family, _, with, _, built) in FAMILIES {
        let (status, json) = program.call("GET", &format!("/api/{family}"), with, &Value::Null);
        if built {
            assert_eq!((status, &json["total"]), (200, &json!(0)), "{family}");
        } else {
            assert_eq!((status, &json["code"]), (404, &json!("not_found")), "{family}");
            let (status, code, _) = program.refused("POST", &format!("/api/{family}/1/x"), with, &json!({}));
            assert_eq!((status, code.as_str()), (404, "not_found"), "{family}");
        }
    }
    assert_eq!(
        program.get("/api/parties", "shop")["total"],
        0,
        "parties need no grant"
    );
}

#[test]
fn no_door_goes_round_a_gate() {
    let program = app();
    let clinic = grant::<cashflow::access::marks::PatientManagement>(&program.tenant("clinic"));
    assert!(clinic.is_ok());
    let Err(error) = grant::<cashflow::access::marks::PatientManagement>(&program.tenant("works")) else {
        panic!("the workshop has no patients");
    };
    assert_eq!(error.feature(), Some("patient_management"));
}

#[test]
fn a_feature_taken_away_hides_its_records_everywhere() {
    let program = app();
    program.send("POST", "/api/patients", "clinic", &json!({ "name": "Sana Khan" }));
    assert_eq!(program.get("/api/summary", "clinic")["patients"]["total"], 1);
    let config = program.get("/api/tenants/clinic/config", "clinic");
    let change = json!({ "features": ["dental_supplies"], "revision": config["revision"] });
    program.send("PATCH", "/api/tenants/clinic", "clinic", &change);
    assert_eq!(
        program
            .refused("GET", "/api/patients/1", "clinic", &Value::Null)
            .1,
        "feature_disabled"
    );
    assert_eq!(program.get("/api/summary", "clinic")["patients"], Value::Null);
    for path in ["/api/summary", "/api/edit-log"] {
        assert!(
            !program.get(path, "clinic").to_string().contains("Sana"),
            "{path}"
        );
    }
    let menu = program.get("/api/workspace", "clinic")["menu"].to_string();
    assert!(!menu.contains("patients"), "{menu}");
}

#[test]
fn a_menu_leads_only_to_what_answers() {
    let program = app();
    for tenant in ["clinic", "works", "shop"] {
        let workspace = program.get("/api/workspace", tenant);
        for group in workspace["menu"].as_array().expect("groups") {
            for item in group["items"].as_array().expect("items") {
                let path = item["path"].as_str().expect("a path");
                let path = if path == "home" { "summary" } else { path };
                let (status, _) = program.call("GET", &format!("/api/{path}"), tenant, &Value::Null);
                assert_eq!(status, 200, "{tenant}: {item}");
            }
        }
    }
}
