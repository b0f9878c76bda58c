//! Tells whether a file was changed by anyone, another process included, since one last asked.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use super::{
    Kind,
    open::{self, Role},
};
use crate::error::Result;

/// A connection kept for its `data_version`, which moves when another connection commits.
pub struct Watch {
    kind: Kind,
    held: Mutex<(Connection, i64)>,
}

impl Watch {
    /// Begins to watch an open database's file.
    pub fn new(path: &Path, kind: Kind) -> Result<Self> {
        let connection = open::connect(path, Role::Reader)?;
        let version = version(&connection).map_err(|error| kind.failed(error))?;
        Ok(Self {
            kind,
            held: Mutex::new((connection, version)),
        })
    }

    /// Runs `forget` if anything was committed since the last time this was asked. Whoever asks meanwhile waits until
    /// it has run, so that nobody believes what is about to be forgotten.
    pub fn on_change(&self, forget: impl FnOnce()) -> Result<()> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = version(&held.0).map_err(|error| self.kind.failed(error))?;
        if now != held.1 {
            held.1 = now;
            forget();
        }
        Ok(())
    }
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("pragma data_version")?
        .query_row([], |row| row.get(0))
}
