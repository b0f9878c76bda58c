//! Broken sources name their file, their line and their key.

use super::{Error, Trades, from_json, from_toml};

fn toml(text: &str) -> String {
    from_toml("tenants.toml", text, &Trades::default()).map_or_else(
        |error| said(&error),
        |layers| format!("{} businesses", layers.len()),
    )
}

fn json(text: &str) -> String {
    from_json("tenants.json", text, &Trades::default()).map_or_else(
        |error| said(&error),
        |layers| format!("{} businesses", layers.len()),
    )
}

fn said(error: &Error) -> String {
    assert_eq!(error.code().as_str(), "bad_config");
    let end = " Nothing of it was used; mend it and start again.";
    error
        .detail()
        .strip_suffix(end)
        .expect("it says what to do")
        .to_owned()
}

#[test]
fn toml_errors_name_line_and_key() {
    insta::assert_snapshot!(toml("[tenants.shop]\ndomain = \"default\"\n\n[tenants.shop.branding]\nprimary_color = \"red\"\n"), @"tenants.toml, line 5: tenants.shop.branding.primary_color: “red” is not a colour. Write # and six digits or letters from a to f, for example #2E86AB.");
    insta::assert_snapshot!(toml("[tenants.shop]\ndomain = \"default\"\ncolour = 5\n"), @"tenants.toml, line 3: tenants.shop.colour: unknown field `colour`, expected one of `database_url`, `domain`, `branding`, `features`, `gst_number`, `contact_info`, `is_active`.");
    insta::assert_snapshot!(toml("[tenants.shop]\n[tenants.shop.branding]\ncompany_name = 5\n"), @"tenants.toml, line 3: tenants.shop.branding.company_name: invalid type: integer `5`, expected a string.");
    insta::assert_snapshot!(toml("[tenants.shop\ndomain = \"default\"\n"), @"tenants.toml, line 1: unclosed table, expected `]`.");
    insta::assert_snapshot!(toml("[tenants.shop]\ndomain = \"default\"\ndomain = \"dental\"\n"), @"tenants.toml, line 3: domain: duplicate key.");
    insta::assert_snapshot!(toml("[tenants.shop]\nfeatures = [\n  \"patient_management\",\n  \"nope\",\n]\n"), @"tenants.toml, line 4: tenants.shop.features.1: There is no feature “nope”; the features are patient_management, treatment_tracking, dental_supplies, bom_management, production_tracking, material_management.");
    insta::assert_snapshot!(toml("[tenants.shop]\nfeatures = \"nope\"\n"), @"tenants.toml, line 2: tenants.shop.features: A list of feature names is wanted, or names with true or false.");
    insta::assert_snapshot!(toml("\n[tenants.\"../x\"]\ndomain = \"default\"\n"), @"tenants.toml, line 2: tenants.\"../x\": Use small letters a–z, digits, _ and - only.");
    insta::assert_snapshot!(toml("[tenants.a_b]\n\n[tenants.a-b]\n"), @"tenants.toml, line 1: tenants.a_b: It would have the same address as “a-b”: in addresses - and _ are the same.");
    insta::assert_snapshot!(toml("[tenants.shop]\ndatabase_url = \"postgres://x\"\n"), @"tenants.toml, line 2: tenants.shop.database_url: This program keeps businesses in SQLite files (sqlite:PATH), not in “postgres”.");
    insta::assert_snapshot!(toml("[tenant.shop]\n"), @"tenants.toml, line 1: tenant: unknown field `tenant`, expected `tenants`.");
}

#[test]
fn json_errors_name_line_and_key() {
    insta::assert_snapshot!(json("{\"tenants\": {\n \"shop\": {\n  \"branding\": {\n   \"primary_color\": \"red\"}}}}"), @"tenants.json, line 4: tenants.shop.branding.primary_color: “red” is not a colour. Write # and six digits or letters from a to f, for example #2E86AB.");
    insta::assert_snapshot!(json("{\n \"shop\": {\n  \"domain\": \"nope\"}}"), @"tenants.json, line 3: tenants.shop.domain: There is no domain “nope”. Choose one of default, dental, manufacturing.");
    insta::assert_snapshot!(json("{\"tenants\": {\n \"shop\": {\"colour\": 1}}}"), @"tenants.json, line 2: tenants.shop.colour: unknown field `colour`, expected one of `database_url`, `domain`, `branding`, `features`, `gst_number`, `contact_info`, `is_active`.");
    insta::assert_snapshot!(json("{\"tenants\": {\n \"shop\": {\"branding\": {\"company_name\": 1}}}}"), @"tenants.json, line 2: tenants.shop.branding.company_name: invalid type: integer `1`, expected a string.");
    insta::assert_snapshot!(json("{\"tenants\": {\n \"shop\": {\n"), @"tenants.json, line 3: tenants.shop: EOF while parsing an object.");
    insta::assert_snapshot!(json("{\"tenants\": {\n \"shop\": {},\n \"shop\": {}}}"), @"tenants.json, line 3: tenants: the business `shop` stands twice.");
    insta::assert_snapshot!(json("{\"tenants\": {\n \"shop\": {\"features\": [\"patient_management\",\n \"nope\"]}}}"), @"tenants.json, line 3: tenants.shop.features.1: There is no feature “nope”; the features are patient_management, treatment_tracking, dental_supplies, bom_management, production_tracking, material_management.");
    insta::assert_snapshot!(json("[1]"), @"tenants.json, line 1: invalid type: sequence, expected businesses by their ids.");
    insta::assert_snapshot!(json("{\"tenants\": {}} x"), @"tenants.json, line 1: trailing characters.");
    insta::assert_snapshot!(json("{\n \"a_b\": {},\n \"a-b\": {}}"), @"tenants.json, line 2: tenants.a_b: It would have the same address as “a-b”: in addresses - and _ are the same.");
}

#[test]
fn both_shapes_are_read() {
    assert_eq!(
        json("{\"tenants\": {\"shop\": {\"features\": {\"bom_management\": true}}}}"),
        "1 businesses"
    );
    assert_eq!(
        json("{\"shop\": {}, \"tenants\": {}}"),
        "tenants.json, line 1: shop: unknown field `shop`, expected `tenants`."
    );
    assert_eq!(json("{}"), "0 businesses");
}
