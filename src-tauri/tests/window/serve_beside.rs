//! `cashflow serve` beside the window, on the same data directory.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    process::Stdio,
};

use cashflow_test_tools::{Desk, Window, until};
use serde_json::{Value, json};

use crate::PROGRAM;

#[tokio::test]
async fn serve_sees_what_the_window_enters() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;
    let mut serve = desk
        .program()
        .args(["--json", "serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let said: Value = serde_json::Deserializer::from_reader(serve.stdout.take().expect("its output"))
        .into_iter()
        .next()
        .expect("it tells its address")
        .expect("in JSON");
    let address = said["listen"].as_str().expect("an address").to_owned();

    let entered = window
        .ask_later(
            "(await fetch('/api/parties', { method: 'POST',
                headers: { 'content-type': 'application/json', 'x-tenant-id': 'corner_shop' },
                body: JSON.stringify({ name: 'Lakshmi Traders', kind: 'supplier' }) })).status",
        )
        .await;
    assert_eq!(entered, json!(201));
    let found = get(&address, "/api/parties?search=Lakshmi");
    assert!(found.contains("Lakshmi Traders"), "{found}");

    // And the other way round: the window notices what another program did to the businesses.
    desk.run(&["tenant", "deactivate", "manufacturing_xyz"]);
    window.ask("(location.reload(), 0)").await;
    window.until_text("ABC Dental Clinic").await;
    window
        .until("!document.body.innerText.includes('XYZ Manufacturing')")
        .await;

    window.close().await;
    assert!(get(&address, "/health").contains("ok"), "it outlives the window");
    serve.kill().expect("it can be ended");
    until("it ends", || serve.try_wait().expect("its state"));
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: localhost\r\nx-tenant-id: corner_shop\r\nconnection: close\r\n\r\n"
    )
    .expect("it hears");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}
