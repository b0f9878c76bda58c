//! Taking a list out as a table: all its pages, in its order, in the columns that were chosen. Brought in again, the
//! fields come back as they were.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{TableFormat, kinds};
use crate::{
    error::{Error, Result},
    features::intake::{Further, Intake},
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
    // What no field holds belongs to the fields; columns that were chosen have nothing beside them.
    let mut further = job.columns.as_ref().is_none_or(Vec::is_empty).then(Vec::new);
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
        Some(ids) => add(tenant, kind, &ids, &columns, &mut grid, further.as_mut())?,
        None => all_pages(tenant, kind, &job.query, |ids| {
            add(tenant, kind, ids, &columns, &mut grid, further.as_mut())?;
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
    spread(&mut grid, further.unwrap_or_default());
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

/// What stands in a column that only some records fill, and the place of its row.
type Spread = Vec<(Further, usize, String)>;

fn add(
    tenant: &Tenant,
    kind: &dyn Intake,
    ids: &[i64],
    columns: &Chosen,
    grid: &mut Grid,
    mut further: Option<&mut Spread>,
) -> Result<()> {
    tenant.read(|read| {
        for id in ids {
            let texts = kind.texts(tenant, read, *id)?;
            if let Some(further) = &mut further {
                let row = grid.rows.len();
                further.extend(
                    texts
                        .further
                        .into_iter()
                        .map(|(column, text)| (column, row, text)),
                );
            }
            let text = |key: &str| {
                texts
                    .fields
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

/// Adds the columns that only some records fill, each once, behind the others.
fn spread(grid: &mut Grid, further: Spread) {
    let columns: BTreeSet<Further> = further.iter().map(|(column, ..)| column.clone()).collect();
    if columns.is_empty() {
        return;
    }
    let first = grid.columns.len();
    for row in &mut grid.rows {
        row.resize(first + columns.len(), String::new());
    }
    let places: BTreeMap<&Further, usize> = columns.iter().zip(first..).collect();
    for (column, row, text) in further {
        grid.rows[row][places[&column]] = text;
    }
    grid.columns.extend(columns.iter().map(|column| Column {
        heading: column.heading.clone(),
        form: column.form,
    }));
}
