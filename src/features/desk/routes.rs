//! Preferences and drafts over HTTP: thin handlers, one call each.

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Draft, DraftListed, DraftToKeep, Preference, PreferenceToKeep};
use crate::{
    app::App,
    error::Result,
    http::{Id, Json, blocking},
    tenancy::Tenant,
};

/// Every address of what the desk remembers.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(preferences))
        .routes(routes!(keep_preference, forget_preference))
        .routes(routes!(drafts))
        .routes(routes!(draft, keep_draft, forget_draft))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Drafts {
    /// Newest first.
    drafts: Vec<DraftListed>,
}

/// How the person at the desk likes to see things, by key.
#[utoipa::path(get, path = "/api/preferences", tag = "desk", responses((status = 200, body = inline(Object))))]
async fn preferences(tenant: Tenant) -> Result<Json<Map<String, Value>>> {
    blocking(move || super::preferences(&tenant).map(Json)).await
}

/// Keep a preference.
#[utoipa::path(put, path = "/api/preferences/{key}", tag = "desk", params(("key" = String, Path)), request_body = PreferenceToKeep, responses((status = 200, body = Preference)))]
async fn keep_preference(
    tenant: Tenant,
    Id(key): Id<String>,
    Json(wanted): Json<PreferenceToKeep>,
) -> Result<Json<Preference>> {
    blocking(move || super::keep_preference(&tenant, &key, wanted).map(Json)).await
}

/// Forget a preference.
#[utoipa::path(delete, path = "/api/preferences/{key}", tag = "desk", params(("key" = String, Path)), responses((status = 204)))]
async fn forget_preference(tenant: Tenant, Id(key): Id<String>) -> Result<StatusCode> {
    blocking(move || super::forget_preference(&tenant, &key)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forms that were typed and not saved yet.
#[utoipa::path(get, path = "/api/drafts", tag = "desk", responses((status = 200, body = Drafts)))]
async fn drafts(tenant: Tenant) -> Result<Json<Drafts>> {
    blocking(move || {
        let drafts = super::drafts(&tenant)?;
        Ok(Json(Drafts { drafts }))
    })
    .await
}

/// A form that was typed and not saved yet. Slashes in its key are written %2F.
#[utoipa::path(get, path = "/api/drafts/{key}", tag = "desk", params(("key" = String, Path)), responses((status = 200, body = Draft)))]
async fn draft(tenant: Tenant, Id(key): Id<String>) -> Result<Json<Draft>> {
    blocking(move || super::draft(&tenant, &key).map(Json)).await
}

/// Keep a form that is not saved yet.
#[utoipa::path(put, path = "/api/drafts/{key}", tag = "desk", params(("key" = String, Path)), request_body = DraftToKeep, responses((status = 200, body = DraftListed)))]
async fn keep_draft(
    tenant: Tenant,
    Id(key): Id<String>,
    Json(wanted): Json<DraftToKeep>,
) -> Result<Json<DraftListed>> {
    blocking(move || super::keep_draft(&tenant, &key, &wanted).map(Json)).await
}

/// Forget a form that was not saved.
#[utoipa::path(delete, path = "/api/drafts/{key}", tag = "desk", params(("key" = String, Path)), responses((status = 204)))]
async fn forget_draft(tenant: Tenant, Id(key): Id<String>) -> Result<StatusCode> {
    blocking(move || super::forget_draft(&tenant, &key)).await?;
    Ok(StatusCode::NO_CONTENT)
}
