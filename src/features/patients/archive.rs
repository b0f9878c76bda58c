//! Putting a patient's file away and taking it back.

use super::{
    Clinic,
    patient::{self, Patient, PatientId},
};
use crate::{
    db::Tx,
    error::Result,
    features::record::{Archive, Moved, Several},
};

const ARCHIVE: Archive = Archive {
    kind: "patient",
    records: "patients",
    table: "patient_archivals",
    key: "patient_id",
};

/// Puts a file away; one that is away already stays so.
pub fn archive(clinic: &Clinic, id: PatientId) -> Result<Patient> {
    Ok(clinic.write(|tx| change(tx, id, true))?.0)
}

/// Takes a file back into the lists.
pub fn restore(clinic: &Clinic, id: PatientId) -> Result<Patient> {
    Ok(clinic.write(|tx| change(tx, id, false))?.0)
}

/// Moves several at once, all of them or none.
pub fn move_several(clinic: &Clinic, several: &Several) -> Result<Moved> {
    clinic.write(|tx| several.each(|id, archived| Ok(change(tx, PatientId(id), archived)?.1)))
}

/// The file as it is afterwards, and whether it was otherwise before.
fn change(tx: &Tx<'_>, id: PatientId, archived: bool) -> Result<(Patient, bool)> {
    ARCHIVE.change(tx, id.0, archived, || patient::load(tx, id))
}
