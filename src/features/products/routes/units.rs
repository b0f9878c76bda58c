//! Units of measure over HTTP.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::{
    UQCS, Unit, UnitChange, UnitDraft, create_unit, edit_unit, restore_unit, retire_unit, units,
};
use crate::{
    app::App,
    error::Result,
    http::{Id, Json, blocking},
    tenancy::Tenant,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(all, add))
        .routes(routes!(change))
        .routes(routes!(retire))
        .routes(routes!(restore))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Units {
    /// By their codes, retired ones too.
    units: Vec<Unit>,
    /// The unit quantity codes that a unit chooses from.
    uqcs: Vec<&'static str>,
}

/// Units of measure.
#[utoipa::path(get, path = "/api/units", tag = "products", responses((status = 200, body = Units)))]
async fn all(tenant: Tenant) -> Result<Json<Units>> {
    blocking(move || {
        let units = units(&tenant)?;
        let uqcs = UQCS.to_vec();
        Ok(Json(Units { units, uqcs }))
    })
    .await
}

/// Add a unit of measure.
#[utoipa::path(post, path = "/api/units", tag = "products", request_body = UnitDraft, responses((status = 201, body = Unit)))]
async fn add(tenant: Tenant, Json(draft): Json<UnitDraft>) -> Result<Response> {
    let unit = blocking(move || create_unit(&tenant, &draft)).await?;
    Ok((StatusCode::CREATED, Json(unit)).into_response())
}

/// Change a unit of measure; its code stays.
#[utoipa::path(put, path = "/api/units/{code}", tag = "products", params(("code" = String, Path)), request_body = UnitChange, responses((status = 200, body = Unit)))]
async fn change(tenant: Tenant, Id(code): Id<String>, Json(change): Json<UnitChange>) -> Result<Json<Unit>> {
    blocking(move || edit_unit(&tenant, &code, &change).map(Json)).await
}

/// Stop offering a unit of measure.
#[utoipa::path(post, path = "/api/units/{code}/retire", tag = "products", params(("code" = String, Path)), responses((status = 200, body = Unit)))]
async fn retire(tenant: Tenant, Id(code): Id<String>) -> Result<Json<Unit>> {
    blocking(move || retire_unit(&tenant, &code).map(Json)).await
}

/// Offer a retired unit of measure again.
#[utoipa::path(post, path = "/api/units/{code}/restore", tag = "products", params(("code" = String, Path)), responses((status = 200, body = Unit)))]
async fn restore(tenant: Tenant, Id(code): Id<String>) -> Result<Json<Unit>> {
    blocking(move || restore_unit(&tenant, &code).map(Json)).await
}
