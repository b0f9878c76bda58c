//! `Read` and `Tx`: the only hands that features have on a file.
//!
//! A `Tx` is one write transaction with its author and its time; whatever it changes must be told to the edit
//! log before it commits.

use std::cell::Cell;
use std::ops::Deref;

use rusqlite::{Connection, OptionalExtension as _, Params, Row, types::FromSql};

use super::Kind;
use crate::{
    author::Author,
    clock::Clock,
    error::{Code, Error, Result},
};

/// A consistent view of one file; nothing can be changed through it.
pub struct Read<'c> {
    pub(super) connection: &'c Connection,
    pub(super) kind: Kind,
}

impl Read<'_> {
    /// The one row the statement must give; [`Code::NotFound`] when there is none.
    pub fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.optional(sql, params, row)?.ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "There is no such record. It may have been removed; go back to the list.",
            )
        })
    }

    /// The first row, if there is one.
    pub fn optional<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let first = || {
            self.connection
                .prepare_cached(sql)?
                .query_row(params, row)
                .optional()
        };
        first().map_err(|error| self.kind.failed(error))
    }

    /// All rows, in the statement's order.
    pub fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let each = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params, row)?;
            rows.collect()
        };
        each().map_err(|error| self.kind.failed(error))
    }

    /// The first column of the one row the statement must give.
    pub fn value<T: FromSql>(&self, sql: &str, params: impl Params) -> Result<T> {
        self.one(sql, params, |row| row.get(0))
    }
}

/// A write transaction.
pub struct Tx<'c> {
    read: Read<'c>,
    pub(super) author: &'c Author,
    pub(super) now: String,
    clock: &'c Clock,
    /// The rows of the edit log that were written first and last.
    pub(super) logged: Cell<Option<(i64, i64)>>,
}

impl<'c> Tx<'c> {
    pub(super) fn new(read: Read<'c>, author: &'c Author, clock: &'c Clock) -> Self {
        Self {
            read,
            author,
            now: clock.now_text(),
            clock,
            logged: Cell::new(None),
        }
    }

    /// Changes rows; the number of rows changed.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        let statement = self.read.connection.prepare_cached(sql);
        statement
            .and_then(|mut statement| statement.execute(params))
            .map_err(|error| self.read.kind.failed(error))
    }

    /// Adds one row; its rowid.
    pub fn insert(&self, sql: &str, params: impl Params) -> Result<i64> {
        let statement = self.read.connection.prepare_cached(sql);
        statement
            .and_then(|mut statement| statement.insert(params))
            .map_err(|error| self.read.kind.failed(error))
    }

    /// The moment of this change, RFC 3339 in UTC.
    pub fn now(&self) -> &str {
        &self.now
    }

    /// Today where the machine stands.
    pub fn today(&self) -> jiff::civil::Date {
        self.clock.today()
    }

    /// Who makes the change.
    pub fn author(&self) -> &Author {
        self.author
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}
