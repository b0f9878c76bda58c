//! What is said to people goes out in English, and once more with its values taken out.

use serde_json::json;

use crate::house::House;

#[test]
fn sentences_tell_their_values_apart() {
    let house = House::of(&["shop"]);
    let missing = house.get("/api/tenants/shop2/health").body;
    assert_eq!(
        missing["detail"],
        "There is no business “shop2” here. Look at the list of businesses for its id."
    );
    assert_eq!(
        missing["say"],
        json!({
            "text": "There is no business “{shown}” here. Look at the list of businesses for its id.",
            "values": { "shown": "shop2" },
        })
    );
    let wrong = house
        .send(
            "POST",
            "/api/tenants",
            &json!({ "branding": { "company_name": "Second", "primary_color": "red" } }),
        )
        .body;
    assert_eq!(wrong.get("say"), None, "a plain sentence is its own text");
    let colour = &wrong["fields"][0];
    assert_eq!(colour["field"], "branding.primary_color");
    assert!(
        colour["message"].as_str().unwrap().starts_with("“red” is not"),
        "{colour}"
    );
    assert_eq!(colour["say"]["values"], json!({ "text": "red" }));
    let health = house.get("/api/tenants/shop/health").ok();
    let schema = &health["checks"][1];
    assert_eq!(schema["say"]["text"], "Schema {version} is the newest.");
}
