//! The outermost layer: gives each request its id, its span and its line in the log, and writes failures' bodies.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use super::{problem, screens::OwnFile};
use crate::hex;

/// A request's id, as an extension of the request.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

const HEADER: &str = "x-request-id";
/// Characters of an unknown address that the log repeats.
const LONGEST_PATH: usize = 120;

pub(super) async fn around(mut request: Request, next: Next) -> Response {
    let id = request
        .headers()
        .get(HEADER)
        .and_then(|value| value.to_str().ok())
        .filter(|id| is_plain(id))
        .map_or_else(fresh, str::to_owned);
    let operation = request.extensions().get::<MatchedPath>().map_or_else(
        || request.uri().path().chars().take(LONGEST_PATH).collect(),
        |path| path.as_str().to_owned(),
    );
    let span = tracing::info_span!("request", request_id = %id, method = %request.method(), operation = %operation, tenant = tracing::field::Empty);
    request.extensions_mut().insert(RequestId(id.clone()));
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    span.in_scope(|| {
        let mut response = problem::write(response, &id);
        secure(&mut response);
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(HEADER, value);
        }
        let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let status = response.status().as_u16();
        // Each page takes dozens of its own files: in the log they would hide what people did.
        if response.extensions().get::<OwnFile>().is_some() {
            tracing::debug!(status, duration_us, "answered");
        } else {
            tracing::info!(status, duration_us, "answered");
        }
        response
    })
}

/// What every answer carries.
fn secure(response: &mut Response) {
    let headers = response.headers_mut();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry("cache-control")
        .or_insert(HeaderValue::from_static("no-store"));
}

fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

// Without randomness ids repeat; the log's time still tells requests apart.
fn fresh() -> String {
    hex::random::<16>().unwrap_or_else(|_| "0".into())
}
