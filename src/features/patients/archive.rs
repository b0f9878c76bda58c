//! Putting a patient's file away and taking it back.

use super::{
    Clinic,
    patient::{self, Patient, PatientId},
};
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::Archive,
};

const ARCHIVE: Archive = Archive {
    table: "patient_archivals",
    key: "patient_id",
};

/// Puts a file away; one that is away already stays so.
pub fn archive(clinic: &Clinic, id: PatientId) -> Result<Patient> {
    change(clinic, id, "patient.archive", |tx| ARCHIVE.put(tx, id.0))
}

/// Takes a file back into the lists.
pub fn restore(clinic: &Clinic, id: PatientId) -> Result<Patient> {
    change(clinic, id, "patient.restore", |tx| ARCHIVE.take(tx, id.0))
}

fn change(
    clinic: &Clinic,
    id: PatientId,
    operation: &str,
    work: impl FnOnce(&Tx<'_>) -> Result<bool>,
) -> Result<Patient> {
    clinic.write(|tx| {
        let before = patient::load(tx, id)?;
        if !work(tx)? {
            return Ok(before);
        }
        tx.execute(
            "update patients set revision = revision + 1, updated_at = ?2 where id = ?1",
            params![id, tx.now()],
        )?;
        let patient = patient::load(tx, id)?;
        tx.log(operation, &patient::named(id), Some(&before), Some(&patient))?;
        Ok(patient)
    })
}
