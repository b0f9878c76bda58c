//! Papers over HTTP.

use axum::{extract::State, http::StatusCode};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::labels::{self, LabelJob, LabelLayout, Printed};
use crate::{
    app::App,
    error::Result,
    http::{Json, Language, blocking},
    tenancy::{Download, Tenant},
};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(layouts))
        .routes(routes!(print_labels))
}

#[derive(Serialize, utoipa::ToSchema)]
struct LabelLayouts {
    /// The sheets and rolls that labels can be printed on.
    layouts: Vec<LabelLayout>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct PrintedLabels {
    #[serde(flatten)]
    file: Download,
    /// The names on labels that have no bars, for no scanner could read those codes.
    without_bars: Vec<String>,
}

/// The sheets and rolls that labels can be printed on.
#[utoipa::path(get, path = "/api/products/labels", tag = "products", responses((status = 200, body = LabelLayouts)))]
async fn layouts(_tenant: Tenant, language: Language) -> Json<LabelLayouts> {
    Json(LabelLayouts {
        layouts: labels::layouts(language.as_str()),
    })
}

/// Labels with barcodes: a PDF to be fetched once.
#[utoipa::path(post, path = "/api/products/labels", tag = "products", request_body = LabelJob, responses((status = 201, body = PrintedLabels)))]
async fn print_labels(
    State(app): State<App>,
    tenant: Tenant,
    Json(job): Json<LabelJob>,
) -> Result<(StatusCode, Json<PrintedLabels>)> {
    blocking(move || {
        let name = format!("labels-{}", tenant.id());
        let Printed { pdf, without_bars } = labels::print(&tenant, &job)?;
        let file = app.tenancy().offer(&pdf, &name, "pdf")?;
        Ok((StatusCode::CREATED, Json(PrintedLabels { file, without_bars })))
    })
    .await
}
