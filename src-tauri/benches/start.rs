//! From the start of the process to a screen that can be used, beside an empty window of the same build: at most
//! 1.5 times as long.
//!
//! Both pages set a mark when they are first drawn; its time is the page's own, so the driver's is not in it. The
//! empty window is this same program, called with one word.

use std::{path::Path, time::SystemTime};

use cashflow_test_tools::{Desk, Window};
use tauri::{
    Url, WebviewUrl, WebviewWindowBuilder,
    http::{Response, header},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_cashflow");
const EMPTY: &str = "empty-window";
const PAGE: &str =
    "<!doctype html><meta charset=utf-8><title>CashFlow</title><p>Empty</p><script src=/mark.js></script>";
const MARK: &str = "requestAnimationFrame(() => performance.mark('cashflow.usable'));";
const ROUNDS: usize = 9;
const BAR: f64 = 1.5;

fn main() {
    if std::env::args().any(|word| word == EMPTY) {
        return empty_window();
    }
    let runtime = tokio::runtime::Runtime::new().expect("threads start");
    runtime.block_on(measure());
}

async fn measure() {
    let desk = Desk::with_samples(PROGRAM);
    let own = std::env::current_exe().expect("this program's path");
    let (mut empty, mut full) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let took = [
            start(&desk, &own, &[EMPTY]).await,
            start(&desk, Path::new(PROGRAM), &[]).await,
        ];
        // The first fills the caches.
        if round > 0 {
            empty.push(took[0]);
            full.push(took[1]);
        }
    }
    let (empty, full) = (median(empty), median(full));
    let ratio = full / empty;
    println!("window start: {full:.0} ms, an empty window {empty:.0} ms, ratio {ratio:.2} (bar {BAR})");
    assert!(ratio <= BAR, "the window takes too long to start");
}

/// Milliseconds from the process's start to the page's mark.
async fn start(desk: &Desk, program: &Path, words: &[&str]) -> f64 {
    let window = Window::open_program(desk, program, words).await;
    let mark = "performance.getEntriesByName('cashflow.usable')[0]";
    window.until(&format!("{mark} !== undefined")).await;
    let usable = window
        .ask(&format!("performance.timeOrigin + {mark}.startTime"))
        .await;
    let process = desk.process_of(program).expect("the program runs");
    let took = usable.as_f64().expect("a time") - started_at(process);
    window.close().await;
    took
}

/// When a process began, in milliseconds since 1970.
fn started_at(process: u32) -> f64 {
    let read = |path: &str| std::fs::read_to_string(path).expect("the kernel tells");
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .expect("after 1970");
    let uptime: f64 = read("/proc/uptime")
        .split(' ')
        .next()
        .and_then(|word| word.parse().ok())
        .expect("seconds");
    let stat = read(&format!("/proc/{process}/stat"));
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name
        .split_whitespace()
        .nth(19)
        .and_then(|word| word.parse().ok())
        .expect("ticks");
    // The kernel counts a hundred ticks a second.
    now.as_secs_f64() * 1e3 - (uptime * 1e3 - ticks * 10.0)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// One page that says nothing, by the same means as the real window's.
fn empty_window() {
    tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol("cashflow", |_, request, responder| {
            let (media_type, body) = match request.uri().path() {
                "/" => ("text/html", PAGE),
                _ => ("text/javascript", MARK),
            };
            let response = Response::builder().header(header::CONTENT_TYPE, media_type);
            responder.respond(response.body(body.as_bytes()).expect("a plain answer"));
        })
        .setup(|app| {
            let address = Url::parse("cashflow://localhost/")?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
                .inner_size(1240.0, 820.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .expect("an empty window runs");
}
