//! What every kind of record has: an id of its own type, a revision that guards its edits, an archive, a history.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    db::{self, LogEntry, Read, Record, Tx, params},
    error::{Code, Error, Result},
};

/// Makes a type for the ids of one kind of record.
macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[serde(transparent)]
        #[schema(value_type = i64)]
        pub struct $name(pub i64);

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl crate::db::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<crate::db::types::ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl crate::db::types::FromSql for $name {
            fn column_result(value: crate::db::types::ValueRef<'_>) -> crate::db::types::FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    };
}
pub(super) use row_id;

/// A small set of words, kept in the file as on the wire.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $name {
            /// The word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl crate::db::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<crate::db::types::ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl crate::db::types::FromSql for $name {
            fn column_result(value: crate::db::types::ValueRef<'_>) -> crate::db::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(crate::db::types::FromSqlError::InvalidType),
                }
            }
        }
    };
}
pub(super) use words;

/// Entries a history shows at most.
const LONGEST_HISTORY: u32 = 500;

/// What happened to a record, newest first.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct History {
    /// The changes.
    pub entries: Vec<HistoryEntry>,
}

/// One change.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HistoryEntry {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who; `system` until people sign in.
    pub who: String,
    /// The way in: window, http, command line, program.
    pub door: String,
    /// What was done, `party.edit`.
    pub operation: String,
    /// The record before; null for a new one.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// The record after.
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

impl From<LogEntry> for HistoryEntry {
    fn from(entry: LogEntry) -> Self {
        Self {
            at: entry.at,
            who: entry.who,
            door: entry.door,
            operation: entry.operation,
            before: entry.before,
            after: entry.after,
        }
    }
}

/// The history of a record that has one from its first day.
pub(super) fn history(read: &Read<'_>, record: &Record) -> Result<History> {
    let entries = db::history(read, record, LONGEST_HISTORY)?;
    if entries.is_empty() {
        return Err(not_found());
    }
    Ok(History {
        entries: entries.into_iter().map(HistoryEntry::from).collect(),
    })
}

/// Refuses an edit made on another revision than the present one.
pub(super) fn same_revision(read: Option<i64>, present: i64) -> Result<()> {
    match read {
        None => Err(Error::field(
            "revision",
            "required",
            "Send the revision that was read, so that nobody's change is written over.",
        )),
        Some(read) if read == present => Ok(()),
        Some(_) => Err(Error::new(
            Code::EditConflict,
            "Someone else changed this meanwhile. Look at the new values and edit again.",
        )),
    }
}

/// Where the records of a kind are, and the table that remembers who archived what, with its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Archive {
    /// The noun, as in the edit log.
    pub(super) kind: &'static str,
    /// The table of the records.
    pub(super) records: &'static str,
    /// The table.
    pub(super) table: &'static str,
    /// Its key, the record's id.
    pub(super) key: &'static str,
}

/// Records that a request moves together at most.
const MOST_MOVED: usize = 500;

/// Records to put away or to take back, all of them or none.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Several {
    /// Their ids, 1 to 500.
    ids: Vec<i64>,
    /// What they are to be: true for put away, false for back in the lists.
    archived: bool,
}

/// What was moved.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Moved {
    /// Those that were not so before.
    pub ids: Vec<i64>,
}

impl Several {
    /// Calls `one` with each id and where it is to go; it answers whether the record was not there before.
    pub(super) fn each(&self, mut one: impl FnMut(i64, bool) -> Result<bool>) -> Result<Moved> {
        if self.ids.is_empty() || self.ids.len() > MOST_MOVED {
            return Err(Error::field("ids", "bad_length", "Send 1 to 500 ids at once."));
        }
        let mut ids = Vec::new();
        for &id in &self.ids {
            if one(id, self.archived)? {
                ids.push(id);
            }
        }
        Ok(Moved { ids })
    }
}

impl Archive {
    /// Puts a record away, or takes it back, and tells the edit log: the record as `load` finds it afterwards, and
    /// whether it was otherwise before.
    pub(super) fn change<T: Serialize>(
        self,
        tx: &Tx<'_>,
        id: i64,
        archived: bool,
        load: impl Fn() -> Result<T>,
    ) -> Result<(T, bool)> {
        let Self { kind, records, .. } = self;
        let before = load()?;
        let changed = if archived {
            self.put(tx, id)?
        } else {
            self.take(tx, id)?
        };
        if !changed {
            return Ok((before, false));
        }
        tx.execute(
            &format!("update {records} set revision = revision + 1, updated_at = ?2 where id = ?1"),
            params![id, tx.now()],
        )?;
        let after = load()?;
        let operation = format!("{kind}.{}", if archived { "archive" } else { "restore" });
        tx.log(&operation, &Record::new(kind, id), Some(&before), Some(&after))?;
        Ok((after, true))
    }

    /// Puts a record away; false when it was put away before.
    fn put(self, tx: &Tx<'_>, id: i64) -> Result<bool> {
        let Self { table, key, .. } = self;
        let added = tx.execute(
            &format!("insert into {table} ({key}, archived_at, archived_by) values (?1, ?2, ?3) on conflict do nothing"),
            params![id, tx.now(), tx.author().who],
        )?;
        Ok(added > 0)
    }

    /// Takes a record back; false when it was not away.
    fn take(self, tx: &Tx<'_>, id: i64) -> Result<bool> {
        let Self { table, key, .. } = self;
        Ok(tx.execute(&format!("delete from {table} where {key} = ?1"), params![id])? > 0)
    }
}

/// The id of a new record: greater than any there is, and than any that was taken back.
pub(super) fn next_id(tx: &Tx<'_>, table: &str) -> Result<i64> {
    tx.value(
        &format!(
            "select 1 + max(coalesce((select max(id) from {table}), 0),
               coalesce((select highest from retired_ids where table_name = '{table}'), 0))"
        ),
        [],
    )
}

/// Removes the row of a record that an import entered, and keeps its id from being given to another.
pub(super) fn retire(tx: &Tx<'_>, table: &str, id: i64) -> Result<()> {
    tx.execute(&format!("delete from {table} where id = ?1"), params![id])?;
    tx.execute(
        "insert into retired_ids (table_name, highest) values (?1, ?2)
         on conflict (table_name) do update set highest = max(highest, excluded.highest)",
        params![table, id],
    )?;
    Ok(())
}

/// The error for an id that no record has.
pub(super) fn not_found() -> Error {
    Error::new(
        Code::NotFound,
        "There is no such record. It may have been removed; go back to the list.",
    )
}
