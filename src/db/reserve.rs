//! A small file kept back for the day the disk is full: SQLite needs a little room even to read, and more to delete.
//! It is given back when the disk says it is full, and made again when there is room.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Mutex,
};

use crate::error::{Code, Error, Result};

/// Room for the shared memory of some thirty businesses, in bytes.
pub const RESERVE_BYTES: usize = 1 << 20;
/// Free bytes beside it, below which it is not made again: it would only fill the disk once more.
const ROOM: u64 = 4 * RESERVE_BYTES as u64;

/// The reserve of one folder's disk.
#[derive(Debug)]
pub struct Reserve {
    file: PathBuf,
    /// One at a time gives it back or makes it again.
    turn: Mutex<()>,
}

impl Reserve {
    /// The reserve that lies at `file`, whether it is there or not.
    pub fn at(file: impl Into<PathBuf>) -> Self {
        Self {
            file: file.into(),
            turn: Mutex::default(),
        }
    }

    /// Whether it is there to be given back.
    pub fn is_kept(&self) -> bool {
        self.file.metadata().is_ok_and(|found| found.len() > 0)
    }

    /// Makes it if it is not there and the disk has room; whether it is there now. That it cannot be made is no error:
    /// the program works without.
    pub fn keep(&self) -> bool {
        let _turn = self.turn.lock();
        if self.is_kept() {
            return true;
        }
        if free(&self.file).is_none_or(|free| free < ROOM) {
            return false;
        }
        let made = self.make();
        if let Err(error) = &made {
            tracing::debug!(%error, "no reserve can be kept");
            let _ = fs::remove_file(&self.file);
        }
        made.is_ok()
    }

    /// Gives it back, when the disk it lies on is the one that is full; whether there is more room now.
    pub fn give_back(&self) -> bool {
        let _turn = self.turn.lock();
        let is_full = free(&self.file).is_some_and(|free| free < RESERVE_BYTES as u64);
        if !is_full || !self.is_kept() || fs::remove_file(&self.file).is_err() {
            return false;
        }
        tracing::warn!("the disk is full: the reserve is given back");
        true
    }

    /// Does some work, and does it once more if the disk was full and the reserve made room.
    pub fn with<T>(&self, work: impl Fn() -> Result<T>) -> Result<T> {
        match work() {
            Err(error) if self.helps(&error) => work(),
            done => done,
        }
    }

    /// Whether the disk was full and has room for the next try.
    pub(super) fn helps(&self, error: &Error) -> bool {
        error.code() == Code::DiskFull && self.give_back()
    }

    fn make(&self) -> Result<()> {
        // Random, so that no file system makes it small or leaves it out.
        let mut bytes = vec![0; RESERVE_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
        let draft = self.file.with_extension("draft");
        let written = super::private::create(&draft).and_then(|mut file| file.write_all(&bytes));
        if let Err(error) = written.and_then(|()| fs::rename(&draft, &self.file)) {
            let _ = fs::remove_file(&draft);
            return Err(error.into());
        }
        Ok(())
    }
}

fn free(file: &Path) -> Option<u64> {
    fs4::available_space(file.parent().unwrap_or(file)).ok()
}
