//! The sample businesses, made through the same operations as anybody's.

use std::collections::HashMap;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    access::grant,
    author::Author,
    date::Date,
    error::{Error, Result},
    features::{materials, parties, patients},
    tenancy::{ConfigLayer, NewTenant, Sample, Tenancy, Tenant, TenantId, samples},
};

/// What was made.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Made {
    /// Businesses made now.
    pub created: Vec<String>,
    /// Businesses that were there already and were left as they are.
    pub existing: Vec<String>,
}

/// Makes the samples that are not there yet; `tell` hears each business's id before it is made.
pub fn make_samples(tenancy: &Tenancy, author: &Author, mut tell: impl FnMut(&str)) -> Result<Made> {
    let mut made = Made::default();
    for sample in samples() {
        let id = TenantId::parse(&sample.tenant_id)?;
        if tenancy.by_subdomain(&id.subdomain())?.is_some() {
            made.existing.push(sample.tenant_id.clone());
            continue;
        }
        tell(&sample.tenant_id);
        make(tenancy, sample, &id, author)?;
        made.created.push(sample.tenant_id.clone());
    }
    Ok(made)
}

fn make(tenancy: &Tenancy, sample: &Sample, id: &TenantId, author: &Author) -> Result<()> {
    let layer: ConfigLayer = sample.config.clone().try_into().map_err(Error::internal)?;
    let new = NewTenant {
        tenant_id: Some(id.clone()),
        domain: layer.domain.unwrap_or_else(|| "default".into()),
        branding: layer.branding,
        features: layer.features,
        gst_number: layer.gst_number,
        contact_info: layer.contact_info,
        database_url: None,
    };
    tenancy.create(new, author)?;
    tenancy.set_logo(id, &sample.logo_png, "image/png", author)?;
    fill(&tenancy.tenant(id, author.clone())?, sample)
}

/// Enters the sample's rows through the operations that people use. What is dated after today, by a clock that
/// stands earlier than the sample, is left out.
fn fill(tenant: &Tenant, sample: &Sample) -> Result<()> {
    for row in &sample.rows.parties {
        parties::create(tenant, typed(row)?)?;
    }
    for row in sample
        .rows
        .patients
        .iter()
        .filter(|row| has_come(tenant, row, "birth_date"))
    {
        patients::create(&grant(tenant)?, typed(row)?)?;
    }
    let mut ids = HashMap::new();
    for row in &sample.rows.materials {
        let material = materials::create(&grant(tenant)?, &typed(row)?)?;
        ids.insert(material.code, material.id);
    }
    for count in sample
        .counts
        .iter()
        .filter(|count| has_come(tenant, &count.body, "counted_on"))
    {
        let id = ids.get(&count.material_code).ok_or_else(|| {
            Error::internal(format!(
                "a count of {}, which is no material",
                count.material_code
            ))
        })?;
        materials::count(&grant(tenant)?, *id, &typed(&count.body)?)?;
    }
    Ok(())
}

/// Whether a row's date, if it has one, is today or before.
fn has_come(tenant: &Tenant, row: &Value, field: &str) -> bool {
    let date = row
        .get(field)
        .and_then(Value::as_str)
        .and_then(|text| Date::parse(text).ok());
    date.is_none_or(|date| date.civil() <= tenant.today())
}

/// A row as the body it has the shape of.
fn typed<T: DeserializeOwned>(row: &Value) -> Result<T> {
    T::deserialize(row).map_err(Error::internal)
}
