//! The floors of the house: which room may know which, read from the sources.

use std::{fs, path::Path};

/// A source file's path below `src/` and its text without its tests.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    assert!(found.len() > 40, "the sources are where they are looked for");
    found
}

fn walk(folder: &Path, below: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let entry = entry.expect("an entry");
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), found);
        } else if entry.path().extension().is_some_and(|end| end == "rs") && !name.ends_with("tests.rs") {
            let text = fs::read_to_string(entry.path()).expect("a source file");
            let text = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default()
                .to_owned();
            found.push((name, text));
        }
    }
}

/// Files where a line of code, not of comment, has one of these words.
fn offenders(allowed: impl Fn(&str) -> bool, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !allowed(name)) {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("src/{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

fn is_routes(name: &str) -> bool {
    name.ends_with("routes.rs") || name.contains("/routes/")
}

#[test]
fn only_db_names_a_connection() {
    let words = [
        "rusqlite::Connection",
        "Connection::open",
        "r2d2::",
        "r2d2_sqlite",
        "TransactionBehavior",
        "rusqlite_migration",
    ];
    assert_eq!(offenders(|name| name.starts_with("db/"), &words), [""; 0]);
}

#[test]
fn axum_stays_at_the_doors() {
    let allowed = |name: &str| name.starts_with("http/") || is_routes(name) || name == "app.rs";
    assert_eq!(
        offenders(allowed, &["axum::"])
            .into_iter()
            .filter(|line| !line.contains("OpenApiRouter"))
            .collect::<Vec<_>>(),
        [""; 0]
    );
}

#[test]
fn nothing_below_the_window_knows_tauri() {
    assert_eq!(offenders(|_| false, &["tauri::", "tauri_"]), [""; 0]);
}

#[test]
fn lower_floors_do_not_look_up() {
    let rooms =
        |name: &str, uppers: &[&str]| offenders(|file| !file.starts_with(name) || is_routes(file), uppers);
    let above_db = [
        "crate::tenancy",
        "crate::access",
        "crate::features",
        "crate::http",
        "crate::cli",
        "crate::app",
    ];
    assert_eq!(rooms("db/", &above_db), [""; 0]);
    assert_eq!(rooms("tenancy/", &above_db[1..]), [""; 0]);
    assert_eq!(rooms("access/", &above_db[2..]), [""; 0]);
    assert_eq!(rooms("features/", &above_db[3..5]), [""; 0]);
    let leaves = |name: &str| {
        [
            "money.rs",
            "quantity.rs",
            "rate.rs",
            "date.rs",
            "decimal.rs",
            "error.rs",
            "sentence.rs",
            "gstin.rs",
            "phone.rs",
            "states.rs",
        ]
        .contains(&name)
            || name.starts_with("palette/")
            || name.starts_with("logo/")
            || name.starts_with("sheets/")
    };
    let mut upwards = vec!["crate::db"];
    upwards.extend(above_db);
    assert_eq!(offenders(|file| !leaves(file), &upwards), [""; 0]);
}

#[test]
fn time_comes_from_the_clock() {
    let allowed = |name: &str| name == "clock.rs";
    assert_eq!(
        offenders(allowed, &["Timestamp::now", "SystemTime::now", "Zoned::now"]),
        [""; 0]
    );
}

#[test]
fn no_float_holds_money() {
    // A workbook's numbers are floats; in that room they become text and are never reckoned with.
    let allowed = |name: &str| {
        ["palette/", "logo/", "sheets/"]
            .iter()
            .any(|room| name.starts_with(room))
    };
    assert_eq!(offenders(allowed, &["f64", "f32"]), [""; 0]);
}
