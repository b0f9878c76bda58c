//! The businesses over HTTP: thin handlers, one call each.

mod archive_file;
mod logo;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Cards, CardsQuery, ConfigLayer, Deleted, Download, NewTenant, Stray, TenantConfig, TenantHealth,
    TenantId, Workspace,
    view::{BrandingView, ConfigView},
};
use crate::{
    app::App,
    author::Author,
    error::{Code, Result},
    http::{Json, Language, Query, blocking, file_body::FileBody},
};

/// Every address of the businesses themselves.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(strays))
        .routes(routes!(adopt))
        .routes(routes!(config))
        .routes(routes!(edit, delete))
        .routes(routes!(activate))
        .routes(routes!(deactivate))
        .routes(routes!(archive))
        .routes(routes!(restore))
        .routes(routes!(open))
        .routes(routes!(branding))
        .routes(routes!(health))
        .routes(routes!(export))
        .routes(routes!(download))
        .merge(archive_file::routes())
        .merge(logo::routes())
}

/// An edit: a merge patch, and the revision it was made on.
#[derive(Deserialize, utoipa::ToSchema)]
struct ConfigEdit {
    /// The revision that was read; an edit on another one is refused.
    #[serde(default)]
    revision: Option<i64>,
    /// What changes; null drops the business's own value.
    #[serde(flatten)]
    #[schema(value_type = ConfigLayer)]
    patch: serde_json::Map<String, serde_json::Value>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    /// The business's name, typed by hand.
    confirm_name: String,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct StrayFile {
    /// A file's name in the tenants folder.
    file_name: String,
}

#[derive(Serialize, utoipa::ToSchema)]
struct Strays {
    files: Vec<Stray>,
}

fn view(config: &Arc<TenantConfig>) -> Json<ConfigView> {
    Json(ConfigView::from(config.as_ref()))
}

/// The businesses, a page at a time; active ones unless told.
#[utoipa::path(get, path = "/api/tenants", tag = "installation", params(CardsQuery), responses((status = 200, body = Cards)))]
async fn list(
    State(app): State<App>,
    language: Language,
    Query(query): Query<CardsQuery>,
) -> Result<Json<Cards>> {
    blocking(move || {
        let cards = app.tenancy().cards(&query)?;
        Ok(Json(cards.in_language(app.tenancy().trades(), language.as_str())))
    })
    .await
}

/// Make a business.
#[utoipa::path(post, path = "/api/tenants", tag = "installation", request_body = NewTenant, responses((status = 201, body = ConfigView)))]
async fn create(State(app): State<App>, author: Author, Json(new): Json<NewTenant>) -> Result<Response> {
    let config = blocking(move || app.tenancy().create(new, &author)).await?;
    Ok((StatusCode::CREATED, view(&config)).into_response())
}

/// Files on disk that no business has.
#[utoipa::path(get, path = "/api/tenants/strays", tag = "installation", responses((status = 200, body = Strays)))]
async fn strays(State(app): State<App>) -> Result<Json<Strays>> {
    blocking(move || {
        Ok(Json(Strays {
            files: app.tenancy().strays()?,
        }))
    })
    .await
}

/// Take such a file in.
#[utoipa::path(post, path = "/api/tenants/adopt", tag = "installation", request_body = StrayFile, responses((status = 200, body = ConfigView)))]
async fn adopt(
    State(app): State<App>,
    author: Author,
    Json(file): Json<StrayFile>,
) -> Result<Json<ConfigView>> {
    blocking(move || {
        app.tenancy()
            .adopt(&file.file_name, &author)
            .map(|config| view(&config))
    })
    .await
}

/// A business's config and its sources.
#[utoipa::path(get, path = "/api/tenants/{id}/config", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = ConfigView)))]
async fn config(State(app): State<App>, Path(id): Path<String>) -> Result<Json<ConfigView>> {
    blocking(move || {
        app.tenancy()
            .config(&TenantId::named(&id)?)
            .map(|config| view(&config))
    })
    .await
}

/// Change a business's config.
#[utoipa::path(patch, path = "/api/tenants/{id}", tag = "installation", params(("id" = TenantId, Path)), request_body = ConfigEdit, responses((status = 200, body = ConfigView)))]
async fn edit(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
    Json(edit): Json<ConfigEdit>,
) -> Result<Json<ConfigView>> {
    blocking(move || {
        let patch = serde_json::Value::Object(edit.patch);
        app.tenancy()
            .edit(&TenantId::named(&id)?, &patch, edit.revision, &author)
            .map(|config| view(&config))
    })
    .await
}

/// Delete a business after its name was typed; a last backup stays.
#[utoipa::path(delete, path = "/api/tenants/{id}", tag = "installation", params(("id" = TenantId, Path)), request_body = Confirmation, responses((status = 200, body = Deleted)))]
async fn delete(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
    Json(confirmation): Json<Confirmation>,
) -> Result<Json<Deleted>> {
    blocking(move || {
        app.tenancy()
            .delete(&TenantId::named(&id)?, &confirmation.confirm_name, &author)
            .map(Json)
    })
    .await
}

/// Switch a business on.
#[utoipa::path(post, path = "/api/tenants/{id}/activate", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = ConfigView)))]
async fn activate(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
) -> Result<Json<ConfigView>> {
    blocking(move || {
        app.tenancy()
            .set_active(&TenantId::named(&id)?, true, &author)
            .map(|config| view(&config))
    })
    .await
}

/// Switch a business off: not worked in, still exportable.
#[utoipa::path(post, path = "/api/tenants/{id}/deactivate", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = ConfigView)))]
async fn deactivate(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
) -> Result<Json<ConfigView>> {
    blocking(move || {
        app.tenancy()
            .set_active(&TenantId::named(&id)?, false, &author)
            .map(|config| view(&config))
    })
    .await
}

/// Put a business away.
#[utoipa::path(post, path = "/api/tenants/{id}/archive", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = ConfigView)))]
async fn archive(State(app): State<App>, Path(id): Path<String>, author: Author) -> Result<Json<ConfigView>> {
    blocking(move || {
        app.tenancy()
            .archive(&TenantId::named(&id)?, &author)
            .map(|config| view(&config))
    })
    .await
}

/// Take a business out of the archive.
#[utoipa::path(post, path = "/api/tenants/{id}/restore", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = ConfigView)))]
async fn restore(State(app): State<App>, Path(id): Path<String>, author: Author) -> Result<Json<ConfigView>> {
    blocking(move || {
        app.tenancy()
            .restore(&TenantId::named(&id)?, &author)
            .map(|config| view(&config))
    })
    .await
}

/// Choose a business to work in: its frame, and a note of when.
#[utoipa::path(post, path = "/api/tenants/{id}/open", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = Workspace)))]
async fn open(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
    language: Language,
) -> Result<Json<Workspace>> {
    blocking(move || {
        let id = TenantId::named(&id)?;
        let tenant = app.tenancy().tenant(&id, author.clone())?;
        match app.tenancy().mark_opened(&id, &author) {
            // The mark is for the order of the cards: a full disk keeps nobody from reading.
            Err(error) if error.code() == Code::DiskFull => {
                tracing::warn!(tenant = %id, ?error, "when it was opened is not noted");
            }
            marked => marked?,
        }
        let config = tenant.config();
        let workspace = app.tenancy().workspace(config)?;
        Ok(Json(workspace.in_language(&config.domain, language.as_str())))
    })
    .await
}

/// A business's look.
#[utoipa::path(get, path = "/api/tenants/{id}/branding", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = BrandingView)))]
async fn branding(State(app): State<App>, Path(id): Path<String>) -> Result<Json<BrandingView>> {
    blocking(move || {
        Ok(Json(BrandingView::from(
            app.tenancy().config(&TenantId::named(&id)?)?.as_ref(),
        )))
    })
    .await
}

/// Whether a business is well.
#[utoipa::path(get, path = "/api/tenants/{id}/health", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = TenantHealth)))]
async fn health(
    State(app): State<App>,
    Path(id): Path<String>,
    author: Author,
) -> Result<Json<TenantHealth>> {
    blocking(move || app.tenancy().health(&TenantId::named(&id)?, &author).map(Json)).await
}

/// Make a snapshot of a business ready to be fetched once.
#[utoipa::path(post, path = "/api/tenants/{id}/export", tag = "installation", params(("id" = TenantId, Path)), responses((status = 200, body = Download)))]
async fn export(State(app): State<App>, Path(id): Path<String>, author: Author) -> Result<Json<Download>> {
    blocking(move || app.tenancy().export(&TenantId::named(&id)?, &author).map(Json)).await
}

/// Fetch what was made ready, once.
#[utoipa::path(get, path = "/api/downloads/{key}", tag = "installation", params(("key" = String, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")))]
async fn download(State(app): State<App>, Path(key): Path<String>) -> Result<Response> {
    let fetched = blocking(move || app.tenancy().downloads.take(&key)).await?;
    let disposition = format!("attachment; filename=\"{}\"", fetched.name);
    let disposition = HeaderValue::from_str(&disposition).map_err(crate::Error::internal)?;
    let headers: [(HeaderName, HeaderValue); 2] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        ),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, Body::new(FileBody::of(fetched)?)).into_response())
}
