//! Pictures in and out: the bytes as they were sent, and a PNG that a screen may keep.

use axum::{
    body::Bytes,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::extract::bytes;
use crate::error::{Code, Error, Result};

/// The largest picture taken in, in bytes.
pub(crate) const LARGEST: usize = 10 << 20;

/// A picture's bytes and the type they were said to be of.
pub(crate) async fn sent(request: Request) -> Result<(Bytes, String)> {
    let media_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    if !media_type.starts_with("image/") {
        return Err(Error::new(
            Code::UnsupportedMediaType,
            "Send the picture itself, with its type in Content-Type: image/png, image/jpeg, image/webp or image/svg+xml.",
        ));
    }
    Ok((bytes(request, &()).await?, media_type))
}

/// A PNG with its hash as its tag. One whose address names the hash may be kept for ever.
pub(crate) fn answer(headers: &HeaderMap, png: Vec<u8>, sha256: &str, for_ever: bool) -> Result<Response> {
    let tag = HeaderValue::from_str(&format!("\"{sha256}\"")).map_err(Error::internal)?;
    let keep = if for_ever {
        "private, max-age=31536000, immutable"
    } else {
        "private, no-cache"
    };
    let common: [(HeaderName, HeaderValue); 2] = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    Ok((common, [(header::CONTENT_TYPE, "image/png")], png).into_response())
}
