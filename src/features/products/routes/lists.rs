//! What products choose from, over HTTP: categories, price lists.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::{
    CategoryDraft, CategoryId, PriceList, PriceListDraft, PriceListId, ProductCategory, categories,
    create_category, create_price_list, delete_category, edit_category, edit_price_list, price_lists,
};
use crate::{
    app::App,
    error::Result,
    http::{Id, Json, blocking},
    tenancy::Tenant,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(all_categories, add_category))
        .routes(routes!(change_category, remove_category))
        .routes(routes!(all_price_lists, add_price_list))
        .routes(routes!(change_price_list))
}

#[derive(Serialize, utoipa::ToSchema)]
struct ProductCategories {
    /// Each after the one it stands in.
    categories: Vec<ProductCategory>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct PriceLists {
    /// By their names.
    price_lists: Vec<PriceList>,
}

/// Categories of products as a tree, from the top down.
#[utoipa::path(get, path = "/api/product-categories", tag = "products", responses((status = 200, body = ProductCategories)))]
async fn all_categories(tenant: Tenant) -> Result<Json<ProductCategories>> {
    blocking(move || {
        let categories = categories(&tenant)?;
        Ok(Json(ProductCategories { categories }))
    })
    .await
}

/// Add a category.
#[utoipa::path(post, path = "/api/product-categories", tag = "products", request_body = CategoryDraft, responses((status = 201, body = ProductCategory)))]
async fn add_category(tenant: Tenant, Json(draft): Json<CategoryDraft>) -> Result<Response> {
    let category = blocking(move || create_category(&tenant, &draft)).await?;
    Ok((StatusCode::CREATED, Json(category)).into_response())
}

/// Rename a category, or put it with all below it into another.
#[utoipa::path(put, path = "/api/product-categories/{id}", tag = "products", params(("id" = i64, Path)), request_body = CategoryDraft, responses((status = 200, body = ProductCategory)))]
async fn change_category(
    tenant: Tenant,
    Id(id): Id<CategoryId>,
    Json(draft): Json<CategoryDraft>,
) -> Result<Json<ProductCategory>> {
    blocking(move || edit_category(&tenant, id, &draft).map(Json)).await
}

/// Remove a category in which nothing is.
#[utoipa::path(delete, path = "/api/product-categories/{id}", tag = "products", params(("id" = i64, Path)), responses((status = 204)))]
async fn remove_category(tenant: Tenant, Id(id): Id<CategoryId>) -> Result<StatusCode> {
    blocking(move || delete_category(&tenant, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Price lists.
#[utoipa::path(get, path = "/api/price-lists", tag = "products", responses((status = 200, body = PriceLists)))]
async fn all_price_lists(tenant: Tenant) -> Result<Json<PriceLists>> {
    blocking(move || {
        let price_lists = price_lists(&tenant)?;
        Ok(Json(PriceLists { price_lists }))
    })
    .await
}

/// Add a price list.
#[utoipa::path(post, path = "/api/price-lists", tag = "products", request_body = PriceListDraft, responses((status = 201, body = PriceList)))]
async fn add_price_list(tenant: Tenant, Json(draft): Json<PriceListDraft>) -> Result<Response> {
    let list = blocking(move || create_price_list(&tenant, &draft)).await?;
    Ok((StatusCode::CREATED, Json(list)).into_response())
}

/// Change a price list.
#[utoipa::path(put, path = "/api/price-lists/{id}", tag = "products", params(("id" = i64, Path)), request_body = PriceListDraft, responses((status = 200, body = PriceList)))]
async fn change_price_list(
    tenant: Tenant,
    Id(id): Id<PriceListId>,
    Json(draft): Json<PriceListDraft>,
) -> Result<Json<PriceList>> {
    blocking(move || edit_price_list(&tenant, id, &draft).map(Json)).await
}
