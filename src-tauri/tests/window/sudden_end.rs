//! The power goes in the middle of work: what was answered is there, and the window opens again.

use std::time::Duration;

use cashflow_test_tools::{Desk, Window, until, until_async};

use crate::PROGRAM;

#[tokio::test]
async fn a_kill_during_work_loses_nothing_that_was_answered() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open_with(&desk, &["--tenant", "corner_shop"]).await;
    window.until("document.querySelector('nav') !== null").await;
    let before = parties(&window).await;
    window
        .ask(
            "(globalThis.kept = 0, (async () => { for (let i = 0; ; i += 1) {
                const headers = { 'content-type': 'application/json', 'x-tenant-id': 'corner_shop' };
                const body = JSON.stringify({ name: `Party ${i}`, kind: 'customer' });
                const answer = await fetch('/api/parties', { method: 'POST', headers, body });
                if (answer.status !== 201) throw new Error(await answer.text());
                globalThis.kept += 1;
            } })(), 0)",
        )
        .await;
    let kept = until_async("some are kept", || async {
        window
            .ask("globalThis.kept")
            .await
            .as_u64()
            .filter(|kept| *kept > 40)
    })
    .await;
    let process = desk.window_process().expect("the program runs");
    desk.screen.tool("kill", &["-9", &process.to_string()]);
    until("it is gone", || desk.window_process().is_none().then_some(()));
    window.let_go();
    tokio::time::sleep(Duration::from_millis(100)).await;

    let doctor = desk.program().arg("doctor").output().expect("the program runs");
    assert!(doctor.status.success(), "{doctor:?}");
    let window = Window::open_with(&desk, &["--tenant", "corner_shop"]).await;
    window.until("document.querySelector('nav') !== null").await;
    let after = parties(&window).await;
    assert!(
        after >= before + kept,
        "{before} and {kept} answered, {after} there"
    );
    window.close().await;
}

async fn parties(window: &Window<'_>) -> u64 {
    let total = window
        .ask_later("(await (await fetch('/api/parties', { headers: { 'x-tenant-id': 'corner_shop' } })).json()).total")
        .await;
    total.as_u64().expect("a number")
}
