//! The first screen over HTTP: the frame, the figures, the newest changes.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Summary, Trends};
use crate::{
    app::App,
    db::LogEntry,
    error::{Error, Result},
    http::{Json, Language, Query, blocking},
    tenancy::{Tenant, Workspace},
};

/// Every address of the first screen.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(workspace))
        .routes(routes!(summary))
        .routes(routes!(trends))
        .routes(routes!(edit_log))
}

#[derive(Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EditLogQuery {
    /// Entries wanted, 1 to 500; 50 unless told.
    limit: Option<u32>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct EditLog {
    /// Newest first.
    entries: Vec<LogEntry>,
}

/// The frame of the business: its look, its words, its menu.
#[utoipa::path(get, path = "/api/workspace", tag = "business", responses((status = 200, body = Workspace)))]
async fn workspace(State(app): State<App>, language: Language, tenant: Tenant) -> Result<Json<Workspace>> {
    blocking(move || {
        let config = tenant.config();
        let workspace = app.tenancy().workspace(config)?;
        Ok(Json(workspace.in_language(&config.domain, language.as_str())))
    })
    .await
}

/// How many of each record there are, and what was done lately.
#[utoipa::path(get, path = "/api/summary", tag = "business", responses((status = 200, body = Summary)))]
async fn summary(tenant: Tenant) -> Result<Json<Summary>> {
    blocking(move || super::summary(&tenant).map(Json)).await
}

/// How many records each month brought, what they are spread over, what is near.
#[utoipa::path(get, path = "/api/summary/trends", tag = "business", responses((status = 200, body = Trends)))]
async fn trends(tenant: Tenant) -> Result<Json<Trends>> {
    blocking(move || super::trends(&tenant).map(Json)).await
}

/// The newest changes, newest first.
#[utoipa::path(get, path = "/api/edit-log", tag = "business", params(EditLogQuery), responses((status = 200, body = EditLog)))]
async fn edit_log(tenant: Tenant, Query(query): Query<EditLogQuery>) -> Result<Json<EditLog>> {
    let limit = query.limit.unwrap_or(50);
    if !(1..=500).contains(&limit) {
        return Err(Error::field("limit", "out_of_range", "Ask for 1 to 500 entries."));
    }
    blocking(move || {
        let entries = super::edit_log(&tenant, limit)?;
        Ok(Json(EditLog { entries }))
    })
    .await
}
