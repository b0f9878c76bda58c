//! One window program for each data directory.

use std::{process::Command, time::Instant};

use cashflow_test_tools::{Desk, PATIENCE, Window, until};

use crate::PROGRAM;

/// Starts the program once more; it must end by itself, and well.
fn start_again(desk: &Desk, words: &[&str]) {
    let started = Instant::now();
    let output = desk.program().args(words).output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    assert!(
        started.elapsed() < PATIENCE,
        "it did not wait for the window to close"
    );
}

fn title_in_front(desk: &Desk) -> String {
    desk.screen
        .tool("xdotool", &["getwindowfocus", "getwindowname"])
        .trim()
        .to_owned()
}

#[tokio::test]
async fn a_second_start_brings_the_first_to_the_front() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;
    let first = desk.window_process();

    start_again(&desk, &["--tenant", "corner_shop"]);
    until("the shop is shown", || {
        desk.screen
            .titles()
            .iter()
            .find(|title| title.starts_with("Corner"))
            .cloned()
    });
    window.until("location.hash.startsWith('#/b/corner_shop')").await;

    start_again(&desk, &["--tenant", "manufacturing_xyz"]);
    until("a window of its own in front", || {
        (title_in_front(&desk) == "XYZ Manufacturing — CashFlow").then_some(())
    });
    start_again(&desk, &[]);
    until("the first in front again", || {
        title_in_front(&desk).starts_with("Corner").then_some(())
    });
    start_again(&desk, &["--tenant", "manufacturing_xyz"]);
    until("the other in front again", || {
        title_in_front(&desk).starts_with("XYZ").then_some(())
    });

    assert_eq!(desk.window_process(), first, "it is the same program");
    assert_eq!(
        desk.screen
            .titles()
            .iter()
            .filter(|title| title.contains("CashFlow"))
            .count(),
        2
    );
    window.close().await;
}

#[tokio::test]
async fn another_data_directory_is_another_program() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    let other = tempfile::tempdir().expect("a folder");
    let mut second = desk
        .program()
        .env("CASHFLOW_DATA_DIR", other.path())
        .spawn()
        .expect("the program runs");
    until("both have a window", || {
        (desk
            .screen
            .titles()
            .iter()
            .filter(|title| *title == "CashFlow")
            .count()
            == 2)
            .then_some(())
    });
    assert!(second.try_wait().expect("its state").is_none(), "it goes on");
    second.kill().expect("it can be ended");
    second.wait().expect("it ends");
    window.close().await;
}

#[test]
fn without_a_display_it_says_what_to_do() {
    let desk = Desk::bare(PROGRAM);
    let fails = |command: &mut Command| {
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(10), "{output:?}");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains("cashflow serve"), "{text}");
    };
    fails(desk.program().env_remove("DISPLAY"));
    fails(desk.program().env("DISPLAY", ":4711"));
}

#[tokio::test]
async fn a_business_that_does_not_exist_is_told_at_every_start() {
    let desk = Desk::with_samples(PROGRAM);
    let refused = |desk: &Desk| {
        let mut program = desk
            .program()
            .args(["--tenant", "nope"])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs");
        let started = Instant::now();
        while program.try_wait().expect("its state").is_none() {
            assert!(started.elapsed() < PATIENCE, "it ends once it was read");
            // The dialog is closed as soon as it is there.
            let search = ["search", "--onlyvisible", "--name", "^CashFlow$"];
            for dialog in desk.screen.tool("xdotool", &search).lines() {
                let press = ["windowfocus", dialog, "key", "--window", dialog, "Return"];
                desk.screen.tool("xdotool", &press);
            }
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        let output = program.wait_with_output().expect("what it said");
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            text.contains("nope") && text.contains("tenant_not_found"),
            "{text}"
        );
    };
    refused(&desk);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;
    refused(&desk);
    window.close().await;
}

#[tokio::test]
async fn what_keeps_the_window_from_opening_is_shown() {
    let desk = Desk::with_samples(PROGRAM);
    std::fs::write(
        desk.data().join("catalog.sqlite"),
        "this is no database, whatever it is called",
    )
    .expect("a damaged file");
    let _ = std::fs::remove_file(desk.data().join("catalog.sqlite-wal"));
    let mut program = desk
        .program()
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let dialog = until("a dialog", || desk.screen.window("CashFlow"));
    desk.screen.picture("trouble");
    desk.screen.tool(
        "xdotool",
        &["windowfocus", &dialog, "key", "--window", &dialog, "Return"],
    );
    let ended = until("it ends once read", || program.try_wait().expect("its state"));
    assert_eq!(ended.code(), Some(7), "the exit code of a damaged file");
}
