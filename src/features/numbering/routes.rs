//! How records are numbered, over HTTP.

use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{NumberSeries, NumberSeriesDraft, NumberedKind};
use crate::{
    app::App,
    error::Result,
    http::{Id, Json, blocking},
    tenancy::Tenant,
};

/// Every address of numbering.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(edit))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Numbering {
    /// One for each kind of record that this business has and the program numbers.
    series: Vec<NumberSeries>,
}

/// How patients, products and materials are numbered.
#[utoipa::path(get, path = "/api/numbering", tag = "settings", responses((status = 200, body = Numbering)))]
async fn all(tenant: Tenant) -> Result<Json<Numbering>> {
    blocking(move || {
        let series = super::number_series(&tenant)?;
        Ok(Json(Numbering { series }))
    })
    .await
}

/// Number a kind of record otherwise from now on.
#[utoipa::path(put, path = "/api/numbering/{kind}", tag = "settings", params(("kind" = NumberedKind, Path)), request_body = NumberSeriesDraft, responses((status = 200, body = NumberSeries)))]
async fn edit(
    tenant: Tenant,
    Id(kind): Id<NumberedKind>,
    Json(draft): Json<NumberSeriesDraft>,
) -> Result<Json<NumberSeries>> {
    blocking(move || super::edit_number_series(&tenant, kind, &draft).map(Json)).await
}
