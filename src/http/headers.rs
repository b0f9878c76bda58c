//! Refuses requests whose meaning hangs on which of two headers is read, and writes that a foreign page could send.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};

use crate::{
    author::Door,
    error::{Code, Error, Result},
};

const ONCE: [&str; 7] = [
    "host",
    "x-tenant-id",
    "content-type",
    "content-length",
    "authorization",
    "x-file-name",
    "origin",
];

/// The longest query, in bytes: more than any of ours needs, less than what a search could choke on.
const LONGEST_QUERY: usize = 8 << 10;

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

/// A page of another site can send a form or an empty post to this machine without asking, but not with these types.
fn refuse_foreign_pages(headers: &HeaderMap) -> Result<()> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let media_type = text(header::CONTENT_TYPE)
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if media_type != "application/json"
        && !media_type.starts_with("image/")
        && media_type != "application/octet-stream"
    {
        return Err(Error::new(
            Code::UnsupportedMediaType,
            "Send writes with the header Content-Type: application/json.",
        ));
    }
    let Some(origin) = text(header::ORIGIN) else {
        return Ok(());
    };
    let own = text(header::HOST).unwrap_or_default();
    if origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))
        == Some(own)
    {
        return Ok(());
    }
    Err(Error::new(
        Code::BadHost,
        "A page of another site may not write here.",
    ))
}
