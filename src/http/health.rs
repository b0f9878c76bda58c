//! Whether the program is well, for whoever watches it.

use axum::extract::State;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{blocking, extract::Json};
use crate::{
    app::{App, VERSION},
    author::Author,
    db::{self, Kind},
    error::Result,
    tenancy::{LOW_DISK_BYTES, Status, TenantHealth, worst},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(health))
        .routes(routes!(detailed))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Health {
    /// `ok` while the program answers.
    status: Status,
    /// Whether calls must name a business.
    multi_tenant_enabled: bool,
    version: &'static str,
}

#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct HealthDetailed {
    status: Status,
    multi_tenant_enabled: bool,
    version: &'static str,
    sqlite_version: &'static str,
    uptime_ms: u64,
    data_directory: String,
    catalogue: CatalogueHealth,
    tenants: TenantCounts,
    /// Each business looked over, the first two hundred by their ids.
    businesses: Vec<TenantHealth>,
    /// Businesses beyond these.
    not_looked_at: usize,
    disk: Disk,
}

/// Looking more businesses over would keep who asks waiting.
const LOOKED_OVER: usize = 200;

#[derive(Serialize, utoipa::ToSchema)]
struct CatalogueHealth {
    status: Status,
    schema_version: i32,
}

#[derive(Serialize, utoipa::ToSchema)]
struct TenantCounts {
    total: i64,
    active: i64,
    inactive: i64,
    archived: i64,
    open: usize,
}

#[derive(Serialize, utoipa::ToSchema)]
struct Disk {
    free_bytes: u64,
    total_bytes: u64,
    status: Status,
}

/// The program answers.
#[utoipa::path(get, path = "/health", tag = "installation", responses((status = 200, body = Health)))]
async fn health(State(app): State<App>) -> Result<Json<Health>> {
    blocking(move || {
        Ok(Json(Health {
            status: Status::Ok,
            multi_tenant_enabled: app.tenancy().mode().is_ok_and(|mode| mode.is_multi()),
            version: VERSION,
        }))
    })
    .await
}

/// The program in detail.
#[utoipa::path(get, path = "/health/detailed", tag = "installation", responses((status = 200, body = HealthDetailed)))]
async fn detailed(State(app): State<App>, author: Author) -> Result<Json<HealthDetailed>> {
    blocking(move || look(&app, &author).map(Json)).await
}

/// Looks over the program, its disk and its businesses.
pub(super) fn look(app: &App, author: &Author) -> Result<HealthDetailed> {
    let tenancy = app.tenancy();
    let (total, active, archived) = tenancy.counts()?;
    let root = tenancy.dir().root();
    let (free_bytes, total_bytes) = (
        fs4::available_space(root).unwrap_or(0),
        fs4::total_space(root).unwrap_or(0),
    );
    let disk = Disk {
        free_bytes,
        total_bytes,
        status: if free_bytes < LOW_DISK_BYTES {
            Status::Warning
        } else {
            Status::Ok
        },
    };
    let (open, catalogue) = (tenancy.open_count(), tenancy.catalogue_status());
    let ids = tenancy.ids()?;
    let not_looked_at = ids.len().saturating_sub(LOOKED_OVER);
    let looked_over = ids.iter().take(LOOKED_OVER);
    let businesses: Vec<TenantHealth> = looked_over
        .map(|id| tenancy.health(id, author))
        .collect::<Result<_>>()?;
    let each = businesses.iter().map(|business| business.status);
    Ok(HealthDetailed {
        status: worst([disk.status, catalogue].into_iter().chain(each)),
        multi_tenant_enabled: tenancy.mode().is_ok_and(|mode| mode.is_multi()),
        version: VERSION,
        sqlite_version: db::engine_version(),
        uptime_ms: u64::try_from(app.uptime().as_millis()).unwrap_or(u64::MAX),
        data_directory: root.display().to_string(),
        catalogue: CatalogueHealth {
            status: catalogue,
            schema_version: Kind::Catalog.schema_version(),
        },
        tenants: TenantCounts {
            total,
            active,
            inactive: total - active - archived,
            archived,
            open,
        },
        businesses,
        not_looked_at,
        disk,
    })
}
