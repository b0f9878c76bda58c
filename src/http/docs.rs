//! `/docs` and the description it shows, both without a network.

use axum::{
    Router,
    extract::State,
    response::{IntoResponse as _, Response},
    routing::get,
};

use super::{extract::Json, openapi, screens};
use crate::{
    app::App,
    error::{Code, Error, Result},
};

/// The shown description styles itself as it goes; nothing else is let in.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/api/openapi.json",
            get(|State(app): State<App>| async move { Json(openapi::document(&app)).into_response() }),
        )
        .route("/docs", get(page))
        .route("/docs/", get(page))
}

async fn page() -> Result<Response> {
    screens::file("docs/index.html", POLICY).ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "This build has no screens. Run script/run, which builds them.",
        )
    })
}
