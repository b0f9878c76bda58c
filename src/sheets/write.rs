//! Tables into files: CSV that spreadsheets read in any script, XLSX with numbers that are numbers.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::csv;
use crate::error::{Error, Result};

/// How amounts are grouped in India: lakh and crore.
const AMOUNT: &str = r"[>=10000000]##\,##\,##\,##0.00;[>=100000]##\,##\,##0.00;##,##0.00";
/// Digits that a workbook's number keeps.
const EXACT_DIGITS: usize = 15;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Text, whatever it looks like.
    Text,
    /// Money, with two decimals.
    Amount,
    /// A number with as many decimals as it has.
    Number,
    /// A day, `YYYY-MM-DD`.
    Day,
}

/// A column of a file to be written.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub form: Form,
}

/// A table to be written.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The sheet's name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a text for each column; amounts, numbers and days as the API writes them.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// As CSV: UTF-8 with its mark, lines ended as the standard has it, nothing that a spreadsheet would run.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut text = String::from("\u{feff}");
        let headings: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.heading.as_str())
            .collect();
        line(&mut text, headings.into_iter().map(csv::guarded));
        for row in &self.rows {
            let cells = row
                .iter()
                .zip(&self.columns)
                .map(|(cell, column)| match column.form {
                    Form::Text => csv::guarded(cell),
                    _ => cell.clone(),
                });
            line(&mut text, cells);
        }
        text.into_bytes()
    }

    /// As a workbook: the heading stands still, amounts are grouped as in India.
    pub fn to_xlsx(&self) -> Result<Vec<u8>> {
        let mut workbook = Workbook::new();
        self.fill(workbook.add_worksheet())
            .map_err(|error| unwritten(&error))?;
        workbook.save_to_buffer().map_err(|error| unwritten(&error))
    }

    fn fill(&self, sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
        sheet.set_name(&self.name)?.set_freeze_panes(1, 0)?;
        let looks = Looks::new();
        for (column, at) in self.columns.iter().zip(0_u16..) {
            let look = if column.form == Form::Text {
                &looks.head
            } else {
                &looks.number_head
            };
            sheet.write_string_with_format(0, at, &column.heading, look)?;
            let longest = self
                .rows
                .iter()
                .take(200)
                .filter_map(|row| row.get(usize::from(at)));
            let longest = longest.map(|cell| cell.chars().count()).max().unwrap_or(0);
            let letters = longest.max(column.heading.chars().count()).clamp(8, 48) + 2;
            sheet.set_column_width(at, f64::from(u8::try_from(letters).unwrap_or(50)))?;
        }
        for (row, at) in self.rows.iter().zip(1_u32..) {
            for ((cell, column), place) in row.iter().zip(&self.columns).zip(0_u16..) {
                looks.put(sheet, (at, place), column.form, cell)?;
            }
        }
        let last = u32::try_from(self.rows.len()).unwrap_or(0);
        if let Some(width) = u16::try_from(self.columns.len())
            .ok()
            .and_then(|width| width.checked_sub(1))
        {
            sheet.autofilter(0, 0, last, width)?;
        }
        Ok(())
    }
}

/// How the cells of a workbook look.
struct Looks {
    head: Format,
    number_head: Format,
    amount: Format,
    day: Format,
    text: Format,
}

impl Looks {
    fn new() -> Self {
        let head = Format::new().set_bold();
        Self {
            number_head: head.clone().set_align(FormatAlign::Right),
            head,
            amount: Format::new().set_num_format(AMOUNT),
            day: Format::new().set_num_format("dd-mmm-yyyy"),
            // A code of digits stays text when someone types into the cell.
            text: Format::new().set_num_format("@"),
        }
    }

    fn put(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        form: Form,
        text: &str,
    ) -> std::result::Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        match (form, exact(text), date(text)) {
            (Form::Amount, Some(number), _) => {
                sheet.write_number_with_format(row, column, number, &self.amount)
            }
            (Form::Number, Some(number), _) => sheet.write_number(row, column, number),
            (Form::Day, _, Some(day)) => sheet.write_datetime_with_format(row, column, &day, &self.day),
            _ => sheet.write_string_with_format(row, column, text, &self.text),
        }
        .map(|_| ())
    }
}

/// The number of a decimal text, if a workbook's number keeps it to the last digit.
fn exact(text: &str) -> Option<f64> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    (plain && digits <= EXACT_DIGITS)
        .then(|| text.parse().ok())
        .flatten()
}

/// The day of a text, if a workbook knows it: its calendar begins in 1900.
fn date(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    (year > 1900)
        .then(|| ExcelDateTime::from_ymd(year, month, day).ok())
        .flatten()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        // A space at an end, and a tab that another program could take for a delimiter, are kept by quotes too.
        if cell.contains([',', '"', '\n', '\r', '\t', ';', '|']) || cell.trim() != cell {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// The error for a workbook that could not be written.
pub(super) fn unwritten(error: &XlsxError) -> Error {
    Error::internal(format!("the workbook was not written: {error}"))
}
