//! A patient's file as it is kept and shown.

use serde::Serialize;

use super::Clinic;
use crate::{
    date::Date,
    db::{
        Read, Record, ToSql, named_params,
        types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
    },
    error::Result,
    features::record::{self, History, row_id, words},
};

row_id! {
    /// A patient's id.
    PatientId
}

words! {
    /// A patient's sex, as the patient states it.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Neither.
        Other = "other",
        /// Not asked.
        Unknown = "unknown",
    }
}

/// A patient's file.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Patient {
    /// Its id.
    pub id: PatientId,
    /// Grows with each change; an edit names the one it was made on.
    pub revision: i64,
    /// The number on the file, unique whatever its capitals.
    pub file_number: String,
    /// The patient's name.
    pub name: String,
    /// The day of birth.
    pub birth_date: Option<Date>,
    /// The patient's sex.
    pub sex: Sex,
    /// Telephone, as it was written.
    pub phone: Option<String>,
    /// What must be seen before anything is done: allergies, conditions.
    pub alerts: Vec<String>,
    /// What else is to be known.
    pub notes: String,
    /// When it was archived, if it was.
    pub archived_at: Option<String>,
    /// When it was opened.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// A patient's file.
pub fn get(clinic: &Clinic, id: PatientId) -> Result<Patient> {
    clinic.read(|read| load(read, id))
}

/// What happened to a file, newest first.
pub fn history(clinic: &Clinic, id: PatientId) -> Result<History> {
    clinic.read(|read| record::history(read, &named(id)))
}

/// How the edit log calls a patient.
pub(super) fn named(id: PatientId) -> Record {
    Record::new("patient", id)
}

pub(super) fn load(read: &Read<'_>, id: PatientId) -> Result<Patient> {
    read.one(
        "select p.revision, p.file_number, p.name, p.birth_date, p.sex, nullif(p.phone, ''), p.alerts, p.notes,
           x.archived_at, p.created_at, p.updated_at
         from patients p left join patient_archivals x on x.patient_id = p.id
         where p.id = :id",
        named_params! { ":id": id },
        |row| {
            Ok(Patient {
                id,
                revision: row.get(0)?,
                file_number: row.get(1)?,
                name: row.get(2)?,
                birth_date: row.get(3)?,
                sex: row.get(4)?,
                phone: row.get(5)?,
                alerts: row.get::<_, Alerts>(6)?.0,
                notes: row.get(7)?,
                archived_at: row.get(8)?,
                created_at: row.get(9)?,
                updated_at: row.get(10)?,
            })
        },
    )
}

/// Alerts as one column keeps them: a JSON array.
pub(super) struct Alerts(pub(super) Vec<String>);

impl ToSql for Alerts {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(serde_json::Value::from(self.0.clone()).to_string().into())
    }
}

impl FromSql for Alerts {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            .map_err(FromSqlError::other)
    }
}
