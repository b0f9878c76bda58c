//! A table in memory: all its text in one piece, so that a hundred thousand rows are no hundred thousand lists.

use crate::{sentence::say, size::grouped};
use std::collections::HashMap;

use super::bad;
use crate::error::Result;

/// Rows of one table at most: as many as a spreadsheet has.
pub const MOST_ROWS: usize = 1_048_576;
/// Columns of one table at most.
pub const MOST_COLUMNS: usize = 200;
/// Cells of one file at most.
pub const MOST_CELLS: usize = 20_000_000;
/// Bytes of text of one file at most.
pub(super) const MOST_TEXT: usize = 256 << 20;

/// A file's tables: the sheets of a workbook, or the one of a CSV file.
#[derive(Debug, Default)]
pub struct Book {
    /// In the file's order.
    pub sheets: Vec<Sheet>,
}

/// What is odd about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It shows an error, `#REF!`; that is its text.
    Error,
    /// It holds a formula, and the file does not say what it came to.
    Uncounted,
    /// It is covered by a merged cell, which begins in this row and column, counted from 0.
    Covered(u32, u32),
}

/// One table.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name; of a CSV file empty.
    pub name: String,
    text: String,
    /// Where each cell's text ends.
    ends: Vec<u32>,
    rows: Vec<Row>,
    marks: HashMap<(u32, u32), Mark>,
    columns: usize,
}

/// A row that is there: its number in the file, from 1, and its cells.
#[derive(Clone, Copy, Debug)]
struct Row {
    number: u32,
    first_cell: u32,
    cells: u32,
}

impl Sheet {
    /// An empty table.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Begins a row; numbers only grow.
    pub(super) fn begin_row(&mut self, number: u32) -> Result<()> {
        if self.rows.len() >= MOST_ROWS {
            return Err(bad(
                "too_many_rows",
                say!(
                    "The table has more than {most_rows} rows. Split it and bring the parts in one after the other.",
                    most_rows = grouped(MOST_ROWS)
                ),
            ));
        }
        let first_cell = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.rows.push(Row {
            number,
            first_cell,
            cells: 0,
        });
        Ok(())
    }

    /// Adds a cell to the row begun last.
    pub(super) fn push(&mut self, text: &str) -> Result<()> {
        let Some(row) = self.rows.last_mut() else {
            return Ok(());
        };
        row.cells += 1;
        let cells = row.cells as usize;
        if cells > MOST_COLUMNS && !text.trim().is_empty() {
            return Err(bad(
                "too_many_columns",
                say!(
                    "The table has more than {most_columns} columns. Remove those that are not needed.",
                    most_columns = MOST_COLUMNS
                ),
            ));
        }
        if cells > MOST_COLUMNS {
            row.cells -= 1;
            return Ok(());
        }
        self.columns = self.columns.max(cells);
        self.text.push_str(text);
        if self.text.len() > MOST_TEXT || self.ends.len() >= MOST_CELLS {
            return Err(bad(
                "too_large",
                "There is more in this file than can be brought in at once. Split it.",
            ));
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// Cells in the row begun last.
    pub(super) fn width(&self) -> usize {
        self.rows.last().map_or(0, |row| row.cells as usize)
    }

    /// Cells in all.
    pub(super) fn cells(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of text in all.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Notes what is odd about a cell; `row` counts from 0 as the file does.
    pub(super) fn mark(&mut self, row: u32, column: u32, mark: Mark) {
        self.marks.insert((row, column), mark);
    }

    /// Whether a row that is there has nothing in this column; `row` counts from 0 as the file does.
    pub(super) fn lacks(&self, row: u32, column: u32) -> bool {
        (column as usize) < MOST_COLUMNS
            && self
                .place(row.saturating_add(1))
                .is_some_and(|row| self.cell(row, column as usize).is_empty())
    }

    /// Whether it was read from text, where delimiters divide the cells; a workbook's sheets have names.
    pub fn is_text(&self) -> bool {
        self.name.is_empty()
    }

    /// Rows that are there.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Columns of the widest row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The number of a row in the file, from 1; `row` counts those that are there, from 0.
    pub fn number(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.number)
    }

    /// The place of the row with this number among those that are there, if it is.
    pub fn place(&self, number: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok()
    }

    /// A cell's text; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let Some(row) = self.rows.get(row) else { return "" };
        if column >= row.cells as usize {
            return "";
        }
        let at = row.first_cell as usize + column;
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[begin..self.ends[at] as usize]
    }

    /// What is odd about a cell, if anything is.
    pub fn odd(&self, row: usize, column: usize) -> Option<Mark> {
        if self.marks.is_empty() {
            return None;
        }
        let number = self.number(row).checked_sub(1)?;
        self.marks.get(&(number, u32::try_from(column).ok()?)).copied()
    }

    /// Whether nothing stands in a row.
    pub fn is_blank(&self, row: usize) -> bool {
        let cells = self.rows.get(row).map_or(0, |row| row.cells as usize);
        (0..cells).all(|column| self.cell(row, column).trim().is_empty())
    }

    /// Whether nothing stands anywhere.
    pub fn is_all_blank(&self) -> bool {
        (0..self.rows.len()).all(|row| self.is_blank(row))
    }
}
