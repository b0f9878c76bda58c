//! The rates of GST there are, over HTTP.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::{
    TaxRate, TaxRateDraft, TaxRateId, create_tax_rate, delete_tax_rate, edit_tax_rate, tax_rates,
};
use crate::{
    app::App,
    date::Date,
    error::{Error, Result},
    http::{Id, Json, Query, blocking},
    tenancy::Tenant,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(all, add))
        .routes(routes!(change, remove))
}

#[derive(Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TaxRateQuery {
    /// Only those that hold on this day, `YYYY-MM-DD`; all unless told.
    on: Option<String>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct TaxRates {
    /// The lowest first, of one rate the oldest first.
    tax_rates: Vec<TaxRate>,
}

/// The rates of GST there are: what a product is offered.
#[utoipa::path(get, path = "/api/tax-rates", tag = "products", params(TaxRateQuery), responses((status = 200, body = TaxRates)))]
async fn all(tenant: Tenant, Query(query): Query<TaxRateQuery>) -> Result<Json<TaxRates>> {
    let on = query.on.as_deref().map(Date::parse).transpose();
    let on = on.map_err(|fault| Error::field("on", fault.code(), &fault))?;
    blocking(move || {
        let tax_rates = tax_rates(&tenant, on)?;
        Ok(Json(TaxRates { tax_rates }))
    })
    .await
}

/// Add a rate of GST.
#[utoipa::path(post, path = "/api/tax-rates", tag = "products", request_body = TaxRateDraft, responses((status = 201, body = TaxRate)))]
async fn add(tenant: Tenant, Json(draft): Json<TaxRateDraft>) -> Result<Response> {
    let rate = blocking(move || create_tax_rate(&tenant, &draft)).await?;
    Ok((StatusCode::CREATED, Json(rate)).into_response())
}

/// Change a rate of GST; one that came with the program keeps its percentage and its first day.
#[utoipa::path(put, path = "/api/tax-rates/{id}", tag = "products", params(("id" = i64, Path)), request_body = TaxRateDraft, responses((status = 200, body = TaxRate)))]
async fn change(
    tenant: Tenant,
    Id(id): Id<TaxRateId>,
    Json(draft): Json<TaxRateDraft>,
) -> Result<Json<TaxRate>> {
    blocking(move || edit_tax_rate(&tenant, id, &draft).map(Json)).await
}

/// Remove a rate of GST that somebody added.
#[utoipa::path(delete, path = "/api/tax-rates/{id}", tag = "products", params(("id" = i64, Path)), responses((status = 204)))]
async fn remove(tenant: Tenant, Id(id): Id<TaxRateId>) -> Result<StatusCode> {
    blocking(move || delete_tax_rate(&tenant, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
