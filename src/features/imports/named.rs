//! Columns that somebody named who does not choose them on a screen: by their headings, or by their letters.

use super::{mapping, slot::Choice};
use crate::{
    error::{Error, FieldError, Result},
    features::intake::{Intake, plain},
    sentence::{Sentence, say},
    sheets::{Book, Sheet, letter},
    tenancy::Tenant,
};

/// Rows in which the headings are looked for.
const LOOKED_AT: usize = 25;

/// A column and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedColumn {
    /// Its heading, or its letters.
    pub column: String,
    /// The stable name of the field: `selling_price`.
    pub field: String,
}

/// Takes the columns into a choice; whatever the headings seemed to mean gives way.
pub(super) fn take(
    tenant: &Tenant,
    kind: &dyn Intake,
    book: &Book,
    wanted: &[NamedColumn],
    choice: &mut Choice,
) -> Result<()> {
    let Some(sheet) = book.sheets.get(choice.sheet).filter(|_| !wanted.is_empty()) else {
        return Ok(());
    };
    let header = (0..sheet.rows().min(LOOKED_AT)).find(|row| {
        let headed = |named: &NamedColumn| by_heading(sheet, Some(*row), &named.column).is_some();
        wanted.iter().all(headed)
    });
    if header.is_some() && header != choice.header {
        choice.header = header;
        choice.columns = mapping::columns(tenant, kind, book, choice)?;
    }
    let mut faults = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for named in wanted {
        let place = place(kind, named).map_err(|fault| faults.push(fault)).ok();
        let column = column(sheet, choice.header, named)
            .map_err(|fault| faults.push(fault))
            .ok();
        let Some((place, column)) = place.zip(column) else {
            continue;
        };
        if taken.iter().any(|(other, at)| *other == place || *at == column) {
            let message = say!(
                "“{column}” and “{field}” belong together once only. Another --map names one of them.",
                column = named.column,
                field = named.field
            );
            faults.push(wrong("twice", message));
        }
        taken.push((place, column));
    }
    Error::from_fields(faults)?;
    for at in &mut choice.columns {
        if taken.iter().any(|(_, column)| Some(*column) == *at) {
            *at = None;
        }
    }
    for (place, column) in taken {
        choice.columns[place] = Some(column);
    }
    Ok(())
}

fn wrong(code: &str, message: Sentence) -> FieldError {
    mapping::fault("map", code, message)
}

/// The place of a field among those of the kind.
fn place(kind: &dyn Intake, named: &NamedColumn) -> Result<usize, FieldError> {
    let fields = kind.about().fields;
    let found = fields.iter().position(|field| field.key == named.field);
    found.ok_or_else(|| {
        let known: Vec<&str> = fields.iter().map(|field| field.key).collect();
        let message = say!(
            "There is no field “{field}”. There are: {names}.",
            field = named.field,
            names = known.join(", ")
        );
        wrong("unknown_field", message)
    })
}

fn column(sheet: &Sheet, header: Option<usize>, named: &NamedColumn) -> Result<usize, FieldError> {
    let by_letters = || (0..sheet.columns()).find(|column| letter(*column) == named.column);
    let found = by_heading(sheet, header, &named.column).or_else(by_letters);
    found.ok_or_else(|| {
        let headings = header.into_iter().flat_map(|row| {
            let cells = (0..sheet.columns()).map(move |column| sheet.cell(row, column).trim());
            cells.filter(|heading| !heading.is_empty())
        });
        let names: Vec<String> = headings.map(|heading| format!("“{heading}”")).collect();
        let message = say!(
            "The table has no column “{column}”. Its headings are: {names}.",
            column = named.column,
            names = names.join(", ")
        );
        wrong("unknown_column", message)
    })
}

/// The column with this heading as it is written, else with one like it.
fn by_heading(sheet: &Sheet, row: Option<usize>, heading: &str) -> Option<usize> {
    let row = row?;
    let first = |alike: &dyn Fn(&str) -> bool| {
        (0..sheet.columns()).find(|column| {
            let cell = sheet.cell(row, *column).trim();
            !cell.is_empty() && alike(cell)
        })
    };
    first(&|cell| cell == heading.trim()).or_else(|| first(&|cell| plain(cell) == plain(heading)))
}
