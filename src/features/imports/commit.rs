//! Writing a table: every row is read again and written, in one transaction that holds the business's one writer. A
//! row that turns out wrong, or a program that ends, leaves nothing.
//!
//! Reading goes on meanwhile. Others who want to write wait for its end.

use std::sync::Arc;

use super::{
    ImportState, Outcome,
    beyond::Edge,
    problems::Problem,
    run,
    slot::{Choice, Slot, sheet_of},
};
use crate::{
    db::{Record, Tx, params},
    error::{Code, Error, Result},
    features::intake::{Faults, Intake, Row, Written},
    sentence::say,
    sheets::{Book, letter},
    tenancy::Tenant,
};

/// A table to be written.
pub(super) struct Table<'t> {
    pub(super) kind: &'static dyn Intake,
    /// The name the API knows the import by.
    pub(super) key: &'t str,
    pub(super) file_name: &'t str,
    pub(super) book: &'t Book,
    pub(super) choice: &'t Choice,
}

/// Begins to write a table in which the last check found nothing wrong.
pub(super) fn begin(tenant: &Tenant, slot: &Arc<Slot>) -> Result<()> {
    let total = |state: &super::slot::State| state.checked.as_ref().map_or(0, |checked| checked.summary.rows);
    slot.step(ImportState::Committing, total, |state| {
        let checked = state
            .checked
            .as_ref()
            .filter(|_| state.step == ImportState::Checked);
        let not_ready = |text: &str| -> Result<()> { Err(Error::new(Code::ImportNotReady, text)) };
        match checked.map(|checked| checked.summary) {
            None => not_ready("Check the rows first, with the columns as they are now."),
            Some(found) if found.wrong > 0 => {
                not_ready("Something is wrong in the table. Correct it, choose it again, and check it.")
            }
            Some(found) if found.rows == 0 => not_ready(
                "There are no rows below the headings. Choose another row or sheet, or another file.",
            ),
            Some(found) if found.new + found.changed == 0 => {
                not_ready("There is nothing to bring in: all rows are there already.")
            }
            Some(_) => Ok(()),
        }
    })?;
    let tenant = tenant.clone();
    run::in_a_thread(slot, move |slot| {
        let (book, choice) = {
            let state = slot.state();
            (state.book.clone(), state.choice.clone())
        };
        let table = Table {
            kind: slot.kind,
            key: &slot.id,
            file_name: &slot.file_name,
            book: &book,
            choice: &choice,
        };
        let (added, changed) = write(&tenant, &table, &|| slot.advance())?;
        let mut state = slot.state();
        (state.added, state.changed) = (added, changed);
        // The table is in the business's file now.
        state.book = Arc::default();
        state.step = ImportState::Done;
        Ok(())
    })
}

/// Writes a table; how many records are new, and how many changed.
pub(super) fn write(tenant: &Tenant, table: &Table<'_>, advance: &dyn Fn()) -> Result<(usize, usize)> {
    let (kind, choice) = (table.kind, table.choice);
    let sheet = sheet_of(table.book, choice)?;
    tenant.write_at_length("A list is being brought into this business.", |tx| {
        let mut work = run::work(tenant, tx, kind, sheet, choice)?;
        let mut written: Vec<(Written, i64)> = Vec::new();
        let edge = Edge::of(sheet, choice);
        for place in run::rows(sheet, choice) {
            let row = Row::new(kind.about(), sheet, place, &choice.columns);
            let mut faults = Faults::default();
            match run::read(
                &mut *work,
                tx,
                &row,
                |faults| edge.look_over(sheet, place, faults),
                &mut faults,
            )? {
                Outcome::New | Outcome::Changed => written.push((work.write(tx)?, tx.logged())),
                Outcome::Same | Outcome::Skipped => {}
                Outcome::Wrong => return Err(stale(kind, choice, row.number(), &faults)),
            }
            advance();
        }
        keep(tx, table, &written)
    })
}

/// Writes down what was brought in.
fn keep(tx: &Tx<'_>, table: &Table<'_>, written: &[(Written, i64)]) -> Result<(usize, usize)> {
    let added = written.iter().filter(|(record, _)| record.added).count();
    let changed = written.len() - added;
    let id = tx.insert(
        "insert into imports (key, kind, file_name, added, changed, committed_at, committed_by)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            table.key,
            table.kind.about().key,
            table.file_name,
            i64::try_from(added).unwrap_or(i64::MAX),
            i64::try_from(changed).unwrap_or(i64::MAX),
            tx.now(),
            tx.author().who
        ],
    )?;
    for (record, log_id) in written {
        tx.execute(
            "insert into import_records (import_id, record_id, added, log_id) values (?1, ?2, ?3, ?4)",
            params![id, record.id, record.added, log_id],
        )?;
    }
    let told = told(tx, table.kind, table.file_name, (added, changed));
    tx.log(
        "import.commit",
        &Record::new("import", id),
        None::<&()>,
        Some(&told),
    )?;
    Ok((added, changed))
}

/// What the edit log is told of an import as a whole: the rows from `log_from` to this one are its own.
pub(super) fn told(
    tx: &Tx<'_>,
    kind: &dyn Intake,
    file_name: &str,
    (added, changed): (usize, usize),
) -> serde_json::Value {
    serde_json::json!({
        "name": file_name, "kind": kind.about().key, "added": added, "changed": changed,
        "log_from": tx.logged_first(),
    })
}

/// The business changed between the check and the commit.
fn stale(kind: &dyn Intake, choice: &Choice, row: u32, faults: &Faults) -> Error {
    let fault = faults.wrong.first();
    let problem = fault.map(|fault| Problem::new(kind, choice, row, fault.clone()));
    let column = problem.as_ref().and_then(|problem| problem.column);
    let column = column.map(letter).unwrap_or_default();
    let message = problem.map(|problem| problem.fault.message).unwrap_or_default();
    Error::new(
        Code::EditConflict,
        say!(
            "The business changed since the table was checked: {column}{row}: {message} Nothing was brought in; check it again.",
            column,
            row,
            message
        ),
    )
}
