//! Cells beyond the last heading. In a text file they mostly come of a comma within a cell that no quotation marks hold
//! together: whatever stands behind it is one column too far, and the row would come in wrong. A workbook tells its
//! cells apart by itself, and notes beside a table do no harm; but a file that was given back may have been text before.

use super::slot::Choice;
use crate::{
    features::intake::{Fault, Faults},
    sheets::{Sheet, own_column},
};

/// Where the columns end that a heading or a person has named; what stands behind is nobody's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    end: Option<usize>,
    is_text: bool,
}

impl Edge {
    pub(super) fn of(sheet: &Sheet, choice: &Choice) -> Self {
        let is_text = sheet.is_text();
        let header = choice
            .header
            .filter(|header| is_text || own_column(sheet, Some(sheet.number(*header))).is_some());
        let last = header.and_then(|header| {
            let headings = (0..sheet.columns()).filter(|column| is_filled(sheet, header, *column));
            headings.chain(choice.columns.iter().flatten().copied()).max()
        });
        Self {
            end: last.map(|last| last + 1),
            is_text,
        }
    }

    /// The first cell of a row in which something stands beyond.
    pub(super) fn first_beyond(self, sheet: &Sheet, row: usize) -> Option<usize> {
        (self.end?..sheet.columns()).find(|column| is_filled(sheet, row, *column))
    }

    /// Names that cell. Cells that stand one column too far are not worth a look of their own.
    pub(super) fn look_over(self, sheet: &Sheet, row: usize, faults: &mut Faults) {
        let Some(column) = self.first_beyond(sheet, row) else {
            return;
        };
        let fault = Fault {
            field: None,
            column: Some(column),
            code: "no_heading".to_owned(),
            message: "No heading stands above this cell. Mostly a comma within a cell before it has divided that one: put it in quotation marks. If this cell is meant, give its column a heading.".into(),
        };
        faults.notices.clear();
        if self.is_text {
            faults.wrong.push(fault);
        } else {
            faults.notices.push(fault);
        }
    }
}

fn is_filled(sheet: &Sheet, row: usize, column: usize) -> bool {
    !sheet.cell(row, column).trim().is_empty()
}
