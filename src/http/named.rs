//! Which business a call was about: the answer says so, a refusal too.

use axum::{
    extract::{RawPathParams, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

use super::blocking;
use crate::{
    app::App,
    error::Result,
    tenancy::{TenantConfig, TenantId},
};

/// A call about a business, not in one, has its id in the address.
pub(super) async fn around(
    State(app): State<App>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Result<Response> {
    let id = params.iter().find(|(name, _)| *name == "id");
    let Some(id) = id.and_then(|(_, text)| TenantId::parse(text).ok()) else {
        return Ok(next.run(request).await);
    };
    tracing::Span::current().record("tenant", id.as_str());
    let find = |app: App, id: TenantId| blocking(move || Ok(app.tenancy().config(&id).ok()));
    let before = find(app.clone(), id.clone()).await?;
    let mut response = next.run(request).await;
    // The call may have changed its trade, or deleted it.
    if let Some(config) = find(app, id).await?.or(before) {
        say(&mut response, &config);
    }
    Ok(response)
}

/// Names a business in the headers of an answer.
pub(super) fn say(response: &mut Response, config: &TenantConfig) {
    for (name, text) in [
        ("x-tenant-id", config.tenant_id.as_str()),
        ("x-tenant-domain", &config.domain.domain),
    ] {
        if let Ok(value) = HeaderValue::from_str(text) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
}
