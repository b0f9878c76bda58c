//! The lock beside a database file. Nobody touches a live database by plain file calls: closing such a handle
//! drops SQLite's own locks. Whoever has a database open holds `<name>.lock` shared; whoever reads its header,
//! migrates, restores or deletes it holds the lock alone, or is told `tenant_busy`.

use std::{
    fs::{File, TryLockError},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::error::{Code, Error, Result};

/// How long a lock is waited for before `tenant_busy` is said.
const PATIENCE: Duration = Duration::from_secs(3);

/// Held by everyone who has the database open; let go when dropped.
#[derive(Debug)]
pub struct SharedLock(#[expect(dead_code, reason = "held for its lock, which ends with it")] File);

/// Held by the one who works on the closed file; let go when dropped.
#[derive(Debug)]
pub struct ExclusiveLock(#[expect(dead_code, reason = "held for its lock, which ends with it")] File);

/// The lock file of one database.
#[derive(Clone, Debug)]
pub struct FileLock(std::path::PathBuf);

impl FileLock {
    /// The lock beside `database`: `shop.sqlite` has `shop.lock`.
    pub fn of(database: &Path) -> Self {
        Self(database.with_extension("lock"))
    }

    /// Joins those who have the database open.
    pub fn shared(&self) -> Result<SharedLock> {
        Ok(SharedLock(self.wait(PATIENCE, File::try_lock_shared)?))
    }

    /// Takes the database alone, waiting a few seconds for those who have it open.
    pub fn exclusive(&self) -> Result<ExclusiveLock> {
        Ok(ExclusiveLock(self.wait(PATIENCE, File::try_lock)?))
    }

    /// Takes the database alone if nobody has it open at this moment.
    pub fn exclusive_now(&self) -> Result<ExclusiveLock> {
        Ok(ExclusiveLock(self.wait(Duration::ZERO, File::try_lock)?))
    }

    /// Removes the lock file of a database that is gone.
    pub fn remove(&self, _held: ExclusiveLock) -> Result<()> {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn wait(&self, patience: Duration, take: fn(&File) -> Result<(), TryLockError>) -> Result<File> {
        let mut file = self.open()?;
        let since = Instant::now();
        loop {
            match take(&file) {
                // Whoever deleted the business took the lock file away while this one waited for it: a lock on what
                // is gone keeps nobody out.
                Ok(()) if !self.is_still(&file) => file = self.open()?,
                Ok(()) => {
                    let waited_ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
                    if waited_ms > 0 {
                        tracing::debug!(lock = %self.0.display(), waited_ms, "waited for a lock");
                    }
                    return Ok(file);
                }
                Err(TryLockError::Error(error)) => return Err(error.into()),
                Err(TryLockError::WouldBlock) if since.elapsed() >= patience => {
                    tracing::debug!(lock = %self.0.display(), "somebody else holds a lock");
                    return Err(Error::new(
                        Code::TenantBusy,
                        "This business is in use by another window or program. Nothing was changed; close it there and try again.",
                    ));
                }
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    fn open(&self) -> Result<File> {
        Ok(super::private::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.0)?)
    }

    #[cfg(unix)]
    fn is_still(&self, file: &File) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let place = std::fs::metadata(&self.0).map(|found| (found.dev(), found.ino()));
        let held = file.metadata().map(|found| (found.dev(), found.ino()));
        matches!((place, held), (Ok(place), Ok(held)) if place == held)
    }

    /// An open file cannot be taken away on this system.
    #[cfg(not(unix))]
    fn is_still(&self, _file: &File) -> bool {
        true
    }
}
