//! Updates from a file over HTTP: what this program would take, a file brought and looked at, and applied.

use axum::{
    extract::{DefaultBodyLimit, Request, State},
    http::header,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    blocking,
    extract::{Json, bytes},
};
use crate::{
    app::{App, VERSION},
    author::Author,
    error::{Code, Error, Result},
    update::{self, Applied, Form, Offer, PublicKey},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    let file = OpenApiRouter::new()
        .routes(routes!(state, bring))
        .layer(DefaultBodyLimit::max(update::LARGEST));
    OpenApiRouter::new().routes(routes!(apply)).merge(file)
}

/// What this program would take.
#[derive(Serialize, utoipa::ToSchema)]
struct UpdateState {
    /// The version that runs.
    version: &'static str,
    /// The machines that its updates are for, as in `linux-x86_64`.
    platform: String,
    /// How it was installed, which decides what its updates are.
    form: Form,
    /// Whose signatures are believed; none means that every update is refused.
    keys: Vec<UpdateKey>,
    /// The version that opens when the program is started again, where an update was applied.
    waits_for_start: Option<String>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct UpdateKey {
    name: String,
    /// To compare with what whoever released says.
    fingerprint: String,
}

impl From<&PublicKey> for UpdateKey {
    fn from(key: &PublicKey) -> Self {
        Self {
            name: key.name(),
            fingerprint: key.fingerprint(),
        }
    }
}

/// What this program would take as an update.
#[utoipa::path(get, path = "/api/installation/update", tag = "installation", responses((status = 200, body = UpdateState)))]
async fn state(State(app): State<App>) -> Json<UpdateState> {
    let updates = app.updates();
    Json(UpdateState {
        version: VERSION,
        platform: update::platform(),
        form: updates.form,
        keys: updates.keys.iter().map(UpdateKey::from).collect(),
        waits_for_start: updates.waits_for_start().map(|version| version.to_string()),
    })
}

/// Bring an update's file: its bytes. It is looked at and waits; nothing is changed yet.
#[utoipa::path(put, path = "/api/installation/update", tag = "installation",
    request_body(content(("application/octet-stream"))), responses((status = 200, body = Offer)))]
async fn bring(State(app): State<App>, request: Request) -> Result<Json<Offer>> {
    let media_type = request.headers().get(header::CONTENT_TYPE);
    if media_type.is_none_or(|media_type| media_type != "application/octet-stream") {
        return Err(Error::new(
            Code::UnsupportedMediaType,
            "Send the update itself, with the header Content-Type: application/octet-stream.",
        ));
    }
    let file = bytes(request, &()).await?;
    blocking(move || update::bring(&file, app.updates(), app.tenancy()).map(Json)).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Decision {
    /// The hash of the update that was looked at.
    sha256: String,
}

/// Apply the update that waits: every business is backed up first. The new version opens when the program is started
/// again.
#[utoipa::path(post, path = "/api/installation/update/apply", tag = "installation", request_body = Decision, responses((status = 200, body = Applied)))]
async fn apply(
    State(app): State<App>,
    author: Author,
    Json(decision): Json<Decision>,
) -> Result<Json<Applied>> {
    blocking(move || update::apply_waiting(&decision.sha256, app.updates(), app.tenancy(), &author).map(Json))
        .await
}
