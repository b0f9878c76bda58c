//! A business's logo over HTTP.

use axum::{
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    author::Author,
    error::{Code, Error, Result},
    http::{Json, Query, blocking, bytes},
    tenancy::{TenantId, view::ConfigView},
};

/// The largest picture taken in, in bytes.
const LARGEST: usize = 10 << 20;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get, put, remove))
        .layer(DefaultBodyLimit::max(LARGEST))
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
    let tag = HeaderValue::from_str(&format!("\"{sha256}\"")).map_err(Error::internal)?;
    let keep = if query.v.is_some() {
        "private, max-age=31536000, immutable"
    } else {
        "private, no-cache"
    };
    let common: [(HeaderName, HeaderValue); 2] = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    Ok((common, [(header::CONTENT_TYPE, "image/png")], png).into_response())
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
    let media_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    if !media_type.starts_with("image/") {
        return Err(Error::new(
            Code::UnsupportedMediaType,
            "Send the picture itself, with its type in Content-Type: image/png, image/jpeg, image/webp or image/svg+xml.",
        ));
    }
    let picture = bytes(request, &()).await?;
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
