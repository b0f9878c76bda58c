//! Rates of GST for many products, and the codes to begin with, over HTTP.

use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::{
    GstRateChange, GstRatePreview, GstRateSelection, GstRatesChanged, HsnCode, change_gst_rates, hsn_codes,
    preview_gst_rates,
};
use crate::{
    app::App,
    error::Result,
    http::{Json, Language, Query, blocking},
    tenancy::Tenant,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(change))
        .routes(routes!(preview))
        .routes(routes!(codes))
}

#[derive(Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HsnQuery {
    /// The first digits of a code, or words of what goes under it; all unless told.
    search: String,
}

#[derive(Serialize, utoipa::ToSchema)]
struct HsnCodes {
    /// By their digits.
    codes: Vec<HsnCode>,
}

/// Set a rate of GST from a day on for many products, chosen in one way; archived ones are among them.
#[utoipa::path(post, path = "/api/products/gst-rates", tag = "products", request_body = GstRateChange, responses((status = 200, body = GstRatesChanged)))]
async fn change(tenant: Tenant, Json(change): Json<GstRateChange>) -> Result<Json<GstRatesChanged>> {
    blocking(move || change_gst_rates(&tenant, &change).map(Json)).await
}

/// How many products, and which, such a change would touch.
#[utoipa::path(get, path = "/api/products/gst-rates/preview", tag = "products", params(GstRateSelection), responses((status = 200, body = GstRatePreview)))]
async fn preview(tenant: Tenant, Query(selection): Query<GstRateSelection>) -> Result<Json<GstRatePreview>> {
    blocking(move || preview_gst_rates(&tenant, &selection).map(Json)).await
}

/// Common HSN and SAC codes to begin with, described in the language of the caller; found by words of each.
#[utoipa::path(get, path = "/api/hsn", tag = "products", params(HsnQuery), responses((status = 200, body = HsnCodes)))]
async fn codes(_tenant: Tenant, language: Language, Query(query): Query<HsnQuery>) -> Json<HsnCodes> {
    Json(HsnCodes {
        codes: hsn_codes(&query.search, language.as_str()),
    })
}
