//! Putting a material away and taking it back.

use super::{
    Workshop,
    material::{self, Material, MaterialId},
};
use crate::{
    db::Tx,
    error::Result,
    features::record::{Archive, Moved, Several},
};

const ARCHIVE: Archive = Archive {
    kind: "material",
    records: "materials",
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
    ARCHIVE.change(tx, id.0, archived, || material::load(tx, id))
}
