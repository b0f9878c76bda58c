//! The engine: opening a file safely, one writer and few readers, the write transaction, migrations.
//!
//! The only room that names a `rusqlite::Connection`. Everything above speaks through [`Read`] and [`Tx`]
//! in rusqlite's own `params!`, `ToSql` and `FromSql`, so that another engine can stand behind them.
//! No rule of a trade comes in here, and nothing above hears of locks, pragmas or pools.

mod at_length;
mod check;
mod desk;
mod displaced;
mod edit_log;
mod error;
mod handle;
mod kind;
mod location;
mod lock;
mod memory;
mod migrate;
mod open;
mod pool;
mod private;
mod reserve;
mod restore;
mod schema;
mod snapshot;
mod template;
mod watch;

pub use check::{
    Fingerprint, Header, Identity, TableTotals, count_rows, fingerprint, header, identity, kept_logo,
    look_over, origin, rename_identity,
};
pub use desk::{Desk, Shelf};
pub use displaced::clear_leftovers;
#[cfg(test)]
pub(crate) use edit_log::NEWEST as NEWEST_CHANGES;
pub use edit_log::{LogEntry, Record, history};
pub use error::no_catalogue;
pub use handle::{Read, Tx};
pub use kind::Kind;
pub use location::DatabaseUrl;
pub use lock::{ExclusiveLock, FileLock, SharedLock};
pub use migrate::{Migrated, migrate};
pub use pool::Database;
pub use private::create_private;
pub use reserve::{RESERVE_BYTES, Reserve};
pub use restore::{beside, disk_size, finish_draft, move_file, put_in_place, remove_database, sync_folder};
pub use rusqlite::{Row, ToSql, named_params, params, types};
pub use schema::schema_sql;
pub use snapshot::{Backup, compress, decompress, sha256_file, snapshot};
pub use template::Template;
pub use watch::Watch;

use crate::error::{Error, Result};

/// SQLite's version as the binary carries it.
pub fn engine_version() -> &'static str {
    rusqlite::version()
}

/// Readies the engine. One older than 3.51.3 is refused: those can corrupt a file when the write-ahead log is reset.
pub fn ready_engine() -> Result<()> {
    memory::keep_together();
    if rusqlite::version_number() >= 3_051_003 {
        return Ok(());
    }
    Err(Error::internal(format!(
        "SQLite {} is too old; 3.51.3 is the least",
        rusqlite::version()
    )))
}
