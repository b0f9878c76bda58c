//! A product's picture over HTTP.

use axum::{
    extract::{DefaultBodyLimit, Request},
    http::HeaderMap,
    response::Response,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::{Product, ProductId, picture, remove_picture, set_picture};
use crate::{
    app::App,
    error::Result,
    http::{Id, Json, Query, blocking, picture as pictures},
    tenancy::Tenant,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get, put, remove))
        .layer(DefaultBodyLimit::max(pictures::LARGEST))
}

#[derive(serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PictureQuery {
    /// The beginning of the picture's hash: lets the answer be kept for ever.
    #[serde(default)]
    v: Option<String>,
}

/// The picture, a PNG.
#[utoipa::path(get, path = "/api/products/{id}/picture", tag = "products", params(("id" = i64, Path), PictureQuery),
    responses((status = 200, body = Vec<u8>, content_type = "image/png"), (status = 304, description = "Unchanged")))]
async fn get(
    tenant: Tenant,
    Id(id): Id<ProductId>,
    Query(query): Query<PictureQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let (png, sha256) = blocking(move || picture(&tenant, id)).await?;
    pictures::answer(&headers, png, &sha256, query.v.is_some())
}

/// Set the picture: its bytes, PNG, JPEG, WebP or SVG.
#[utoipa::path(put, path = "/api/products/{id}/picture", tag = "products", params(("id" = i64, Path)),
    request_body(content(("image/png"), ("image/jpeg"), ("image/webp"), ("image/svg+xml"))), responses((status = 200, body = Product)))]
async fn put(tenant: Tenant, Id(id): Id<ProductId>, request: Request) -> Result<Json<Product>> {
    let (bytes, media_type) = pictures::sent(request).await?;
    blocking(move || set_picture(&tenant, id, &bytes, &media_type).map(Json)).await
}

/// Take the picture away.
#[utoipa::path(delete, path = "/api/products/{id}/picture", tag = "products", params(("id" = i64, Path)), responses((status = 200, body = Product)))]
async fn remove(tenant: Tenant, Id(id): Id<ProductId>) -> Result<Json<Product>> {
    blocking(move || remove_picture(&tenant, id).map(Json)).await
}
