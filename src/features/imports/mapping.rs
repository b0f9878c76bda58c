//! Which column means which field: guessed by the headings, chosen by a person, remembered in the business's file for
//! the next table with the same headings.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::{
    Existing, ImportState,
    slot::{Choice, Slot},
};
use crate::{
    db::params,
    error::{Code, Error, FieldError, Result},
    features::intake::{self, Intake},
    hex,
    sentence::Sentence,
    sheets::{Book, Sheet, own_column},
    tenancy::Tenant,
};

/// A change of what a person chose; what is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportChange {
    /// The table, from 0.
    pub sheet: Option<usize>,
    /// The row with the headings, as the file counts them, from 1; null for none.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<u32>)]
    pub header_row: Option<Option<u32>>,
    /// The column of each field, from 0; null or left out for none.
    pub mapping: Option<BTreeMap<String, Option<usize>>>,
    /// What becomes of a row whose record is there already.
    pub existing: Option<Existing>,
}

/// Tells null from nothing.
#[expect(clippy::option_option, reason = "left out, null and a row are three things")]
fn said<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(reader).map(Some)
}

/// What is chosen before a person chooses: the first table with rows, and what its headings seem to mean.
pub(super) fn first(tenant: &Tenant, kind: &dyn Intake, book: &Book) -> Result<Choice> {
    let sheet = book.sheets.iter().position(|sheet| sheet.rows() > 0).unwrap_or(0);
    let header = book
        .sheets
        .get(sheet)
        .and_then(|sheet| intake::header_row(kind.about(), sheet));
    let mut choice = Choice {
        sheet,
        header,
        columns: Vec::new(),
        existing: Existing::default(),
    };
    choice.columns = columns(tenant, kind, book, &choice)?;
    Ok(choice)
}

/// The columns as they were chosen for these headings before, else as the headings seem to mean.
pub(super) fn columns(
    tenant: &Tenant,
    kind: &dyn Intake,
    book: &Book,
    choice: &Choice,
) -> Result<Vec<Option<usize>>> {
    let Some(sheet) = book.sheets.get(choice.sheet) else {
        return Ok(vec![None; kind.about().fields.len()]);
    };
    match remembered(tenant, kind, sheet, choice.header)? {
        Some(columns) => Ok(columns),
        None => Ok(intake::guess(kind.about(), sheet, choice.header)),
    }
}

/// Takes a change in, and remembers the columns for the next table with these headings.
pub(super) fn change(tenant: &Tenant, slot: &Slot, change: &ImportChange) -> Result<()> {
    let mut state = slot.state();
    match state.step {
        ImportState::Mapping | ImportState::Checked | ImportState::Failed => {}
        _ => {
            return Err(Error::new(
                Code::ImportNotReady,
                "This import is at work or done; its columns cannot be changed any more.",
            ));
        }
    }
    state.sheet()?;
    let mut choice = state.choice.clone();
    let mut faults = Vec::new();
    if let Some(sheet) = change.sheet.filter(|sheet| *sheet != choice.sheet) {
        match state.book.sheets.get(sheet).filter(|sheet| sheet.rows() > 0) {
            Some(found) => {
                choice.sheet = sheet;
                choice.header = intake::header_row(slot.kind.about(), found);
            }
            None => faults.push(fault(
                "sheet",
                "unknown",
                "There is no such sheet, or nothing stands in it.",
            )),
        }
    }
    if let Some(row) = change.header_row {
        let sheet = &state.book.sheets[choice.sheet];
        choice.header = row.and_then(|row| sheet.place(row));
        if row.is_some() && choice.header.is_none() {
            faults.push(fault(
                "header_row",
                "unknown",
                "Nothing stands in this row. Choose another one.",
            ));
        }
    }
    choice.existing = change.existing.unwrap_or(choice.existing);
    let moved = (choice.sheet, choice.header) != (state.choice.sheet, state.choice.header);
    let width = state.book.sheets[choice.sheet].columns();
    match &change.mapping {
        Some(wanted) => choice.columns = wanted_columns(slot.kind, wanted, width, &mut faults),
        None if moved => choice.columns = columns(tenant, slot.kind, &state.book, &choice)?,
        None => {}
    }
    Error::from_fields(faults)?;
    if change.mapping.is_some() {
        remember(tenant, slot.kind, &state.book.sheets[choice.sheet], &choice)?;
    }
    if choice != state.choice {
        state.choice = choice;
        state.checked = None;
        state.failure = None;
        state.step = ImportState::Mapping;
    }
    Ok(())
}

