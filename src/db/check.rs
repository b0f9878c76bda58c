//! Looking at a file without working in it: its header, its integrity, a fingerprint of its rows.

use std::{collections::BTreeMap, fs::File, io::Read as _, path::Path};

use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    Database, ExclusiveLock, Kind,
    open::{self, Role},
};
use crate::{
    error::{Code, Error, Result},
    hex,
    sentence::say,
};

/// What a file's first hundred bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// `CFTN`, `CFCT`, or someone else's mark.
    pub application_id: i32,
    /// The schema version.
    pub schema_version: i32,
}

/// Reads the header of a closed file. Never of a live one: closing a plain handle drops SQLite's locks, hence the
/// exclusive lock. A file with a log beside it is asked through a connection, for the log may hold the truth.
pub fn header(path: &Path, _lock: &ExclusiveLock) -> Result<Header> {
    if super::restore::beside(path, "-wal").exists() {
        let connection = open::connect(path, Role::Private)?;
        return Ok(connection.query_row(
            "select application_id, user_version from pragma_application_id, pragma_user_version",
            [],
            |row| {
                Ok(Header {
                    application_id: row.get(0)?,
                    schema_version: row.get(1)?,
                })
            },
        )?);
    }
    let mut bytes = [0_u8; 100];
    let whole = File::open(path)?.read_exact(&mut bytes);
    if whole.is_err() || !bytes.starts_with(b"SQLite format 3\0") {
        return Err(Error::new(
            Code::FileDamaged,
            say!("{file} is damaged or is no database.", file = open::shown(path)),
        ));
    }
    let number = |at: usize| i32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    Ok(Header {
        application_id: number(68),
        schema_version: number(60),
    })
}

/// Looks a closed file over: its kind, its version, its tables, its pages. What is wrong is the error.
pub fn look_over(path: &Path, kind: Kind, _lock: &ExclusiveLock) -> Result<()> {
    let connection = open::connect(path, Role::Private)?;
    open::examine(&connection, kind, path)?;
    match complaint(&connection).map_err(|error| kind.failed(error))? {
        None => Ok(()),
        Some(complaint) => Err(Error::new(
            Code::FileDamaged,
            say!(
                "{file} is damaged: {complaint}.",
                file = open::shown(path),
                complaint
            ),
        )),
    }
}

/// What a tenant file says of itself, whatever its schema version: these tables are there since the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose it is.
    pub tenant_id: String,
    /// The copy of its config, JSON; nothing when it has none.
    pub config: Option<String>,
    /// The catalogue's revision that was copied; 1 without a copy.
    pub revision: i64,
    /// When it was archived, as the copy has it.
    pub archived_at: Option<String>,
}

/// Reads whose a tenant file is, and the config kept in it.
pub fn identity(path: &Path) -> Result<Identity> {
    let connection = open::connect(path, Role::Private)?;
    let found = connection.query_row(
        "select i.tenant_id, c.config, coalesce(c.revision, 1), c.archived_at
         from tenant_identity i left join tenant_config_copy c",
        [],
        |row| {
            Ok(Identity {
                tenant_id: row.get(0)?,
                config: row.get(1)?,
                revision: row.get(2)?,
                archived_at: row.get(3)?,
            })
        },
    );
    match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => Err(Error::new(
            Code::FileForeign,
            say!(
                "{file} has no owner. It was left as it is.",
                file = open::shown(path)
            ),
        )),
        found => Ok(found?),
    }
}

/// What a business's database is known by whatever it is called and however it grew since: when it was made, and the
/// first row of its edit log, which never changes.
pub fn origin(path: &Path) -> Result<String> {
    let connection = open::connect(path, Role::Private)?;
    let said: String = connection.query_row(
        "select json_array(i.created_at, l.at, l.request_id, l.operation, l.record_id, l.after)
         from tenant_identity i left join edit_log l on l.id = (select min(id) from edit_log)",
        [],
        |row| row.get(0),
    )?;
    Ok(hex::encode(Sha256::digest(said)))
}

