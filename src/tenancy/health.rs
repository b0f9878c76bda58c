//! Whether a business is well: its file, schema, integrity, pools, disk and features, each in a sentence.

use serde::Serialize;

use super::{Tenancy, TenantId};
use crate::{
    author::Author,
    db::{self, Kind},
    error::Result,
};

/// How well something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As it should be.
    Ok,
    /// It works, but someone should look.
    Warning,
    /// It does not work.
    Error,
}

/// One thing looked at.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Check {
    /// `file`, `schema`, `integrity`, `pools`, `disk`, `features`.
    pub check: &'static str,
    /// How well it is.
    pub status: Status,
    /// In a sentence.
    pub message: String,
}

/// A business's health.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TenantHealth {
    /// Its id.
    pub tenant_id: TenantId,
    /// The worst of the checks.
    pub status: Status,
    /// Everything looked at.
    pub checks: Vec<Check>,
    /// Size of its file in bytes.
    pub size_bytes: u64,
    /// The schema version this program works with.
    pub schema_version: i32,
}

/// Below this much free space the disk is said to be nearly full, in bytes.
pub(super) const LOW_DISK_BYTES: u64 = 500 * 1024 * 1024;

impl Tenancy {
    /// Looks a business over. What is wrong with it is told in the answer, not by an error.
    pub fn health(&self, id: &TenantId, author: &Author) -> Result<TenantHealth> {
        let config = self.config(id)?;
        let mut checks = Vec::new();
        let mut say = |check, status, message: String| {
            checks.push(Check {
                check,
                status,
                message,
            });
        };
        let size_bytes = config.file.metadata().map_or(0, |found| found.len());
        match self.tenant_whatever_its_state(config.clone(), author.clone()) {
            Err(error) => {
                let at = match error.code() {
                    crate::Code::FileNewer => "schema",
                    crate::Code::FileDamaged => "integrity",
                    _ => "file",
                };
                say(at, Status::Error, error.detail().to_owned());
            }
            Ok(tenant) => {
                say(
                    "file",
                    Status::Ok,
                    format!("{} opens, {size_bytes} bytes.", config.database_url),
                );
                say(
                    "schema",
                    Status::Ok,
                    format!("Schema {} is the newest.", Kind::Tenant.schema_version()),
                );
                match tenant.read(db::integrity) {
                    Ok(None) => say(
                        "integrity",
                        Status::Ok,
                        "A quick look through the file found nothing wrong.".into(),
                    ),
                    Ok(Some(complaint)) => say(
                        "integrity",
                        Status::Error,
                        format!("The file is damaged: {complaint}. Restore a backup."),
                    ),
                    Err(error) => say("integrity", Status::Error, error.detail().to_owned()),
                }
                let (writers, readers) = tenant.database.connections();
                say(
                    "pools",
                    Status::Ok,
                    format!("{writers} writing and {readers} reading connections open."),
                );
            }
        }
        let (status, message) = disk(&config.file);
        say("disk", status, message);
        let names: Vec<&str> = config.features.iter().map(|feature| feature.title()).collect();
        let granted = if names.is_empty() {
            "The common features only.".to_owned()
        } else {
            format!("{}.", names.join(", "))
        };
        say("features", Status::Ok, granted);
        let status = checks
            .iter()
            .map(|check| check.status)
            .max()
            .unwrap_or(Status::Ok);
        Ok(TenantHealth {
            tenant_id: id.clone(),
            status,
            checks,
            size_bytes,
            schema_version: Kind::Tenant.schema_version(),
        })
    }
}

fn disk(file: &std::path::Path) -> (Status, String) {
    let folder = file.parent().unwrap_or(file);
    match fs4::available_space(folder) {
        Ok(free) if free < LOW_DISK_BYTES => (
            Status::Warning,
            format!(
                "Only {} MB are free. Make room before the disk is full.",
                free / 1_000_000
            ),
        ),
        Ok(free) => (Status::Ok, format!("{} MB are free.", free / 1_000_000)),
        Err(error) => (
            Status::Warning,
            format!("The free space cannot be read: {error}."),
        ),
    }
}
