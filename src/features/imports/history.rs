//! The imports of the past, in the business's own file.

use serde::Serialize;

use super::kinds;
use crate::{
    db::{Row, params},
    error::{Code, Error, Result},
    tenancy::Tenant,
};

/// Imports listed at most.
const MOST: u32 = 200;

/// An import of the past.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PastImport {
    /// Its id.
    pub id: String,
    /// Of which kind of record.
    pub kind: String,
    /// The file's name.
    pub file_name: String,
    /// When it was brought in, RFC 3339 in UTC.
    pub committed_at: String,
    /// By whom; `system` until people sign in.
    pub by: String,
    /// Records entered.
    pub added: usize,
    /// Records changed.
    pub changed: usize,
    /// When it was taken back, if it was.
    pub undone_at: Option<String>,
    /// Whether it can be tried to take it back: it was not yet. Whether something of it is used shows then.
    pub may_undo: bool,
    /// Its id within the file.
    #[serde(skip)]
    pub(super) row: i64,
}

macro_rules! past {
    () => {
        "select i.key, i.kind, i.file_name, i.committed_at, i.committed_by, i.added, i.changed, u.undone_at, i.id
         from imports i left join import_undos u on u.import_id = i.id"
    };
}

/// The imports of a business, newest first; those of kinds that it does not have are left out.
pub fn history(tenant: &Tenant) -> Result<Vec<PastImport>> {
    let kinds = serde_json::to_string(&kinds::granted(tenant)).map_err(Error::internal)?;
    tenant.read(|read| {
        read.all(
            concat!(
                past!(),
                " where i.kind in (select value from json_each(?1)) order by i.id desc limit ?2"
            ),
            params![kinds, MOST],
            past,
        )
    })
}

/// The import of this id, of a kind that the business has.
pub(super) fn find(tenant: &Tenant, key: &str) -> Result<PastImport> {
    let found =
        tenant.read(|read| read.optional(concat!(past!(), " where i.key = ?1"), params![key], past))?;
    let import = found.ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "There is no such import. It may have been forgotten; choose the file again.",
        )
    })?;
    kinds::named(tenant, &import.kind)?;
    Ok(import)
}

fn past(row: &Row<'_>) -> rusqlite::Result<PastImport> {
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    let undone_at: Option<String> = row.get(7)?;
    Ok(PastImport {
        id: row.get(0)?,
        kind: row.get(1)?,
        file_name: row.get(2)?,
        committed_at: row.get(3)?,
        by: row.get(4)?,
        added: count(row.get(5)?),
        changed: count(row.get(6)?),
        may_undo: undone_at.is_none(),
        undone_at,
        row: row.get(8)?,
    })
}
