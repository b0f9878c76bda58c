//! Looking after files from outside a business's day: bringing closed ones to the newest schema, and making a damaged
//! catalogue again from the files of its businesses.

use std::path::Path;

use serde::Serialize;

use super::{
    DataDir, Options, Stray, Tenancy, TenantId, catalog,
    file::{file_in_place, stamp},
};
use crate::{
    author::Author,
    db::{self, Database, FileLock, Kind, Migrated, Record},
    error::{Code, Error, Result},
};

/// What came of making the catalogue again.
#[derive(Clone, Debug, Serialize)]
pub struct Rebuilt {
    /// Files put into `quarantine/`, by name.
    pub moved: Vec<String>,
    /// The businesses the new catalogue has.
    pub tenants: Vec<TenantId>,
    /// Files that could not be taken in, with the reason.
    pub left: Vec<Stray>,
}

impl Tenancy {
    /// The ids of all businesses, archived ones too, in order.
    pub fn ids(&self) -> Result<Vec<TenantId>> {
        self.catalogue.read(catalog::ids)
    }

    /// Brings a business's file to the newest schema; `None` when it is there already. The file is proved to open
    /// either way.
    pub fn migrate(&self, id: &TenantId, author: &Author) -> Result<Option<Migrated>> {
        let config = self.config(id)?;
        let path = file_in_place(&config)?;
        let is_current = Database::open(&path, Kind::Tenant)?.is_some();
        let migrated = if is_current {
            None
        } else {
            self.migrate_own(&path, id)?
        };
        drop(self.open_file(&config)?);
        if let Some(done) = &migrated {
            self.catalogue.write(author, &self.clock, |tx| {
                tx.log(
                    "tenant.migrate",
                    &Record::new("tenant", id),
                    Some(&serde_json::json!({ "schema_version": done.from })),
                    Some(&serde_json::json!({ "schema_version": done.to })),
                )
            })?;
        }
        Ok(migrated)
    }

    /// SQLite's quick look through the catalogue; its first complaint, or nothing.
    pub fn catalogue_complaint(&self) -> Result<Option<String>> {
        self.catalogue.integrity()
    }
}

/// Puts a damaged catalogue into `quarantine/` and makes a new one from the files of the businesses; nothing is done
/// to one that is well. Nobody else may have the data directory open.
pub fn rebuild_catalogue(options: Options) -> Result<Option<Rebuilt>> {
    let dir = DataDir::prepare(&options.data_dir)?;
    let moved = put_catalogue_aside(&dir, &stamp(&options.clock))?;
    let Some(moved) = moved else { return Ok(None) };
    let tenancy = Tenancy::open(options)?;
    let rebuilt = Rebuilt {
        moved,
        tenants: tenancy.ids()?,
        left: tenancy.strays()?,
    };
    tracing::warn!(moved = ?rebuilt.moved, tenants = rebuilt.tenants.len(), "the catalogue was made again");
    Ok(Some(rebuilt))
}

/// Refuses when another program has the data directory open.
pub fn require_alone(data_dir: &Path) -> Result<()> {
    let path = DataDir::prepare(data_dir)?.catalogue();
    FileLock::of(&path)
        .exclusive_now()
        .map(drop)
        .map_err(|error| match error.code() {
            Code::TenantBusy => Error::new(
                Code::AlreadyRunning,
                "CashFlow is open on this data directory. Nothing was changed; close its windows, end “serve”, and try again.",
            ),
            _ => error,
        })
}

/// The names of the files put aside; `None` when the catalogue is well.
fn put_catalogue_aside(dir: &DataDir, stamp: &str) -> Result<Option<Vec<String>>> {
    let path = dir.catalogue();
    let lock = FileLock::of(&path).exclusive().map_err(|error| match error.code() {
        Code::TenantBusy => Error::new(
            Code::TenantBusy,
            "Another CashFlow is open on this data directory. Nothing was changed; close it and try again.",
        ),
        _ => error,
    })?;
    if !path.exists() {
        return Ok(Some(Vec::new()));
    }
    match db::look_over(&path, Kind::Catalog, &lock) {
        Ok(()) => return Ok(None),
        Err(error) if matches!(error.code(), Code::FileDamaged | Code::FileForeign) => {
            tracing::warn!(?error, "the catalogue is put aside");
        }
        Err(error) => return Err(error),
    }
    let mut moved = Vec::new();
    // The logs first: a catalogue that is gone must not find its old log beside its successor.
    for ending in ["-wal", "-shm", ""] {
        let file = db::beside(&path, ending);
        let name = format!("{stamp}-catalog.sqlite{ending}");
        if file.exists() {
            db::move_file(&file, &dir.quarantine().join(&name))?;
            moved.push(name);
        }
    }
    Ok(Some(moved))
}
