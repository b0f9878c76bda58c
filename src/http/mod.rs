//! The HTTP surface: one router for every door, and its layers in the order a request meets them.
//!
//! Request id and span, headers, host, rate limit, session, tenant, feature gate, content type; then a thin handler in
//! some `routes.rs`. No rule of a trade comes in here.

mod docs;
mod extract;
pub(crate) mod file_body;
mod gate;
mod headers;
mod health;
mod host;
mod installation;
mod language;
mod logs;
mod named;
mod openapi;
pub(crate) mod picture;
mod problem;
mod rate;
mod screens;
mod selected;
mod server;
mod session;
mod span;
mod unbuilt;
mod update;

pub(crate) use extract::sent_file;
pub use extract::{Id, Json, Query};
pub use language::Language;
pub use openapi::document;
pub use server::serve;

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

use axum::{Router, extract::DefaultBodyLimit, middleware};
use tokio::runtime::Handle;
use tracing::Instrument as _;
use utoipa_axum::router::OpenApiRouter;

use crate::{app::App, error::Result};

/// The largest JSON body, in bytes.
const LARGEST_JSON: usize = 1 << 20;

/// Everything, ready for a door.
pub(crate) fn router(app: App) -> Router {
    let (api, _) = api(&app).split_for_parts();
    api.merge(docs::routes())
        .fallback(screens::serve)
        .layer(DefaultBodyLimit::max(LARGEST_JSON))
        .layer(middleware::from_fn_with_state(app.clone(), rate::limit))
        .layer(middleware::from_fn_with_state(app.clone(), host::check))
        .layer(middleware::from_fn(headers::check))
        .layer(middleware::from_fn(span::around))
        .with_state(app)
}

/// The API with its description.
fn api(app: &App) -> OpenApiRouter<App> {
    let business = crate::features::routes()
        .merge(crate::documents::routes::routes())
        .merge(unbuilt::routes())
        .route_layer(middleware::from_fn(headers::check_type))
        .route_layer(middleware::from_fn(gate::check))
        .route_layer(middleware::from_fn_with_state(app.clone(), selected::select))
        .route_layer(middleware::from_fn(session::begin));
    let installation = crate::tenancy::routes::routes()
        .route_layer(middleware::from_fn_with_state(app.clone(), named::around))
        .merge(installation::routes())
        .merge(health::routes())
        .merge(logs::routes())
        .merge(update::routes())
        .route_layer(middleware::from_fn(headers::check_type))
        .route_layer(middleware::from_fn(session::begin));
    OpenApiRouter::with_openapi(openapi::base())
        .merge(installation)
        .merge(business)
}

thread_local! {
    /// This thread may wait for the disk: it serves one request and nobody else.
    static MAY_WAIT: Cell<bool> = const { Cell::new(false) };
}

/// Runs work that waits for the disk where waiting is allowed.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    if MAY_WAIT.get() {
        return work();
    }
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || span.in_scope(work))
        .await
        .map_err(crate::Error::internal)?
}

/// Answers a request where waiting is allowed: whatever it then does by [`blocking`] changes threads no more.
/// Only for requests without a body, whose sender cannot keep the thread.
async fn where_it_may_wait<T: Send + 'static>(answer: impl Future<Output = T> + Send + 'static) -> Result<T> {
    let (span, runtime) = (tracing::Span::current(), Handle::current());
    tokio::task::spawn_blocking(move || {
        MAY_WAIT.set(true);
        let answered = catch_unwind(AssertUnwindSafe(|| runtime.block_on(answer.instrument(span))));
        MAY_WAIT.set(false);
        answered.unwrap_or_else(|panic| resume_unwind(panic))
    })
    .await
    .map_err(crate::Error::internal)
}
