//! The guide is read in the window: its pictures come through the window's own scheme.

use cashflow_test_tools::{Desk, Window};
use serde_json::json;

use crate::PROGRAM;

#[tokio::test]
async fn a_chapter_shows_its_pictures() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;
    window.go("#/guide/first-start").await;
    window.until_text("Look around first").await;
    window
        .until("[...document.querySelectorAll('article img')].filter((one) => one.naturalWidth > 0).length === 2")
        .await;
    let picture = window
        .ask_later("await (async () => { const answer = await fetch(document.querySelector('article img').src); return [answer.status, answer.headers.get('content-type')]; })()")
        .await;
    assert_eq!(picture, json!([200, "image/png"]));
    window.close().await;
}