fn wanted_columns(
    kind: &dyn Intake,
    wanted: &BTreeMap<String, Option<usize>>,
    width: usize,
    faults: &mut Vec<FieldError>,
) -> Vec<Option<usize>> {
    let fields = kind.about().fields;
    let mut columns = vec![None; fields.len()];
    for (name, column) in wanted {
        let at = format!("mapping.{name}");
        let Some(place) = fields.iter().position(|field| field.key == name) else {
            faults.push(fault(at, "unknown", "There is no such field."));
            continue;
        };
        if column.is_some_and(|column| column >= width) {
            faults.push(fault(
                at,
                "unknown",
                "The table has no such column. Choose another one.",
            ));
        } else if column.is_some() && columns.contains(column) {
            faults.push(fault(
                at,
                "twice",
                "Another field takes this column. Choose one of the two.",
            ));
        }
        columns[place] = *column;
    }
    columns
}

pub(super) fn fault(field: impl Into<String>, code: &str, message: impl Into<Sentence>) -> FieldError {
    FieldError {
        field: field.into(),
        code: code.to_owned(),
        message: message.into(),
    }
}

/// The headings in their columns, without the column that a corrected file has of its own.
fn headings(sheet: &Sheet, header: usize) -> Vec<(usize, String)> {
    let own = own_column(sheet, Some(sheet.number(header)));
    let columns = (0..sheet.columns()).filter(|column| Some(*column) != own);
    columns
        .map(|column| (column, intake::plain(sheet.cell(header, column))))
        .collect()
}

/// The key of a preference: kind and headings.
fn key(kind: &dyn Intake, headings: &[(usize, String)]) -> String {
    let names: Vec<&str> = headings.iter().map(|(_, heading)| heading.as_str()).collect();
    let hash = hex::encode(Sha256::digest(names.join("\n")));
    format!("import.{}.{}", kind.about().key, &hash[..16])
}

/// Columns are kept by their place among the headings, so that a corrected file finds them too.
fn remember(tenant: &Tenant, kind: &dyn Intake, sheet: &Sheet, choice: &Choice) -> Result<()> {
    let Some(header) = choice.header else {
        return Ok(());
    };
    let headings = headings(sheet, header);
    let place = |column: usize| headings.iter().position(|(at, _)| *at == column);
    let kept = kind.about().fields.iter().zip(&choice.columns);
    let kept: Map<String, Value> = kept
        .filter_map(|(field, column)| Some((field.key.to_owned(), place((*column)?)?.into())))
        .collect();
    let text = Value::Object(kept).to_string();
    tenant.remember(|desk| desk.put_preference("", &key(kind, &headings), &text).map(drop))
}

fn remembered(
    tenant: &Tenant,
    kind: &dyn Intake,
    sheet: &Sheet,
    header: Option<usize>,
) -> Result<Option<Vec<Option<usize>>>> {
    let Some(header) = header else { return Ok(None) };
    let headings = headings(sheet, header);
    let kept: Option<String> = tenant.read(|read| {
        read.optional(
            "select value from preferences where person = '' and key = ?1",
            params![key(kind, &headings)],
            |row| row.get(0),
        )
    })?;
    let kept: Option<BTreeMap<String, usize>> = kept.and_then(|text| serde_json::from_str(&text).ok());
    Ok(kept.map(|kept| {
        let column = |key: &str| Some(headings.get(*kept.get(key)?)?.0);
        kind.about()
            .fields
            .iter()
            .map(|field| column(field.key))
            .collect()
    }))
}
