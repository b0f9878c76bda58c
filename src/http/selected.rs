//! Which business a request is for: subdomain, header or query; two that differ are refused; the only business when
//! the installation has one.

use axum::{
    body::HttpBody as _,
    extract::{FromRequestParts, Request, State},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{blocking, host::Subdomain, named::say, where_it_may_wait};
use crate::{
    app::App,
    author::Author,
    error::{Code, Error, Result},
    tenancy::{Mode, Tenant, TenantId},
};

pub(super) async fn select(
    State(app): State<App>,
    author: Author,
    request: Request,
    next: Next,
) -> Result<Response> {
    let alone = request.body().is_end_stream();
    let answer = answer(app, author, request, next);
    if alone {
        where_it_may_wait(answer).await?
    } else {
        answer.await
    }
}

async fn answer(app: App, author: Author, mut request: Request, next: Next) -> Result<Response> {
    let named = named(&request)?;
    let tenant = blocking(move || {
        let id = chosen(&app, &named)?;
        let tenant = app.tenancy().tenant(&id, author);
        // A business that is there and cannot be worked in is named all the same.
        Ok(match tenant {
            Ok(tenant) => Ok(tenant),
            Err(error) => Err((app.tenancy().config(&id)?, error)),
        })
    })
    .await?;
    let (config, mut response) = match tenant {
        Ok(tenant) => {
            tracing::Span::current().record("tenant", tenant.id().as_str());
            let config = tenant.shared_config();
            request.extensions_mut().insert(tenant);
            (config, next.run(request).await)
        }
        Err((config, error)) => {
            tracing::Span::current().record("tenant", config.tenant_id.as_str());
            (config, error.into_response())
        }
    };
    say(&mut response, &config);
    Ok(response)
}

impl<S: Sync> FromRequestParts<S> for Tenant {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        parts
            .extensions
            .get::<Tenant>()
            .cloned()
            .ok_or_else(|| Error::internal("a route without a tenant layer"))
    }
}

/// The businesses a request names, each way once.
struct Named {
    subdomain: Option<String>,
    header: Option<String>,
    query: Vec<String>,
}

fn named(request: &Request) -> Result<Named> {
    let header = request.headers().get("x-tenant-id").map(|value| {
        value
            .to_str()
            .map(str::to_owned)
            .map_err(|_| Error::new(Code::BadRequest, "The header X-Tenant-ID is not plain text."))
    });
    let pairs: Vec<(String, String)> = axum::extract::Query::try_from_uri(request.uri())
        .map(|axum::extract::Query(pairs)| pairs)
        .map_err(|_| Error::new(Code::BadRequest, "The address's query cannot be read."))?;
    let query: Vec<String> = pairs
        .into_iter()
        .filter(|(name, _)| name == "tenant_id")
        .map(|(_, value)| value)
        .collect();
    if query.iter().any(String::is_empty) {
        return Err(Error::new(
            Code::BadRequest,
            "The query's tenant_id is empty. Fill it or leave it out.",
        ));
    }
    Ok(Named {
        subdomain: request
            .extensions()
            .get::<Subdomain>()
            .map(|label| label.0.clone()),
        header: header.transpose()?,
        query,
    })
}

fn chosen(app: &App, named: &Named) -> Result<TenantId> {
    let mut ids = Vec::new();
    if let Some(label) = &named.subdomain {
        ids.push(
            app.tenancy()
                .by_subdomain(label)?
                .ok_or_else(|| TenantId::unknown(label))?,
        );
    }
    for text in named.header.iter().chain(&named.query) {
        ids.push(TenantId::named(text)?);
    }
    if ids.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(Error::new(
            Code::TenantContradiction,
            "Subdomain, header and query name different businesses. Name one.",
        ));
    }
    if let Some(id) = ids.pop() {
        return Ok(id);
    }
    match app.tenancy().mode()? {
        Mode::Single(Some(id)) => Ok(id),
        _ => Err(Error::new(
            Code::TenantRequired,
            "Name a business: the header X-Tenant-ID, ?tenant_id= or its subdomain.",
        )),
    }
}
