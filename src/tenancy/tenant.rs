//! A tenant's handle: the one thing an operation is given to work in a business.

use std::sync::Arc;

use super::{TenantConfig, TenantId};
use crate::{
    author::Author,
    clock::Clock,
    db::{Database, Desk, Read, Tx},
    error::{Error, Result},
    sentence::Sentence,
};

/// One open business in the hands of one author. While it lives, the file stays open.
#[derive(Clone)]
pub struct Tenant {
    pub(super) config: Arc<TenantConfig>,
    pub(super) database: Arc<Database>,
    pub(super) author: Author,
    pub(super) clock: Clock,
}

impl Tenant {
    /// Its id.
    pub fn id(&self) -> &TenantId {
        &self.config.tenant_id
    }

    /// What is known of it.
    pub fn config(&self) -> &TenantConfig {
        &self.config
    }

    /// The same, to be kept.
    pub(crate) fn shared_config(&self) -> Arc<TenantConfig> {
        self.config.clone()
    }

    /// Today where the machine stands.
    pub fn today(&self) -> jiff::civil::Date {
        self.clock.today()
    }

    /// The moment a day begins where the machine stands, as files keep it.
    pub fn begin_of(&self, day: jiff::civil::Date) -> Result<String> {
        let begin = self.clock.begin_of(day);
        begin.ok_or_else(|| Error::internal(format!("{day} begins at no moment")))
    }

    /// Reads one moment of the file.
    pub fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.database.read(work)
    }

    /// SQLite's quick look through the file; its first complaint, or nothing.
    pub fn integrity(&self) -> Result<Option<String>> {
        self.database.integrity()
    }

    /// Changes the file in one transaction; `work` tells the edit log what it did.
    pub fn write<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.database.write(&self.author, &self.clock, work)
    }

    /// The same for a change that takes long; `doing` says in a sentence what goes on, to those who wait for it.
    pub fn write_at_length<T>(
        &self,
        doing: impl Into<Sentence>,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.database
            .write_at_length(&self.author, &self.clock, doing.into(), work)
    }

    /// Changes what the desk remembers: preferences and drafts, of which the edit log does not hear.
    pub fn remember<T>(&self, work: impl FnOnce(&Desk<'_>) -> Result<T>) -> Result<T> {
        self.database.remember(&self.clock, work)
    }
}

impl std::fmt::Debug for Tenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tenant({})", self.config.tenant_id)
    }
}
