//! A change that takes long: a whole list brought in, or taken back. Whoever wants to write meanwhile is not sent away
//! after the few seconds that a short change may take, but waits for its end, and is told of it when that is too long.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{Database, Tx};
use crate::{
    author::Author,
    clock::Clock,
    error::{Code, Error, Result},
    sentence::{Sentence, say},
};

/// How long one waits for a short change to end.
const PATIENCE: Duration = Duration::from_secs(6);
/// How long one waits for a change that takes long.
const LONG_PATIENCE: Duration = Duration::from_secs(120);

/// The change that is made at length now, if any, in words.
#[derive(Default)]
pub(super) struct AtLength(Mutex<Option<Sentence>>);

impl AtLength {
    fn now(&self) -> std::sync::MutexGuard<'_, Option<Sentence>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waiting for a connection: for the writer, which may be held at length, or for a reader.
pub(super) struct Wait<'d> {
    at_length: Option<&'d AtLength>,
    begun: Instant,
    since: Instant,
}

impl<'d> Wait<'d> {
    pub(super) fn new(at_length: Option<&'d AtLength>) -> Self {
        let now = Instant::now();
        Self {
            at_length,
            begun: now,
            since: now,
        }
    }

    /// Whether to wait on; the error is for one who waited too long, `busy` by itself where no long change is made.
    pub(super) fn goes_on(&mut self, busy: impl Into<Error>) -> Result<()> {
        if let Some(doing) = self.at_length.and_then(|held| held.now().clone()) {
            self.since = Instant::now();
            if self.begun.elapsed() < LONG_PATIENCE {
                return Ok(());
            }
            return Err(Error::new(
                Code::TenantBusy,
                say!(
                    "{doing} Nothing was changed; save again when that is done.",
                    doing
                ),
            ));
        }
        if self.since.elapsed() < PATIENCE {
            Ok(())
        } else {
            Err(busy.into())
        }
    }
}

impl Database {
    /// As [`write`](Self::write), for a change that takes long; `doing` says in a sentence what goes on.
    pub fn write_at_length<T>(
        &self,
        author: &Author,
        clock: &Clock,
        doing: Sentence,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.write(author, clock, |tx| {
            *self.at_length.now() = Some(doing);
            let _done = Done(&self.at_length);
            work(tx)
        })
    }
}

/// Ends what is made at length, by an error and a panic too.
struct Done<'d>(&'d AtLength);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        *self.0.now() = None;
    }
}
