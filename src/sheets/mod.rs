//! Tables as files: CSV and XLSX read and written, with what can be wrong with such a file told by a stable code.
//!
//! What a column means does not come in here, and no cell is ever computed: a formula counts as the value it last had.

mod csv;
mod encoding;
mod marked;
mod number;
mod packed;
mod sheet;
mod write;
mod xlsx;

pub use marked::{Complaint, is_own_heading, marked, own_column, own_headings};
pub use sheet::{Book, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Mark, Sheet};
pub use write::{Column, Form, Grid};

use crate::error::{Code, Error, Result};
use crate::sentence::Sentence;

/// The largest file taken in, in bytes.
pub const LARGEST: usize = 64 << 20;

/// The table of a file: XLSX by how it begins, CSV otherwise.
pub fn read(bytes: &[u8]) -> Result<Book> {
    if bytes.is_empty() {
        return Err(bad("empty", "The file is empty. Choose another one."));
    }
    if bytes.len() > LARGEST {
        return Err(Error::new(
            Code::TooLarge,
            "The file is larger than 64 MB. Split it and bring the parts in one after the other.",
        ));
    }
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => xlsx::read(bytes),
        // An older workbook, and a newer one behind a password.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(bad(
            "old_workbook",
            "This is an .xls workbook, or one behind a password. Save it as .xlsx without a password and choose that file.",
        )),
        [b'%', b'P', b'D', b'F', ..] => Err(bad(
            "not_a_table",
            "This is a PDF. Choose the table as CSV or XLSX.",
        )),
        _ => csv::read(bytes),
    }
    .and_then(|book| {
        if book.sheets.iter().all(Sheet::is_all_blank) {
            return Err(bad("empty", "There is nothing in the file. Choose another one."));
        }
        Ok(book)
    })
}

/// A file that is no table, with the code of what is wrong.
fn bad(code: &str, message: impl Into<Sentence>) -> Error {
    let message = message.into();
    Error::new(Code::BadTable, message.clone()).and_field("file", code, message)
}

/// A column's letters as spreadsheets show them: A for the first.
pub fn letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letter(column), letters);
        }
    }
}
