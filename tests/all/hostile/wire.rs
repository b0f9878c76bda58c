//! Bytes on the wire that are no request, or two: the real program answers with a refusal or hangs up, and lives on.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::Value;

use crate::{house::House, process::Server};

/// Sends bytes, ends the sending side, and gives what came back.
fn answer(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // The program may hang up before everything was sent.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status of what came back, 0 for nothing.
fn send(address: SocketAddr, bytes: &[u8]) -> u16 {
    answer(address, bytes)
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0)
}

#[test]
fn what_is_no_request_is_survived() {
    let mut house = House::of(&["shop", "mill"]);
    let before = house.picture();
    house.close();
    let server = Server::start(&house.root());
    let long = "a".repeat(1 << 20);
    let create = "POST /api/tenants HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    let pieces: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", vec![]),
        ("one byte", vec![0]),
        ("noise", (0..=255).cycle().take(70_000).collect()),
        (
            "a TLS hello",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        ),
        ("an old request", b"GET /\r\n".to_vec()),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()),
        ("half a head", b"GET /health HTTP/1.1\r\nhost: local".to_vec()),
        (
            "half a body",
            format!("{create}content-length: 100\r\n\r\n{{").into_bytes(),
        ),
        (
            "a very long line",
            format!("GET /{long} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes(),
        ),
        (
            "a very long header",
            format!("GET /health HTTP/1.1\r\nhost: localhost\r\nx: {long}\r\n\r\n").into_bytes(),
        ),
        (
            "many headers",
            format!(
                "GET /health HTTP/1.1\r\nhost: localhost\r\n{}\r\n",
                "x: y\r\n".repeat(5_000)
            )
            .into_bytes(),
        ),
        (
            "a NUL in a header",
            b"GET /health HTTP/1.1\r\nhost: localhost\r\nx-tenant-id: sh\0op\r\n\r\n".to_vec(),
        ),
        (
            "a header over two lines",
            b"GET /health HTTP/1.1\r\nhost: localhost\r\nx-tenant-id: sh\r\n op\r\n\r\n".to_vec(),
        ),
        (
            "a space before the colon",
            b"GET /health HTTP/1.1\r\nhost : localhost\r\n\r\n".to_vec(),
        ),
        (
            "two hosts",
            format!("{create}host: evil.example\r\ncontent-length: 0\r\n\r\n").into_bytes(),
        ),
        (
            "two lengths",
            format!("{create}content-length: 0\r\ncontent-length: 5\r\n\r\nhello").into_bytes(),
        ),
        (
            "a length that is none",
            format!("{create}content-length: -1\r\n\r\n").into_bytes(),
        ),
        (
            "a huge length",
            format!("{create}content-length: 99999999999999999999\r\n\r\n").into_bytes(),
        ),
        (
            "a chunk that is none",
            format!("{create}transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n").into_bytes(),
        ),
        (
            "a method of its own",
            b"ARCHIVE /api/tenants/shop HTTP/1.1\r\nhost: localhost\r\n\r\n".to_vec(),
        ),
        (
            "another's address",
            b"GET http://evil.example/health HTTP/1.1\r\nhost: evil.example\r\n\r\n".to_vec(),
        ),
        (
            "a proxy's request",
            b"CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n".to_vec(),
        ),
    ];
    for (what, bytes) in pieces {
        let status = send(server.address(), &bytes);
        assert!(status == 0 || (400..500).contains(&status), "{what}: {status}");
        let (alive, health) = server
            .call("GET", "/health", "", &Value::Null)
            .unwrap_or_else(|| panic!("{what} ended the program"));
        assert_eq!((alive, &health["status"]), (200, &Value::from("ok")), "{what}");
    }
    server.end();
    assert_eq!(house.picture(), before);
}

#[test]
fn a_length_and_chunks_together_are_one_request() {
    let mut house = House::of(&["shop", "mill"]);
    house.close();
    let server = Server::start(&house.root());
    // Read one way it is one request with a body, the other way a second one hides in it.
    let smuggled = "POST /api/tenants/shop/deactivate HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                    content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nPOST /api/tenants/mill/deactivate HTTP/1.1\r\nhost: localhost\r\n\r\n";
    send(server.address(), smuggled.as_bytes());
    server.end();
    let mill = house.get("/api/tenants/mill/config").ok();
    assert_eq!(
        mill["is_active"], true,
        "the hidden request has no content type and is refused"
    );
}

#[test]
fn slow_and_idle_callers_do_not_keep_others_out() {
    let mut house = House::of(&["shop", "mill"]);
    house.close();
    let server = Server::start(&house.root());
    let idle: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut stream = TcpStream::connect(server.address()).unwrap();
            if number % 2 == 0 {
                stream
                    .write_all(
                        b"POST /api/tenants HTTP/1.1\r\nhost: localhost\r\ncontent-length: 50\r\n\r\n{",
                    )
                    .unwrap();
            }
            stream
        })
        .collect();
    for _ in 0..5 {
        assert_eq!(
            server.call("GET", "/api/tenants", "", &Value::Null).unwrap().1["count"],
            2
        );
    }
    drop(idle);
    server.end();
}

/// What decision 8 says of the HTTP library's own refusals: a status, no body. Should it ever fill them, tell it there.
#[test]
fn what_is_no_http_is_refused_without_a_body() {
    let mut house = House::of(&["shop"]);
    house.close();
    let server = Server::start(&house.root());
    for (bytes, status) in [
        ("hello\r\n\r\n".to_owned(), "400"),
        (
            format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "a".repeat(70_000)),
            "414",
        ),
        (
            format!(
                "GET /health HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n",
                "a".repeat(600_000)
            ),
            "431",
        ),
    ] {
        let answer = answer(server.address(), bytes.as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }
    server.end();
}
