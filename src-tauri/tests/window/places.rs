//! Size and position are remembered for each data directory.

use cashflow_test_tools::{Desk, Window, until};
use serde_json::Value;

use crate::PROGRAM;

/// X, y, width and height, as X tells them.
fn place(desk: &Desk) -> String {
    let id = until("the window", || desk.screen.window("CashFlow"));
    desk.screen
        .tool("xdotool", &["getwindowgeometry", "--shell", &id])
        .replace(&format!("WINDOW={id}\n"), "")
}

fn remembered(desk: &Desk) -> Value {
    let text = std::fs::read(desk.data().join("window.json")).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

#[tokio::test]
async fn a_window_comes_back_where_it_stood() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;
    let id = until("the window", || desk.screen.window("CashFlow"));
    desk.screen
        .tool("xdotool", &["windowsize", "--sync", &id, "900", "640"]);
    desk.screen
        .tool("xdotool", &["windowmove", "--sync", &id, "210", "130"]);
    until("it is written", || {
        (remembered(&desk)["main"]["x"] == 210).then_some(())
    });
    let stood = place(&desk);
    assert!(stood.contains("X=210\nY=130\nWIDTH=900\nHEIGHT=640\n"), "{stood}");
    window.close().await;

    for _ in 0..2 {
        let window = Window::open(&desk).await;
        window.until_text("ABC Dental Clinic").await;
        until("it stands there again", || (place(&desk) == stood).then_some(()));
        window.close().await;
        assert_eq!(
            remembered(&desk)["main"]["width"],
            900,
            "it does not grow from start to start"
        );
    }

    // Of a screen that is gone, and then of nothing at all.
    for broken in [
        "{\"main\":{\"x\":9000,\"y\":-400,\"width\":900,\"height\":640,\"maximized\":false}}",
        "{\"main\":",
    ] {
        std::fs::write(desk.data().join("window.json"), broken).expect("a file");
        let window = Window::open(&desk).await;
        window.until_text("ABC Dental Clinic").await;
        let place = place(&desk);
        assert!(!place.contains("X=9000") && !place.contains("Y=-400"), "{place}");
        window.close().await;
    }
}
