//! Patients a page at a time: searched and sorted, with their age today.

use serde::{Deserialize, Serialize};

use super::{
    Clinic,
    patient::{Alerts, PatientId, Sex},
    save::INDEXES,
};
use crate::{
    date::{Date, age_years},
    error::Result,
    features::listing::{Listing, Shape},
    page::{Page, PageQuery},
};

/// A patient in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PatientRow {
    /// Its id.
    pub id: PatientId,
    /// The number on the file.
    pub file_number: String,
    /// The patient's name.
    pub name: String,
    /// The day of birth.
    pub birth_date: Option<Date>,
    /// Full years of life today.
    pub age_years: Option<u16>,
    /// The patient's sex.
    pub sex: Sex,
    /// Telephone, as it was written.
    pub phone: Option<String>,
    /// What must be seen before anything is done.
    pub alerts: Vec<String>,
    /// When it was archived, if it was.
    pub archived_at: Option<String>,
}

/// Which patients to list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PatientQuery {
    /// Pieces of a name, of a file number or of a telephone.
    pub search: Option<String>,
    /// Archived ones too.
    pub include_archived: Option<bool>,
    /// `name`, where a search's best matches come first, `file_number` or `updated_at`, with `-` before it for descending.
    pub sort: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows on the page, 1 to 500; 50 unless told.
    pub limit: Option<u32>,
}

const SHAPE: Shape = Shape {
    columns: "p.id, p.file_number, p.name, p.birth_date, p.sex, nullif(p.phone, ''), p.alerts, x.archived_at",
    table: "patients",
    alias: "p",
    joins: "left join patient_archivals x on x.patient_id = p.id",
    sort_joins: "",
    hidden: &[("patient_archivals", "patient_id")],
    sorts: &[
        ("name", "p.sort_name"),
        ("file_number", "p.file_number_key"),
        ("updated_at", "p.updated_at"),
    ],
    indexes: INDEXES,
};

/// A page of patients.
pub fn list(clinic: &Clinic, query: PatientQuery) -> Result<Page<PatientRow>> {
    let common = PageQuery {
        search: query.search,
        sort: query.sort,
        cursor: query.cursor,
        limit: query.limit,
        include_archived: query.include_archived,
    };
    let listing = Listing::new(SHAPE, clinic.id(), &common);
    let today = Date::try_from(clinic.today()).ok();
    clinic.read(|read| {
        listing.page(read, |row| {
            let birth_date: Option<Date> = row.get(3)?;
            Ok(PatientRow {
                id: row.get(0)?,
                file_number: row.get(1)?,
                name: row.get(2)?,
                age_years: birth_date
                    .zip(today)
                    .and_then(|(birth, today)| age_years(birth, today)),
                birth_date,
                sex: row.get(4)?,
                phone: row.get(5)?,
                alerts: row.get::<_, Alerts>(6)?.0,
                archived_at: row.get(7)?,
            })
        })
    })
}
