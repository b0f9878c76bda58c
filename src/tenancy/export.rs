//! Taking a business's data out: a consistent snapshot, handed out once by a link that nobody can guess.

use std::{
    collections::HashMap,
    fs::File,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde::Serialize;

use super::{Tenancy, TenantId, file::stamp};
use crate::{
    author::Author,
    db::{self, Record},
    error::{Code, Error, Result},
    hex,
};

/// A file ready to be fetched once.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Download {
    /// Where it is fetched, once, within ten minutes.
    pub download: String,
    /// The name to save it under.
    pub file_name: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

/// Files waiting to be fetched. They go when fetched, when their time is over, and with the program.
#[derive(Default)]
pub struct Downloads(Mutex<HashMap<String, Waiting>>);

struct Waiting {
    file: TempFile,
    name: String,
    since: Instant,
}

const PATIENCE: Duration = Duration::from_secs(600);

/// A file on its way out; it is removed when it is dropped.
pub struct Fetched {
    /// Read from its beginning. Before the next field, for an open file cannot be removed everywhere.
    pub file: File,
    /// The name to save it under.
    pub name: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    _gone_after: TempFile,
}

impl Downloads {
    /// Gives out a waiting file.
    pub fn take(&self, key: &str) -> Result<Fetched> {
        self.forget_old();
        let waiting = self.lock().remove(key).ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "This link was used already or is too old. Export again.",
            )
        })?;
        let file = File::open(waiting.file.path())?;
        Ok(Fetched {
            size_bytes: file.metadata()?.len(),
            file,
            name: waiting.name,
            _gone_after: waiting.file,
        })
    }

    /// Removes files whose time is over.
    pub(super) fn forget_old(&self) {
        self.lock().retain(|_, file| file.since.elapsed() < PATIENCE);
    }

    fn put(&self, file: TempFile, name: String) -> Result<String> {
        let key = hex::random::<24>()?;
        self.forget_old();
        self.lock().insert(
            key.clone(),
            Waiting {
                file,
                name,
                since: Instant::now(),
            },
        );
        Ok(key)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is removed with its owner.
pub(crate) struct TempFile(PathBuf);

impl TempFile {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Tenancy {
    /// Writes a snapshot of a business, inactive ones too, to `target`.
    pub fn export_to(&self, id: &TenantId, target: &Path, author: &Author) -> Result<()> {
        let config = self.config(id)?;
        // Through the open set, so that an older file is brought up to date and a foreign one refused.
        let tenant = self.tenant_whatever_its_state(config, author.clone())?;
        db::snapshot(tenant.database.path(), target)?;
        self.catalogue.write(author, &self.clock, |tx| {
            tx.log(
                "tenant.export",
                &Record::new("tenant", id),
                None::<&()>,
                None::<&()>,
            )
        })
    }

    /// Makes a snapshot ready to be fetched once.
    pub fn export(&self, id: &TenantId, author: &Author) -> Result<Download> {
        let stamp = stamp(&self.clock);
        let file = self.passing_file()?;
        self.export_to(id, &file.0, author)?;
        self.to_be_fetched(file, format!("{id}-{}.sqlite", &stamp[..10]))
    }

    /// Makes bytes, a paper of a business for example, ready to be fetched once, with the day in its name.
    pub(crate) fn offer(&self, bytes: &[u8], name: &str, ending: &str) -> Result<Download> {
        let file = self.passing_file()?;
        std::fs::write(&file.0, bytes)?;
        self.to_be_fetched(file, format!("{name}-{}.{ending}", self.clock.today()))
    }

    /// A private place for a file that passes through.
    pub(super) fn passing_file(&self) -> Result<TempFile> {
        let name = format!("{}.sqlite", hex::random::<8>()?);
        Ok(TempFile(self.dir.drafts().join(name)))
    }

    pub(super) fn to_be_fetched(&self, file: TempFile, file_name: String) -> Result<Download> {
        let (sha256, size_bytes) = (db::sha256_file(&file.0)?, file.0.metadata()?.len());
        let key = self.downloads.put(file, file_name.clone())?;
        Ok(Download {
            download: format!("/api/downloads/{key}"),
            file_name,
            size_bytes,
            sha256,
        })
    }
}
