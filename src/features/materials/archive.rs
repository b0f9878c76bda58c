//! Putting a material away and taking it back.

use super::{
    Workshop,
    material::{self, Material, MaterialId},
};
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::{Archive, Moved, Several},
};

const ARCHIVE: Archive = Archive {
    table: "material_archivals",
    key: "material_id",
};

/// Puts a material away; one that is away already stays so.
pub fn archive(workshop: &Workshop, id: MaterialId) -> Result<Material> {
    Ok(workshop.write(|tx| change(tx, id, true))?.0)
}

/// Takes a material back into the lists.
pub fn restore(workshop: &Workshop, id: MaterialId) -> Result<Material> {
    Ok(workshop.write(|tx| change(tx, id, false))?.0)
}

/// Moves several at once, all of them or none.
pub fn move_several(workshop: &Workshop, several: &Several) -> Result<Moved> {
    workshop.write(|tx| several.each(|id, archived| Ok(change(tx, MaterialId(id), archived)?.1)))
}

/// The material as it is afterwards, and whether it was otherwise before.
fn change(tx: &Tx<'_>, id: MaterialId, archived: bool) -> Result<(Material, bool)> {
    let before = material::load(tx, id)?;
    if !ARCHIVE.set(tx, id.0, archived)? {
        return Ok((before, false));
    }
    tx.execute(
        "update materials set revision = revision + 1, updated_at = ?2 where id = ?1",
        params![id, tx.now()],
    )?;
    let after = material::load(tx, id)?;
    let operation = if archived {
        "material.archive"
    } else {
        "material.restore"
    };
    tx.log(operation, &material::named(id), Some(&before), Some(&after))?;
    Ok((after, true))
}
