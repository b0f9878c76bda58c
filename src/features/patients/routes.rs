//! Patients over HTTP: thin handlers, one call each.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Patient, PatientDraft, PatientId, PatientQuery, PatientRow};
use crate::{
    access::grant,
    app::App,
    error::Result,
    features::record::{History, Moved, Several},
    http::{Id, Json, Query, blocking},
    page::Page,
    tenancy::Tenant,
};

/// Every address of patients.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, edit))
        .routes(routes!(move_several))
        .routes(routes!(archive))
        .routes(routes!(restore))
        .routes(routes!(history))
}

/// Patients, a page at a time.
#[utoipa::path(get, path = "/api/patients", tag = "patients", params(PatientQuery), responses((status = 200, body = Page<PatientRow>)))]
async fn list(tenant: Tenant, Query(query): Query<PatientQuery>) -> Result<Json<Page<PatientRow>>> {
    blocking(move || super::list(&grant(&tenant)?, query).map(Json)).await
}

/// Open a patient's file.
#[utoipa::path(post, path = "/api/patients", tag = "patients", request_body = PatientDraft, responses((status = 201, body = Patient)))]
async fn create(tenant: Tenant, Json(draft): Json<PatientDraft>) -> Result<Response> {
    let patient = blocking(move || super::create(&grant(&tenant)?, draft)).await?;
    Ok((StatusCode::CREATED, Json(patient)).into_response())
}

/// A patient's file.
#[utoipa::path(get, path = "/api/patients/{id}", tag = "patients", params(("id" = i64, Path)), responses((status = 200, body = Patient)))]
async fn get(tenant: Tenant, Id(id): Id<PatientId>) -> Result<Json<Patient>> {
    blocking(move || super::get(&grant(&tenant)?, id).map(Json)).await
}

/// Change a patient's file.
#[utoipa::path(put, path = "/api/patients/{id}", tag = "patients", params(("id" = i64, Path)), request_body = PatientDraft, responses((status = 200, body = Patient)))]
async fn edit(
    tenant: Tenant,
    Id(id): Id<PatientId>,
    Json(draft): Json<PatientDraft>,
) -> Result<Json<Patient>> {
    blocking(move || super::edit(&grant(&tenant)?, id, draft).map(Json)).await
}

/// Put several patients' files away, or take them back: all of them or none.
#[utoipa::path(post, path = "/api/patients/archive", tag = "patients", request_body = Several, responses((status = 200, body = Moved)))]
async fn move_several(tenant: Tenant, Json(several): Json<Several>) -> Result<Json<Moved>> {
    blocking(move || super::move_several(&grant(&tenant)?, &several).map(Json)).await
}

/// Put a patient's file away.
#[utoipa::path(post, path = "/api/patients/{id}/archive", tag = "patients", params(("id" = i64, Path)), responses((status = 200, body = Patient)))]
async fn archive(tenant: Tenant, Id(id): Id<PatientId>) -> Result<Json<Patient>> {
    blocking(move || super::archive(&grant(&tenant)?, id).map(Json)).await
}

/// Take a patient's file out of the archive.
#[utoipa::path(post, path = "/api/patients/{id}/restore", tag = "patients", params(("id" = i64, Path)), responses((status = 200, body = Patient)))]
async fn restore(tenant: Tenant, Id(id): Id<PatientId>) -> Result<Json<Patient>> {
    blocking(move || super::restore(&grant(&tenant)?, id).map(Json)).await
}

/// What happened to a patient's file, newest first.
#[utoipa::path(get, path = "/api/patients/{id}/history", tag = "patients", params(("id" = i64, Path)), responses((status = 200, body = History)))]
async fn history(tenant: Tenant, Id(id): Id<PatientId>) -> Result<Json<History>> {
    blocking(move || super::history(&grant(&tenant)?, id).map(Json)).await
}
