//! A second business in a window of its own.

use cashflow_test_tools::{Desk, Window, until};
use serde_json::json;

use crate::{PROGRAM, businesses::has_colors_of};

#[tokio::test]
async fn a_second_business_has_a_window_of_its_own() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open_with(&desk, &["--tenant", "dental_clinic_abc"]).await;
    let clinic = until("the clinic", || {
        desk.screen.window("ABC Dental Clinic — CashFlow")
    });
    window.until_text("ABC Dental Clinic").await;
    let first = window.page.window().await.expect("a handle");

    let open =
        "await window.__TAURI_INTERNALS__.invoke('open_business_window', { tenantId: 'manufacturing_xyz' })";
    assert_eq!(window.ask_later(open).await, json!(null));
    until("the workshop", || {
        desk.screen.window("XYZ Manufacturing — CashFlow")
    });
    assert!(
        desk.screen
            .window("ABC Dental Clinic — CashFlow")
            .is_some_and(|id| id == clinic)
    );
    desk.screen.picture("own-window");

    // Asked again it is brought to the front, and by another window is no second one made.
    assert_eq!(window.ask_later(open).await, json!(null));
    let own = || {
        desk.screen
            .titles()
            .iter()
            .filter(|title| title.starts_with("XYZ"))
            .count()
    };
    assert_eq!(own(), 1);
    until("it is in front", || {
        let front = desk.screen.tool("xdotool", &["getwindowfocus", "getwindowname"]);
        front.starts_with("XYZ").then_some(())
    });
    let handles = window.page.windows().await.expect("the driver's list");
    has_colors_of(&window, "#2E86AB").await;
    for handle in handles {
        if handle != first {
            window
                .page
                .switch_to_window(handle)
                .await
                .expect("the other window");
            window
                .until("location.hash === '#/b/manufacturing_xyz/home'")
                .await;
            has_colors_of(&window, "#A23B72").await;
            window
                .until("document.querySelector(\"nav a[href='#/b/manufacturing_xyz/materials']\") !== null")
                .await;
        }
    }

    for wrong in ["no_such_business", "../catalog", ""] {
        let open = format!(
            "await window.__TAURI_INTERNALS__.invoke('open_business_window', {{ tenantId: '{wrong}' }})"
        );
        assert!(window.ask_later(&open).await["refused"].is_string(), "{wrong}");
    }
    window.close().await;
}
