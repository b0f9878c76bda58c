//! One open database: one writer and few readers under the file's shared lock.
//!
//! The connection that examined the file is the reader at hand; the writer and further readers come from r2d2
//! pools when they are wanted. The pools of all tenants share one small thread pool, and no pool keeps a reaper:
//! `tenancy` closes a whole tenant when it has been idle.

use std::{
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError, TryLockError, atomic::AtomicBool},
    time::Duration,
};

use r2d2::{ManageConnection, Pool, PooledConnection};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Connection, TransactionBehavior};
use scheduled_thread_pool::ScheduledThreadPool;

use super::{
    FileLock, Kind, Read, Reserve, SharedLock, Tx,
    at_length::{AtLength, Wait},
    displaced::Place,
    open::{self, Found, Role},
};
use crate::{
    author::Author,
    clock::Clock,
    error::{Code, Error, Result},
    sentence::say,
};

/// Readers beside the one at hand.
const READERS: u32 = 3;
const SLICE: Duration = Duration::from_millis(200);

/// An open database file.
pub struct Database {
    path: PathBuf,
    pub(super) kind: Kind,
    /// Saves the first question, mostly the only one, the way through a pool's threads.
    at_hand: Mutex<Held>,
    writer: Writer,
    readers: Pool<Manager>,
    failure: Failure,
    pub(super) at_length: AtLength,
    /// Given back when a write meets the end of the disk.
    reserve: Option<Arc<Reserve>>,
    pub(super) place: Place,
    /// The file is not in its place any more, and nobody works in it.
    pub(super) given_up: AtomicBool,
}

/// Why the last connection could not be opened: r2d2 itself keeps only a text.
type Failure = Arc<Mutex<Option<Error>>>;

/// Where writing goes.
enum Writer {
    Pooled(Pool<Manager>),
    /// A draft's one connection does everything.
    AtHand,
}

impl Database {
    /// Opens a file of the newest schema. An older one is [`Needs::migration`](crate::db::migrate), told as `Ok(None)`.
    pub fn open(path: &Path, kind: Kind) -> Result<Option<Self>> {
        let lock = Arc::new(FileLock::of(path).shared()?);
        let first = open::connect(path, Role::Private)?;
        if let Found::Older(_) = open::examine(&first, kind, path)? {
            return Ok(None);
        }
        let mode: String = first.query_row("pragma journal_mode = wal", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(Error::new(
                Code::Storage,
                say!(
                    "{file} cannot use a write-ahead log on this disk.",
                    file = open::shown(path)
                ),
            ));
        }
        open::restrict(&first, Role::Reader)?;
        Self::around(path, kind, first, Some(lock), |manager| {
            Writer::Pooled(pool(1, manager))
        })
        .map(Some)
    }

    /// Opens a business's file that nobody sees yet: its writes wait for no disk. When it is closed,
    /// [`finish_draft`](super::finish_draft) brings it there.
    pub fn open_draft(path: &Path) -> Result<Self> {
        let draft = open::connect(path, Role::Drafter)?;
        Self::around(path, Kind::Tenant, draft, None, |_| Writer::AtHand)
    }

    fn around(
        path: &Path,
        kind: Kind,
        at_hand: Connection,
        lock: Option<Arc<SharedLock>>,
        writer: impl FnOnce(Manager) -> Writer,
    ) -> Result<Self> {
        let (place, failure) = (open::place(path)?, Failure::default());
        let known = Place::of(&place);
        let manager = |role| Manager {
            file: SqliteConnectionManager::file(&place)
                .with_flags(open::flags())
                .with_init(move |connection| open::prepare(connection, role)),
            place: known.clone(),
            kind,
            lock: lock.clone(),
            failure: failure.clone(),
        };
        Ok(Self {
            path: path.to_owned(),
            kind,
            writer: writer(manager(Role::Writer)),
            readers: pool(READERS, manager(Role::Reader)),
            at_hand: Mutex::new(Held {
                connection: at_hand,
                _lock: lock,
            }),
            failure,
            at_length: AtLength::default(),
            reserve: None,
            given_up: AtomicBool::new(false),
            place: known,
        })
    }

    /// The same, giving `reserve` back when the disk is full.
    #[must_use]
    pub fn with_reserve(mut self, reserve: Arc<Reserve>) -> Self {
        self.reserve = Some(reserve);
        self
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads: every statement in `work` sees the same moment of the file.
    pub fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.refuse_given_up()?;
        self.noting_a_full_disk(match self.at_hand.try_lock() {
            Ok(mut held) => read(&mut held, self.kind, work),
            Err(TryLockError::Poisoned(held)) => read(&mut held.into_inner(), self.kind, work),
            Err(TryLockError::WouldBlock) => read(&mut *self.take(&self.readers, None)?, self.kind, work),
        })
    }

