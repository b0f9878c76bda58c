//! `Json`, `Query` and `Id` whose refusals are this program's errors, naming the field that cannot be read.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::error::{Code, Error, Result};

/// A JSON body, in or out.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        require_json(request.headers())?;
        let bytes = bytes(request, state).await?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value =
            serde_path_to_error::deserialize(&mut reader).map_err(|error| unreadable("body", &error))?;
        reader.end().map_err(|error| {
            Error::new(
                Code::BadRequest,
                format!("The body has more than one JSON value: {error}."),
            )
        })?;
        Ok(Self(value))
    }
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
pub(crate) async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes> {
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

fn unreadable<E: std::error::Error>(place: &str, error: &serde_path_to_error::Error<E>) -> Error {
    let path = error.path().to_string();
    let message = error.inner().to_string();
    // An unknown field is named by the message, not by the path to it.
    let unknown = message
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split('`').next());
    let field = match (path.as_str(), unknown) {
        (".", Some(name)) => name.to_owned(),
        (".", None) => place.to_owned(),
        (path, Some(name)) if !path.ends_with(name) => format!("{path}.{name}"),
        (path, _) => path.to_owned(),
    };
    Error::new(
        Code::BadRequest,
        format!("The {place} cannot be read at {field}: {message}."),
    )
    .and_field(field, "unreadable", message)
}
