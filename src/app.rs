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
    features::imports::Imports,
    http,
    tenancy::{Options, Tenancy},
    update::Updates,
};

/// The version as the binary carries it.
pub const VERSION: &str = env!("CASHFLOW_VERSION");

/// A tenant unused for this long is closed.
const IDLE: Duration = Duration::from_secs(300);

/// The open program.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    router: Arc<OnceLock<Router>>,
}

struct Inner {
    updates: Updates,
    tenancy: Tenancy,
    base_domain: String,
    imports: Imports,
    started: Instant,
}

impl App {
    /// Opens the data directory and begins to look after it. `base_domain` is what a tenant's subdomain stands
    /// before, `localhost` unless told.
    pub fn open(options: Options, base_domain: Option<String>) -> Result<Self> {
        Self::open_as(Updates::of_this_program("cashflow"), options, base_domain)
    }

    /// The same, for a program that says itself what may take its place.
    pub fn open_as(updates: Updates, options: Options, base_domain: Option<String>) -> Result<Self> {
        let inner = Inner {
            updates,
            tenancy: Tenancy::open(options)?,
            base_domain: base_domain
                .unwrap_or_else(|| "localhost".into())
                .to_ascii_lowercase(),
            imports: Imports::default(),
            started: Instant::now(),
        };
        let app = Self {
            inner: Arc::new(inner),
            router: Arc::default(),
        };
        app.close_idle_tenants_from_now_on();
        Ok(app)
    }

    /// All businesses.
    pub fn tenancy(&self) -> &Tenancy {
        &self.inner.tenancy
    }

    /// What may take this program's place.
    pub fn updates(&self) -> &Updates {
        &self.inner.updates
    }

    /// The domain whose subdomains name businesses.
    pub fn base_domain(&self) -> &str {
        &self.inner.base_domain
    }

    /// The imports in the making.
    pub(crate) fn imports(&self) -> &Imports {
        &self.inner.imports
    }

    /// How long the program has been open.
    pub fn uptime(&self) -> Duration {
        self.inner.started.elapsed()
    }

    /// The whole surface of the program as one router.
    pub fn router(&self) -> Router {
        // The router holds an App. Were it kept in what that App shares, nothing would ever be closed.
        self.router
            .get_or_init(|| {
                http::router(Self {
                    inner: self.inner.clone(),
                    router: Arc::default(),
                })
            })
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
        let weak = Arc::downgrade(&self.inner);
        let watch = move || {
            loop {
                thread::sleep(Duration::from_secs(30));
                let Some(inner) = weak.upgrade() else { return };
                inner.tenancy.close_idle(IDLE);
                inner.tenancy.keep_reserve();
            }
        };
        if let Err(error) = thread::Builder::new().name("idle tenants".into()).spawn(watch) {
            tracing::warn!(%error, "idle tenants will stay open");
        }
    }
}