    /// The one way to change a business's records: `begin immediate`, the work, its edit-log rows, commit. An error or a
    /// panic in `work` leaves the file as it was.
    pub fn write<T>(
        &self,
        author: &Author,
        clock: &Clock,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.with_writer(|connection| write(connection, self.kind, author, clock, work))
    }

    /// Lends the one connection that writes.
    pub(super) fn with_writer<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.refuse_given_up()?;
        self.noting_a_full_disk(match &self.writer {
            Writer::Pooled(pool) => work(&mut *self.take(pool, Some(&self.at_length))?),
            Writer::AtHand => self.with_reader_at_hand(work),
        })
    }

    /// Lends the one connection that is there in any case.
    pub(super) fn with_reader_at_hand<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T>,
    ) -> Result<T> {
        work(&mut self.at_hand.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What meets the end of the disk finds room at its next try.
    fn noting_a_full_disk<T>(&self, done: Result<T>) -> Result<T> {
        if let (Err(error), Some(reserve)) = (&done, &self.reserve) {
            reserve.helps(error);
        }
        done
    }

    /// A connection, when one is free; the writer may be `held` at length. r2d2 would wait to the end for one that
    /// cannot be opened.
    fn take(&self, pool: &Pool<Manager>, held: Option<&AtLength>) -> Result<PooledConnection<Manager>> {
        let mut wait = Wait::new(held);
        loop {
            let refused = match pool.get_timeout(SLICE) {
                Ok(connection) => return Ok(connection),
                Err(refused) => refused,
            };
            let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(failure) = failure {
                return Err(failure);
            }
            wait.goes_on(refused)?;
        }
    }

    /// Connections open now: writers and readers.
    pub fn connections(&self) -> (u32, u32) {
        let writers = match &self.writer {
            Writer::Pooled(pool) => pool.state().connections,
            Writer::AtHand => 0,
        };
        (writers, 1 + self.readers.state().connections)
    }
}

fn write<T>(
    connection: &mut Connection,
    kind: Kind,
    author: &Author,
    clock: &Clock,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<T> {
    let before = connection.total_changes();
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|error| kind.failed(error))?;
    let read = Read {
        connection: &transaction,
        kind,
    };
    let tx = Tx::new(read, author, clock);
    let done = work(&tx)?;
    let silent = tx.logged.get().is_none() && transaction.total_changes() != before;
    if silent {
        return Err(Error::internal("a change was not told to the edit log"));
    }
    transaction.commit().map_err(|error| kind.failed(error))?;
    Ok(done)
}

fn read<T>(connection: &mut Connection, kind: Kind, work: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Deferred)
        .map_err(|error| kind.failed(error))?;
    work(&Read {
        connection: &transaction,
        kind,
    })
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Database({})", self.path.display())
    }
}

fn pool(size: u32, manager: Manager) -> Pool<Manager> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .max_lifetime(None)
        .idle_timeout(None)
        .test_on_check_out(false)
        .connection_timeout(SLICE)
        .thread_pool(threads())
        .build_unchecked(manager)
}

/// Opens connections for all pools of the program.
fn threads() -> Arc<ScheduledThreadPool> {
    static THREADS: OnceLock<Arc<ScheduledThreadPool>> = OnceLock::new();
    THREADS
        .get_or_init(|| {
            Arc::new(
                ScheduledThreadPool::builder()
                    .num_threads(2)
                    .thread_name_pattern("pool-{}")
                    .build(),
            )
        })
        .clone()
}

/// The manager of `r2d2_sqlite`, whose connections keep the file's lock.
struct Manager {
    file: SqliteConnectionManager,
    place: Place,
    kind: Kind,
    lock: Option<Arc<SharedLock>>,
    failure: Failure,
}

/// A connection that keeps the file's lock until it is closed, wherever it is then.
struct Held {
    connection: Connection,
    _lock: Option<Arc<SharedLock>>,
}

impl Deref for Held {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl ManageConnection for Manager {
    type Connection = Held;
    type Error = Error;

    fn connect(&self) -> Result<Held> {
        // Another file in the place would be opened under this one's log.
        let opened = self
            .place
            .check()
            .and_then(|()| self.file.connect().map_err(|error| self.kind.failed(error)));
        let connection = opened.map_err(|error| {
            let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
            let told = error.to_string();
            *failure = Some(error);
            Error::internal(told)
        })?;
        Ok(Held {
            connection,
            _lock: self.lock.clone(),
        })
    }

    fn is_valid(&self, held: &mut Held) -> Result<()> {
        Ok(self.file.is_valid(&mut held.connection)?)
    }

    fn has_broken(&self, held: &mut Held) -> bool {
        self.file.has_broken(&mut held.connection)
    }
}
