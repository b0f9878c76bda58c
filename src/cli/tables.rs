//! `import` and `export`: tables of a business in and out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use serde_json::{Map, json};

use super::{Exit, Output, Session, progress};
use crate::{
    error::{Code, Error, Result},
    features::imports::{
        self, Existing, ExportJob, NamedColumn, Stop, StraightImport, StraightResult, TableFormat,
    },
    sheets,
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow --tenant shop import products price-list.xlsx --check         tries every row, writes nothing\n",
    "  cashflow --tenant shop import products price-list.xlsx\n",
    "  cashflow --tenant shop import products new-prices.csv --existing update\n",
    "  cashflow --tenant shop import products list.csv --map \"Item name=name\" --map \"Rate (Rs)=selling_price\"\n",
    "  cashflow --tenant shop import parties customers.csv --corrected to-correct.xlsx",
))]
pub(super) struct Import {
    /// Of what: products, parties, patients, materials
    #[arg(value_name = "KIND")]
    kind: String,
    /// A table, .csv or .xlsx; its headings tell what its columns are
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Try every row and write nothing
    #[arg(long)]
    check: bool,
    /// Which column is which, where its heading does not tell: heading or letters, =, and the field's name; may be
    /// given several times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column)]
    map: Vec<NamedColumn>,
    /// What becomes of a row whose record is there already
    #[arg(long, value_enum, default_value_t = WhenThere::Refuse)]
    existing: WhenThere,
    /// Where to write the table with its wrong cells marked, when there are any; nothing is overwritten
    #[arg(long, value_name = "FILE")]
    corrected: Option<PathBuf>,
}

/// What becomes of a row whose record is there already.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum WhenThere {
    /// The row is wrong
    Refuse,
    /// The row is left out
    Skip,
    /// The record takes what the row says
    Update,
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow --tenant shop export products --to products.xlsx\n",
    "  cashflow --tenant shop export products --format csv --to gloves.csv --search glove\n",
    "  cashflow --tenant shop export parties --to parties.csv --columns name,gstin,phone",
))]
pub(super) struct Export {
    /// Of what: products, parties, patients, materials
    #[arg(value_name = "KIND")]
    kind: String,
    /// In which form; told by the file's ending unless given
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write; nothing is overwritten
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Only records with these words
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// Archived ones too
    #[arg(long)]
    all: bool,
    /// The columns, with commas between them; all that can be brought in again unless given
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    columns: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Text with commas
    Csv,
    /// A workbook
    Xlsx,
}

pub(super) fn bring_in(import: &Import, session: &Session, out: Output) -> Result<Exit> {
    let bytes = table(&import.file)?;
    let tenancy = session.tenancy()?;
    let id = session.business_or_only(None, &tenancy)?;
    let tenant = tenancy.tenant(&id, session.author())?;
    let wanted = StraightImport {
        kind: import.kind.clone(),
        file_name: import
            .file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        columns: import.map.clone(),
        existing: match import.existing {
            WhenThere::Refuse => Existing::Refuse,
            WhenThere::Skip => Existing::Skip,
            WhenThere::Update => Existing::Update,
        },
        stop: if import.check {
            Stop::Checked
        } else {
            Stop::Written
        },
    };
    let bar = progress::bar(out, 0);
    let rows = |rows: usize| {
        bar.reset();
        bar.set_length(u64::try_from(rows).unwrap_or(u64::MAX));
    };
    let came = imports::bring_in(&tenant, &wanted, &bytes, &rows, &|| bar.inc(1));
    bar.finish_and_clear();
    let came = came?;
    if came.summary.wrong > 0 {
        return Err(refused(import, &came)?);
    }
    out.answer(&came, |_| told(&came, import.check))?;
    Ok(Exit::Ok)
}

/// `Rate (Rs)=selling_price`; a heading may have an equals sign of its own.
fn column(text: &str) -> Result<NamedColumn, String> {
    match text.rsplit_once('=') {
        Some((column, field)) if !column.trim().is_empty() && !field.trim().is_empty() => Ok(NamedColumn {
            column: column.trim().to_owned(),
            field: field.trim().to_owned(),
        }),
        _ => Err("write the column, an equals sign and the field: \"Item name=name\"".to_owned()),
    }
}

/// The bytes of a table; a file too large to be one is not read.
fn table(file: &Path) -> Result<Vec<u8>> {
    let missing = |error: std::io::Error| {
        let text = format!("{} cannot be read: {error}.", file.display());
        Error::new(Code::FileMissing, text).caused_by(error)
    };
    let size = file.metadata().map_err(missing)?.len();
    if size > u64::try_from(sheets::LARGEST).unwrap_or(u64::MAX) {
        return Err(Error::new(
            Code::TooLarge,
            format!(
                "{} is larger than 64 MB. Split it and bring the parts in one after the other.",
                file.display()
            ),
        ));
    }
    fs::read(file).map_err(missing)
}

