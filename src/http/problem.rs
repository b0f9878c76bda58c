//! Errors as `application/problem+json`. A handler's error rides in the response's extensions; the outermost layer
//! writes the body, where the request id is known.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    error::{Code, Error, FieldError},
    logging,
    sentence::Say,
};

/// A failure as it is answered.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Problem {
    /// The stable code.
    code: &'static str,
    /// A few words, the same for each failure of this code.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// A sentence for a person that says what to do next.
    detail: String,
    /// The same with its values taken out, for a reader of another language; missing when it holds none.
    #[serde(skip_serializing_if = "Option::is_none")]
    say: Option<Say>,
    /// Each wrong input.
    fields: Vec<FieldError>,
    /// Find it in the log by this.
    request_id: String,
    /// The feature that is missing, for `feature_disabled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    feature: Option<&'static str>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = status(self.code()).into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Writes the body of a failure; leaves every other response as it is.
pub(super) fn write(response: Response, request_id: &str) -> Response {
    let carried = response.extensions().get::<Arc<Error>>().cloned();
    let error = match (carried, response.status()) {
        (Some(error), _) => error,
        (None, StatusCode::METHOD_NOT_ALLOWED) => Arc::new(Error::new(
            Code::MethodNotAllowed,
            "This address exists, but not for this method. /docs lists what there is.",
        )),
        // What the router itself refuses, an address that is no text, says so in its own plain words.
        (None, StatusCode::BAD_REQUEST) => Arc::new(Error::new(
            Code::BadRequest,
            "The address cannot be read. Check what stands in it after a % sign.",
        )),
        _ => return response,
    };
    logging::cause(&error);
    // The sentences stay out of the log: they may repeat what a person typed.
    let fields: Vec<&str> = error.fields().iter().map(|field| field.field.as_str()).collect();
    tracing::info!(code = error.code().as_str(), fields = fields.join(","), "refused");
    let problem = Problem {
        code: error.code().as_str(),
        title: error.code().title(),
        status: status(error.code()).as_u16(),
        detail: error.detail().to_owned(),
        say: error.said().say().cloned(),
        fields: error.fields().to_vec(),
        request_id: request_id.to_owned(),
        feature: error.feature(),
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(
        parts,
        Body::from(serde_json::to_vec(&problem).unwrap_or_default()),
    )
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::TenantRequired
        | Code::TenantContradiction
        | Code::BadRequest
        | Code::BadConfig
        | Code::ListenRefused => StatusCode::BAD_REQUEST,
        Code::FeatureDisabled | Code::BadOrigin => StatusCode::FORBIDDEN,
        Code::TenantNotFound | Code::NotFound => StatusCode::NOT_FOUND,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::TenantBusy
        | Code::TenantExists
        | Code::TenantDeclared
        | Code::SingleTenant
        | Code::EditConflict
        | Code::Duplicate
        | Code::InUse
        | Code::ImportNotReady
        | Code::ImportInUse
        | Code::AlreadyRunning
        | Code::FileDamaged
        | Code::FileForeign
        | Code::FileNewer
        | Code::MigrationFailed
        | Code::FileMissing => StatusCode::CONFLICT,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::BadHost => StatusCode::MISDIRECTED_REQUEST,
        Code::ValidationFailed
        | Code::BadTable
        | Code::WrongName
        | Code::EngineUnknown
        | Code::UpdateRefused => StatusCode::UNPROCESSABLE_ENTITY,
        Code::TenantInactive | Code::TenantArchived => StatusCode::LOCKED,
        Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Code::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        Code::Storage | Code::NoDisplay | Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
