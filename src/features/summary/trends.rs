//! What the first screen draws: how many records each month brought, what they are spread over, and what is near. Each
//! of them is answered by an index.

use serde::Serialize;

use super::unless_disabled;
use crate::{
    access::{grant, marks},
    date::Date,
    error::Result,
    features::{
        Share,
        materials::{self, Workshop},
        monthly::Months,
        patients::{self, Birthday, Clinic},
        products,
    },
    tenancy::Tenant,
};

/// The first screen's charts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Trends {
    /// The first day of each of the last twelve months, this one the last.
    pub months: Vec<Date>,
    /// Parties entered in each month.
    pub parties: Vec<i64>,
    /// Products entered in each month.
    pub products: Vec<i64>,
    /// Patients' files opened in each month; null for a business without patients.
    pub patients: Option<Vec<i64>>,
    /// Materials entered in each month; null for a business without materials.
    pub materials: Option<Vec<i64>>,
    /// Products by the category at the top, the greatest first; the rest has no name.
    pub categories: Vec<Share>,
    /// Materials by store, the greatest first; the rest has no name. Null for a business without materials.
    pub stores: Option<Vec<Share>>,
    /// Patients whose birthday is near; null for a business without patients.
    pub birthdays: Option<Vec<Birthday>>,
}

/// What the first screen draws of a business.
pub fn trends(tenant: &Tenant) -> Result<Trends> {
    let months = Months::until_today(tenant)?;
    let clinic: Option<Clinic> = unless_disabled(grant::<marks::PatientManagement>(tenant))?;
    let workshop: Option<Workshop> = unless_disabled(grant::<marks::MaterialManagement>(tenant))?;
    let entered = |table| tenant.read(|read| months.entered(read, table));
    Ok(Trends {
        parties: entered("parties")?,
        products: entered("products")?,
        patients: clinic.as_ref().map(|_| entered("patients")).transpose()?,
        materials: workshop.as_ref().map(|_| entered("materials")).transpose()?,
        categories: products::by_category(tenant)?,
        stores: workshop.as_ref().map(materials::by_store).transpose()?,
        birthdays: clinic.as_ref().map(patients::birthdays).transpose()?,
        months: months.days,
    })
}