/// The error that names the first wrong cells; the table with all of them marked is written where it was wanted.
fn refused(import: &Import, came: &StraightResult) -> Result<Error> {
    let mut text = format!(
        "{} of {} rows are wrong; nothing was brought in.",
        came.summary.wrong, came.summary.rows
    );
    if let (Some(target), Some(bytes)) = (&import.corrected, &came.corrected) {
        write_new(target, bytes)?;
        text += " Correct them in ";
        text += &target.display().to_string();
        text += " and bring that in.";
    } else {
        text += " Correct them; --corrected FILE writes a workbook in which they are marked.";
    }
    let mut error = Error::new(Code::ValidationFailed, text);
    for problem in &came.problems {
        let place = format!("{}{}", problem.letter.as_deref().unwrap_or("row "), problem.row);
        error = error.and_field(place, &problem.code, problem.message.clone());
    }
    Ok(error)
}

fn told(came: &StraightResult, checked_only: bool) -> String {
    let found = came.summary;
    let mut text = if checked_only {
        format!(
            "Nothing is wrong in {} rows: {} new, {} to change",
            found.rows, found.new, found.changed
        )
    } else {
        format!("{} entered, {} changed", came.added, came.changed)
    };
    for (count, what) in [(found.same, "there already"), (found.skipped, "left out")] {
        if count > 0 {
            text.extend([", ", &count.to_string(), " ", what]);
        }
    }
    let columns: Vec<String> = came
        .columns
        .iter()
        .map(|(field, heading)| format!("{heading} → {field}"))
        .collect();
    text = text + ".\nColumns: " + &columns.join(", ");
    if found.noticed > 0 {
        let rows = match found.noticed {
            1 => "one row".to_owned(),
            more => format!("{more} rows"),
        };
        text.extend(["\nTo be looked at, in ", &rows, ":"]);
        for notice in &came.notices {
            let letter = notice.letter.as_deref().unwrap_or("row ");
            let row = notice.row.to_string();
            text.extend(["\n  ", letter, &row, ": ", &notice.message]);
        }
    }
    text
}

pub(super) fn take_out(export: &Export, session: &Session, out: Output) -> Result<Exit> {
    let ending = export
        .to
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let format = match (export.format, ending.as_str()) {
        (Some(Format::Csv), _) | (None, "csv") => TableFormat::Csv,
        (Some(Format::Xlsx), _) | (None, "xlsx") => TableFormat::Xlsx,
        _ => {
            return Err(Error::new(
                Code::BadRequest,
                "Name the form with --format csv or --format xlsx, or let the file end in one of them.",
            ));
        }
    };
    let target = std::path::absolute(&export.to)?;
    vacant(&target)?;
    let tenancy = session.tenancy()?;
    let id = session.business_or_only(None, &tenancy)?;
    let tenant = tenancy.tenant(&id, session.author())?;
    let mut query = Map::new();
    if let Some(search) = &export.search {
        query.insert("search".to_owned(), json!(search));
    }
    if export.all {
        query.insert("include_archived".to_owned(), json!(true));
    }
    let job = ExportJob {
        kind: export.kind.clone(),
        format,
        query,
        columns: export.columns.clone(),
        ids: None,
    };
    let bar = progress::bar(out, 0);
    let made = imports::export(&tenant, job, &|rows| {
        bar.set_position(u64::try_from(rows).unwrap_or(u64::MAX));
    });
    bar.finish_and_clear();
    let made = made?;
    write_new(&target, &made.bytes)?;
    let answer =
        json!({ "tenant_id": id, "file": target, "rows": made.rows, "size_bytes": made.bytes.len() });
    out.answer(&answer, |_| {
        format!("{} rows are written to {}.", made.rows, target.display())
    })?;
    Ok(Exit::Ok)
}

fn vacant(target: &Path) -> Result<()> {
    if target.exists() {
        let text = format!("{} is there already. Name another file.", target.display());
        return Err(Error::new(Code::Storage, text));
    }
    match target.parent().filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let text = format!("The folder {} is not there. Make it first.", folder.display());
            Err(Error::new(Code::Storage, text))
        }
        None => Ok(()),
    }
}

fn write_new(target: &Path, bytes: &[u8]) -> Result<()> {
    vacant(&std::path::absolute(target)?)?;
    Ok(fs::write(target, bytes)?)
}
