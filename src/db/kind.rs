//! The two kinds of file there are: the catalogue and a tenant's. Each has its mark, its migrations, its tables.

use std::sync::OnceLock;

use crate::sentence::{Sentence, say};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/migrations.rs"));
}

/// Which file this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `catalog.sqlite`.
    Catalog,
    /// `tenants/<tenant_id>.sqlite`.
    Tenant,
}

impl Kind {
    /// The `application_id` in the file's header: `CFCT` or `CFTN` as text.
    pub const fn application_id(self) -> i32 {
        match self {
            Kind::Catalog => i32::from_be_bytes(*b"CFCT"),
            Kind::Tenant => i32::from_be_bytes(*b"CFTN"),
        }
    }

    /// The migrations in order, name and SQL; the position, from 1, is the schema version each leads to.
    pub fn migrations(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Kind::Catalog => embedded::CATALOG,
            Kind::Tenant => embedded::TENANT,
        }
    }

    /// The newest schema version this program knows.
    pub fn schema_version(self) -> i32 {
        i32::try_from(self.migrations().len()).unwrap_or(i32::MAX)
    }

    /// The word for this file in sentences.
    pub fn noun(self) -> Sentence {
        match self {
            Kind::Catalog => say!("catalogue"),
            Kind::Tenant => say!("business file"),
        }
    }

    /// The tables a file of the newest version has.
    pub(super) fn tables(self) -> &'static [&'static str] {
        static CATALOG: OnceLock<Vec<&str>> = OnceLock::new();
        static TENANT: OnceLock<Vec<&str>> = OnceLock::new();
        let cell = match self {
            Kind::Catalog => &CATALOG,
            Kind::Tenant => &TENANT,
        };
        cell.get_or_init(|| table_names(self.migrations()))
    }
}

/// Reads `create table NAME` and `drop table NAME` at the beginnings of lines.
fn table_names(migrations: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for line in migrations.iter().flat_map(|(_, sql)| sql.lines()) {
        let mut words = line.split([' ', '(', ';']).filter(|word| !word.is_empty());
        match (words.next(), words.next(), words.next()) {
            (Some("create"), Some("table"), Some(name)) => names.push(name),
            (Some("create"), Some("virtual"), Some("table")) => names.extend(words.next()),
            (Some("drop"), Some("table"), Some(name)) => names.retain(|known| *known != name),
            _ => {}
        }
    }
    names
}
