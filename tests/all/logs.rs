//! The log and the diagnostics, over HTTP.

use std::{
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use serde_json::{Value, json};

use crate::{house::House, process::Server};

const LOGS: &str = "/api/installation/logs";

fn with_a_log() -> House {
    let house = House::of(&["shop"]);
    let folder = house.root().join("logs");
    fs::create_dir_all(&folder).unwrap();
    let mut text = String::new();
    for (level, at) in ["info", "warn", "info"].iter().zip(1..) {
        let when = format!("2026-11-23T10:00:{at:02}Z");
        let line = json!({ "timestamp": when, "level": level, "message": "answered", "status": 200 });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    fs::write(folder.join("cashflow.2026-11-23.jsonl"), text).unwrap();
    house
}

#[test]
fn the_log_is_read_a_page_at_a_time_newest_first() {
    let house = with_a_log();
    let first = house.get(&format!("{LOGS}?limit=2")).ok();
    let times = |page: &Value| {
        let items = page["items"].as_array().unwrap();
        items
            .iter()
            .map(|line| line["timestamp"].as_str().unwrap()[17..19].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(times(&first), ["03", "02"]);
    assert_eq!(first["items"][0]["fields"], json!({ "status": 200 }));
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = house.get(&format!("{LOGS}?limit=2&cursor={cursor}")).ok();
    assert_eq!(times(&rest), ["01"]);
    assert_eq!(times(&house.get(&format!("{LOGS}?level=warn")).ok()), ["02"]);
    for wrong in ["level=loud", "limit=0", "cursor=x"] {
        let answer = house.get(&format!("{LOGS}?{wrong}"));
        assert_eq!(answer.said(), (422, "validation_failed"), "{wrong}");
    }
}

#[test]
fn diagnostics_hold_what_helps_and_no_row_of_a_business() {
    let house = with_a_log();
    let party = json!({ "name": "Secret Customer", "kind": "customer" });
    house.send_as("shop", "POST", "/api/parties", &party).ok();
    let made = house
        .send("POST", "/api/installation/diagnostics", &json!({}))
        .ok();
    assert!(
        made["file_name"]
            .as_str()
            .unwrap()
            .starts_with("cashflow-diagnostics-2")
    );
    let file = house.get(made["download"].as_str().unwrap());
    let mut zip = zip::ZipArchive::new(Cursor::new(file.bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["about.json", "health.json", "logs/cashflow.2026-11-23.jsonl"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    for name in names {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        assert!(
            !text.contains("Secret Customer") && !text.contains("House shop"),
            "{name}: {text}"
        );
    }
}

/// The operations of the requests that a log tells of.
fn requests_in(data: &Path) -> Vec<String> {
    let mut told = Vec::new();
    for file in fs::read_dir(data.join("logs")).unwrap() {
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            if line["message"] == "answered" {
                told.push(line["operation"].as_str().unwrap().to_owned());
            }
        }
    }
    told
}

#[test]
fn the_log_tells_of_requests_but_not_of_the_screens_own_files() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path());
    for (path, status) in [("/", 200), ("/no-such-page", 404), ("/health", 200)] {
        let (answered, _) = server.call("GET", path, "", &Value::Null).unwrap();
        assert_eq!(answered, status, "{path}");
    }
    server.end();
    assert_eq!(requests_in(data.path()), ["/no-such-page", "/health"]);
}
