//! Patients of a clinic: the file each has, and the alerts that must be seen in time. Needs `patient_management`.
//!
//! A file is archived, never removed. What is done to teeth does not belong here.

mod archive;
mod birthdays;
mod draft;
pub(super) mod import;
mod list;
mod patient;
pub(super) mod routes;
mod save;
mod totals;

pub use archive::{archive, move_several, restore};
pub use birthdays::{Birthday, birthdays};
pub use draft::PatientDraft;
pub use list::{PatientQuery, PatientRow, list};
pub use patient::{Patient, PatientId, Sex, get, history};
pub use save::{create, edit};
pub use totals::{PatientTotals, totals};

/// A business that has patients.
pub type Clinic = crate::access::Granted<crate::access::marks::PatientManagement>;
