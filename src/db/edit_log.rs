//! The edit log's storage: every change leaves a row in its own transaction; nothing can remove it.

use rusqlite::{Row, params};
use serde::Serialize;
use serde_json::Value;

use super::{Read, Tx};
use crate::{
    author::Author,
    error::{Error, Result},
};

/// The record a change is about, `party` and `12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The noun.
    pub kind: &'static str,
    /// Its id as text.
    pub id: String,
}

impl Record {
    /// Names a record.
    #[expect(clippy::needless_pass_by_value, reason = "ids are small numbers and names")]
    pub fn new(kind: &'static str, id: impl ToString) -> Self {
        Self {
            kind,
            id: id.to_string(),
        }
    }
}

/// One row of the edit log.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct LogEntry {
    /// Position in the log; grows with each change.
    pub id: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who; `system` until people sign in.
    pub who: String,
    /// The way in: window, http, command line, program.
    pub door: String,
    /// What was done, `party.create`.
    pub operation: String,
    /// The record's noun.
    pub record_kind: String,
    /// The record's id.
    pub record_id: String,
    /// The record before the change; null for a new one.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// The record after the change; null for a removed one.
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

impl Tx<'_> {
    /// Writes one change to the edit log. A transaction that changed rows and told the log nothing is refused.
    pub fn log<B: Serialize, A: Serialize>(
        &self,
        operation: &str,
        record: &Record,
        before: Option<&B>,
        after: Option<&A>,
    ) -> Result<()> {
        self.log_of(self.author, operation, record, before, after)
    }

    /// The same of a change that another made elsewhere and that is only repeated here.
    pub(crate) fn log_of<B: Serialize, A: Serialize>(
        &self,
        author: &Author,
        operation: &str,
        record: &Record,
        before: Option<&B>,
        after: Option<&A>,
    ) -> Result<()> {
        let before = before
            .map(serde_json::to_string)
            .transpose()
            .map_err(Error::internal)?;
        let after = after
            .map(serde_json::to_string)
            .transpose()
            .map_err(Error::internal)?;
        let id = self.insert(
            "insert into edit_log (at, who, door, request_id, operation, record_kind, record_id, before, after)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                self.now,
                author.who,
                author.door.as_str(),
                author.request_id,
                operation,
                record.kind,
                record.id,
                before,
                after
            ],
        )?;
        let first = self.logged.get().map_or(id, |(first, _)| first);
        self.logged.set(Some((first, id)));
        Ok(())
    }
}

impl Tx<'_> {
    /// The position in the log of what this transaction told it last; 0 while it told nothing.
    pub fn logged(&self) -> i64 {
        self.logged.get().map_or(0, |(_, last)| last)
    }

    /// The position of what it told first: from there to the last, the log's rows are this transaction's alone. None
    /// while it told nothing.
    pub fn logged_first(&self) -> Option<i64> {
        self.logged.get().map(|(first, _)| first)
    }
}

/// What happened to one record, newest first, at most `limit` entries.
pub fn history(read: &Read<'_>, record: &Record, limit: u32) -> Result<Vec<LogEntry>> {
    read.all(
        "select id, at, who, door, operation, record_kind, record_id, before, after
         from edit_log where record_kind = ?1 and record_id = ?2 order by id desc limit ?3",
        params![record.kind, record.id, limit],
        entry,
    )
}

/// Walks from a position backwards, as far as is asked for.
pub(crate) const NEWEST: &str = "select id, at, who, door, operation, record_kind, record_id, before, after
    from edit_log where id < ?3 and record_kind not in (select value from json_each(?1))
    order by id desc limit ?2";

impl LogEntry {
    /// The newest changes of the whole file, at most `limit`, without those of the `hidden` kinds of record.
    pub fn newest(read: &Read<'_>, hidden: &[&str], limit: u32) -> Result<Vec<LogEntry>> {
        Self::newest_before(read, i64::MAX, hidden, limit)
    }

    /// The same, of those that lie before a position in the log.
    pub fn newest_before(read: &Read<'_>, before: i64, hidden: &[&str], limit: u32) -> Result<Vec<LogEntry>> {
        let hidden = serde_json::to_string(hidden).map_err(Error::internal)?;
        read.all(NEWEST, params![hidden, limit, before], entry)
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<LogEntry> {
    let json = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(LogEntry {
        id: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        door: row.get(3)?,
        operation: row.get(4)?,
        record_kind: row.get(5)?,
        record_id: row.get(6)?,
        before: json(row.get(7)?),
        after: json(row.get(8)?),
    })
}
