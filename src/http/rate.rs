//! The rate limit of the HTTP door: one program gone wild must not starve the others. The window is never limited.

use std::{num::NonZeroU32, sync::LazyLock};

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::{
    app::App,
    error::{Code, Error, Result},
};

/// Requests a second for one address over time, and at once.
const STEADY: NonZeroU32 = NonZeroU32::new(2_000).expect("not zero");
const BURST: NonZeroU32 = NonZeroU32::new(4_000).expect("not zero");

static LIMITER: LazyLock<DefaultKeyedRateLimiter<std::net::IpAddr>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::per_second(STEADY).allow_burst(BURST)));

pub(super) async fn limit(State(_app): State<App>, request: Request, next: Next) -> Result<Response> {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>()
        && LIMITER.check_key(&peer.ip()).is_err()
    {
        return Err(Error::new(
            Code::RateLimited,
            "Too many requests from this address. Wait a second.",
        ));
    }
    Ok(next.run(request).await)
}
