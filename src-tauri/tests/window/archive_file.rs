//! A double-clicked archive: the window opens with what is in it, and a second start hands its path to the first.

use std::path::PathBuf;

use cashflow_test_tools::{Desk, Window, until_async};
use serde_json::json;

use crate::PROGRAM;

/// An archive of the sample shop, as it would come on a stick.
fn archive(desk: &Desk) -> PathBuf {
    let path = desk.home().join("दुकान from the stick.cashflow");
    desk.run(&["tenant", "export", "corner_shop", path.to_str().expect("text")]);
    path
}

async fn dialog_says(window: &Window<'_>, text: &str) {
    let question = format!(
        "document.querySelector('[role=dialog]')?.innerText.includes({}) ?? false",
        json!(text)
    );
    window.until(&question).await;
}

#[tokio::test]
async fn an_archive_opened_with_the_program_is_shown_and_taken_in() {
    let desk = Desk::with_samples(PROGRAM);
    let path = archive(&desk);
    let window = Window::open_with(&desk, &[path.to_str().expect("text")]).await;
    dialog_says(&window, "Corner Shop").await;
    dialog_says(&window, "corner_shop_2").await;
    desk.screen.picture("take-in");
    window.click("[role=dialog] .dialog-foot .primary").await;
    dialog_says(&window, "is taken in").await;
    window.click("[role=dialog] .dialog-foot .primary").await;
    window.until("location.hash === '#/b/corner_shop_2/home'").await;

    // A second start while the first runs: the same question in the same window.
    let first = desk.window_process();
    let output = desk.program().arg(&path).output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    dialog_says(&window, "corner_shop_3").await;
    assert_eq!(desk.window_process(), first);
    window.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_archive_is_told() {
    let desk = Desk::with_samples(PROGRAM);
    let path = desk.home().join("letter.cashflow");
    std::fs::write(&path, "dear friend").expect("a file");
    let window = Window::open_with(&desk, &[path.to_str().expect("text")]).await;
    dialog_says(&window, "This is no archive of CashFlow").await;
    window
        .click("[role=dialog] .dialog-foot button:not(.primary)")
        .await;
    until_async("the question is gone", || async {
        (window
            .ask("document.querySelector('[role=dialog]') === null")
            .await
            == json!(true))
        .then_some(())
    })
    .await;
    window.until_text("ABC Dental Clinic").await;
    window.close().await;
}
