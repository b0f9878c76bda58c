//! The door itself: each request of the webview on `cashflow://localhost/` goes to the program's router, in-process.
//!
//! There is no port and no second API. An answer is handed over whole: the webview knows no streams.

use axum::{Router, body::Body};
use cashflow::{Door, Error, Result};
use http_body_util::BodyExt as _;
use tauri::{
    Manager as _, Runtime, UriSchemeContext, UriSchemeResponder, Url,
    http::{HeaderValue, Request, Response, StatusCode, Uri, header},
};
use tower::ServiceExt as _;

use crate::desk::Desk;

/// The scheme's name.
pub(crate) const NAME: &str = "cashflow";

/// The address of the screens, with what comes after its `#`.
pub(crate) fn address(fragment: &str) -> Url {
    let mut url = Url::parse("cashflow://localhost/").expect("the address is well formed");
    if !fragment.is_empty() {
        url.set_fragment(Some(fragment));
    }
    url
}

/// Whether an address is one of the program's own. Windows shows a scheme of one's own as a host.
pub(crate) fn is_own(url: &Url) -> bool {
    let plain = url.scheme() == NAME && url.host_str() == Some("localhost");
    let as_host = cfg!(windows)
        && matches!(url.scheme(), "http" | "https")
        && url.host_str() == Some("cashflow.localhost");
    (plain || as_host) && url.port().is_none()
}

/// Answers a request of a page.
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands the context over")]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let router = context
        .app_handle()
        .try_state::<Desk>()
        .map(|desk| desk.app.router());
    tauri::async_runtime::spawn(async move {
        let response = match router {
            Some(router) => ask(router, request).await,
            None => Err(Error::internal("a page before its program")),
        };
        responder.respond(response.unwrap_or_else(|error| fault(&error)));
    });
}

/// Puts the request through the router. A task of its own: a fault in it must end in an answer too, for a page
/// waits for ever.
async fn ask(router: Router, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>> {
    let request = for_router(request)?;
    let answered = tauri::async_runtime::spawn(router.oneshot(request)).await;
    let Ok(response) = answered.map_err(Error::internal)?;
    whole(response).await
}

/// The same request as the router knows them: path and query only, a body, and which door it came through.
fn for_router(request: Request<Vec<u8>>) -> Result<Request<Body>> {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    parts.uri = path.parse::<Uri>().map_err(Error::internal)?;
    parts.extensions.insert(Door::Window);
    Ok(Request::from_parts(parts, Body::from(body)))
}

async fn whole(response: Response<Body>) -> Result<Response<Vec<u8>>> {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(Error::internal)?.to_bytes();
    Ok(Response::from_parts(parts, bytes.into()))
}

/// What a page is told when the router itself failed, in the form of every other failure.
fn fault(error: &Error) -> Response<Vec<u8>> {
    tracing::error!(?error, "fault at the window's door");
    let problem = serde_json::json!({
        "code": error.code().as_str(),
        "title": error.code().title(),
        "status": 500,
        "detail": error.detail(),
        "fields": [],
    });
    let mut response = Response::new(problem.to_string().into_bytes());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let media_type = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

#[cfg(test)]
mod tests {
    use super::{address, is_own};

    #[test]
    fn only_the_programs_own_address_is_its_own() {
        assert!(is_own(&address("")));
        assert!(is_own(&address("/b/corner_shop/home")));
        for foreign in [
            "https://example.com/",
            "http://localhost/",
            "cashflow://localhost:80/",
            "cashflow://localhost.example.com/",
            "cashflow://elsewhere/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,x",
            "javascript:alert(1)",
        ] {
            assert!(!is_own(&foreign.parse().unwrap()), "{foreign}");
        }
    }
}
