//! What tells records apart in a table: which record has a key, and which row of the table named it first.

use std::collections::HashMap;

use crate::{db::Read, error::Result};

/// Keys of one sort: codes, barcodes, file numbers.
#[derive(Debug, Default)]
pub(in crate::features) struct Keys {
    records: HashMap<String, i64>,
    rows: HashMap<String, u32>,
}

impl Keys {
    /// The keys that records have: the statement gives key and id. Of several records the first has it.
    pub(in crate::features) fn load(read: &Read<'_>, sql: &str) -> Result<Self> {
        let found: Vec<(String, i64)> = read.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut records = HashMap::with_capacity(found.len());
        for (key, id) in found {
            records.entry(key).or_insert(id);
        }
        Ok(Self {
            records,
            rows: HashMap::new(),
        })
    }

    /// The record that has this key.
    pub(in crate::features) fn record(&self, key: &str) -> Option<i64> {
        self.records.get(key).copied()
    }

    /// Notes that a row names this key; the row that named it before, if one did.
    pub(in crate::features) fn claim(&mut self, key: &str, row: u32) -> Option<u32> {
        if let Some(earlier) = self.rows.get(key) {
            return Some(*earlier).filter(|earlier| *earlier != row);
        }
        self.rows.insert(key.to_owned(), row);
        None
    }

    /// Whether a record or a row has this key.
    pub(in crate::features) fn is_taken(&self, key: &str) -> bool {
        self.records.contains_key(key) || self.rows.contains_key(key)
    }

    /// The record now has this key.
    pub(in crate::features) fn give(&mut self, key: String, id: i64) {
        self.records.insert(key, id);
    }
}
