//! Putting a file in another's place, and removing one: never while a log of the old file lies beside it, or the
//! log would silently undo the change. The caller holds the exclusive lock and has closed every connection.

use crate::sentence::say;
use std::{
    fs,
    path::{Path, PathBuf},
};

use super::open::{self, Role};
use crate::error::{Code, Error, Result};

/// Moves the database `new` to `path`, replacing what is there, and makes the move durable.
pub fn put_in_place(new: &Path, path: &Path) -> Result<()> {
    settle(new)?;
    remove_if_there(&beside(path, "-wal"))?;
    remove_if_there(&beside(path, "-shm"))?;
    fs::rename(new, path)?;
    sync_folder(path)
}

/// Brings a closed draft to the disk.
pub fn finish_draft(draft: &Path) -> Result<()> {
    settle(draft)?;
    Ok(fs::File::open(draft)?.sync_all()?)
}

/// Brings what a log still holds into the database itself: a file is moved without its log.
fn settle(path: &Path) -> Result<()> {
    let log = beside(path, "-wal");
    if !log.exists() {
        return Ok(());
    }
    let connection = open::connect(path, Role::Private)?;
    connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| Error::from(error))?;
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        return Err(Error::new(
            Code::Storage,
            say!(
                "The log of {file} could not be brought in. Nothing was moved; look at the disk.",
                file = open::shown(path)
            ),
        ));
    }
    Ok(())
}

/// Moves one file, a damaged database's or its log's, to a place where nothing is, and makes the move durable.
pub fn move_file(file: &Path, to: &Path) -> Result<()> {
    fs::rename(file, to)?;
    sync_folder(to)?;
    sync_folder(file)
}

/// Removes a database with its log and its shared memory, and the journal of a snapshot that a stop cut short: left
/// there, it would be rolled back into the next file of this name. It goes first, so that it never stays alone.
pub fn remove_database(path: &Path) -> Result<()> {
    let mut some = false;
    for file in [
        beside(path, "-journal"),
        path.to_owned(),
        beside(path, "-wal"),
        beside(path, "-shm"),
    ] {
        some |= remove_if_there(&file)?;
    }
    if some { sync_folder(path) } else { Ok(()) }
}

/// The file beside a database with this ending on its name, `-wal`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The bytes a database takes on disk, its log counted with it; 0 when it is not there. Asks the folder, not the file:
/// opening a live database by plain file calls would drop its locks.
pub fn disk_size(path: &Path) -> u64 {
    let length = |path: &Path| path.metadata().map_or(0, |found| found.len());
    length(path) + length(&beside(path, "-wal"))
}

/// Whether it was there.
pub(super) fn remove_if_there(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Makes a rename or removal in the file's folder survive a loss of power.
pub fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
