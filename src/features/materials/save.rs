//! Entering and changing a material: its row and what it is found by, in one transaction.

use super::{
    MaterialDraft, Workshop,
    draft::Sound,
    material::{self, Material, MaterialId},
};
use crate::{
    db::{Tx, named_params, params},
    error::{Code, Error, Result},
    features::{
        numbering::{self, NumberedKind},
        record::{next_id, same_revision},
        search::{self, Indexes},
        text::code_key,
    },
    sentence::say,
};

/// What materials are found by.
pub(super) const INDEXES: Indexes = Indexes {
    pieces: "material_pieces",
    words: "material_words",
};

/// Enters a material. Without a code of its own it takes the next free one.
pub fn create(workshop: &Workshop, draft: &MaterialDraft) -> Result<Material> {
    let mut sound = draft.check()?;
    workshop.write(|tx| {
        if sound.code.is_empty() {
            sound.code = numbering::take(tx, NumberedKind::Material)?;
        }
        free(tx, &sound.code, MaterialId(0))?;
        enter(tx, &sound)
    })
}

/// Writes a new material whose code is free, and tells the edit log.
pub(super) fn enter(tx: &Tx<'_>, sound: &Sound) -> Result<Material> {
    let id = MaterialId(next_id(tx, "materials")?);
    tx.insert(
        "insert into materials (id, code, code_key, name, sort_name, unit, store, store_key, created_at, updated_at)
         values (:id, :code, :key, :name, :name, :unit, '', '', :now, :now)",
        named_params! {
            ":id": id, ":code": sound.code, ":key": code_key(&sound.code), ":name": sound.name, ":unit": sound.unit,
            ":now": tx.now(),
        },
    )?;
    write(tx, id, 1, sound)?;
    let material = material::load(tx, id)?;
    tx.log(
        "material.create",
        &material::named(id),
        None::<&()>,
        Some(&material),
    )?;
    Ok(material)
}

/// Changes a material to what the draft says; an empty code stays as it is.
pub fn edit(workshop: &Workshop, id: MaterialId, draft: &MaterialDraft) -> Result<Material> {
    workshop.write(|tx| {
        let before = material::load(tx, id)?;
        same_revision(draft.revision, before.revision)?;
        let mut sound = draft.check()?;
        if sound.code.is_empty() {
            sound.code.clone_from(&before.code);
        }
        free(tx, &sound.code, id)?;
        change(tx, &before, &sound)
    })
}

/// Writes a material's new state, in which its code is its own, and tells the edit log.
pub(super) fn change(tx: &Tx<'_>, before: &Material, sound: &Sound) -> Result<Material> {
    let id = before.id;
    write(tx, id, before.revision + 1, sound)?;
    let material = material::load(tx, id)?;
    tx.log(
        "material.edit",
        &material::named(id),
        Some(before),
        Some(&material),
    )?;
    Ok(material)
}

/// Refuses a code that another material has.
pub(super) fn free(tx: &Tx<'_>, code: &str, own: MaterialId) -> Result<()> {
    let taken: Option<(String, String)> = tx.optional(
        "select code, name from materials where code_key = ?1 and id <> ?2",
        params![code_key(code), own],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((code, name)) = taken else {
        return Ok(());
    };
    Err(Error::new(
        Code::Duplicate,
        say!(
            "The code {code} belongs to {name}. Choose another one.",
            code,
            name
        ),
    )
    .and_field("code", "duplicate", say!("This code belongs to {name}.", name)))
}

fn write(tx: &Tx<'_>, id: MaterialId, revision: i64, sound: &Sound) -> Result<()> {
    tx.execute(
        "update materials set revision = :revision, code = :code, code_key = :code_key, name = :name,
           sort_name = :sort_name, unit = :unit, store = :store, store_key = :store_key, notes = :notes,
           updated_at = :now
         where id = :id",
        named_params! {
            ":id": id, ":revision": revision, ":code": sound.code, ":code_key": code_key(&sound.code),
            ":name": sound.name, ":sort_name": search::fold(&sound.name), ":unit": sound.unit,
            ":store": sound.store, ":store_key": search::fold(&sound.store), ":notes": sound.notes,
            ":now": tx.now(),
        },
    )?;
    INDEXES.write(
        tx,
        id,
        [&sound.name, &sound.code, &sound.store, &sound.notes].map(String::as_str),
    )
}
