//! A table given back with what is wrong in it, and what should be looked at: the cells coloured, a note at each, and a
//! first column that says it in words. Read in again, that column is left out.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, Note as CellNote, Workbook, Worksheet, XlsxError};

use super::{Sheet, write::unwritten};
use crate::{
    error::Result,
    sentence::{Sentence, say},
    translation,
};

/// The headings that the first column may have, by which it is known again whatever language it is in: where something
/// is wrong, and where all is only to be looked at.
pub fn own_headings() -> [Sentence; 2] {
    [say!("What is wrong"), say!("What to look at")]
}
/// Notes of one workbook at most: each is a drawing that a spreadsheet has to lay out.
const MOST_NOTES: usize = 5000;

/// What is wrong or odd in a row.
#[derive(Clone, Debug)]
pub struct Complaint {
    /// The column, from 0; nothing when it is the whole row.
    pub column: Option<usize>,
    /// A sentence for a person.
    pub message: String,
    /// Whether it should only be looked at.
    pub only_odd: bool,
}

/// The table with its complaints by row, each row by its number in the file. `header` is the row of the headings;
/// `own_heading` stands above the first column.
pub fn marked(
    sheet: &Sheet,
    header: Option<u32>,
    own_heading: &str,
    complaints: &BTreeMap<u32, Vec<Complaint>>,
) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), sheet, header, own_heading, complaints)
        .map_err(|error| unwritten(&error))?;
    workbook.save_to_buffer().map_err(|error| unwritten(&error))
}

fn fill(
    out: &mut Worksheet,
    sheet: &Sheet,
    header: Option<u32>,
    own_heading: &str,
    complaints: &BTreeMap<u32, Vec<Complaint>>,
) -> std::result::Result<(), XlsxError> {
    let plain = Format::new().set_num_format("@");
    let head = plain.clone().set_bold();
    let wrong = plain
        .clone()
        .set_background_color(Color::RGB(0x00FF_D9D6))
        .set_font_color(Color::RGB(0x009C_1C13));
    let odd = plain
        .clone()
        .set_background_color(Color::RGB(0x00FF_EDC2))
        .set_font_color(Color::RGB(0x007A_4B00));
    let words = Format::new().set_font_color(Color::RGB(0x009C_1C13));
    let odd_words = Format::new().set_font_color(Color::RGB(0x007A_4B00));
    out.set_column_width(0, 60)?;
    out.set_freeze_panes(header.unwrap_or(0), 1)?;
    if let Some(header) = header.and_then(|row| row.checked_sub(1)) {
        out.write_string_with_format(header, 0, own_heading, &head)?;
    }
    let skipped = own_column(sheet, header);
    let mut notes = 0;
    for row in 0..sheet.rows() {
        let number = sheet.number(row);
        let Some(at) = number.checked_sub(1) else { continue };
        let found = complaints.get(&number).map(Vec::as_slice).unwrap_or_default();
        let sentences: Vec<&str> = found.iter().map(|complaint| complaint.message.as_str()).collect();
        if !sentences.is_empty() {
            let is_wrong = found.iter().any(|complaint| !complaint.only_odd);
            let look = if is_wrong { &words } else { &odd_words };
            out.write_string_with_format(at, 0, shortened(&sentences.join(" ")), look)?;
        }
        let columns = (0..sheet.columns()).filter(|column| Some(*column) != skipped);
        for (column, place) in columns.zip(1_u16..) {
            let text = sheet.cell(row, column);
            let of_cell: Vec<&str> = found
                .iter()
                .filter(|complaint| complaint.column == Some(column))
                .map(|complaint| complaint.message.as_str())
                .collect();
            if of_cell.is_empty() {
                if !text.is_empty() {
                    let look = if Some(number) == header { &head } else { &plain };
                    out.write_string_with_format(at, place, text, look)?;
                }
                continue;
            }
            let is_wrong = found
                .iter()
                .any(|complaint| complaint.column == Some(column) && !complaint.only_odd);
            out.write_string_with_format(at, place, text, if is_wrong { &wrong } else { &odd })?;
            notes += 1;
            if notes <= MOST_NOTES {
                let note = CellNote::new(of_cell.join(" ")).add_author_prefix(false);
                out.insert_note(at, place, &note)?;
            }
        }
    }
    Ok(())
}

/// The column that a file given back before has of its own.
pub fn own_column(sheet: &Sheet, header: Option<u32>) -> Option<usize> {
    let row = sheet.place(header?)?;
    (0..sheet.columns()).find(|column| is_own_heading(sheet.cell(row, *column)))
}

/// Whether a heading is that of such a column, in any language.
pub fn is_own_heading(heading: &str) -> bool {
    let heading = heading.trim();
    !heading.is_empty()
        && own_headings()
            .iter()
            .any(|own| translation::everywhere(own).any(|known| known == heading))
}

/// A cell takes no more than 32,767 characters.
fn shortened(text: &str) -> String {
    text.chars().take(32_000).collect()
}
