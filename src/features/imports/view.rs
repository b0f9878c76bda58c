//! An import as the screens see it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Existing, PastImport,
    run::mapping_of,
    slot::{Choice, Slot},
};
use crate::features::intake::Intake;
use crate::sentence::Sentence;
use crate::sheets::{Sheet, letter, own_column};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Columns are matched with fields.
    Mapping,
    /// Every row is tried.
    Checking,
    /// Every row was tried with the present columns.
    Checked,
    /// The rows are written.
    Committing,
    /// They are written.
    Done,
    /// What was written is taken back.
    Undoing,
    /// It was taken back.
    Undone,
    /// The last step did not end well; nothing of it stays.
    Failed,
}

/// An import.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Import {
    /// Its id, which nobody can guess.
    pub id: String,
    /// Of which kind of record: `products`.
    pub kind: String,
    /// The file's name.
    pub file_name: String,
    /// The file's size; 0 once the file is forgotten.
    pub size_bytes: u64,
    /// Where it stands.
    pub state: ImportState,
    /// How far the present step is.
    pub progress: Option<ImportProgress>,
    /// The tables of the file.
    pub sheets: Vec<ImportSheet>,
    /// Which of them is brought in, from 0.
    pub sheet: usize,
    /// The row with the headings, as the file counts them, from 1; null for none.
    pub header_row: Option<u32>,
    /// The columns of that table.
    pub columns: Vec<ImportColumn>,
    /// The column of each field, from 0; null for none.
    pub mapping: BTreeMap<String, Option<usize>>,
    /// What becomes of a row whose record is there already.
    pub existing: Existing,
    /// What the rows come to; null until they were tried with the present columns.
    pub summary: Option<ImportSummary>,
    /// Why the last step did not end well.
    pub failure: Option<ImportFailure>,
    /// Records entered.
    pub added: usize,
    /// Records changed.
    pub changed: usize,
}

/// How far a step is, in rows.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportProgress {
    /// Rows dealt with.
    pub done: usize,
    /// All rows.
    pub total: usize,
}

/// A table of a file.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportSheet {
    /// Its place, from 0.
    pub index: usize,
    /// Its name; empty for CSV.
    pub name: String,
    /// Its rows, the heading counted.
    pub rows: usize,
}

/// A column of a table.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportColumn {
    /// Its place, from 0.
    pub index: usize,
    /// Its letters in a spreadsheet.
    pub letter: String,
    /// Its heading; empty for none.
    pub heading: String,
    /// The first three values below it.
    pub samples: Vec<String>,
    /// Whether it is read by its heading: one of several, such as “Address 2 city”.
    pub further: bool,
}

/// What the rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ImportSummary {
    /// All rows below the heading that are not blank.
    pub rows: usize,
    /// New records.
    pub new: usize,
    /// Records that change.
    pub changed: usize,
    /// Records that are like it already.
    pub same: usize,
    /// Rows left out.
    pub skipped: usize,
    /// Rows in which something is wrong.
    pub wrong: usize,
    /// Rows, wrong ones among them, in which something should be looked at, though it holds nothing up.
    pub noticed: usize,
}

/// Why a step did not end well.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ImportFailure {
    /// A stable code.
    pub code: String,
    /// What went wrong, in a sentence.
    #[serde(flatten)]
    pub message: Sentence,
}

/// Values shown below a heading.
const SAMPLES: usize = 3;
/// Rows that are looked at for them.
const LOOKED_AT: usize = 200;
/// Characters of one of them.
const LONGEST_SAMPLE: usize = 60;

impl Import {
    /// An import in the making.
    pub(super) fn of(slot: &Slot) -> Self {
        let progress = slot.progress();
        let state = slot.state();
        let sheet = state.book.sheets.get(state.choice.sheet);
        let sheets = state
            .book
            .sheets
            .iter()
            .enumerate()
            .map(|(index, sheet)| ImportSheet {
                index,
                name: sheet.name.clone(),
                rows: sheet.rows(),
            });
        Self {
            id: slot.id.clone(),
            kind: slot.kind.about().key.to_owned(),
            file_name: slot.file_name.clone(),
            size_bytes: u64::try_from(slot.size_bytes).unwrap_or(u64::MAX),
            state: state.step,
            progress: state.step.is_busy().then_some(progress),
            sheets: sheets.collect(),
            sheet: state.choice.sheet,
            header_row: state.choice.header.and_then(|header| Some(sheet?.number(header))),
            columns: sheet
                .map(|sheet| columns(slot.kind, sheet, &state.choice))
                .unwrap_or_default(),
            mapping: mapping_of(slot.kind, &state.choice),
            existing: state.choice.existing,
            summary: state.checked.as_ref().map(|checked| checked.summary),
            failure: state.failure.clone(),
            added: state.added,
            changed: state.changed,
        }
    }

    /// An import of the past, whose file is forgotten.
    pub(super) fn past(import: PastImport) -> Self {
        Self {
            id: import.id,
            kind: import.kind,
            file_name: import.file_name,
            size_bytes: 0,
            state: if import.undone_at.is_some() {
                ImportState::Undone
            } else {
                ImportState::Done
            },
            progress: None,
            sheets: Vec::new(),
            sheet: 0,
            header_row: None,
            columns: Vec::new(),
            mapping: BTreeMap::new(),
            existing: Existing::default(),
            summary: None,
            failure: None,
            added: import.added,
            changed: import.changed,
        }
    }
}

fn columns(kind: &dyn Intake, sheet: &Sheet, choice: &Choice) -> Vec<ImportColumn> {
    let (header, further) = (choice.header, choice.further(kind, sheet));
    let first = header.map_or(0, |header| header + 1);
    let column = |index: usize| {
        let below = (first..sheet.rows())
            .take(LOOKED_AT)
            .map(|row| sheet.cell(row, index).trim());
        let samples = below.filter(|text| !text.is_empty()).take(SAMPLES);
        ImportColumn {
            index,
            letter: letter(index),
            heading: header
                .map(|header| sheet.cell(header, index).trim().to_owned())
                .unwrap_or_default(),
            samples: samples
                .map(|text| text.chars().take(LONGEST_SAMPLE).collect())
                .collect(),
            further: further.iter().any(|(column, _)| *column == index),
        }
    };
    let own = own_column(sheet, header.map(|header| sheet.number(header)));
    (0..sheet.columns())
        .filter(|index| Some(*index) != own)
        .map(column)
        .collect()
}