/// Gives a closed tenant file, a private copy, another name: an older database is taken in under a new id.
pub fn rename_identity(path: &Path, tenant_id: &str) -> Result<()> {
    let connection = open::connect(path, Role::Private)?;
    connection.execute("update tenant_identity set tenant_id = ?1", [tenant_id])?;
    Ok(())
}

impl Database {
    /// SQLite's quick look through the file; the first complaint, or nothing. By a connection of its own: one that
    /// looked before still believes in the full-text indexes as they were then, and takes the file for damaged.
    pub fn integrity(&self) -> Result<Option<String>> {
        self.read(|_| Ok(()))?; // whatever else is wrong with it is told as always
        let connection = open::connect(self.path(), Role::Reader)?;
        complaint(&connection).map_err(|error| self.kind.failed(error))
    }
}

fn complaint(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let quick = "select quick_check from pragma_quick_check limit 1";
    let answer: String = connection.query_row(quick, [], |row| row.get(0))?;
    Ok((answer != "ok").then_some(answer))
}

/// How many rows a closed file has in each of these tables; none in a table that an older file lacks.
pub fn count_rows(path: &Path, tables: &[&'static str]) -> Result<Vec<(&'static str, i64)>> {
    let connection = open::connect(path, Role::Private)?;
    let count = |table: &&'static str| -> Result<(&'static str, i64)> {
        let has = "select exists (select 1 from sqlite_schema where type = 'table' and name = ?1)";
        if !connection.query_row(has, [table], |row| row.get(0))? {
            return Ok((*table, 0));
        }
        let rows =
            connection.query_row(&format!("select count(*) from \"{table}\""), [], |row| row.get(0))?;
        Ok((*table, rows))
    };
    tables.iter().map(count).collect()
}

/// The logo that a closed file keeps, unless it is larger than a logo may be: as it is, to be looked at before it is
/// shown.
pub fn kept_logo(path: &Path) -> Result<Option<Vec<u8>>> {
    let connection = open::connect(path, Role::Private)?;
    let png = "select png from tenant_logo where length(png) <= 1048576";
    Ok(connection.query_row(png, [], |row| row.get(0)).optional()?)
}

/// Row counts and totals of every table: equal before and after a move, or the move is undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint(pub BTreeMap<String, TableTotals>);

/// One table's count and the sums of its whole-number columns (each value modulo a prime, so that sums cannot overflow).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableTotals {
    /// Rows.
    pub rows: i64,
    /// Sum by column.
    pub totals: BTreeMap<String, i64>,
}

/// Takes the fingerprint of a file, leaving out tables that every file has of its own (`except`).
pub fn fingerprint(path: &Path, except: &[&str]) -> Result<Fingerprint> {
    let connection = open::connect(path, Role::Private)?;
    let mut tables = connection.prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!' order by name",
    )?;
    let names: Vec<String> = tables
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut all = BTreeMap::new();
    for name in names.into_iter().filter(|name| !except.contains(&name.as_str())) {
        let totals = table_totals(&connection, &name)?;
        all.insert(name, totals);
    }
    Ok(Fingerprint(all))
}

fn table_totals(connection: &Connection, table: &str) -> Result<TableTotals> {
    let quoted = format!("\"{}\"", table.replace('"', "\"\""));
    let rows = connection.query_row(&format!("select count(*) from {quoted}"), [], |row| row.get(0))?;
    let mut columns =
        connection.prepare("select name from pragma_table_info(?1) where upper(type) = 'INTEGER'")?;
    let columns: Vec<String> = columns
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut totals = BTreeMap::new();
    for column in columns {
        let sql = format!(
            "select coalesce(sum(\"{}\" % 1000000007), 0) from {quoted}",
            column.replace('"', "\"\"")
        );
        totals.insert(column, connection.query_row(&sql, [], |row| row.get(0))?);
    }
    Ok(TableTotals { rows, totals })
}
