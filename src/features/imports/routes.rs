//! Imports and exports over HTTP: thin handlers, one call each.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, StatusCode},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ExportJob, Import, ImportChange, ImportKind, ImportProblems, PastImport, PreviewRows, RowsQuery,
    TemplateJob, commit, corrected, history, kinds, mapping, problems, run, slot::Slot, undo,
};
use crate::{
    app::App,
    error::{Code, Error, Result},
    http::{Id, Json, Language, Query, blocking, sent_file},
    sheets,
    tenancy::{Download, Tenant},
};

/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// Every address of imports and exports.
pub(in crate::features) fn routes() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new()
        .routes(routes!(list, begin))
        .layer(DefaultBodyLimit::max(sheets::LARGEST));
    OpenApiRouter::new()
        .merge(upload)
        .routes(routes!(list_kinds))
        .routes(routes!(make_template))
        .routes(routes!(get, change, forget))
        .routes(routes!(check))
        .routes(routes!(list_problems))
        .routes(routes!(list_notices))
        .routes(routes!(list_rows))
        .routes(routes!(make_corrected))
        .routes(routes!(write))
        .routes(routes!(take_back))
        .routes(routes!(export))
}

#[derive(Serialize, utoipa::ToSchema)]
struct ImportKinds {
    /// Those that the business has.
    kinds: Vec<ImportKind>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct PastImports {
    /// Newest first.
    imports: Vec<PastImport>,
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct KindQuery {
    /// Of which kind of record: `products`.
    kind: String,
}

/// The kinds of record that tables can be brought in and taken out of.
#[utoipa::path(get, path = "/api/imports/kinds", tag = "imports", responses((status = 200, body = ImportKinds)))]
async fn list_kinds(tenant: Tenant) -> Json<ImportKinds> {
    Json(ImportKinds {
        kinds: kinds::kinds(&tenant),
    })
}

/// What was brought in, newest first.
#[utoipa::path(get, path = "/api/imports", tag = "imports", responses((status = 200, body = PastImports)))]
async fn list(tenant: Tenant) -> Result<Json<PastImports>> {
    blocking(move || {
        let imports = history::history(&tenant)?;
        Ok(Json(PastImports { imports }))
    })
    .await
}

/// Begin an import: the bytes of a CSV or XLSX file, its name percent-encoded in the header x-file-name.
#[utoipa::path(post, path = "/api/imports", tag = "imports",
    params(KindQuery, ("x-file-name" = Option<String>, Header, description = "The file's name, percent-encoded")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = Import)))]
async fn begin(
    State(app): State<App>,
    tenant: Tenant,
    Query(query): Query<KindQuery>,
    request: Request,
) -> Result<(StatusCode, Json<Import>)> {
    let file_name = file_name(request.headers());
    let file: Bytes = sent_file(request).await?;
    blocking(move || {
        let kind = kinds::named(&tenant, &query.kind)?;
        let book = sheets::read(&file)?;
        let slot = app.imports().begin(&tenant, kind, file_name, file.len(), book)?;
        Ok((StatusCode::CREATED, Json(Import::of(&slot))))
    })
    .await
}

/// The name of the file that was sent, on one line.
fn file_name(headers: &HeaderMap) -> String {
    let sent = headers
        .get("x-file-name")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // A plus sign stands for itself here.
    let pair = format!("n={}", sent.replace('+', "%2B").replace('&', "%26"));
    let name = form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(_, name)| name.into_owned());
    let name: String = name
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let kept: String = last.chars().take(LONGEST_NAME).collect();
    if kept.is_empty() { "table".to_owned() } else { kept }
}

/// The import in the making that has this id.
fn slot(app: &App, tenant: &Tenant, id: &str) -> Result<std::sync::Arc<Slot>> {
    let slot = app.imports().get(tenant, id).ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "There is no such import. It may have been forgotten; choose the file again.",
        )
    })?;
    slot.kind.allowed(tenant)?;
    Ok(slot)
}

/// An import, in the making or of the past.
#[utoipa::path(get, path = "/api/imports/{id}", tag = "imports", params(("id" = String, Path)), responses((status = 200, body = Import)))]
async fn get(State(app): State<App>, tenant: Tenant, Id(id): Id<String>) -> Result<Json<Import>> {
    blocking(move || {
        if app.imports().get(&tenant, &id).is_some() {
            return Ok(Json(Import::of(&*slot(&app, &tenant, &id)?)));
        }
        history::find(&tenant, &id).map(|past| Json(Import::past(past)))
    })
    .await
}

/// Choose the table, the row of the headings, the columns, and what becomes of records that are there.
#[utoipa::path(put, path = "/api/imports/{id}", tag = "imports", params(("id" = String, Path)), request_body = ImportChange, responses((status = 200, body = Import)))]
async fn change(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
    Json(wanted): Json<ImportChange>,
) -> Result<Json<Import>> {
    blocking(move || {
        let slot = slot(&app, &tenant, &id)?;
        mapping::change(&tenant, &slot, &wanted)?;
        Ok(Json(Import::of(&slot)))
    })
    .await
}

