//! Who asks: the system user at the door, until people sign in.

use axum::{
    extract::FromRequestParts, extract::Request, http::request::Parts, middleware::Next, response::Response,
};

use super::{headers::door, span::RequestId};
use crate::{
    author::Author,
    error::{Error, Result},
};

pub(super) async fn begin(mut request: Request, next: Next) -> Response {
    let author = Author::system(door(&request));
    let author = match request.extensions().get::<RequestId>() {
        Some(id) => author.in_request(&id.0),
        None => author,
    };
    request.extensions_mut().insert(author);
    next.run(request).await
}

impl<S: Sync> FromRequestParts<S> for Author {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        parts
            .extensions
            .get::<Author>()
            .cloned()
            .ok_or_else(|| Error::internal("a route without a session layer"))
    }
}
