//! The embedded screens, and the 404 of everything else.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
};

use crate::error::{Code, Error, Result};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CASHFLOW_SCREENS"]
struct Screens;

/// Marks an answer that is a part of the screens, as an extension of it.
#[derive(Clone, Copy)]
pub(super) struct OwnFile;

/// What a page may do: load its own parts, talk to its own server, nothing else.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
     connect-src 'self' ipc: http://ipc.localhost; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn serve(request: Request) -> Result<Response> {
    let path = request.uri().path().trim_start_matches('/');
    let is_api = path == "api" || path.starts_with("api/");
    if is_api || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Error::new(
            Code::NotFound,
            "There is nothing at this address. /docs lists what there is.",
        ));
    }
    let name = if path.is_empty() { "index.html" } else { path };
    file(name, POLICY).ok_or_else(|| Error::new(Code::NotFound, "There is no such page."))
}

/// One embedded file; those with a hash in their name may be kept for ever.
pub(super) fn file(name: &str, policy: &'static str) -> Option<Response> {
    let file = Screens::get(name)?;
    let media_type = mime_guess::from_path(name).first_or_octet_stream();
    let mut response = file.data.into_response();
    let headers = response.headers_mut();
    let media_type = if media_type.type_() == "text" {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_string()
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&media_type).ok()?);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    let keep = if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response.extensions_mut().insert(OwnFile);
    Some(response)
}
