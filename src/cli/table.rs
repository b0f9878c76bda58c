//! Columns for people's eyes: aligned by what a terminal shows, not by bytes.

use unicode_width::UnicodeWidthStr as _;

use super::output::Paint;

/// How a cell looks when colours are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Strong,
    Good,
    Warn,
    Bad,
    Faint,
}

/// One cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    look: Look,
}

impl Cell {
    pub(super) fn new(text: impl AsRef<str>, look: Look) -> Self {
        // A name must not move the cursor or begin a row of its own.
        let text = text.as_ref().replace(['\n', '\r', '\t'], " ");
        let text = text.chars().filter(|c| !c.is_control()).collect();
        Self { text, look }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell::new(text, Look::Plain)
    }
}

/// Rows under a head.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn new<const N: usize>(head: [&str; N]) -> Self {
        Self {
            rows: vec![head.map(|word| Cell::new(word, Look::Strong)).into()],
        }
    }

    /// A table of labels and values that needs no head.
    pub(super) fn headless() -> Self {
        Self { rows: Vec::new() }
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    /// The table as text, two spaces between columns, no space at a line's end.
    pub(super) fn print(&self, paint: Paint) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| cell.text.width()).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
            for (cell, width) in row.iter().zip(&widths).take(last) {
                text += &paint.look(cell.look, &cell.text);
                text += &" ".repeat(width - cell.text.width() + 2);
            }
            text += &row
                .get(last)
                .map(|cell| paint.look(cell.look, &cell.text))
                .unwrap_or_default();
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_in_any_script() {
        let mut table = Table::new(["ID", "NAME", "STATE"]);
        table.row(["shop".into(), "दुकान".into(), "active".into()]);
        table.row(["rao_and_sons".into(), "Two\nlines\x1b[2J".into(), "".into()]);
        insta::assert_snapshot!(table.print(Paint::plain()), @r"
        ID            NAME          STATE
        shop          दुकान          active
        rao_and_sons  Two lines[2J
        ");
    }
}
