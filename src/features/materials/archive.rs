//! Putting a material away and taking it back.

use super::{
    Workshop,
    material::{self, Material, MaterialId},
};
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::Archive,
};

const ARCHIVE: Archive = Archive {
    table: "material_archivals",
    key: "material_id",
};

/// Puts a material away; one that is away already stays so.
pub fn archive(workshop: &Workshop, id: MaterialId) -> Result<Material> {
    change(workshop, id, "material.archive", |tx| ARCHIVE.put(tx, id.0))
}

/// Takes a material back into the lists.
pub fn restore(workshop: &Workshop, id: MaterialId) -> Result<Material> {
    change(workshop, id, "material.restore", |tx| ARCHIVE.take(tx, id.0))
}

fn change(
    workshop: &Workshop,
    id: MaterialId,
    operation: &str,
    work: impl FnOnce(&Tx<'_>) -> Result<bool>,
) -> Result<Material> {
    workshop.write(|tx| {
        let before = material::load(tx, id)?;
        if !work(tx)? {
            return Ok(before);
        }
        tx.execute(
            "update materials set revision = revision + 1, updated_at = ?2 where id = ?1",
            params![id, tx.now()],
        )?;
        let material = material::load(tx, id)?;
        tx.log(operation, &material::named(id), Some(&before), Some(&material))?;
        Ok(material)
    })
}