/// Forget an import that was not brought in.
#[utoipa::path(delete, path = "/api/imports/{id}", tag = "imports", params(("id" = String, Path)), responses((status = 204)))]
async fn forget(State(app): State<App>, tenant: Tenant, Id(id): Id<String>) -> Result<StatusCode> {
    blocking(move || {
        let slot = slot(&app, &tenant, &id)?;
        if slot.is_busy() {
            return Err(Error::new(
                Code::ImportNotReady,
                "This import is at work. Wait until it ends.",
            ));
        }
        app.imports().forget(&id);
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Try every row; nothing is written.
#[utoipa::path(post, path = "/api/imports/{id}/check", tag = "imports", params(("id" = String, Path)), responses((status = 202, body = Import)))]
async fn check(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
) -> Result<(StatusCode, Json<Import>)> {
    blocking(move || {
        let slot = slot(&app, &tenant, &id)?;
        run::begin(&tenant, &slot)?;
        Ok((StatusCode::ACCEPTED, Json(Import::of(&slot))))
    })
    .await
}

/// The wrong cells that the last check found.
#[utoipa::path(get, path = "/api/imports/{id}/problems", tag = "imports", params(("id" = String, Path), RowsQuery), responses((status = 200, body = ImportProblems)))]
async fn list_problems(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
    Query(query): Query<RowsQuery>,
) -> Result<Json<ImportProblems>> {
    blocking(move || problems::problems(&*slot(&app, &tenant, &id)?, &query).map(Json)).await
}

/// The cells that should be looked at, as the last check found them; they hold nothing up.
#[utoipa::path(get, path = "/api/imports/{id}/notices", tag = "imports", params(("id" = String, Path), RowsQuery), responses((status = 200, body = ImportProblems)))]
async fn list_notices(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
    Query(query): Query<RowsQuery>,
) -> Result<Json<ImportProblems>> {
    blocking(move || problems::notices(&*slot(&app, &tenant, &id)?, &query).map(Json)).await
}

/// The rows as they would be read.
#[utoipa::path(get, path = "/api/imports/{id}/rows", tag = "imports", params(("id" = String, Path), RowsQuery), responses((status = 200, body = PreviewRows)))]
async fn list_rows(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
    Query(query): Query<RowsQuery>,
) -> Result<Json<PreviewRows>> {
    blocking(move || problems::preview(&*slot(&app, &tenant, &id)?, &query).map(Json)).await
}

/// The table as a workbook with the wrong cells marked, and those to be looked at, to be corrected and chosen again; what
/// is said of them is in the first language of accept-language.
#[utoipa::path(post, path = "/api/imports/{id}/corrected", tag = "imports", params(("id" = String, Path)), responses((status = 201, body = Download)))]
async fn make_corrected(
    State(app): State<App>,
    tenant: Tenant,
    language: Language,
    Id(id): Id<String>,
) -> Result<(StatusCode, Json<Download>)> {
    blocking(move || {
        let (bytes, name) = corrected::corrected(&*slot(&app, &tenant, &id)?, language.as_str())?;
        let made = app.tenancy().offer(&bytes, &name, "xlsx")?;
        Ok((StatusCode::CREATED, Json(made)))
    })
    .await
}

/// Bring everything in, or nothing.
#[utoipa::path(post, path = "/api/imports/{id}/commit", tag = "imports", params(("id" = String, Path)), responses((status = 202, body = Import)))]
async fn write(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
) -> Result<(StatusCode, Json<Import>)> {
    blocking(move || {
        let slot = slot(&app, &tenant, &id)?;
        commit::begin(&tenant, &slot)?;
        Ok((StatusCode::ACCEPTED, Json(Import::of(&slot))))
    })
    .await
}

/// Take an import back while nothing of it is used or was changed.
#[utoipa::path(post, path = "/api/imports/{id}/undo", tag = "imports", params(("id" = String, Path)), responses((status = 202, body = Import)))]
async fn take_back(
    State(app): State<App>,
    tenant: Tenant,
    Id(id): Id<String>,
) -> Result<(StatusCode, Json<Import>)> {
    blocking(move || {
        let slot = undo::begin(app.imports(), &tenant, &id)?;
        Ok((StatusCode::ACCEPTED, Json(Import::of(&slot))))
    })
    .await
}

/// An empty table with the headings of a kind, to be fetched once.
#[utoipa::path(post, path = "/api/imports/templates", tag = "imports", request_body = TemplateJob, responses((status = 201, body = Download)))]
async fn make_template(
    State(app): State<App>,
    tenant: Tenant,
    Json(job): Json<TemplateJob>,
) -> Result<(StatusCode, Json<Download>)> {
    blocking(move || {
        let (bytes, name) = super::template(&tenant, &job)?;
        let made = app.tenancy().offer(&bytes, &name, job.format.ending())?;
        Ok((StatusCode::CREATED, Json(made)))
    })
    .await
}

/// What a list shows as a table, all its pages, to be fetched once.
#[utoipa::path(post, path = "/api/exports", tag = "imports", request_body = ExportJob, responses((status = 201, body = Download)))]
async fn export(
    State(app): State<App>,
    tenant: Tenant,
    Json(job): Json<ExportJob>,
) -> Result<(StatusCode, Json<Download>)> {
    blocking(move || {
        let ending = job.format.ending();
        let made = super::export(&tenant, job, &|_| ())?;
        let made = app.tenancy().offer(&made.bytes, &made.name, ending)?;
        Ok((StatusCode::CREATED, Json(made)))
    })
    .await
}
