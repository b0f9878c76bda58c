//! Workbooks: each sheet's cells in turn, so that a cell far below a sheet's end costs nothing.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader as _, SheetType, Xlsx, XlsxError};

use super::{Book, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Mark, Sheet, bad, number, packed, sheet::MOST_TEXT};
use crate::{
    error::{Error, Result},
    sentence::say,
    size::grouped,
};

/// Cells that merged cells may cover in one sheet.
const MOST_COVERED: usize = 1_000_000;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

pub(super) fn read(bytes: &[u8]) -> Result<Book> {
    packed::look_over(bytes)?;
    // What a reader of so many strange files did not foresee is a damaged file, not a fault of ours.
    std::panic::catch_unwind(|| tables(bytes)).unwrap_or_else(|_| {
        Err(bad(
            "damaged",
            "The workbook cannot be read. Open it in a spreadsheet, save it again and choose it anew.",
        ))
    })
}

fn tables(bytes: &[u8]) -> Result<Book> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let tables = workbook.sheets_metadata().iter();
    let names: Vec<String> = tables
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut book = Book::default();
    let (mut cells, mut bytes) = (0, 0);
    for name in names {
        let mut sheet = sheet(&mut workbook, &name)?;
        cells += sheet.cells();
        bytes += sheet.bytes();
        if cells > MOST_CELLS || bytes > MOST_TEXT {
            return Err(bad(
                "too_large",
                "There is more in this workbook than can be brought in at once. Remove the sheets that are not needed.",
            ));
        }
        if sheet.rows() > 0 {
            cover(&mut workbook, &name, &mut sheet)?;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn sheet(workbook: &mut Workbook<'_>, name: &str) -> Result<Sheet> {
    let mut sheet = Sheet::named(name);
    let mut reader = workbook
        .worksheet_cells_reader(name)
        .map_err(|error| damaged(&error))?;
    let mut current = None;
    let mut has_bare_cells = false;
    while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error))? {
        let ((row, column), value) = (cell.get_position(), cell.get_value());
        let Some(text) = text(value) else {
            has_bare_cells = true;
            continue;
        };
        if row as usize >= MOST_ROWS || column as usize >= MOST_COLUMNS {
            return Err(if row as usize >= MOST_ROWS {
                bad(
                    "too_many_rows",
                    say!(
                        "“{name}” has more than {most} rows. Remove those that are not needed.",
                        name,
                        most = grouped(MOST_ROWS)
                    ),
                )
            } else {
                bad(
                    "too_many_columns",
                    say!(
                        "“{name}” has more than {most} columns. Remove those that are not needed.",
                        name,
                        most = MOST_COLUMNS
                    ),
                )
            });
        }
        match current {
            Some(now) if now == row => {}
            // Rows out of order are no workbook that a spreadsheet wrote.
            Some(now) if now > row => return Err(out_of_order()),
            _ => sheet.begin_row(row + 1)?,
        }
        current = Some(row);
        if sheet.width() > column as usize {
            return Err(out_of_order());
        }
        while sheet.width() < column as usize {
            sheet.push("")?;
        }
        sheet.push(&text)?;
        if matches!(value, DataRef::Error(_)) {
            sheet.mark(row, column, Mark::Error);
        }
    }
    drop(reader);
    if has_bare_cells {
        find_uncounted(workbook, name, &mut sheet)?;
    }
    Ok(sheet)
}

/// Marks formulas without a value: who writes a workbook by a program of his own often leaves the counting to the
/// spreadsheet, and such a cell must not pass for an empty one.
fn find_uncounted(workbook: &mut Workbook<'_>, name: &str, sheet: &mut Sheet) -> Result<()> {
    let mut formulas = workbook
        .worksheet_cells_reader(name)
        .map_err(|error| damaged(&error))?;
    while let Some(formula) = formulas.next_formula().map_err(|error| damaged(&error))? {
        let (row, column) = formula.get_position();
        if !formula.get_value().is_empty() && sheet.lacks(row, column) {
            sheet.mark(row, column, Mark::Uncounted);
        }
    }
    Ok(())
}

/// A cell's text; nothing for an empty one.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number::text(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(when) => number::day(when),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::Error(error) => error.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Notes the cells that merged ones cover.
fn cover(workbook: &mut Workbook<'_>, name: &str, sheet: &mut Sheet) -> Result<()> {
    let merged = workbook
        .merge_cells_by_sheet_name(name)
        .map_err(|error| damaged(&error))?;
    let mut covered = 0;
    for Dimensions { start, end } in merged {
        let columns = start.1..=end.1.min(u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX));
        for row in start.0..=end.0 {
            for column in columns.clone() {
                covered += 1;
                if covered > MOST_COVERED {
                    return Ok(());
                }
                if (row, column) != start {
                    sheet.mark(row, column, Mark::Covered(start.0, start.1));
                }
            }
        }
    }
    Ok(())
}

fn out_of_order() -> Error {
    bad(
        "damaged",
        "The workbook's cells are out of order. Open it in a spreadsheet, save it again and choose it anew.",
    )
}

fn damaged(error: &XlsxError) -> Error {
    bad(
        "damaged",
        "The workbook cannot be read; it is damaged, or behind a password. Save it again and choose it anew.",
    )
    .caused_by(error.to_string())
}
