//! What a page may not do, whatever got into it.

use std::time::Duration;

use cashflow_test_tools::{Desk, Window};
use serde_json::{Value, json};

use crate::PROGRAM;

#[tokio::test]
async fn nothing_leads_away() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;

    for away in [
        "https://example.com/",
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
        "cashflow://elsewhere/",
        "data:text/html,<p>away</p>",
        "javascript:document.body.remove()",
    ] {
        window.ask(&format!("(location.href = {}, 0)", json!(away))).await;
        tokio::time::sleep(Duration::from_millis(150)).await;
        assert_eq!(
            window.ask("location.origin + location.pathname").await,
            json!("cashflow://localhost/"),
            "{away}"
        );
        window.until_text("ABC Dental Clinic").await;
    }
    let opened = window
        .ask("window.open('https://example.com/') === null && window.open('#/settings') === null")
        .await;
    assert_eq!(opened, json!(true));
    window
        .ask("(() => { const link = document.body.appendChild(document.createElement('a')); link.href = 'https://example.com/'; link.target = '_blank'; link.click(); return 0; })()")
        .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(window.page.windows().await.expect("the windows").len(), 1);
    assert_eq!(
        desk.screen
            .titles()
            .iter()
            .filter(|title| title.contains("CashFlow"))
            .count(),
        1
    );
    window.close().await;
}

#[tokio::test]
async fn a_page_may_do_little() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;

    let policy = window
        .ask_later("(await fetch('/')).headers.get('content-security-policy')")
        .await;
    assert!(
        policy
            .as_str()
            .is_some_and(|policy| policy.starts_with("default-src 'none'; script-src 'self'")),
        "{policy}"
    );
    for forbidden in [
        "await fetch('https://example.com/')",
        "await fetch('http://127.0.0.1:9/')",
        "(0, eval)('1')",
        "new Function('return 1')()",
    ] {
        assert_refused(&window, forbidden).await;
    }
    assert_eq!(window.ask("typeof window.__TAURI__").await, json!("undefined"));
    for command in [
        "'plugin:window|set_title', { value: 'x' }",
        "'plugin:window|close'",
        "'plugin:webview|create_webview_window', { options: { label: 'business-x', url: 'https://example.com/' } }",
        "'plugin:event|emit', { event: 'menu', payload: 'x' }",
        "'plugin:path|resolve_directory', { directory: 1 }",
        "'save_download', { url: 'https://example.com/', fileName: 'x' }",
        "'save_download', { url: '/api/tenants', fileName: 'x' }",
        "'business_selected', { tenantId: '../x' }",
    ] {
        assert_refused(
            &window,
            &format!("await window.__TAURI_INTERNALS__.invoke({command})"),
        )
        .await;
    }
    window.close().await;
}

async fn assert_refused(window: &Window<'_>, script: &str) {
    let answer = window.ask_later(script).await;
    assert!(
        matches!(answer["refused"], Value::String(_)),
        "{script} was not refused: {answer}"
    );
}
