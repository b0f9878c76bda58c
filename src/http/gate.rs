//! The feature gate: an address whose feature the business does not have answers 403 before anything else is looked at.

use axum::{extract::Request, middleware::Next, response::Response};

use crate::{access, error::Result, tenancy::Tenant};

pub(super) async fn check(tenant: Tenant, request: Request, next: Next) -> Result<Response> {
    if let Some(feature) = access::gate_of(request.uri().path()) {
        access::require(&tenant, feature)?;
    }
    Ok(next.run(request).await)
}
