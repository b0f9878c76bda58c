//! Tables as text: the delimiter is guessed, quoted fields may hold delimiters, quotes and line ends.
//!
//! Written here because the reading must name the row in which a quote was opened and never closed; that is the most
//! common fault of such a file, and turns the rest of it into one cell.

use super::{Book, Sheet, bad, encoding};
use crate::error::Result;
use crate::{sentence::say, size::grouped};

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// Rows by which the delimiter is guessed.
const SAMPLE: usize = 20;
/// Characters of one cell at most: as many as a spreadsheet takes.
const LONGEST_CELL: usize = 32_767;

pub(super) fn read(bytes: &[u8]) -> Result<Book> {
    let text = encoding::text(bytes)?;
    let (delimiter, text) = delimiter(&text);
    let mut sheet = Sheet::named("");
    parse(text, delimiter, usize::MAX, &mut |number, cells| {
        if cells.len() == 1 && cells[0].trim().is_empty() {
            return Ok(());
        }
        sheet.begin_row(number)?;
        cells.iter().try_for_each(|cell| sheet.push(unguarded(cell)))
    })?;
    Ok(Book { sheets: vec![sheet] })
}

/// The delimiter, and the text after the line in which some programs name it.
fn delimiter(text: &str) -> (char, &str) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(named) = first.strip_prefix("sep=")
        && let Some(delimiter) = named.chars().next()
    {
        let rest = text[first.len()..].trim_start_matches('\r');
        return (delimiter, rest.strip_prefix('\n').unwrap_or(rest));
    }
    let best = DELIMITERS
        .into_iter()
        .max_by_key(|delimiter| agreement(text, *delimiter));
    (
        best.filter(|delimiter| agreement(text, *delimiter).0 > 0)
            .unwrap_or(','),
        text,
    )
}

/// Into how many cells a delimiter divides most of the first rows, and in how many of them: a comma too many in one row
/// makes it the widest, and says nothing of the others.
fn agreement(text: &str, delimiter: char) -> (usize, usize) {
    let mut widths = Vec::new();
    let read = parse(text, delimiter, SAMPLE, &mut |_, cells| {
        widths.push(cells.len());
        Ok(())
    });
    if read.is_err() {
        return (0, 0);
    }
    let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
    let divided = widths.iter().copied().filter(|width| *width > 1);
    divided
        .map(|width| (alike(width), width))
        .max()
        .unwrap_or_default()
}

/// Calls `row` with each row's number and cells, at most `most` times.
fn parse(
    text: &str,
    delimiter: char,
    most: usize,
    row: &mut impl FnMut(u32, &[String]) -> Result<()>,
) -> Result<()> {
    let mut cells: Vec<String> = vec![String::new()];
    let mut number: u32 = 1;
    let mut quoted = false;
    let mut opened = 1;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let fresh = cells.last().is_none_or(String::is_empty);
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                add(&mut cells, '"', number)?;
            }
            '"' if quoted => quoted = false,
            '"' if fresh => {
                quoted = true;
                opened = number;
            }
            _ if quoted => add(&mut cells, letter, opened)?,
            '\r' | '\n' => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                row(number, &cells)?;
                if number as usize >= most {
                    return Ok(());
                }
                number = number.saturating_add(1);
                cells.clear();
                cells.push(String::new());
            }
            _ if letter == delimiter => cells.push(String::new()),
            _ => add(&mut cells, letter, number)?,
        }
    }
    if quoted {
        return Err(bad(
            "open_quote",
            say!(
                "In row {opened} a quotation mark opens a cell and none closes it. Close it or remove it.",
                opened
            ),
        ));
    }
    if cells.len() > 1 || !cells[0].is_empty() {
        row(number, &cells)?;
    }
    Ok(())
}

fn add(cells: &mut [String], letter: char, row: u32) -> Result<()> {
    let Some(cell) = cells.last_mut() else {
        return Ok(());
    };
    cell.push(letter);
    // A character has at most four bytes.
    if cell.len() > LONGEST_CELL * 4 {
        return Err(bad(
            "too_long",
            say!(
                "A cell in row {row} is longer than {longest_cell} characters. Is a quotation mark left open there?",
                row,
                longest_cell = grouped(LONGEST_CELL)
            ),
        ));
    }
    Ok(())
}

/// Whether a spreadsheet could take this text for a formula, with or without guards before it.
fn like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text as it is written into a CSV file, so that no spreadsheet runs it: with an apostrophe before it. One that has
/// apostrophes there already gets one more, so that each text comes back as it was.
pub(super) fn guarded(text: &str) -> String {
    if like_a_formula(text) {
        return format!("'{text}");
    }
    text.to_owned()
}

/// The same, taken back.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if like_a_formula(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let book = read(text.as_bytes()).unwrap();
        let sheet = &book.sheets[0];
        let row = |row| {
            (0..sheet.columns())
                .map(|at| sheet.cell(row, at).to_owned())
                .collect()
        };
        (0..sheet.rows()).map(row).collect()
    }

    #[test]
    fn quotes_hold_what_would_divide() {
        assert_eq!(
            rows("a,\"b,\"\"c\"\"\nd\",e\r\n1,2,3"),
            [["a", "b,\"c\"\nd", "e"], ["1", "2", "3"]]
        );
        assert_eq!(
            rows("a,5\" pipe\n1,2"),
            [["a", "5\" pipe"], ["1", "2"]],
            "an inch is no quote"
        );
    }

    #[test]
    fn the_delimiter_is_guessed() {
        for text in [
            "a;b,x;c\n1;2;3",
            "a\tb,x\tc\n1\t2\t3",
            "a|b,x|c\n1|2|3",
            "sep=;\na;b,x;c\n1;2;3",
        ] {
            assert_eq!(rows(text), [["a", "b,x", "c"], ["1", "2", "3"]], "{text}");
        }
        assert_eq!(rows("name\none\ntwo"), [["name"], ["one"], ["two"]]);
    }

    #[test]
    fn an_open_quote_is_named() {
        let error = read(b"a,b\n1,2\n3,\"4\n5,6\n").unwrap_err();
        assert_eq!(error.fields()[0].code, "open_quote");
        assert!(error.detail().contains("row 3"), "{}", error.detail());
    }

    #[test]
    fn guards_come_off_again() {
        for text in [
            "=1+1",
            "'=1",
            "''@x",
            "-",
            "'",
            "'a",
            "+91 98220 00112",
            "a=b",
            "",
            "\t=",
        ] {
            assert_eq!(unguarded(&guarded(text)), text);
            assert!(
                !guarded(text).starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{text}"
            );
        }
    }
}
