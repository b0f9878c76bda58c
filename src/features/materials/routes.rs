//! Materials over HTTP: thin handlers, one call each.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Count, CountDraft, Material, MaterialDraft, MaterialId, MaterialQuery, MaterialRow};
use crate::{
    access::grant,
    app::App,
    error::Result,
    features::record::{History, Moved, Several},
    http::{Id, Json, Query, blocking},
    page::Page,
    tenancy::Tenant,
};

/// Every address of materials.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, edit))
        .routes(routes!(move_several))
        .routes(routes!(archive))
        .routes(routes!(restore))
        .routes(routes!(counts, count))
        .routes(routes!(history))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Counts {
    /// Newest day first.
    counts: Vec<Count>,
}

/// Materials, a page at a time.
#[utoipa::path(get, path = "/api/materials", tag = "materials", params(MaterialQuery), responses((status = 200, body = Page<MaterialRow>)))]
async fn list(tenant: Tenant, Query(query): Query<MaterialQuery>) -> Result<Json<Page<MaterialRow>>> {
    blocking(move || super::list(&grant(&tenant)?, query).map(Json)).await
}

/// Enter a material.
#[utoipa::path(post, path = "/api/materials", tag = "materials", request_body = MaterialDraft, responses((status = 201, body = Material)))]
async fn create(tenant: Tenant, Json(draft): Json<MaterialDraft>) -> Result<Response> {
    let material = blocking(move || super::create(&grant(&tenant)?, &draft)).await?;
    Ok((StatusCode::CREATED, Json(material)).into_response())
}

/// A material.
#[utoipa::path(get, path = "/api/materials/{id}", tag = "materials", params(("id" = i64, Path)), responses((status = 200, body = Material)))]
async fn get(tenant: Tenant, Id(id): Id<MaterialId>) -> Result<Json<Material>> {
    blocking(move || super::get(&grant(&tenant)?, id).map(Json)).await
}

/// Change a material.
#[utoipa::path(put, path = "/api/materials/{id}", tag = "materials", params(("id" = i64, Path)), request_body = MaterialDraft, responses((status = 200, body = Material)))]
async fn edit(
    tenant: Tenant,
    Id(id): Id<MaterialId>,
    Json(draft): Json<MaterialDraft>,
) -> Result<Json<Material>> {
    blocking(move || super::edit(&grant(&tenant)?, id, &draft).map(Json)).await
}

/// Put several materials away, or take them back: all of them or none.
#[utoipa::path(post, path = "/api/materials/archive", tag = "materials", request_body = Several, responses((status = 200, body = Moved)))]
async fn move_several(tenant: Tenant, Json(several): Json<Several>) -> Result<Json<Moved>> {
    blocking(move || super::move_several(&grant(&tenant)?, &several).map(Json)).await
}

/// Put a material away.
#[utoipa::path(post, path = "/api/materials/{id}/archive", tag = "materials", params(("id" = i64, Path)), responses((status = 200, body = Material)))]
async fn archive(tenant: Tenant, Id(id): Id<MaterialId>) -> Result<Json<Material>> {
    blocking(move || super::archive(&grant(&tenant)?, id).map(Json)).await
}

/// Take a material out of the archive.
#[utoipa::path(post, path = "/api/materials/{id}/restore", tag = "materials", params(("id" = i64, Path)), responses((status = 200, body = Material)))]
async fn restore(tenant: Tenant, Id(id): Id<MaterialId>) -> Result<Json<Material>> {
    blocking(move || super::restore(&grant(&tenant)?, id).map(Json)).await
}

/// What happened to a material, newest first.
#[utoipa::path(get, path = "/api/materials/{id}/history", tag = "materials", params(("id" = i64, Path)), responses((status = 200, body = History)))]
async fn history(tenant: Tenant, Id(id): Id<MaterialId>) -> Result<Json<History>> {
    blocking(move || super::history(&grant(&tenant)?, id).map(Json)).await
}

/// What was counted of a material, the newest day first.
#[utoipa::path(get, path = "/api/materials/{id}/counts", tag = "materials", params(("id" = i64, Path)), responses((status = 200, body = Counts)))]
async fn counts(tenant: Tenant, Id(id): Id<MaterialId>) -> Result<Json<Counts>> {
    blocking(move || {
        let counts = super::counts(&grant(&tenant)?, id)?;
        Ok(Json(Counts { counts }))
    })
    .await
}

/// Record what was counted of a material on a day.
#[utoipa::path(post, path = "/api/materials/{id}/counts", tag = "materials", params(("id" = i64, Path)), request_body = CountDraft, responses((status = 201, body = Material)))]
async fn count(tenant: Tenant, Id(id): Id<MaterialId>, Json(draft): Json<CountDraft>) -> Result<Response> {
    let material = blocking(move || super::count(&grant(&tenant)?, id, &draft)).await?;
    Ok((StatusCode::CREATED, Json(material)).into_response())
}
