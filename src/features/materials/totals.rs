//! How many materials there are, and how many of them nobody has counted.

use serde::Serialize;

use super::Workshop;
use crate::error::Result;

/// Materials that are not archived.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct MaterialTotals {
    /// All of them.
    pub total: i64,
    /// Those nobody has counted yet.
    pub never_counted: i64,
}

/// How many there are.
pub fn totals(workshop: &Workshop) -> Result<MaterialTotals> {
    workshop.read(|read| {
        read.one(
            "select count(*), coalesce(sum(not exists (select 1 from material_counts c where c.material_id = m.id)), 0)
             from materials m
             where not exists (select 1 from material_archivals x where x.material_id = m.id)",
            [],
            |row| {
                Ok(MaterialTotals {
                    total: row.get(0)?,
                    never_counted: row.get(1)?,
                })
            },
        )
    })
}
