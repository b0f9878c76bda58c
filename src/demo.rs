//! The sample businesses, made through the same operations as anybody's.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    author::Author,
    error::{Error, Result},
    features::parties,
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

/// Enters the sample's rows through the operations that people use.
fn fill(tenant: &Tenant, sample: &Sample) -> Result<()> {
    for row in &sample.rows.parties {
        parties::create(tenant, typed(row)?)?;
    }
    Ok(())
}

/// A row as the body it has the shape of.
fn typed<T: DeserializeOwned>(row: &Value) -> Result<T> {
    T::deserialize(row).map_err(Error::internal)
}
