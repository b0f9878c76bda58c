//! What a person sees first in the morning: how many of each record there are, and what was done lately. It counts
//! what the features keep and keeps nothing itself.

pub(super) mod routes;
mod trends;

use serde::Serialize;

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
    /// The newest changes, newest first.
    pub recent: Vec<RecentChange>,
}

/// One change, in a line.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct RecentChange {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What was done, `party.create`.
    pub operation: String,
    /// To what, `party/12`.
    pub record: String,
    /// The record's name at that time.
    pub label: String,
}

/// The figures of a business.
pub fn summary(tenant: &Tenant) -> Result<Summary> {
    let hidden = hidden_kinds(tenant);
    Ok(Summary {
        parties: parties::totals(tenant)?,
        products: products::totals(tenant)?,
        patients: unless_disabled(grant(tenant).and_then(|clinic| patients::totals(&clinic)))?,
        materials: unless_disabled(grant(tenant).and_then(|workshop| materials::totals(&workshop)))?,
        recent: tenant
            .read(|read| LogEntry::newest(read, &hidden, RECENT))?
            .into_iter()
            .map(RecentChange::from)
            .collect(),
    })
}

/// The newest changes of a business, newest first. Records of features that it does not have are left out.
pub fn edit_log(tenant: &Tenant, limit: u32) -> Result<Vec<LogEntry>> {
    let hidden = hidden_kinds(tenant);
    tenant.read(|read| LogEntry::newest(read, &hidden, limit))
}

/// The kinds of record that a business's features do not let it see.
fn hidden_kinds(tenant: &Tenant) -> Vec<&'static str> {
    let gated = [
        (Feature::PatientManagement, "patient"),
        (Feature::MaterialManagement, "material"),
    ];
    let has = &tenant.config().features;
    gated
        .into_iter()
        .filter(|(feature, _)| !has.contains(feature))
        .map(|(_, kind)| kind)
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

impl From<LogEntry> for RecentChange {
    fn from(entry: LogEntry) -> Self {
        let record = entry.after.as_ref().or(entry.before.as_ref());
        let name = record.and_then(|record| {
            let name = record
                .get("name")
                .or_else(|| record.get("branding")?.get("company_name"))?;
            name.as_str().map(str::to_owned)
        });
        Self {
            at: entry.at,
            operation: entry.operation,
            label: name.unwrap_or_else(|| format!("{} {}", entry.record_kind, entry.record_id)),
            record: format!("{}/{}", entry.record_kind, entry.record_id),
        }
    }
}
