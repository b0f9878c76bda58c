//! Bringing tables in and taking them out: a file is looked at, its columns are matched with fields, every row is tried
//! without writing anything, and then all of them are written in one transaction or none is. An import can be taken
//! back while nothing uses what it brought.
//!
//! What a record is, and how it is checked and saved, is each feature's own; nothing of that comes in here.

mod beyond;
mod commit;
mod corrected;
mod export;
mod history;
mod kinds;
mod mapping;
mod named;
mod problems;
pub(super) mod routes;
mod run;
mod slot;
mod straight;
mod template;
mod undo;
mod view;

pub use export::{ExportJob, Exported, export};
pub use history::{PastImport, history};
pub use kinds::{ExportColumn, ImportField, ImportKind, kinds};
pub use mapping::ImportChange;
pub use named::NamedColumn;
pub use problems::{ImportProblem, ImportProblems, PreviewRow, PreviewRows, RowsQuery};
pub use slot::Imports;
pub use straight::{Stop, StraightImport, StraightResult, bring_in};
pub use template::{TemplateJob, template};
pub use undo::undo;
pub use view::{
    Import, ImportColumn, ImportFailure, ImportProgress, ImportSheet, ImportState, ImportSummary,
};

pub use super::intake::{Existing, Outcome};

/// In which form a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
}

impl TableFormat {
    /// The end of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn write(self, grid: &crate::sheets::Grid) -> crate::error::Result<Vec<u8>> {
        match self {
            Self::Csv => Ok(grid.to_csv()),
            Self::Xlsx => grid.to_xlsx(),
        }
    }
}
