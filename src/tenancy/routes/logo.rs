//! A business's logo over HTTP.

use axum::{
    extract::{DefaultBodyLimit, Path, Request, State},
    http::HeaderMap,
    response::Response,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    author::Author,
    error::{Code, Error, Result},
    http::{Json, Query, blocking, picture},
    tenancy::{TenantId, view::ConfigView},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get, put, remove))
        .layer(DefaultBodyLimit::max(picture::LARGEST))
}

#[derive(serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LogoQuery {
    /// The beginning of the logo's hash: lets the answer be kept for ever.
    #[serde(default)]
    v: Option<String>,
    /// `small` for the start screen's copy.
    #[serde(default)]
    size: Option<String>,
}

/// The logo, a PNG.
#[utoipa::path(get, path = "/api/tenants/{id}/logo", tag = "installation", params(("id" = TenantId, Path), LogoQuery),
    responses((status = 200, body = Vec<u8>, content_type = "image/png"), (status = 304, description = "Unchanged")))]
async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LogoQuery>,
    author: Author,
    headers: HeaderMap,
) -> Result<Response> {
    let small = query.size.as_deref() == Some("small");
    let found = blocking(move || {
        let id = TenantId::named(&id)?;
        app.tenancy().config(&id)?;
        if small {
            app.tenancy().card_logo(&id)
        } else {
            app.tenancy().logo(&id, &author)
        }
    })
    .await?;
    let (png, sha256) = found.ok_or_else(|| Error::new(Code::NotFound, "This business has no logo."))?;
    picture::answer(&headers, png, &sha256, query.v.is_some())
}

/// Set the logo: the picture's bytes, PNG, JPEG, WebP or SVG.
#[utoipa::path(put, path = "/api/tenants/{id}/logo", tag = "installation", params(("id" = TenantId, Path)),
    request_body(content(("image/png"), ("image/jpeg"), ("image/webp"), ("image/svg+xml"))), responses((status = 200, body = ConfigView)))]
async fn put(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
    request: Request,
) -> Result<Json<ConfigView>> {
    let (picture, media_type) = picture::sent(request).await?;
    blocking(move || {
        let config = app
            .tenancy()
            .set_logo(&TenantId::named(&id)?, &picture, &media_type, &author)?;
        Ok(Json(ConfigView::from(config.as_ref())))
    })
    .await
}

/// Take the logo away.
#[utoipa::path(delete, path = "/api/tenants/{id}/logo", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = ConfigView)))]
async fn remove(State(app): State<App>, Path(id): Path<String>, author: Author) -> Result<Json<ConfigView>> {
    blocking(move || {
        let config = app.tenancy().remove_logo(&TenantId::named(&id)?, &author)?;
        Ok(Json(ConfigView::from(config.as_ref())))
    })
    .await
}
