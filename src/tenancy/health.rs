//! Whether a business is well: its file, schema, integrity, pools, disk and features, each in a sentence.

use std::{path::Path, sync::Arc};

use serde::Serialize;

use super::{Tenancy, Tenant, TenantConfig, TenantId, disk::room};
use crate::{
    author::Author,
    db::{self, FileLock, Kind},
    error::{Code, Error, Result, take_a_backup_in},
    sentence::{Sentence, say},
    size::size,
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
    #[serde(flatten)]
    pub message: Sentence,
}

/// A business's file.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FileSize {
    /// Where it lies.
    pub path: String,
    /// Its size with its log in bytes; 0 when it is not there.
    pub size_bytes: u64,
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
    /// Its file.
    pub file: FileSize,
    /// The schema version its file has; null when the file is no business file.
    pub schema_version: Option<i32>,
}

impl Tenancy {
    /// Looks a business over. What is wrong with it is told in the answer, not by an error.
    pub fn health(&self, id: &TenantId, author: &Author) -> Result<TenantHealth> {
        let config = self.config(id)?;
        let (file, size_bytes) = (&config.file, db::disk_size(&config.file));
        let opened = self.tenant_whatever_its_state(config.clone(), author.clone());
        let schema_version = match &opened {
            Ok(_) => Some(Kind::Tenant.schema_version()),
            Err(_) => version_of_closed(file),
        };
        let mut checks = match &opened {
            Ok(tenant) => within(tenant, size_bytes),
            Err(error) => without(error, schema_version),
        };
        checks.extend([disk(file), features(&config)]);
        Ok(TenantHealth {
            tenant_id: id.clone(),
            status: worst(checks.iter().map(|check| check.status)),
            checks,
            file: FileSize {
                path: file.display().to_string(),
                size_bytes,
            },
            schema_version,
        })
    }

    /// Looks the catalogue over.
    pub fn catalogue_status(&self) -> Status {
        match self.catalogue_complaint() {
            Ok(None) => Status::Ok,
            Ok(Some(_)) | Err(_) => Status::Error,
        }
    }
}

/// The worst of all; well when there is nothing.
pub(crate) fn worst(all: impl Iterator<Item = Status>) -> Status {
    all.max().unwrap_or(Status::Ok)
}

fn check(check: &'static str, status: Status, message: impl Into<Sentence>) -> Check {
    Check {
        check,
        status,
        message: message.into(),
    }
}

/// What a file that opens shows.
fn within(tenant: &Tenant, size_bytes: u64) -> Vec<Check> {
    let integrity = match tenant.integrity() {
        Ok(None) => (
            Status::Ok,
            "A quick look through the file found nothing wrong.".into(),
        ),
        Ok(Some(complaint)) => (
            Status::Error,
            say!(
                "The file is damaged: {complaint}. Export what can be read, then {help}.",
                complaint,
                help = take_a_backup_in()
            ),
        ),
        Err(error) => (Status::Error, error.said().clone()),
    };
    let (writers, readers) = tenant.database.connections();
    let pools = say!(
        "{writers} writing and {readers} reading connections open.",
        writers,
        readers
    );
    let url = &tenant.config.database_url;
    vec![
        check(
            "file",
            Status::Ok,
            say!("{url} opens, {size}.", url, size = size(size_bytes)),
        ),
        check("schema", Status::Ok, schema_text(Kind::Tenant.schema_version())),
        check("integrity", integrity.0, integrity.1),
        check("pools", Status::Ok, pools),
    ]
}

/// What there is to say of a file that does not open: the error under what it is about, the rest not looked at.
fn without(error: &Error, schema_version: Option<i32>) -> Vec<Check> {
    let at = match error.code() {
        Code::FileNewer | Code::MigrationFailed => "schema",
        Code::FileDamaged => "integrity",
        _ => "file",
    };
    let one = |name: &'static str, otherwise: Sentence| match name {
        name if name == at => check(name, Status::Error, error.said()),
        name => check(name, Status::Ok, otherwise),
    };
    let unread = || Sentence::from("Not looked at: the file does not open.");
    vec![
        one("file", "The file is there.".into()),
        one("schema", schema_version.map_or_else(unread, schema_text)),
        one("integrity", unread()),
        one("pools", "No connection is open: the file does not open.".into()),
    ]
}

fn schema_text(version: i32) -> Sentence {
    let newest = Kind::Tenant.schema_version();
    if version == newest {
        say!("Schema {version} is the newest.", version)
    } else {
        say!(
            "The file has schema {version}; this program works with {newest}.",
            version,
            newest
        )
    }
}

/// The version in the head of a file that did not open, if it is a business file and nobody has it open.
fn version_of_closed(file: &Path) -> Option<i32> {
    if !file.is_file() || file.is_symlink() {
        return None;
    }
    let lock = FileLock::of(file).exclusive_now().ok()?;
    let header = db::header(file, &lock).ok()?;
    (header.application_id == Kind::Tenant.application_id()).then_some(header.schema_version)
}

fn disk(file: &Path) -> Check {
    let (status, message) = room(file.parent().unwrap_or(file));
    check("disk", status, message)
}

fn features(config: &Arc<TenantConfig>) -> Check {
    let names = config.features.iter().map(|feature| feature.named());
    let granted = match names.reduce(|some, more| say!("{some}, {more}", some, more)) {
        None => say!("The common features only."),
        Some(names) => say!("{names}.", names),
    };
    check("features", Status::Ok, granted)
}
