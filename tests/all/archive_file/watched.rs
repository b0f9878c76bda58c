//! An archive on its way in: how much of it is here is told meanwhile, and its picture before it is taken in.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::Request,
};
use cashflow::App;
use http_body::{Frame, SizeHint};
use rusqlite::Connection;
use serde_json::json;

use super::{archive_of, bring, full_house};
use crate::house::{House, id};

/// A body in pieces that looks, before each of them, how far the program says it is.
struct Pieces {
    left: Vec<Vec<u8>>,
    app: App,
    seen: Arc<Mutex<Vec<String>>>,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let coming = self.app.tenancy().coming("w1");
        let told = format!("{:?} {} of {}", coming.step, coming.done, coming.total);
        self.seen.lock().unwrap().push(told);
        Poll::Ready((!self.left.is_empty()).then(|| Ok(Frame::data(self.left.remove(0).into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.iter().map(|piece| piece.len() as u64).sum())
    }
}

#[test]
fn how_much_of_an_archive_is_here_is_told_meanwhile() {
    let archive = archive_of(&full_house(), "shop");
    let to = House::new();
    let seen = Arc::default();
    let whole = archive.len();
    let (first, second) = archive.split_at(1000);
    let body = Pieces {
        left: vec![first.to_vec(), second.to_vec()],
        app: to.app().clone(),
        seen: Arc::clone(&seen),
    };
    let request = |path: &str, body: Body| {
        Request::put(path)
            .header("host", "localhost")
            .header("content-type", "application/octet-stream")
            .body(body)
            .unwrap()
    };
    to.call(request("/api/archive-files?watch=w1", Body::new(body)))
        .ok();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "Unknown 0 of 0".to_owned(),
            format!("Bringing 1000 of {whole}"),
            format!("Bringing {whole} of {whole}")
        ]
    );
    let after = to.get("/api/archive-files/coming/w1").ok();
    assert_eq!(after, json!({ "step": "unknown", "done": 0, "total": 0 }));
    let refused = to.call(request("/api/archive-files?watch=../x", Body::empty()));
    assert_eq!(refused.said(), (422, "validation_failed"));
}

#[test]
fn unpacking_is_told_by_bytes_and_looking_it_over_by_name() {
    let program = House::new();
    let watch = program.tenancy().watch_coming("w1").unwrap();
    let told = || program.get("/api/archive-files/coming/w1").ok();
    watch.unpacked(10, 40);
    assert_eq!(told(), json!({ "step": "unpacking", "done": 10, "total": 40 }));
    watch.unpacked(40, 40);
    assert_eq!(told(), json!({ "step": "checking", "done": 0, "total": 0 }));
    drop(watch);
    assert_eq!(told()["step"], "unknown");
}

#[test]
fn a_business_without_a_logo_or_with_a_broken_one_shows_none() {
    let mut from = full_house();
    let to = House::new();
    let none = bring(&to, &archive_of(&from, "mill")).ok();
    assert_eq!(none["logo_url"], json!(null));
    let path = format!("/api/archive-files/{}/logo", none["key"].as_str().unwrap());
    assert_eq!(to.get(&path).said(), (404, "not_found"));
    assert_eq!(
        to.get("/api/archive-files/nobody/logo").said(),
        (404, "not_found")
    );

    from.close();
    let file = Connection::open(from.file("shop")).unwrap();
    file.execute("update tenant_logo set png = x'89504e47'", [])
        .unwrap();
    drop(file);
    assert!(from.tenant("shop").is_ok(), "{}", id("shop"));
    let broken = bring(&to, &archive_of(&from, "shop"));
    assert_eq!(broken.ok()["logo_url"], json!(null), "and the rest is shown");
}

#[test]
fn the_trade_is_named_in_the_language_of_who_looks() {
    let house = full_house();
    let key = bring(&house, &archive_of(&house, "shop")).ok()["key"].clone();
    let look = |language: &str| {
        let path = format!("/api/archive-files/{}", key.as_str().unwrap());
        let request = Request::get(path)
            .header("host", "localhost")
            .header("accept-language", language)
            .body(Body::empty())
            .unwrap();
        house.call(request).ok()["domain_name"].clone()
    };
    assert_eq!(
        (look("en"), look("hi")),
        (json!("Shop or office"), json!("दुकान या ऑफ़िस"))
    );
}
