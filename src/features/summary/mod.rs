//! What a person sees first in the morning: how many of each record there are, and what was done lately. It counts
//! what the features keep and keeps nothing itself.

mod recent;
pub(super) mod routes;
mod trends;

use serde::Serialize;

pub use recent::{ImportInALine, RecentChange};
pub use trends::{Trends, trends};

use super::{
    materials::{self, MaterialTotals},
    parties::{self, PartyTotals},
    patients::{self, PatientTotals},
    products::{self, ProductTotals},
};
use crate::{
    access::grant,
    db::LogEntry,
    error::{Code, Result},
    feature::Feature,
    tenancy::Tenant,
};

/// Changes shown on the first screen.
const RECENT: u32 = 12;

/// The first screen's figures.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Summary {
    /// Customers and suppliers.
    pub parties: PartyTotals,
    /// Products and services.
    pub products: ProductTotals,
    /// Null for a business without patients.
    pub patients: Option<PatientTotals>,
    /// Null for a business without materials.
    pub materials: Option<MaterialTotals>,
    /// The newest changes, newest first; an import is one.
    pub recent: Vec<RecentChange>,
}

/// The figures of a business.
pub fn summary(tenant: &Tenant) -> Result<Summary> {
    let hidden = hidden_kinds(tenant);
    Ok(Summary {
        parties: parties::totals(tenant)?,
        products: products::totals(tenant)?,
        patients: unless_disabled(grant(tenant).and_then(|clinic| patients::totals(&clinic)))?,
        materials: unless_disabled(grant(tenant).and_then(|workshop| materials::totals(&workshop)))?,
        recent: tenant.read(|read| recent::newest(read, &hidden, RECENT))?,
    })
}

/// The newest changes of a business, newest first. Records of features that it does not have are left out.
pub fn edit_log(tenant: &Tenant, limit: u32) -> Result<Vec<LogEntry>> {
    let hidden = hidden_kinds(tenant);
    tenant.read(|read| LogEntry::newest(read, &hidden, limit))
}

/// The kinds of record that a business's features do not let it see, by the names that the log and imports have for
/// them.
fn hidden_kinds(tenant: &Tenant) -> Vec<&'static str> {
    let gated = [
        (Feature::PatientManagement, ["patient", "patients"]),
        (Feature::MaterialManagement, ["material", "materials"]),
    ];
    let has = &tenant.config().features;
    gated
        .into_iter()
        .filter(|(feature, _)| !has.contains(feature))
        .flat_map(|(_, kinds)| kinds)
        .collect()
}

/// A missing feature is no failure here.
fn unless_disabled<T>(totals: Result<T>) -> Result<Option<T>> {
    match totals {
        Ok(totals) => Ok(Some(totals)),
        Err(error) if error.code() == Code::FeatureDisabled => Ok(None),
        Err(error) => Err(error),
    }
}
