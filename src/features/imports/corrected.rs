//! The table given back with what is wrong in it, or only to be looked at, to be corrected in a spreadsheet and chosen
//! again.

use std::collections::BTreeMap;

use super::slot::{Checked, Choice, Slot, sheet_of};
use crate::{
    error::{Code, Error, Result},
    sheets::{Book, Complaint, marked, own_headings},
    translation::told,
};

/// The workbook, and the name to save it under.
pub(super) fn corrected(slot: &Slot, language: &str) -> Result<(Vec<u8>, String)> {
    let (book, choice, checked) = {
        let state = slot.state();
        (state.book.clone(), state.choice.clone(), state.checked.clone())
    };
    let checked = checked.ok_or_else(|| {
        Error::new(
            Code::ImportNotReady,
            "Check the rows first; then what is wrong can be marked.",
        )
    })?;
    let stem = slot
        .file_name
        .rsplit_once('.')
        .map_or(slot.file_name.as_str(), |(stem, _)| stem);
    let what = if checked.summary.wrong > 0 {
        "to-correct"
    } else {
        "to-look-at"
    };
    let bytes = workbook(&book, &choice, &checked, language)?;
    Ok((bytes, format!("{stem}-{what}")))
}

/// The workbook alone, its notes in a language.
pub(super) fn workbook(book: &Book, choice: &Choice, checked: &Checked, language: &str) -> Result<Vec<u8>> {
    let sheet = sheet_of(book, choice)?;
    let mut complaints: BTreeMap<u32, Vec<Complaint>> = BTreeMap::new();
    let wrong = checked.problems.iter().map(|problem| (problem, false));
    let odd = checked.notices.iter().map(|notice| (notice, true));
    for (problem, only_odd) in wrong.chain(odd) {
        let heading = problem
            .column
            .zip(choice.header)
            .map(|(column, header)| sheet.cell(header, column).trim());
        let said = told(&problem.fault.message, language);
        let message = match heading.filter(|heading| !heading.is_empty()) {
            Some(heading) => format!("{heading}: {said}"),
            None => said,
        };
        complaints.entry(problem.row).or_default().push(Complaint {
            column: problem.column,
            message,
            only_odd,
        });
    }
    let [wrong, odd] = own_headings();
    let own_heading = if checked.summary.wrong > 0 { wrong } else { odd };
    marked(
        sheet,
        choice.header.map(|header| sheet.number(header)),
        &told(&own_heading, language),
        &complaints,
    )
}
