//! Tells whether a file was changed by anyone, another process included, since one last asked.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use super::open::{self, Role};
use crate::error::Result;

/// A connection kept for its `data_version`, which moves when another connection commits.
pub struct Watch(Mutex<(Connection, i64)>);

impl Watch {
    /// Begins to watch an open database's file.
    pub fn new(path: &Path) -> Result<Self> {
        let connection = open::connect(path, Role::Reader)?;
        let version = version(&connection)?;
        Ok(Self(Mutex::new((connection, version))))
    }

    /// Runs `forget` if anything was committed since the last time this was asked. Whoever asks meanwhile waits until
    /// it has run, so that nobody believes what is about to be forgotten.
    pub fn on_change(&self, forget: impl FnOnce()) -> Result<()> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = version(&held.0)?;
        if now != held.1 {
            held.1 = now;
            forget();
        }
        Ok(())
    }
}

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("pragma data_version")?
        .query_row([], |row| row.get(0))?)
}
