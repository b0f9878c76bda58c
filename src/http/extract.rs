//! `Json`, `Query` and `Id` whose refusals are this program's errors, naming the field that cannot be read.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    error::{Code, Error, Result},
    sentence::say,
    unreadable::{OBJECT, unreadable},
};

/// A JSON body, in or out.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        require_json(request.headers())?;
        let bytes = bytes(request, state).await?;
        // Serde would take a list for an object whose fields are not named.
        if bytes.trim_ascii_start().starts_with(b"[") {
            return Err(Error::new(
                Code::BadRequest,
                say!("The body is a list; {object} is wanted.", object = OBJECT),
            ));
        }
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            if error.inner().is_data() {
                unreadable("body", &error)
            } else {
                no_json(error.inner())
            }
        })?;
        reader.end().map_err(|error| no_json(&error))?;
        Ok(Self(value))
    }
}

/// Refuses a body that does not say that it is a file's bytes. A foreign page has to ask before it may send those too.
pub(super) fn require_file(headers: &HeaderMap) -> Result<()> {
    let named = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if named.is_some_and(|named| named.trim().eq_ignore_ascii_case("application/octet-stream")) {
        return Ok(());
    }
    Err(Error::new(
        Code::UnsupportedMediaType,
        "This address takes a file. Send its bytes with the header Content-Type: application/octet-stream.",
    ))
}

/// A file's bytes, up to the route's limit.
pub(crate) async fn sent_file(request: Request) -> Result<Bytes> {
    require_file(request.headers())?;
    bytes(request, &()).await
}

fn no_json(error: &serde_json::Error) -> Error {
    let text = if error.is_eof() {
        say!("The body ends before its JSON is whole. Send all of it.")
    } else {
        let (line, column) = (error.line(), error.column());
        say!(
            "The body is no JSON from line {line}, column {column} on. Send one JSON value, well formed.",
            line,
            column
        )
    };
    Error::new(Code::BadRequest, text)
}

/// Refuses a body that does not say that it is JSON.
pub(super) fn require_json(headers: &HeaderMap) -> Result<()> {
    let named = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = named.and_then(|text| text.split(';').next()).unwrap_or_default();
    if media_type.trim().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Error::new(
        Code::UnsupportedMediaType,
        "This address takes JSON. Send it with the header Content-Type: application/json.",
    ))
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// A whole body, up to the route's limit.
pub(super) async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Error::new(
                Code::TooLarge,
                "The body is larger than this address takes. Send less at once.",
            );
        }
        Error::new(Code::BadRequest, "The body ended before its time. Send it again.")
    })
}

/// An address's query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        let query = parts.uri.query().unwrap_or_default();
        // `tenant_id` selects the business and was read by its layer.
        let kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("tenant_id="))
            .collect();
        let kept = kept.join("&");
        let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(kept.as_bytes()));
        serde_path_to_error::deserialize(reader)
            .map(Self)
            .map_err(|error| unreadable("query", &error))
    }
}

/// The id in an address; one that cannot be an id belongs to no record.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let text = Path::<String>::from_request_parts(parts, state).await.ok();
        let id = text.and_then(|Path(text)| text.parse().ok());
        id.map(Self).ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "There is no such record. It may have been removed; go back to the list.",
            )
        })
    }
}
