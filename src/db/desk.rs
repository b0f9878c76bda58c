//! What a desk remembers beside the records: preferences, and what was typed and not saved yet.
//!
//! The edit log does not hear of it: it is in nobody's books and changes with each key pressed. So that nothing
//! else can be changed behind the log's back, these are the only statements that such a transaction can make.

use std::ops::Deref;

use rusqlite::{Connection, TransactionBehavior, params};

use super::{Database, Kind, Read};
use crate::{clock::Clock, error::Result};

/// A transaction that writes preferences and drafts, and can write nothing else.
pub struct Desk<'c> {
    read: Read<'c>,
    now: String,
}

/// One of the two things that a desk remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// How a person likes to see something.
    Preferences,
    /// What was typed and not saved yet.
    Drafts,
}

impl Database {
    /// Changes what the desk remembers, and nothing else. An error in `work` leaves it as it was.
    pub fn remember<T>(&self, clock: &Clock, work: impl FnOnce(&Desk<'_>) -> Result<T>) -> Result<T> {
        self.with_writer(|connection| remember(connection, self.kind, clock, work))
    }
}

fn remember<T>(
    connection: &mut Connection,
    kind: Kind,
    clock: &Clock,
    work: impl FnOnce(&Desk<'_>) -> Result<T>,
) -> Result<T> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&Desk {
        read: Read {
            connection: &transaction,
            kind,
        },
        now: clock.now_text(),
    })?;
    transaction.commit()?;
    Ok(done)
}

impl Desk<'_> {
    /// Keeps a preference in place of what it was; when that was.
    pub fn put_preference(&self, person: &str, key: &str, value: &str) -> Result<&str> {
        self.read
            .connection
            .prepare_cached(
                "insert into preferences (person, key, value, saved_at) values (?1, ?2, ?3, ?4)
                 on conflict (person, key) do update set value = excluded.value, saved_at = excluded.saved_at",
            )?
            .execute(params![person, key, value, self.now])?;
        Ok(&self.now)
    }

    /// Keeps a draft in place of what it was; when that was.
    pub fn put_draft(&self, person: &str, key: &str, label: &str, value: &str) -> Result<&str> {
        self.read
            .connection
            .prepare_cached(
                "insert into drafts (person, key, label, value, saved_at) values (?1, ?2, ?3, ?4, ?5)
                 on conflict (person, key) do update
                 set label = excluded.label, value = excluded.value, saved_at = excluded.saved_at",
            )?
            .execute(params![person, key, label, value, self.now])?;
        Ok(&self.now)
    }

    /// Forgets one; whether it was there.
    pub fn forget(&self, shelf: Shelf, person: &str, key: &str) -> Result<bool> {
        let sql = match shelf {
            Shelf::Preferences => "delete from preferences where person = ?1 and key = ?2",
            Shelf::Drafts => "delete from drafts where person = ?1 and key = ?2",
        };
        let forgotten = self
            .read
            .connection
            .prepare_cached(sql)?
            .execute(params![person, key])?;
        Ok(forgotten > 0)
    }
}

impl<'c> Deref for Desk<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}
