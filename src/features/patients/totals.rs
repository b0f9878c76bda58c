//! How many patients there are.

use serde::Serialize;

use super::Clinic;
use crate::error::Result;

/// Patients that are not archived.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct PatientTotals {
    /// All of them.
    pub total: i64,
}

/// How many there are.
pub fn totals(clinic: &Clinic) -> Result<PatientTotals> {
    clinic.read(|read| {
        let total = read.value(
            "select (select count(*) from patients) - (select count(*) from patient_archivals)",
            [],
        )?;
        Ok(PatientTotals { total })
    })
}
