//! A material as it is kept and shown.

use serde::Serialize;

use super::Workshop;
use crate::{
    date::Date,
    db::{Read, Record, named_params},
    error::Result,
    features::record::{self, History, row_id},
    quantity::Quantity,
};

row_id! {
    /// A material's id.
    MaterialId
}

/// A material.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Material {
    /// Its id.
    pub id: MaterialId,
    /// Grows with each change; an edit names the one it was made on. A count leaves it as it is.
    pub revision: i64,
    /// Its code, unique whatever its capitals.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is counted in: kg, m, pcs.
    pub unit: String,
    /// Where it lies.
    pub store: String,
    /// What else is to be known.
    pub notes: String,
    /// What the count of the latest day found; null when it was never counted.
    pub quantity_on_hand: Option<Quantity>,
    /// That day.
    pub counted_on: Option<Date>,
    /// When it was archived, if it was.
    pub archived_at: Option<String>,
    /// When it was entered.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// A material.
pub fn get(workshop: &Workshop, id: MaterialId) -> Result<Material> {
    workshop.read(|read| load(read, id))
}

/// What happened to a material, newest first.
pub fn history(workshop: &Workshop, id: MaterialId) -> Result<History> {
    workshop.read(|read| record::history(read, &named(id)))
}

/// How the edit log calls a material.
pub(super) fn named(id: MaterialId) -> Record {
    Record::new("material", id)
}

/// The count that tells what is on hand, of the material `m`: the latest day's, and of that day the last entered.
macro_rules! latest_count {
    () => {
        "left join material_counts c on c.id = (
           select k.id from material_counts k where k.material_id = m.id order by k.counted_on desc, k.id desc limit 1)"
    };
}
pub(super) use latest_count;

pub(super) fn load(read: &Read<'_>, id: MaterialId) -> Result<Material> {
    read.one(
        concat!(
            "select m.revision, m.code, m.name, m.unit, m.store, m.notes, c.quantity_micro, c.counted_on,
               x.archived_at, m.created_at, m.updated_at
             from materials m left join material_archivals x on x.material_id = m.id ",
            latest_count!(),
            " where m.id = :id"
        ),
        named_params! { ":id": id },
        |row| {
            Ok(Material {
                id,
                revision: row.get(0)?,
                code: row.get(1)?,
                name: row.get(2)?,
                unit: row.get(3)?,
                store: row.get(4)?,
                notes: row.get(5)?,
                quantity_on_hand: row.get(6)?,
                counted_on: row.get(7)?,
                archived_at: row.get(8)?,
                created_at: row.get(9)?,
                updated_at: row.get(10)?,
            })
        },
    )
}
