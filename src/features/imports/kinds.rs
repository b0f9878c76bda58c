//! The kinds of record that tables are brought in of, and which of them a business has.

use serde::Serialize;

use crate::{
    error::{Error, Result},
    features::{
        intake::{Field, Intake},
        materials::import::Materials,
        parties::import::Parties,
        patients::import::Patients,
        products::import::Products,
    },
    sentence::say,
    sheets::Form,
    tenancy::Tenant,
};

const ALL: [&dyn Intake; 4] = [&Products, &Parties, &Patients, &Materials];

/// A kind of record that tables can be brought in of.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportKind {
    /// Its name in the API: `products`.
    pub kind: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its fields in the order of a template.
    pub fields: Vec<ImportField>,
    /// The columns that an export of it can have, fields among them.
    pub columns: Vec<ExportColumn>,
}

/// A field, as a column of a table has it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportField {
    /// Its stable name.
    pub key: &'static str,
    /// Its heading in files that the program writes.
    pub label: &'static str,
    /// Whether a new record needs it.
    pub required: bool,
    /// What belongs in it.
    pub help: &'static str,
    /// A value that could stand in it.
    pub example: &'static str,
}

/// A column that an export can have.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ExportColumn {
    /// Its stable name.
    pub key: &'static str,
    /// Its heading.
    pub label: &'static str,
}

/// The kinds that a business has.
pub fn kinds(tenant: &Tenant) -> Vec<ImportKind> {
    let granted = ALL.into_iter().filter(|kind| kind.allowed(tenant).is_ok());
    granted.map(described).collect()
}

/// The kind of this name, which the business must have.
pub(super) fn named(tenant: &Tenant, name: &str) -> Result<&'static dyn Intake> {
    let found = ALL.into_iter().find(|kind| kind.about().key == name);
    let kind = found.ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|kind| kind.about().key).collect();
        Error::field(
            "kind",
            "unknown_kind",
            say!(
                "Tables can be brought in and taken out of {names}.",
                names = known.join(", ")
            ),
        )
    })?;
    kind.allowed(tenant)?;
    Ok(kind)
}

/// The names of the kinds that a business has.
pub(super) fn granted(tenant: &Tenant) -> Vec<&'static str> {
    let granted = ALL.into_iter().filter(|kind| kind.allowed(tenant).is_ok());
    granted.map(|kind| kind.about().key).collect()
}

fn described(kind: &'static dyn Intake) -> ImportKind {
    let about = kind.about();
    let field = |field: &Field| ImportField {
        key: field.key,
        label: field.label,
        required: field.required,
        help: field.help,
        example: field.example,
    };
    ImportKind {
        kind: about.key,
        title: about.title,
        fields: about.fields.iter().map(field).collect(),
        columns: columns(kind)
            .into_iter()
            .map(|(key, label, _)| ExportColumn { key, label })
            .collect(),
    }
}

/// All columns of an export: the fields, then what is only shown.
pub(super) fn columns(kind: &dyn Intake) -> Vec<(&'static str, &'static str, Form)> {
    let about = kind.about();
    let fields = about
        .fields
        .iter()
        .map(|field| (field.key, field.label, field.form));
    fields.chain(about.shown.iter().copied()).collect()
}
