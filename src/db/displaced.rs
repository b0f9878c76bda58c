//! A file that was taken away or exchanged while it was open. SQLite goes on with the file it opened and does not
//! look again; a log that lies beside another file's place would then be read into that other file.

use crate::sentence::say;
use std::{
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use super::{
    Database, FileLock,
    open::{self, missing, shown},
    restore::{beside, remove_if_there},
};
use crate::error::{Code, Error, Result};

/// A place and the file that lay there when it was opened.
#[derive(Clone, Debug)]
pub(super) struct Place {
    path: PathBuf,
    file: Option<(u64, u64)>,
}

impl Place {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            file: file_at(path),
            path: path.to_owned(),
        }
    }

    /// Whether the same file lies there still. Asks the folder, not the file.
    fn is_unchanged(&self) -> bool {
        file_at(&self.path) == self.file
    }

    /// Refuses when it does not.
    pub(super) fn check(&self) -> Result<()> {
        if self.is_unchanged() {
            Ok(())
        } else {
            Err(self.told())
        }
    }

    fn told(&self) -> Error {
        if std::fs::symlink_metadata(&self.path).is_err() {
            return missing(&self.path);
        }
        Error::new(
            Code::FileForeign,
            say!(
                "{file} was exchanged for another file while it was open. Nothing more was written to either; look whose file lies there, and open the business again.",
                file = shown(&self.path)
            ),
        )
    }
}

#[cfg(unix)]
fn file_at(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let found = std::fs::symlink_metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

/// An open file cannot be exchanged on this system.
#[cfg(not(unix))]
fn file_at(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

impl Database {
    /// Whether the file that is open still lies in its place, and was not given up.
    pub fn is_in_place(&self) -> bool {
        !self.given_up.load(Ordering::SeqCst) && self.place.is_unchanged()
    }

    /// Gives up a file that is not in its place any more: nobody works in it from now on, and what its log holds is
    /// brought into it, wherever it lies now, so that the log can do no harm to what lies in its place.
    pub fn give_up(&self) -> Error {
        if !self.given_up.swap(true, Ordering::SeqCst) {
            let settled = self.with_reader_at_hand(|connection| {
                let busy: i64 =
                    connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
                Ok(busy == 0)
            });
            tracing::error!(file = %self.path().display(), ?settled, "taken away or exchanged while it was open");
        }
        self.place.told()
    }

    pub(super) fn refuse_given_up(&self) -> Result<()> {
        if self.given_up.load(Ordering::SeqCst) {
            return Err(self.place.told());
        }
        Ok(())
    }
}

impl Drop for Database {
    /// Its last connection would leave the log as it is, beside whatever lies in the place now.
    fn drop(&mut self) {
        if !self.given_up.load(Ordering::SeqCst) && !self.place.is_unchanged() {
            self.give_up();
        }
    }
}

/// Takes away what a database that was given up left beside its place, before whatever lies there now is opened.
pub fn clear_leftovers(path: &Path) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let _alone = FileLock::of(path).exclusive()?;
    let log = beside(path, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        return Err(Error::new(
            Code::FileForeign,
            say!(
                "Beside {file} lies the log of the file that was there before. It was not opened; put that file back.",
                file = open::shown(path)
            ),
        ));
    }
    remove_if_there(&log)?;
    remove_if_there(&beside(path, "-shm"))?;
    Ok(())
}
