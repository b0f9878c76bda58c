//! Opening one connection: the order of the pragmas matters, and every connection gets all of them.

use crate::sentence::say;
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig, limits::Limit};

use super::Kind;
use crate::error::{Code, Error, Result, take_a_backup_in};

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The one that writes.
    Writer,
    /// Writes a file that nobody sees before its end, which is what is brought to the disk.
    Drafter,
    /// Refuses every write.
    Reader,
    /// Outside the pools, for snapshots and migrations: may attach, which `vacuum into` needs.
    Private,
}

/// How long SQLite itself waits for another connection's lock.
const BUSY_TIMEOUT_MS: u64 = 5_000;
/// Statements kept ready for each connection.
pub(super) const STATEMENTS: usize = 64;

/// Opens an existing file. A symbolic link in the file's place is refused; its folder may be reached by one.
pub(super) fn connect(path: &Path, role: Role) -> Result<Connection> {
    let place = place(path)?;
    let mut connection =
        Connection::open_with_flags(&place, flags()).map_err(|error| not_there(path, error))?;
    prepare(&mut connection, role).map_err(|error| damaged(&shown(path), error))?;
    Ok(connection)
}

/// The file's own path, its folder made canonical: SQLite is told to follow no link at all.
pub(super) fn place(path: &Path) -> Result<PathBuf> {
    let missing = || missing(path);
    let folder = path.parent().ok_or_else(missing)?.canonicalize();
    let place = folder
        .map_err(|_| missing())?
        .join(path.file_name().ok_or_else(missing)?);
    if place.is_symlink() {
        return Err(Error::new(
            Code::FileForeign,
            say!(
                "{file} is a link to another file. It was not opened; put the file itself in its place.",
                file = shown(path)
            ),
        ));
    }
    Ok(place)
}

pub(super) fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW
}

/// Gives a fresh connection its rules.
pub(super) fn prepare(connection: &mut Connection, role: Role) -> rusqlite::Result<()> {
    if role == Role::Drafter {
        // Said first: then the log needs no file in shared memory.
        connection.execute_batch("pragma locking_mode = exclusive")?;
    }
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.execute_batch(
        "pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off; pragma cell_size_check = on;
         pragma temp_store = memory; pragma journal_size_limit = 16777216; pragma cache_size = -2048;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    restrict(connection, role)
}

/// Takes from a connection what its role may not do.
pub(super) fn restrict(connection: &Connection, role: Role) -> rusqlite::Result<()> {
    match role {
        Role::Reader => connection.execute_batch("pragma query_only = on")?,
        Role::Drafter => connection.execute_batch("pragma synchronous = off")?,
        Role::Writer | Role::Private => {}
    }
    if role != Role::Private {
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    }
    Ok(())
}

/// What a look at an opened file found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The newest schema.
    Current,
    /// An older schema, to be migrated.
    Older(i32),
}

/// Looks whether the file is of this kind, not newer than the program, and has its tables.
pub(super) fn examine(connection: &Connection, kind: Kind, path: &Path) -> Result<Found> {
    let shown = shown(path);
    let number = |sql: &str| -> Result<i32> {
        connection
            .query_row(sql, [], |row| row.get(0))
            .map_err(|error| damaged(&shown, error))
    };
    let application_id = number("pragma application_id")?;
    if application_id != kind.application_id() {
        let tables = number("select count(*) from sqlite_schema")?;
        if tables == 0 {
            return Err(Error::new(
                Code::FileDamaged,
                say!(
                    "{shown} is empty. It was left as it is; {help}.",
                    shown,
                    help = take_a_backup_in()
                ),
            ));
        }
        return Err(Error::new(
            Code::FileForeign,
            say!(
                "{shown} is not a CashFlow {noun}. It was left as it is.",
                shown,
                noun = kind.noun()
            ),
        ));
    }
    let version = number("pragma user_version")?;
    let newest = kind.schema_version();
    if version > newest {
        let text = say!(
            "{shown} was written by a newer CashFlow (schema {version}; this one knows {newest}). Update this program to open it.",
            shown,
            version,
            newest
        );
        return Err(Error::new(Code::FileNewer, text));
    }
    if version < 1 {
        return Err(Error::new(
            Code::FileDamaged,
            say!(
                "{shown} is damaged: its schema version is {version}. It was left as it is; {help}.",
                shown,
                version,
                help = take_a_backup_in()
            ),
        ));
    }
    if version < newest {
        return Ok(Found::Older(version));
    }
    let tables = tables(connection).map_err(|error| damaged(&shown, error))?;
    let missing: Vec<&str> = kind
        .tables()
        .iter()
        .copied()
        .filter(|name| !tables.contains(*name))
        .collect();
    if missing.is_empty() {
        return Ok(Found::Current);
    }
    let names = missing.join(", ");
    Err(Error::new(
        Code::FileDamaged,
        say!(
            "{shown} is damaged: it lacks the tables {names}. It was left as it is; {help}.",
            shown,
            names,
            help = take_a_backup_in()
        ),
    ))
}

fn tables(connection: &Connection) -> rusqlite::Result<HashSet<String>> {
    connection
        .prepare("select name from sqlite_schema where type = 'table'")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// A file's name as people may see it: without its folders.
pub(super) fn shown(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn damaged(shown: &str, error: rusqlite::Error) -> Error {
    let converted = Error::from(error);
    if converted.code() == Code::FileDamaged {
        return Error::new(
            Code::FileDamaged,
            say!(
                "{shown} is damaged or is no database. It was left as it is; {help}.",
                shown,
                help = take_a_backup_in()
            ),
        )
        .caused_by(converted);
    }
    converted
}

fn not_there(path: &Path, error: rusqlite::Error) -> Error {
    if path.exists() {
        return Error::from(error);
    }
    missing(path)
}

pub(super) fn missing(path: &Path) -> Error {
    Error::new(
        Code::FileMissing,
        say!(
            "{file} is not there. Put the file back, or {help}.",
            file = shown(path),
            help = take_a_backup_in()
        ),
    )
}
