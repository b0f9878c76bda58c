//! A whole business as one file over HTTP: made ready to be fetched; brought here, looked at, and only then taken in.

use axum::{
    body::HttpBody as _,
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    author::Author,
    db,
    error::{Code, Error, Result},
    http::{Json, Language, Query, blocking, file_body, picture},
    tenancy::{Arrival, Coming, Download, LARGEST_ARCHIVE, TenantId, view::ConfigView},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(make))
        .routes(routes!(bring))
        .routes(routes!(look, forget))
        .routes(routes!(coming))
        .routes(routes!(logo))
        .routes(routes!(take_in))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Bringing {
    /// A name made up for its coming, under which it can be asked how far it is.
    #[serde(default)]
    watch: Option<String>,
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct As {
    /// The id it could have here.
    #[serde(default)]
    id: Option<String>,
    /// The name it could have here.
    #[serde(default)]
    company_name: Option<String>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TakeIn {
    /// Its id here; its own unless told.
    #[serde(default)]
    #[schema(value_type = Option<TenantId>)]
    tenant_id: Option<String>,
    /// Its name here; its own unless told.
    #[serde(default)]
    company_name: Option<String>,
}

/// Make a whole business, as one file that another installation can take in, ready to be fetched once.
#[utoipa::path(post, path = "/api/tenants/{id}/archive-file", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = Download)))]
async fn make(State(app): State<App>, Path(id): Path<String>, author: Author) -> Result<Json<Download>> {
    blocking(move || {
        app.tenancy()
            .archive_file(&TenantId::named(&id)?, &author)
            .map(Json)
    })
    .await
}

/// Bring such a file here, at most 4 GiB: it is looked into and waits half an hour. Nothing is taken in yet.
#[utoipa::path(put, path = "/api/archive-files", tag = "installation", params(Bringing), request_body(content(("application/octet-stream"))), responses((status = 201, body = Arrival)))]
async fn bring(
    State(app): State<App>,
    language: Language,
    Query(bringing): Query<Bringing>,
    request: Request,
) -> Result<(StatusCode, Json<Arrival>)> {
    let media_type = request.headers().get(header::CONTENT_TYPE);
    if media_type.is_none_or(|named| named != "application/octet-stream") {
        return Err(Error::new(
            Code::UnsupportedMediaType,
            "Send the file itself, with the header Content-Type: application/octet-stream.",
        ));
    }
    let name = bringing.watch.as_deref();
    let watch = name.map(|name| app.tenancy().watch_coming(name)).transpose()?;
    let watch = watch.unwrap_or_default();
    let expecting = app.clone();
    let (place, file) = blocking(move || {
        let place = expecting.tenancy().expect_archive()?;
        let file = db::create_private(place.path())?;
        Ok((place, file))
    })
    .await?;
    let length = request.body().size_hint().exact().unwrap_or(0);
    file_body::receive(request.into_body(), file, LARGEST_ARCHIVE, |done| {
        watch.brought(done, length);
    })
    .await?;
    let arrival = blocking(move || {
        let tenancy = app.tenancy();
        let told: &mut dyn FnMut(u64, u64) = &mut |done, total| watch.unpacked(done, total);
        let arrival = tenancy.look_into_archive(place.path(), told)?;
        Ok(Json(arrival.in_language(tenancy.trades(), language.as_str())))
    });
    Ok((StatusCode::CREATED, arrival.await?))
}

/// Look at a file that waits, and whether its business can come under an id and a name.
#[utoipa::path(get, path = "/api/archive-files/{key}", tag = "installation", params(("key" = String, Path), As), responses((status = 200, body = Arrival)))]
async fn look(
    State(app): State<App>,
    language: Language,
    Path(key): Path<String>,
    Query(asked): Query<As>,
) -> Result<Json<Arrival>> {
    blocking(move || {
        let tenancy = app.tenancy();
        let arrival = tenancy.arrival(&key, asked.id.as_deref(), asked.company_name.as_deref())?;
        Ok(Json(arrival.in_language(tenancy.trades(), language.as_str())))
    })
    .await
}

/// How far a file is on its way in, by the name that was made up for it.
#[utoipa::path(get, path = "/api/archive-files/coming/{watch}", tag = "installation", params(("watch" = String, Path)), responses((status = 200, body = Coming)))]
async fn coming(State(app): State<App>, Path(watch): Path<String>) -> Json<Coming> {
    Json(app.tenancy().coming(&watch))
}

/// The logo of the business in a file that waits, a PNG.
#[utoipa::path(get, path = "/api/archive-files/{key}/logo", tag = "installation", params(("key" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/png"), (status = 304, description = "Unchanged")))]
async fn logo(State(app): State<App>, Path(key): Path<String>, headers: HeaderMap) -> Result<Response> {
    let png = app.tenancy().arrival_logo(&key)?;
    let png = png.ok_or_else(|| Error::new(Code::NotFound, "The business in this file has no logo."))?;
    picture::answer(&headers, png, &key, false)
}

/// Send a file that waits away.
#[utoipa::path(delete, path = "/api/archive-files/{key}", tag = "installation", params(("key" = String, Path)), responses((status = 204, description = "It is gone")))]
async fn forget(State(app): State<App>, Path(key): Path<String>) -> Result<StatusCode> {
    blocking(move || {
        app.tenancy()
            .forget_arrival(&key)
            .map(|()| StatusCode::NO_CONTENT)
    })
    .await
}

/// Take the business of a waiting file in: never over one that is there.
#[utoipa::path(post, path = "/api/archive-files/{key}/take-in", tag = "installation", params(("key" = String, Path)), request_body = TakeIn, responses((status = 201, body = ConfigView)))]
async fn take_in(
    State(app): State<App>,
    Path(key): Path<String>,
    author: Author,
    Json(wish): Json<TakeIn>,
) -> Result<(StatusCode, Json<ConfigView>)> {
    blocking(move || {
        let id = wish.tenant_id.as_deref().map(TenantId::parse).transpose()?;
        let config = app
            .tenancy()
            .take_in_arrival(&key, id, wish.company_name.as_deref(), &author)?;
        Ok((StatusCode::CREATED, Json(ConfigView::from(config.as_ref()))))
    })
    .await
}
