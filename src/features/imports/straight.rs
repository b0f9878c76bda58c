//! An import in one go, for whoever does not choose columns by hand: as the headings tell, or as a person chose for
//! them before.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Existing, ImportProblem, ImportSummary, commit, corrected, kinds, mapping,
    named::{self, NamedColumn},
    problems::{self, Problem},
    run,
    slot::Checked,
};
use crate::{
    error::{Code, Error, Result},
    hex, sheets,
    tenancy::Tenant,
};

/// Wrong cells that an answer names.
const MOST_PROBLEMS: usize = 50;

/// What to bring in.
#[derive(Clone, Debug)]
pub struct StraightImport {
    /// Of which kind of record: `products`.
    pub kind: String,
    /// The file's name.
    pub file_name: String,
    /// Columns that were named, each with its field; the headings tell the others.
    pub columns: Vec<NamedColumn>,
    /// What becomes of a row whose record is there already.
    pub existing: Existing,
    /// Whether to stop after every row was tried.
    pub stop: Stop,
}

/// Where to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// After every row was tried.
    Checked,
    /// When all rows are written.
    Written,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
pub struct StraightResult {
    /// Its id, when something was brought in.
    pub id: Option<String>,
    /// The heading of each field that has a column.
    pub columns: BTreeMap<&'static str, String>,
    /// What the rows come to.
    pub summary: ImportSummary,
    /// The first wrong cells.
    pub problems: Vec<ImportProblem>,
    /// The first cells that should be looked at.
    pub notices: Vec<ImportProblem>,
    /// Records entered.
    pub added: usize,
    /// Records changed.
    pub changed: usize,
    /// The table with its wrong cells marked, when there are any.
    #[serde(skip)]
    pub corrected: Option<Vec<u8>>,
}

/// Brings a table in. `rows` is told how many there are, `advance` of each that is dealt with; both twice when all is
/// well, for a table is tried and then written.
pub fn bring_in(
    tenant: &Tenant,
    wanted: &StraightImport,
    bytes: &[u8],
    rows: &dyn Fn(usize),
    advance: &dyn Fn(),
) -> Result<StraightResult> {
    let kind = kinds::named(tenant, &wanted.kind)?;
    let book = sheets::read(bytes)?;
    let mut choice = mapping::first(tenant, kind, &book)?;
    choice.existing = wanted.existing;
    named::take(tenant, kind, &book, &wanted.columns, &mut choice)?;
    run::ready(kind, &choice)?;
    let sheet = super::slot::sheet_of(&book, &choice)?;
    let count = run::rows(kind, sheet, &choice).count();
    if count == 0 {
        let message = "There are no rows below the headings. Look whether this is the right file.";
        return Err(Error::new(Code::BadTable, message).and_field("file", "no_rows", message));
    }
    rows(count);
    let checked: Checked = run::check(tenant, kind, &book, &choice, advance)?;
    let heading = |column: usize| {
        choice
            .header
            .map(|header| sheet.cell(header, column).trim().to_owned())
    };
    let fields = kind.about().fields.iter().zip(&choice.columns);
    let shown = |found: &[Problem]| -> Vec<ImportProblem> {
        let found = found.iter().take(MOST_PROBLEMS);
        found
            .map(|problem| problems::shown(Some(sheet), choice.header, problem))
            .collect()
    };
    let mut result = StraightResult {
        id: None,
        columns: fields
            .filter_map(|(field, column)| Some((field.key, heading((*column)?)?)))
            .collect(),
        summary: checked.summary,
        problems: shown(&checked.problems),
        notices: shown(&checked.notices),
        added: 0,
        changed: 0,
        corrected: None,
    };
    if checked.summary.wrong > 0 {
        result.corrected = Some(corrected::workbook(&book, &choice, &checked, "en")?);
        return Ok(result);
    }
    if wanted.stop == Stop::Checked || checked.summary.new + checked.summary.changed == 0 {
        return Ok(result);
    }
    let key = hex::random::<16>()?;
    let table = commit::Table {
        kind,
        key: &key,
        file_name: &wanted.file_name,
        book: &book,
        choice: &choice,
    };
    rows(count);
    (result.added, result.changed) = commit::write(tenant, &table, advance)?;
    result.id = Some(key);
    Ok(result)
}
