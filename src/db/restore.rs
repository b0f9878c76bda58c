//! Putting a file in another's place, and removing one: never while a log of the old file lies beside it, or the
//! log would silently undo the change. The caller holds the exclusive lock and has closed every connection.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::error::Result;

/// Moves the database `new` to `path`, replacing what is there, and makes the move durable.
pub fn put_in_place(new: &Path, path: &Path) -> Result<()> {
    remove_if_there(&beside(path, "-wal"))?;
    remove_if_there(&beside(path, "-shm"))?;
    fs::rename(new, path)?;
    sync_folder(path)
}

/// Removes a database with its log and its shared memory.
pub fn remove_database(path: &Path) -> Result<()> {
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        remove_if_there(&file)?;
    }
    sync_folder(path)
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Makes a rename or removal in the file's folder survive a loss of power.
fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
