//! Products over HTTP: thin handlers, one call each.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Product, ProductDraft, ProductId, ProductQuery, ProductRow, Scanned};
use crate::{
    app::App,
    error::Result,
    features::record::{History, Moved, Several},
    http::{Id, Json, Query, blocking},
    page::Page,
    tenancy::Tenant,
};

mod gst;
mod lists;
mod picture;
mod tax_rates;
mod units;

/// Every address of products.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(by_barcode))
        .routes(routes!(get, edit))
        .routes(routes!(move_several))
        .routes(routes!(archive))
        .routes(routes!(restore))
        .routes(routes!(history))
        .merge(picture::routes())
        .merge(gst::routes())
        .merge(lists::routes())
        .merge(units::routes())
        .merge(tax_rates::routes())
}

/// Products and services, a page at a time.
#[utoipa::path(get, path = "/api/products", tag = "products", params(ProductQuery), responses((status = 200, body = Page<ProductRow>)))]
async fn list(tenant: Tenant, Query(query): Query<ProductQuery>) -> Result<Json<Page<ProductRow>>> {
    blocking(move || super::list(&tenant, query).map(Json)).await
}

/// Enter a product or a service.
#[utoipa::path(post, path = "/api/products", tag = "products", request_body = ProductDraft, responses((status = 201, body = Product)))]
async fn create(tenant: Tenant, Json(draft): Json<ProductDraft>) -> Result<Response> {
    let product = blocking(move || super::create(&tenant, &draft)).await?;
    Ok((StatusCode::CREATED, Json(product)).into_response())
}

/// The product that has this barcode, and what one scan counts as.
#[utoipa::path(get, path = "/api/products/by-barcode/{barcode}", tag = "products", params(("barcode" = String, Path)), responses((status = 200, body = Scanned)))]
async fn by_barcode(tenant: Tenant, Id(barcode): Id<String>) -> Result<Json<Scanned>> {
    blocking(move || super::by_barcode(&tenant, &barcode).map(Json)).await
}

/// A product.
#[utoipa::path(get, path = "/api/products/{id}", tag = "products", params(("id" = i64, Path)), responses((status = 200, body = Product)))]
async fn get(tenant: Tenant, Id(id): Id<ProductId>) -> Result<Json<Product>> {
    blocking(move || super::get(&tenant, id).map(Json)).await
}

/// Change a product.
#[utoipa::path(put, path = "/api/products/{id}", tag = "products", params(("id" = i64, Path)), request_body = ProductDraft, responses((status = 200, body = Product)))]
async fn edit(
    tenant: Tenant,
    Id(id): Id<ProductId>,
    Json(draft): Json<ProductDraft>,
) -> Result<Json<Product>> {
    blocking(move || super::edit(&tenant, id, &draft).map(Json)).await
}

/// Put several products away, or take them back: all of them or none.
#[utoipa::path(post, path = "/api/products/archive", tag = "products", request_body = Several, responses((status = 200, body = Moved)))]
async fn move_several(tenant: Tenant, Json(several): Json<Several>) -> Result<Json<Moved>> {
    blocking(move || super::move_several(&tenant, &several).map(Json)).await
}

/// Put a product away.
#[utoipa::path(post, path = "/api/products/{id}/archive", tag = "products", params(("id" = i64, Path)), responses((status = 200, body = Product)))]
async fn archive(tenant: Tenant, Id(id): Id<ProductId>) -> Result<Json<Product>> {
    blocking(move || super::archive(&tenant, id).map(Json)).await
}

/// Take a product out of the archive.
#[utoipa::path(post, path = "/api/products/{id}/restore", tag = "products", params(("id" = i64, Path)), responses((status = 200, body = Product)))]
async fn restore(tenant: Tenant, Id(id): Id<ProductId>) -> Result<Json<Product>> {
    blocking(move || super::restore(&tenant, id).map(Json)).await
}

/// What happened to a product, newest first.
#[utoipa::path(get, path = "/api/products/{id}/history", tag = "products", params(("id" = i64, Path)), responses((status = 200, body = History)))]
async fn history(tenant: Tenant, Id(id): Id<ProductId>) -> Result<Json<History>> {
    blocking(move || super::history(&tenant, id).map(Json)).await
}
