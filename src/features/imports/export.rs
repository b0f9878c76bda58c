//! Taking a list out as a table: all its pages, in its order, in the columns that were chosen. Brought in again, the
//! fields come back as they were.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{TableFormat, kinds};
use crate::{
    error::{Error, Result},
    features::intake::Intake,
    sheets::{Column, Form, Grid, MOST_ROWS},
    tenancy::Tenant,
};

/// Rows asked for at once.
const PAGE: u32 = 500;

/// What to take out.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportJob {
    /// Of which kind of record.
    pub kind: String,
    /// In which form.
    pub format: TableFormat,
    /// The list's own query, without cursor and limit: search, filters, sort.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub query: Map<String, Value>,
    /// The columns in their order; null for the fields that can be brought in again.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// Only these records, in this order.
    #[serde(default)]
    pub ids: Option<Vec<i64>>,
}

/// A table that was taken out.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its name without the ending.
    pub name: String,
    /// Its rows.
    pub rows: usize,
}

/// Takes a list out. `advance` is told the rows that are ready.
pub fn export(tenant: &Tenant, job: ExportJob, advance: &dyn Fn(usize)) -> Result<Exported> {
    let kind = kinds::named(tenant, &job.kind)?;
    let columns = columns(kind, job.columns.as_deref())?;
    let mut grid = Grid {
        name: kind.about().title.to_owned(),
        columns: columns
            .iter()
            .map(|(_, label, form)| Column {
                heading: (*label).to_owned(),
                form: *form,
            })
            .collect(),
        rows: Vec::new(),
    };
    match job.ids {
        Some(ids) => add(tenant, kind, &ids, &columns, &mut grid)?,
        None => all_pages(tenant, kind, &job.query, |ids| {
            add(tenant, kind, ids, &columns, &mut grid)?;
            advance(grid.rows.len());
            if grid.rows.len() >= MOST_ROWS {
                return Err(Error::field(
                    "query",
                    "too_many",
                    "This is more than a spreadsheet has rows. Narrow the list.",
                ));
            }
            Ok(())
        })?,
    }
    Ok(Exported {
        bytes: job.format.write(&grid)?,
        name: kind.about().key.to_owned(),
        rows: grid.rows.len(),
    })
}

type Chosen = Vec<(&'static str, &'static str, Form)>;

/// The columns that were chosen, else the fields.
fn columns(kind: &dyn Intake, wanted: Option<&[String]>) -> Result<Chosen> {
    let all = kinds::columns(kind);
    let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) else {
        return Ok(all.into_iter().take(kind.about().fields.len()).collect());
    };
    let mut chosen: Chosen = Vec::new();
    let mut faults = Vec::new();
    for (at, key) in wanted.iter().enumerate() {
        match all.iter().find(|(known, _, _)| known == key) {
            Some(column) if !chosen.contains(column) => chosen.push(*column),
            Some(_) => {}
            None => faults.push(crate::error::FieldError {
                field: format!("columns[{at}]"),
                code: "unknown".to_owned(),
                message: "There is no such column. The kinds of imports tell the columns there are.".into(),
            }),
        }
    }
    Error::from_fields(faults)?;
    Ok(chosen)
}

/// Calls `page` with the ids of each page of the list.
fn all_pages(
    tenant: &Tenant,
    kind: &dyn Intake,
    query: &Map<String, Value>,
    mut page: impl FnMut(&[i64]) -> Result<()>,
) -> Result<()> {
    let mut cursor: Option<String> = None;
    loop {
        let mut query = query.clone();
        query.insert("limit".to_owned(), PAGE.into());
        query.remove("cursor");
        if let Some(cursor) = cursor {
            query.insert("cursor".to_owned(), cursor.into());
        }
        let (ids, next) = kind.page(tenant, query)?;
        page(&ids)?;
        match next {
            Some(next) => cursor = Some(next),
            None => return Ok(()),
        }
    }
}

fn add(tenant: &Tenant, kind: &dyn Intake, ids: &[i64], columns: &Chosen, grid: &mut Grid) -> Result<()> {
    tenant.read(|read| {
        for id in ids {
            let texts = kind.texts(tenant, read, *id)?;
            let text = |key: &str| {
                texts
                    .iter()
                    .find(|(known, _)| *known == key)
                    .map(|(_, text)| text.clone())
            };
            grid.rows.push(
                columns
                    .iter()
                    .map(|(key, _, _)| text(key).unwrap_or_default())
                    .collect(),
            );
        }
        Ok(())
    })
}
