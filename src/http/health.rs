//! Whether the program is well, for whoever watches it.

use axum::extract::State;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{blocking, extract::Json};
use crate::{
    app::{App, VERSION},
    author::Author,
    db::{self, Kind},
    error::{Code, Result},
    tenancy::{LOW_DISK_BYTES, Mode, Status, Tenancy, TenantHealth, TenantId, worst},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(health))
        .routes(routes!(detailed))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Health {
    /// `ok` while the program answers; `error` when its catalogue cannot be read.
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
    /// Missing while the catalogue cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    tenants: Option<TenantCounts>,
    /// Each business looked over, the first two hundred by their ids.
    businesses: Vec<TenantHealth>,
    /// Businesses beyond these, and those whose row in the catalogue cannot be read.
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
        let tenancy = app.tenancy();
        let mode = tenancy.mode();
        Ok(Json(Health {
            status: match &mode {
                Err(error) if error.code() != Code::SingleTenant => Status::Error,
                _ => Status::Ok,
            },
            multi_tenant_enabled: must_name(tenancy, &mode),
            version: VERSION,
        }))
    })
    .await
}

/// Whether calls must name a business. They must too while nobody can tell how many there are.
pub(super) fn must_name(tenancy: &Tenancy, mode: &Result<Mode>) -> bool {
    mode.as_ref()
        .map_or_else(|_| !tenancy.is_held_to_one(), Mode::is_multi)
}

/// The program in detail.
#[utoipa::path(get, path = "/health/detailed", tag = "installation", responses((status = 200, body = HealthDetailed)))]
async fn detailed(State(app): State<App>, author: Author) -> Result<Json<HealthDetailed>> {
    blocking(move || look(&app, &author).map(Json)).await
}

/// Looks over the program, its disk and its businesses.
pub(super) fn look(app: &App, author: &Author) -> Result<HealthDetailed> {
    let tenancy = app.tenancy();
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
    let open = tenancy.open_count();
    let (tenants, ids, mut catalogue) = match in_catalogue(tenancy, open) {
        Ok((tenants, ids)) => (Some(tenants), ids, tenancy.catalogue_status()),
        Err(error) if error.code() == Code::FileDamaged => (None, Vec::new(), Status::Error),
        Err(error) => return Err(error),
    };
    let mut businesses = Vec::new();
    for id in ids.iter().take(LOOKED_OVER) {
        match tenancy.health(id, author) {
            Ok(health) => businesses.push(health),
            // What is wrong with a business's own file stands in its health: this is its row in the catalogue.
            Err(error) if error.code() == Code::FileDamaged => catalogue = Status::Error,
            Err(error) => return Err(error),
        }
    }
    let not_looked_at = ids.len() - businesses.len();
    let each = businesses.iter().map(|business| business.status);
    Ok(HealthDetailed {
        status: worst([disk.status, catalogue].into_iter().chain(each)),
        multi_tenant_enabled: must_name(tenancy, &tenancy.mode()),
        version: VERSION,
        sqlite_version: db::engine_version(),
        uptime_ms: u64::try_from(app.uptime().as_millis()).unwrap_or(u64::MAX),
        data_directory: root.display().to_string(),
        catalogue: CatalogueHealth {
            status: catalogue,
            schema_version: Kind::Catalog.schema_version(),
        },
        tenants,
        businesses,
        not_looked_at,
        disk,
    })
}

/// How many businesses the catalogue has, and their ids.
fn in_catalogue(tenancy: &Tenancy, open: usize) -> Result<(TenantCounts, Vec<TenantId>)> {
    let (total, active, archived) = tenancy.counts()?;
    let counts = TenantCounts {
        total,
        active,
        inactive: total - active - archived,
        archived,
        open,
    };
    Ok((counts, tenancy.ids()?))
}
