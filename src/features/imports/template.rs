//! An empty table with the headings of a kind, and one row that shows what belongs below them.

use serde::Deserialize;

use super::{TableFormat, kinds};
use crate::{
    error::Result,
    sheets::{Column, Grid},
    tenancy::Tenant,
};

/// Which template.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateJob {
    /// Of which kind of record.
    pub kind: String,
    /// In which form.
    pub format: TableFormat,
}

/// The template, and its name without the ending.
pub fn template(tenant: &Tenant, job: &TemplateJob) -> Result<(Vec<u8>, String)> {
    let about = kinds::named(tenant, &job.kind)?.about();
    let column = |field: &crate::features::intake::Field| Column {
        heading: field.label.to_owned(),
        form: field.form,
    };
    let grid = Grid {
        name: about.title.to_owned(),
        columns: about.fields.iter().map(column).collect(),
        rows: vec![
            about
                .fields
                .iter()
                .map(|field| field.example.to_owned())
                .collect(),
        ],
    };
    Ok((job.format.write(&grid)?, format!("{}-template", about.key)))
}
