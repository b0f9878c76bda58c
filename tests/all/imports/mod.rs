//! Tables brought in and taken out, through the router.

mod enter;
mod export;
mod files;
mod hostile;
mod looked_at;
mod meanwhile;
mod undo;
mod workbooks;

use serde_json::{Value, json};

use super::support::Program;

/// Chooses a file; the import.
pub(super) fn upload(program: &Program, tenant: &str, kind: &str, name: &str, bytes: &[u8]) -> Value {
    let (status, import) = program.send_file(&format!("/api/imports?kind={kind}"), tenant, name, bytes);
    assert_eq!(status, 201, "{import}");
    import
}

/// Does a step of an import and waits for its end; the import then.
pub(super) fn step(program: &Program, tenant: &str, import: &Value, step: &str) -> Value {
    let path = path(import);
    let begun = program.send("POST", &format!("{path}/{step}"), tenant, &json!({}));
    assert_eq!(begun["id"], import["id"]);
    loop {
        let now = program.get(&path, tenant);
        if !["checking", "committing", "undoing"].contains(&now["state"].as_str().unwrap()) {
            return now;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

pub(super) fn path(import: &Value) -> String {
    format!("/api/imports/{}", import["id"].as_str().unwrap())
}

/// Chooses a file in the shop and tries its rows.
pub(super) fn checked(program: &Program, kind: &str, text: &str) -> Value {
    let import = upload(program, "shop", kind, "table.csv", text.as_bytes());
    let checked = step(program, "shop", &import, "check");
    assert_eq!(checked["state"], "checked", "{checked}");
    checked
}

/// The same, updating what is there.
pub(super) fn checked_to(program: &Program, kind: &str, text: &str, existing: &str) -> Value {
    let import = upload(program, "shop", kind, "table.csv", text.as_bytes());
    program.send("PUT", &path(&import), "shop", &json!({ "existing": existing }));
    step(program, "shop", &import, "check")
}

/// Brings a table in, in which nothing is wrong.
pub(super) fn brought_in(program: &Program, kind: &str, text: &str) -> Value {
    let import = checked(program, kind, text);
    assert_eq!(
        import["summary"]["wrong"],
        0,
        "{}",
        problems(program, &import).join("\n")
    );
    let done = step(program, "shop", &import, "commit");
    assert_eq!(done["state"], "done", "{done}");
    done
}

/// What is wrong, each `C12 field code`.
pub(super) fn problems(program: &Program, import: &Value) -> Vec<String> {
    cells(program, import, "problems")
}

/// What should be looked at, in the same form.
pub(super) fn notices(program: &Program, import: &Value) -> Vec<String> {
    cells(program, import, "notices")
}

fn cells(program: &Program, import: &Value, which: &str) -> Vec<String> {
    let found = program.get(&format!("{}/{which}?limit=500", path(import)), "shop");
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let items = found["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            format!(
                "{}{} {} {}",
                text(&item["letter"]),
                item["row"],
                text(&item["field"]),
                text(&item["code"])
            )
        })
        .collect()
}
