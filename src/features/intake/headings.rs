//! Which row of a table has the headings, and which field each of them means.

use super::{super::search::fold, About};
use crate::sheets::{Sheet, is_own_heading};

/// Rows that are looked at for the headings.
const SAMPLE: usize = 25;
/// Words that say nothing of what a heading means.
const NOISE: [&str; 9] = [
    "rs",
    "inr",
    "in",
    "the",
    "of",
    "mandatory",
    "required",
    "optional",
    "का",
];

/// A heading as it is compared: small letters, no signs, nothing in brackets.
pub(in crate::features) fn plain(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::with_capacity(heading.len());
    for letter in fold(heading).chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            // Signs of Devanagari are marks and no letters.
            _ if letter.is_alphanumeric() || ('\u{900}'..='\u{dff}').contains(&letter) => text.push(letter),
            _ => text.push(' '),
        }
    }
    let words = text.split_whitespace().filter(|word| !NOISE.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The column of each field by the headings in a row; each column is taken once.
pub(in crate::features) fn guess(about: &About, sheet: &Sheet, row: Option<usize>) -> Vec<Option<usize>> {
    let mut columns = vec![None; about.fields.len()];
    let Some(row) = row else { return columns };
    let headings: Vec<String> = (0..sheet.columns())
        .map(|column| meaning(sheet.cell(row, column)))
        .collect();
    let mut taken = vec![false; headings.len()];
    // The likeliest name of each field first, so that a second-best name of one does not take the best of another.
    let most = about
        .fields
        .iter()
        .map(|field| field.names.len() + 2)
        .max()
        .unwrap_or(0);
    for rank in 0..most {
        for (field, column) in about.fields.iter().zip(&mut columns) {
            if column.is_some() {
                continue;
            }
            let name = match rank {
                0 => plain(field.label),
                1 => field.key.replace('_', " "),
                _ => match field.names.get(rank - 2) {
                    Some(name) => plain(name),
                    None => continue,
                },
            };
            let found = headings
                .iter()
                .zip(&taken)
                .position(|(heading, taken)| !taken && *heading == name);
            if let Some(found) = found {
                *column = Some(found);
                taken[found] = true;
            }
        }
    }
    columns
}

/// The heading as it is compared; empty for the column that a corrected file has of its own.
fn meaning(heading: &str) -> String {
    if is_own_heading(heading) {
        return String::new();
    }
    plain(heading)
}

/// The row that most likely has the headings, among those that are there: the one in which most fields are known by
/// name, else the first that is not blank.
pub(in crate::features) fn header_row(about: &About, sheet: &Sheet) -> Option<usize> {
    let rows = 0..sheet.rows().min(SAMPLE);
    let known = |row: usize| guess(about, sheet, Some(row)).iter().flatten().count();
    let best = rows.clone().max_by_key(|row| (known(*row), usize::MAX - row));
    best.filter(|row| known(*row) > 0)
        .or_else(|| rows.into_iter().find(|row| !sheet.is_blank(*row)))
}
