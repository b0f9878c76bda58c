//! `App`: the data directory opened once, the router built once, used by every door.

use std::{
    net::SocketAddr,
    sync::{Arc, OnceLock},
    thread,
    time::{Duration, Instant},
};

use axum::Router;

use crate::{
    error::Result,
    http,
    tenancy::{Options, Tenancy},
};

/// The version as the binary carries it.
pub const VERSION: &str = env!("CASHFLOW_VERSION");

/// A tenant unused for this long is closed.
const IDLE: Duration = Duration::from_secs(300);

/// The open program.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    tenancy: Tenancy,
    base_domain: String,
    started: Instant,
    router: OnceLock<Router>,
}

impl App {
    /// Opens the data directory and begins to look after it. `base_domain` is what a tenant's subdomain stands
    /// before, `localhost` unless told.
    pub fn open(options: Options, base_domain: Option<String>) -> Result<Self> {
        let inner = Inner {
            tenancy: Tenancy::open(options)?,
            base_domain: base_domain
                .unwrap_or_else(|| "localhost".into())
                .to_ascii_lowercase(),
            started: Instant::now(),
            router: OnceLock::new(),
        };
        let app = Self(Arc::new(inner));
        app.close_idle_tenants_from_now_on();
        Ok(app)
    }

    /// All businesses.
    pub fn tenancy(&self) -> &Tenancy {
        &self.0.tenancy
    }

    /// The domain whose subdomains name businesses.
    pub fn base_domain(&self) -> &str {
        &self.0.base_domain
    }

    /// How long the program has been open.
    pub fn uptime(&self) -> Duration {
        self.0.started.elapsed()
    }

    /// The whole surface of the program as one router.
    pub fn router(&self) -> Router {
        // The router holds an App: it is made on first use and cloned, never kept by a second owner.
        self.0
            .router
            .get_or_init(|| http::router(Self(self.0.clone())))
            .clone()
    }

    /// Serves the router on a loopback address until `stop` is done.
    pub async fn serve(
        &self,
        address: SocketAddr,
        ready: impl FnOnce(SocketAddr),
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        http::serve(self, address, ready, stop).await
    }

    fn close_idle_tenants_from_now_on(&self) {
        let weak = Arc::downgrade(&self.0);
        let watch = move || {
            loop {
                thread::sleep(Duration::from_secs(30));
                let Some(inner) = weak.upgrade() else { return };
                inner.tenancy.close_idle(IDLE);
            }
        };
        if let Err(error) = thread::Builder::new().name("idle tenants".into()).spawn(watch) {
            tracing::warn!(%error, "idle tenants will stay open");
        }
    }
}
