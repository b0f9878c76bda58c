//! Parties over HTTP: thin handlers, one call each.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    DuplicateMatch, DuplicateQuery, OtherGstin, Party, PartyDraft, PartyId, PartyQuery, PartyRow, SavedParty,
};
use crate::{
    app::App,
    error::Result,
    features::record::{History, Moved, Several},
    http::{Id, Json, Query, blocking},
    page::Page,
    tenancy::Tenant,
};

/// Every address of parties.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(duplicates))
        .routes(routes!(get, edit))
        .routes(routes!(move_several))
        .routes(routes!(archive))
        .routes(routes!(restore))
        .routes(routes!(merge))
        .routes(routes!(history))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Duplicates {
    matches: Vec<DuplicateMatch>,
}

/// Where a party goes.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Merge {
    /// The party that stays.
    into: PartyId,
    /// True where both have a GSTIN, the two differ, and they are to be merged all the same. Otherwise that is refused
    /// with `gstin_differs`.
    #[serde(default)]
    confirm_other_gstin: bool,
}

/// Parties, a page at a time.
#[utoipa::path(get, path = "/api/parties", tag = "parties", params(PartyQuery), responses((status = 200, body = Page<PartyRow>)))]
async fn list(tenant: Tenant, Query(query): Query<PartyQuery>) -> Result<Json<Page<PartyRow>>> {
    blocking(move || super::list(&tenant, query).map(Json)).await
}

/// Enter a party.
#[utoipa::path(post, path = "/api/parties", tag = "parties", request_body = PartyDraft, responses((status = 201, body = SavedParty)))]
async fn create(tenant: Tenant, Json(draft): Json<PartyDraft>) -> Result<Response> {
    let saved = blocking(move || super::create(&tenant, draft)).await?;
    Ok((StatusCode::CREATED, Json(saved)).into_response())
}

/// Parties that have this telephone or this GSTIN already.
#[utoipa::path(get, path = "/api/parties/duplicates", tag = "parties", params(DuplicateQuery), responses((status = 200, body = Duplicates)))]
async fn duplicates(tenant: Tenant, Query(query): Query<DuplicateQuery>) -> Result<Json<Duplicates>> {
    blocking(move || {
        let matches = super::duplicates(&tenant, &query)?;
        Ok(Json(Duplicates { matches }))
    })
    .await
}

/// A party; the id of a merged one gives the party it was merged into.
#[utoipa::path(get, path = "/api/parties/{id}", tag = "parties", params(("id" = i64, Path)), responses((status = 200, body = Party)))]
async fn get(tenant: Tenant, Id(id): Id<PartyId>) -> Result<Json<Party>> {
    blocking(move || super::get(&tenant, id).map(Json)).await
}

/// Change a party.
#[utoipa::path(put, path = "/api/parties/{id}", tag = "parties", params(("id" = i64, Path)), request_body = PartyDraft, responses((status = 200, body = SavedParty)))]
async fn edit(
    tenant: Tenant,
    Id(id): Id<PartyId>,
    Json(draft): Json<PartyDraft>,
) -> Result<Json<SavedParty>> {
    blocking(move || super::edit(&tenant, id, draft).map(Json)).await
}

/// Put several parties away, or take them back: all of them or none.
#[utoipa::path(post, path = "/api/parties/archive", tag = "parties", request_body = Several, responses((status = 200, body = Moved)))]
async fn move_several(tenant: Tenant, Json(several): Json<Several>) -> Result<Json<Moved>> {
    blocking(move || super::move_several(&tenant, &several).map(Json)).await
}

/// Put a party away.
#[utoipa::path(post, path = "/api/parties/{id}/archive", tag = "parties", params(("id" = i64, Path)), responses((status = 200, body = Party)))]
async fn archive(tenant: Tenant, Id(id): Id<PartyId>) -> Result<Json<Party>> {
    blocking(move || super::archive(&tenant, id).map(Json)).await
}

/// Take a party out of the archive.
#[utoipa::path(post, path = "/api/parties/{id}/restore", tag = "parties", params(("id" = i64, Path)), responses((status = 200, body = Party)))]
async fn restore(tenant: Tenant, Id(id): Id<PartyId>) -> Result<Json<Party>> {
    blocking(move || super::restore(&tenant, id).map(Json)).await
}

/// Merge a party into another, which is answered; the merged id leads there from then on.
#[utoipa::path(post, path = "/api/parties/{id}/merge", tag = "parties", params(("id" = i64, Path)), request_body = Merge, responses((status = 200, body = Party)))]
async fn merge(tenant: Tenant, Id(id): Id<PartyId>, Json(merge): Json<Merge>) -> Result<Json<Party>> {
    let confirmed = if merge.confirm_other_gstin {
        OtherGstin::Confirmed
    } else {
        OtherGstin::Refused
    };
    blocking(move || super::merge(&tenant, id, merge.into, confirmed).map(Json)).await
}

/// What happened to a party, newest first.
#[utoipa::path(get, path = "/api/parties/{id}/history", tag = "parties", params(("id" = i64, Path)), responses((status = 200, body = History)))]
async fn history(tenant: Tenant, Id(id): Id<PartyId>) -> Result<Json<History>> {
    blocking(move || super::history(&tenant, id).map(Json)).await
}
