//! What the program wrote down about itself: the log a page at a time, and all of it in one file for whoever helps.

use std::io::{self, Cursor, Write as _};

use axum::{extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    blocking,
    extract::{Json, Query},
    health,
};
use crate::{
    app::{App, VERSION},
    author::Author,
    error::{Error, Result},
    logging::{self, LogPage, LogQuery},
    tenancy::Download,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(logs))
        .routes(routes!(diagnostics))
}

/// A page of the log, newest first.
#[utoipa::path(get, path = "/api/installation/logs", tag = "installation", params(LogQuery), responses((status = 200, body = LogPage)))]
async fn logs(State(app): State<App>, Query(query): Query<LogQuery>) -> Result<Json<LogPage>> {
    blocking(move || logging::read(&app.tenancy().dir().logs(), &query).map(Json)).await
}

/// Days of the log that go into a file of diagnostics.
const DAYS: usize = 7;

/// Makes one file of what helps to find a fault: versions, health, the log of the last days. No row of a business is
/// in it.
#[utoipa::path(post, path = "/api/installation/diagnostics", tag = "installation", responses((status = 201, body = Download)))]
async fn diagnostics(State(app): State<App>, author: Author) -> Result<(StatusCode, Json<Download>)> {
    blocking(move || {
        let made = app
            .tenancy()
            .offer(&bundle(&app, &author)?, "cashflow-diagnostics", "zip")?;
        Ok((StatusCode::CREATED, Json(made)))
    })
    .await
}

fn bundle(app: &App, author: &Author) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let begin = |zip: &mut ZipWriter<_>, name: &str| {
        zip.start_file(name, SimpleFileOptions::default())
            .map_err(Error::internal)
    };
    begin(&mut zip, "about.json")?;
    let about = serde_json::json!({
        "version": VERSION,
        "system": std::env::consts::OS,
        "architecture": std::env::consts::ARCH,
    });
    serde_json::to_writer_pretty(&mut zip, &about).map_err(Error::internal)?;
    begin(&mut zip, "health.json")?;
    serde_json::to_writer_pretty(&mut zip, &health::look(app, author)?).map_err(Error::internal)?;
    for (day, path) in logging::files(&app.tenancy().dir().logs())?
        .into_iter()
        .take(DAYS)
    {
        begin(&mut zip, &format!("logs/cashflow.{day}.jsonl"))?;
        io::copy(&mut std::fs::File::open(path)?, &mut zip)?;
    }
    zip.flush()?;
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}
