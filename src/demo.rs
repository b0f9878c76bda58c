//! The first rows of a business: a trade's starter rows, and the sample businesses. All go through the operations
//! that people use, and into a file that nobody sees before it is whole.

mod products;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    access::grant,
    author::Author,
    date::Date,
    db::params,
    error::{Error, Result},
    features::{materials, parties, patients},
    tenancy::{
        ConfigLayer, NewTenant, Rows, Sample, SmallLogo, Tenancy, Tenant, TenantId, held_to_one, put_logo,
        samples,
    },
    unreadable::unreadable,
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
    if tenancy.is_held_to_one() {
        return Err(held_to_one());
    }
    let mut made = Made::default();
    for sample in samples() {
        let id = TenantId::parse(&sample.tenant_id)?;
        if tenancy.by_subdomain(&id.subdomain())?.is_some() {
            made.existing.push(sample.tenant_id.clone());
            continue;
        }
        tell(&sample.tenant_id);
        make(tenancy, sample, &id, author).map_err(|error| after(&made, &id, error))?;
        made.created.push(sample.tenant_id.clone());
    }
    Ok(made)
}

/// The error of one sample where others were made before it: those stay.
fn after(made: &Made, id: &TenantId, error: Error) -> Error {
    if made.created.is_empty() {
        return error;
    }
    let why = error.detail().replace("Nothing was changed; free", "Free");
    let there = made.created.join(", ");
    Error::new(
        error.code(),
        format!("Made and whole: {there}. Not made: {id}. {why}"),
    )
    .caused_by(error)
}

fn make(tenancy: &Tenancy, sample: &Sample, id: &TenantId, author: &Author) -> Result<()> {
    let layer: ConfigLayer = sample.config.clone().try_into().map_err(Error::internal)?;
    let new = NewTenant {
        tenant_id: Some(id.to_string()),
        domain: layer.domain.unwrap_or_else(|| "default".into()),
        branding: layer.branding,
        features: layer.features,
        gst_number: layer.gst_number,
        contact_info: layer.contact_info,
        database_url: None,
    };
    tenancy
        .create_filled(new, author, Some(&|tenant| fill(tenant, sample)))
        .map(drop)
}

fn fill(tenant: &Tenant, sample: &Sample) -> Result<Option<SmallLogo>> {
    products::enter(tenant, &sample.products)?;
    first_rows(tenant, &sample.rows)?;
    if !sample.counts.is_empty() {
        count(tenant, sample)?;
    }
    put_logo(tenant, &sample.logo_png, "image/png").map(Some)
}

fn count(tenant: &Tenant, sample: &Sample) -> Result<()> {
    let granted = grant(tenant)?;
    for count in sample
        .counts
        .iter()
        .filter(|count| has_come(tenant, &count.body, "counted_on"))
    {
        let id = tenant.read(|read| {
            read.value(
                "select id from materials where code = ?1",
                params![count.material_code],
            )
        })?;
        materials::count(&granted, id, &typed(&count.body)?)?;
    }
    Ok(())
}

/// Enters rows through the operations that people use. What is dated after today, by a clock that stands earlier, is
/// left out, and so is what the business has no feature for.
pub fn first_rows(tenant: &Tenant, rows: &Rows) -> Result<()> {
    for row in &rows.parties {
        parties::create(tenant, typed(row)?)?;
    }
    if let Ok(granted) = grant(tenant) {
        for row in rows
            .patients
            .iter()
            .filter(|row| has_come(tenant, row, "birth_date"))
        {
            patients::create(&granted, typed(row)?)?;
        }
    }
    if let Ok(granted) = grant(tenant) {
        for row in &rows.materials {
            materials::create(&granted, &typed(row)?)?;
        }
    }
    Ok(())
}

/// Looks whether rows have the shape of the bodies they are entered by; the error names kind, number and field.
pub fn check_rows(rows: &Rows) -> Result<()> {
    shaped::<parties::PartyDraft>("parties", &rows.parties)?;
    shaped::<patients::PatientDraft>("patients", &rows.patients)?;
    shaped::<materials::MaterialDraft>("materials", &rows.materials)
}

fn shaped<T: DeserializeOwned>(kind: &str, rows: &[Value]) -> Result<()> {
    for (index, row) in rows.iter().enumerate() {
        serde_path_to_error::deserialize::<_, T>(row).map_err(|error| {
            let error = unreadable("row", &error);
            let (field, message) = error.fields().first().map_or(("", error.detail()), |field| {
                (field.field.as_str(), field.message.as_str())
            });
            let at = format!("{kind}.{}.{field}", index + 1);
            Error::field(at.trim_end_matches(".row"), "unreadable", message)
        })?;
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
