//! An update is put in the window's place, and the window starts again as the new program.

use std::fs;

use cashflow::update::{New, Payload, Schemas, SecretKey, make, platform};
use cashflow_test_tools::{Desk, Window, until};
use serde_json::{Value, json};

use crate::PROGRAM;

#[tokio::test]
async fn the_window_starts_again_as_the_new_program() {
    let key = SecretKey::parse(&"07".repeat(32)).expect("a key");
    let believed = key.public("Tests").line();
    let desk = Desk::with_samples(PROGRAM).with_variable("CASHFLOW_UPDATE_KEY", believed);
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().canonicalize().expect("the folder is there");
    let program = folder.join("cashflow");
    fs::copy(PROGRAM, &program).expect("a copy of the program");
    let started = folder.join("started");
    // The new program says its version, and otherwise notes how it was started.
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo cashflow 99.0.0; else echo \"$CASHFLOW_DATA_DIR:$*\" >{0}.part && mv {0}.part {0}; fi\n",
        started.display()
    );
    fs::write(folder.join("payload"), script).expect("a payload");
    let new = New {
        product: "cashflow".into(),
        version: "99.0.0".into(),
        platform: platform(),
        payload: Payload::Program,
        schema: Schemas::own(),
        made_at: "2026-11-23T09:30:00Z".into(),
        notes: String::new(),
    };
    let file = folder.join("new.cashflow-update");
    make(new, &folder.join("payload"), &key, &file).expect("an update");

    let window = Window::open_program(&desk, &program, &["--log-level", "debug"]).await;
    window.until_text("ABC Dental Clinic").await;
    let bytes = json!(fs::read(&file).expect("the update"));
    let ask = |method: &str, path: &str, media_type: &str, body: &str| {
        format!(
            "await (await fetch('/api/installation/update{path}', {{ method: '{method}', headers: {{ 'content-type': '{media_type}' }}, body: {body} }})).json()"
        )
    };
    let bring = ask(
        "PUT",
        "",
        "application/octet-stream",
        &format!("new Uint8Array({bytes}).buffer"),
    );
    let offer: Value = window.ask_later(&bring).await;
    assert_eq!(offer["to"], "99.0.0", "{offer}");
    let decision = format!("JSON.stringify({{ sha256: {} }})", offer["sha256"]);
    let applied = window
        .ask_later(&ask("POST", "/apply", "application/json", &decision))
        .await;
    assert_eq!(applied["outcome"], "replaced", "{applied}");

    window.go("/settings/machine").await;
    window.until_text("99.0.0 opens at the next start").await;
    // After the answer: the page goes with its window.
    window
        .ask("void setTimeout(() => [...document.querySelectorAll('button')].find((button) => button.innerText.includes('Start again')).click(), 500)")
        .await;
    let note = until("the new program runs", || fs::read_to_string(&started).ok());
    assert_eq!(note, format!("{}:--log-level debug\n", desk.data().display()));
    window.let_go();
}
