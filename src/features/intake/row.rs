//! A row of a table as a kind of record reads it: cells by the names of fields, and what is wrong with them.

use super::{About, Field};
use crate::{
    error::{Code, Error, Result},
    sentence::{Sentence, say},
    sheets::{Mark, Sheet, letter},
};

/// What a spreadsheet shows for a formula that failed; a CSV file has it as text.
const ERRORS: [&str; 7] = ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"];

/// One row.
#[derive(Clone, Copy, Debug)]
pub(in crate::features) struct Row<'s> {
    sheet: &'s Sheet,
    row: usize,
    fields: &'static [Field],
    /// The column of each field, if it has one.
    columns: &'s [Option<usize>],
}

/// Where in a row something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::features) enum At {
    /// In the column of a field.
    Field(&'static str),
    /// In a column that no field has.
    Column(usize),
}

impl From<&'static str> for At {
    fn from(field: &'static str) -> Self {
        Self::Field(field)
    }
}

impl From<usize> for At {
    fn from(column: usize) -> Self {
        Self::Column(column)
    }
}

/// Something wrong in a row.
#[derive(Clone, Debug)]
pub(in crate::features) struct Fault {
    /// The field; nothing when it is the row.
    pub(in crate::features) field: Option<&'static str>,
    /// The column, where the field does not tell it.
    pub(in crate::features) column: Option<usize>,
    /// A stable code.
    pub(in crate::features) code: String,
    /// A sentence for a person.
    pub(in crate::features) message: Sentence,
}

/// What was found in a row.
#[derive(Debug, Default)]
pub(in crate::features) struct Faults {
    /// What is wrong; it keeps the whole table out.
    pub(in crate::features) wrong: Vec<Fault>,
    /// What should be looked at; it holds nothing up.
    pub(in crate::features) notices: Vec<Fault>,
}

impl<'s> Row<'s> {
    pub(in crate::features) fn new(
        about: &About,
        sheet: &'s Sheet,
        row: usize,
        columns: &'s [Option<usize>],
    ) -> Self {
        Self {
            sheet,
            row,
            fields: about.fields,
            columns,
        }
    }

    /// Its number in the file, from 1.
    pub(in crate::features) fn number(&self) -> u32 {
        self.sheet.number(self.row)
    }

    /// What stands in a field's column, without the space around it; nothing when there is nothing or no column.
    pub(in crate::features) fn text(&self, field: &str) -> Option<&'s str> {
        let at = self.fields.iter().position(|known| known.key == field)?;
        let text = self.sheet.cell(self.row, self.columns.get(at).copied()??).trim();
        (!text.is_empty()).then_some(text)
    }

    /// What stands in a column that no field has.
    pub(in crate::features) fn cell(&self, column: usize) -> Option<&'s str> {
        let text = self.sheet.cell(self.row, column).trim();
        (!text.is_empty()).then_some(text)
    }

    /// Names the cells that cannot be read at all, in the columns of fields and in the further ones: those that show an
    /// error, formulas without a value, and what a merged cell covers.
    pub(in crate::features) fn look_over(&self, further: &[usize], faults: &mut Faults) {
        let fields = self.fields.iter().zip(self.columns);
        let fields = fields.filter_map(|(field, column)| Some((At::Field(field.key), (*column)?)));
        let further = further.iter().map(|column| (At::Column(*column), *column));
        for (at, column) in fields.chain(further) {
            let is_error = ERRORS.contains(&self.sheet.cell(self.row, column).trim());
            let mark = self
                .sheet
                .odd(self.row, column)
                .or(is_error.then_some(Mark::Error));
            let Some(mark) = mark else { continue };
            match mark {
                Mark::Error => faults.wrong(
                    at,
                    "cell_error",
                    "The formula in this cell ends in an error. Write the value itself.",
                ),
                Mark::Uncounted => faults.wrong(
                    at,
                    "formula_uncounted",
                    "The formula in this cell was saved without its value. Open the file in a spreadsheet, save it there and choose it anew, or write the value itself.",
                ),
                Mark::Covered(row, column) => faults.wrong(
                    at,
                    "merged_cell",
                    say!(
                        "This cell is merged with {letter}{row}. Separate the cells and fill in each of them.",
                        letter = letter(column as usize),
                        row = row + 1
                    ),
                ),
            }
        }
    }
}

impl Faults {
    /// Notes a wrong cell.
    pub(in crate::features) fn wrong(&mut self, at: impl Into<At>, code: &str, message: impl Into<Sentence>) {
        self.wrong.push(fault(at.into(), code, message.into()));
    }

    /// Notes a cell that should be looked at.
    pub(in crate::features) fn notice(
        &mut self,
        at: impl Into<At>,
        code: &str,
        message: impl Into<Sentence>,
    ) {
        self.notices.push(fault(at.into(), code, message.into()));
    }

    /// Notes the cells of columns that say what another column says.
    pub(in crate::features) fn same_headings(&mut self, row: &Row<'_>, columns: &[usize]) {
        for column in columns.iter().filter(|column| row.cell(**column).is_some()) {
            self.wrong(
                *column,
                "twice",
                "Another column says the same by its heading. Keep one of the two, or number them.",
            );
        }
    }

    /// Two rows name the same thing.
    pub(in crate::features) fn twice(&mut self, at: impl Into<At>, earlier: u32) {
        self.wrong(
            at,
            "twice",
            say!(
                "Row {earlier} has the same. Keep one of the two rows, or change one.",
                earlier
            ),
        );
    }

    /// The record is there, and was not to be touched.
    pub(in crate::features) fn exists(&mut self, field: &'static str, what: &Sentence) {
        self.wrong(
            field,
            "exists",
            say!(
                "{what} is there already. Change this, or choose to leave out or to update what is there.",
                what
            ),
        );
    }

    /// Takes in what a draft's own check found; `blame` tells which cell of the row a field of the draft came from.
    pub(in crate::features) fn take<T, A: Into<At>>(
        &mut self,
        checked: Result<T>,
        blame: impl Fn(&str) -> A,
    ) -> Result<Option<T>> {
        let error = match checked {
            Ok(sound) => return Ok(Some(sound)),
            Err(error) => error,
        };
        if error.code() != Code::ValidationFailed {
            return Err(error);
        }
        self.wrong.extend(
            error
                .fields()
                .iter()
                .map(|field| fault(blame(&field.field).into(), &field.code, field.message.clone())),
        );
        if error.fields().is_empty() {
            return Err(Error::internal("a refusal that names no field"));
        }
        Ok(None)
    }

    /// Whether nothing is wrong.
    pub(in crate::features) fn is_empty(&self) -> bool {
        self.wrong.is_empty()
    }
}

impl Fault {
    /// Whether both are told of the same cell.
    pub(in crate::features) fn is_at(&self, other: &Self) -> bool {
        (self.field, self.column) == (other.field, other.column)
    }
}

fn fault(at: At, code: &str, message: Sentence) -> Fault {
    let (field, column) = match at {
        At::Field(field) => (Some(field), None),
        At::Column(column) => (None, Some(column)),
    };
    Fault {
        field,
        column,
        code: code.to_owned(),
        message,
    }
}
