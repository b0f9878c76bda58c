//! Refuses requests whose meaning hangs on which of two headers is read, and writes that a foreign page could send.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};

use super::extract::{require_file, require_json};
use crate::{
    author::Door,
    error::{Code, Error, Result},
};

const ONCE: [&str; 8] = [
    "host",
    "x-tenant-id",
    "content-type",
    "content-length",
    "authorization",
    "x-file-name",
    "origin",
    "x-request-id",
];

/// The longest query, in bytes: more than any of ours needs, less than what a search could choke on.
const LONGEST_QUERY: usize = 8 << 10;

/// Addresses to which files are posted as they are.
const FILES: [&str; 1] = ["/api/imports"];

pub(super) async fn check(request: Request, next: Next) -> Result<Response> {
    if request
        .uri()
        .query()
        .is_some_and(|query| query.len() > LONGEST_QUERY)
    {
        return Err(Error::new(
            Code::BadRequest,
            "The address is too long. Ask for less at once.",
        ));
    }
    for name in ONCE {
        let mut values = request.headers().get_all(name).iter();
        let first = values.next();
        if values.next().is_some() {
            return Err(Error::new(
                Code::BadRequest,
                format!("The header {name} stands twice. Send it once."),
            ));
        }
        if first.is_some_and(axum::http::HeaderValue::is_empty) {
            return Err(Error::new(
                Code::BadRequest,
                format!("The header {name} is empty. Fill it or leave it out."),
            ));
        }
    }
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && door(&request) == Door::Http {
        refuse_foreign_pages(request.headers())?;
    }
    Ok(next.run(request).await)
}

/// The door a request came through; a door other than HTTP says so itself.
pub(super) fn door(request: &Request) -> Door {
    request.extensions().get::<Door>().copied().unwrap_or(Door::Http)
}

/// Another site's page can make a browser post a form here without asking first, but neither JSON nor bytes. Every other write it has
/// to ask for, and is not allowed.
pub(super) async fn check_type(request: Request, next: Next) -> Result<Response> {
    if request.method() == Method::POST && door(&request) == Door::Http {
        if FILES.contains(&request.uri().path()) {
            require_file(request.headers())?;
        } else {
            require_json(request.headers())?;
        }
    }
    Ok(next.run(request).await)
}

fn refuse_foreign_pages(headers: &HeaderMap) -> Result<()> {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return Ok(());
    };
    let origin = origin.to_str().unwrap_or_default();
    let own = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))
        == Some(own)
    {
        return Ok(());
    }
    Err(Error::new(
        Code::BadOrigin,
        "A page of another site may not write here. Open CashFlow itself and do it there.",
    ))
}
