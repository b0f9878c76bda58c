//! What a check found, a page at a time: the wrong cells, and the rows as they would be read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Outcome, run,
    slot::{Checked, Choice, Slot},
};
use crate::{
    error::{Code, Error, Result},
    features::intake::{Fault, Intake, Row},
    sentence::Sentence,
    sheets::{Sheet, letter},
};

/// Which part of a list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Entries on the page, 1 to 500; 50 unless told.
    pub limit: Option<usize>,
}

/// A page of wrong cells, or of cells to be looked at.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportProblems {
    /// In the order of the rows.
    pub items: Vec<ImportProblem>,
    /// Ask with this for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// All of them, on every page.
    pub total: usize,
}

/// A wrong cell or a wrong row, or one to be looked at.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportProblem {
    /// The row, as the file counts them.
    pub row: u32,
    /// The column, from 0; null when the field has none, or when it is the row.
    pub column: Option<usize>,
    /// The column's letters.
    pub letter: Option<String>,
    /// The column's heading.
    pub heading: Option<String>,
    /// The field; null when it is the row.
    pub field: Option<String>,
    /// What stands there.
    pub value: String,
    /// A stable code.
    pub code: String,
    /// What is wrong or odd, in a sentence.
    #[serde(flatten)]
    pub message: Sentence,
}

/// A page of rows.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PreviewRows {
    /// In the file's order.
    pub items: Vec<PreviewRow>,
    /// Ask with this for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// All of them, on every page.
    pub total: usize,
}

/// A row as it would be read.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PreviewRow {
    /// The row, as the file counts them.
    pub row: u32,
    /// What it comes to; null until the rows were tried.
    pub outcome: Option<Outcome>,
    /// What stands in the columns of the fields.
    pub cells: BTreeMap<String, String>,
}

/// A wrong cell as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) row: u32,
    pub(super) column: Option<usize>,
    pub(super) fault: Fault,
}

impl Problem {
    pub(super) fn new(kind: &dyn Intake, choice: &Choice, row: u32, fault: Fault) -> Self {
        let place = fault
            .field
            .and_then(|key| kind.about().fields.iter().position(|field| field.key == key));
        Self {
            row,
            column: fault.column.or_else(|| choice.columns[place?]),
            fault,
        }
    }
}

impl RowsQuery {
    /// The part of `total` entries that is asked for, and the cursor of the next.
    fn part(&self, total: usize) -> Result<(std::ops::Range<usize>, Option<String>)> {
        let limit = match self.limit {
            None => 50,
            Some(limit @ 1..=500) => limit,
            Some(_) => return Err(Error::field("limit", "out_of_range", "Ask for 1 to 500 rows.")),
        };
        let begin = match self.cursor.as_deref().map(str::parse::<usize>) {
            None => 0,
            Some(Ok(begin)) if begin <= total => begin,
            Some(_) => {
                return Err(Error::new(
                    Code::BadRequest,
                    "The cursor is not one that this list gave. Begin at the first page.",
                ));
            }
        };
        let end = begin.saturating_add(limit).min(total);
        Ok((begin..end, (end < total).then(|| end.to_string())))
    }
}

/// A page of wrong cells.
pub(super) fn problems(slot: &Slot, query: &RowsQuery) -> Result<ImportProblems> {
    page(slot, query, |checked| &checked.problems)
}

/// A page of cells that should be looked at.
pub(super) fn notices(slot: &Slot, query: &RowsQuery) -> Result<ImportProblems> {
    page(slot, query, |checked| &checked.notices)
}

fn page(slot: &Slot, query: &RowsQuery, which: fn(&Checked) -> &[Problem]) -> Result<ImportProblems> {
    let state = slot.state();
    let found = state.checked.as_deref().map(which).unwrap_or_default();
    let (part, next_cursor) = query.part(found.len())?;
    let sheet = state.book.sheets.get(state.choice.sheet);
    let items = found[part].iter();
    Ok(ImportProblems {
        total: found.len(),
        items: items
            .map(|problem| shown(sheet, state.choice.header, problem))
            .collect(),
        next_cursor,
    })
}

/// A wrong cell with what stands there and above it.
pub(super) fn shown(sheet: Option<&Sheet>, header: Option<usize>, problem: &Problem) -> ImportProblem {
    let cell = |row: Option<usize>| Some(sheet?.cell(row?, problem.column?).trim().to_owned());
    let row = sheet.and_then(|sheet| sheet.place(problem.row));
    ImportProblem {
        row: problem.row,
        column: problem.column,
        letter: problem.column.map(letter),
        heading: cell(header),
        field: problem.fault.field.map(str::to_owned),
        value: cell(row).unwrap_or_default(),
        code: problem.fault.code.clone(),
        message: problem.fault.message.clone(),
    }
}

/// A page of rows as they would be read.
pub(super) fn preview(slot: &Slot, query: &RowsQuery) -> Result<PreviewRows> {
    let state = slot.state();
    let Some(sheet) = state.book.sheets.get(state.choice.sheet) else {
        return Ok(PreviewRows {
            items: Vec::new(),
            next_cursor: None,
            total: 0,
        });
    };
    let places: Vec<usize> = run::rows(slot.kind, sheet, &state.choice).collect();
    let (part, next_cursor) = query.part(places.len())?;
    let outcomes = state
        .checked
        .as_ref()
        .map(|checked| checked.outcomes.as_slice())
        .unwrap_or_default();
    let items = places[part].iter().map(|place| {
        let number = sheet.number(*place);
        let row = Row::new(slot.kind.about(), sheet, *place, &state.choice.columns);
        let fields = slot.kind.about().fields.iter();
        let found = outcomes.binary_search_by_key(&number, |(row, _)| *row).ok();
        PreviewRow {
            row: number,
            outcome: found.map(|at| outcomes[at].1),
            cells: fields
                .filter_map(|field| Some((field.key.to_owned(), row.text(field.key)?.to_owned())))
                .collect(),
        }
    });
    Ok(PreviewRows {
        items: items.collect(),
        next_cursor,
        total: places.len(),
    })
}
