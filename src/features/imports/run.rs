//! Trying every row of a table without writing anything.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Existing, ImportFailure, ImportState, ImportSummary, Outcome,
    beyond::Edge,
    problems::Problem,
    slot::{Checked, Choice, Slot, sheet_of},
};
use crate::{
    db::Read,
    error::{Code, Error, FieldError, Result},
    features::intake::{Fault, Faults, Intake, Row, Work},
    sentence::say,
    sheets::{Book, Sheet},
    tenancy::Tenant,
};

/// Wrong cells that are kept to be shown; those beyond are counted.
const MOST_PROBLEMS: usize = 100_000;

/// Begins to try all rows; the answer is there when the import's state says so.
pub(super) fn begin(tenant: &Tenant, slot: &Arc<Slot>) -> Result<()> {
    let total = |state: &super::slot::State| {
        state
            .sheet()
            .map_or(0, |sheet| rows(slot.kind, sheet, &state.choice).count())
    };
    slot.step(ImportState::Checking, total, |state| {
        state.sheet()?;
        match state.step {
            ImportState::Mapping | ImportState::Checked | ImportState::Failed => {
                ready(slot.kind, &state.choice)
            }
            _ => Err(Error::new(
                Code::ImportNotReady,
                "This import is done. Choose the file again to bring it in anew.",
            )),
        }
    })?;
    let tenant = tenant.clone();
    in_a_thread(slot, move |slot| {
        let (book, choice) = {
            let state = slot.state();
            (state.book.clone(), state.choice.clone())
        };
        let checked = check(&tenant, slot.kind, &book, &choice, &|| slot.advance())?;
        let mut state = slot.state();
        state.checked = Some(Arc::new(checked));
        state.step = ImportState::Checked;
        Ok(())
    })
}

/// Refuses columns by which no row could become a record.
pub(super) fn ready(kind: &dyn Intake, choice: &Choice) -> Result<()> {
    let fields = kind.about().fields.iter().zip(&choice.columns);
    let missing = |field: &&crate::features::intake::Field| FieldError {
        field: format!("mapping.{}", field.key),
        code: "required".to_owned(),
        message: say!("Choose the column that has “{label}”.", label = field.label),
    };
    if choice.existing == Existing::Update && choice.columns.iter().any(Option::is_some) {
        return Ok(());
    }
    let lacking = fields
        .filter(|(field, column)| field.required && column.is_none())
        .map(|(field, _)| field);
    Error::from_fields(lacking.map(|field| missing(&field)).collect())
}

/// Works in a thread of its own; what goes wrong is kept with the import.
pub(super) fn in_a_thread(
    slot: &Arc<Slot>,
    work: impl FnOnce(&Arc<Slot>) -> Result<()> + Send + 'static,
) -> Result<()> {
    let (of_thread, span) = (slot.clone(), tracing::Span::current());
    let body = move || {
        let slot = of_thread;
        let worked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| span.in_scope(|| work(&slot))));
        let ended = worked.unwrap_or_else(|_| Err(Error::internal("an import's thread panicked")));
        if let Err(error) = ended {
            span.in_scope(|| crate::logging::cause(&error));
            let mut state = slot.state();
            state.checked = None;
            state.step = ImportState::Failed;
            state.failure = Some(ImportFailure {
                code: error.code().as_str().to_owned(),
                message: error.said().clone(),
            });
        }
    };
    let begun = std::thread::Builder::new().name("import".into()).spawn(body);
    if let Err(error) = begun {
        slot.state().step = ImportState::Failed;
        return Err(error.into());
    }
    Ok(())
}

/// The places of the rows below the headings in which something stands in a chosen column, or where nothing should.
pub(super) fn rows<'s>(
    kind: &dyn Intake,
    sheet: &'s Sheet,
    choice: &'s Choice,
) -> impl Iterator<Item = usize> + use<'s> {
    let further: Vec<usize> = choice
        .further(kind, sheet)
        .into_iter()
        .map(|(column, _)| column)
        .collect();
    let first = choice.header.map_or(0, |header| header + 1);
    let edge = Edge::of(sheet, choice);
    (first..sheet.rows()).filter(move |row| {
        let mut columns = choice.columns.iter().flatten().chain(&further);
        columns.any(|column| !sheet.cell(*row, *column).trim().is_empty())
            || edge.first_beyond(sheet, *row).is_some()
    })
}

/// Begins a table, with all its rows looked at once.
pub(super) fn work<'t>(
    tenant: &'t Tenant,
    read: &Read<'_>,
    kind: &dyn Intake,
    sheet: &Sheet,
    choice: &Choice,
) -> Result<Box<dyn Work + 't>> {
    let mut work = kind.begin(tenant, read, choice.existing, &choice.further(kind, sheet))?;
    for row in rows(kind, sheet, choice) {
        work.look_ahead(&Row::new(kind.about(), sheet, row, &choice.columns));
    }
    Ok(work)
}

/// Reads a row; what is wrong in it makes it a wrong one, whatever its kind says.
pub(super) fn read(
    work: &mut dyn Work,
    read: &Read<'_>,
    row: &Row<'_>,
    beyond: impl FnOnce(&mut Faults),
    faults: &mut Faults,
) -> Result<Outcome> {
    row.look_over(work.further(), faults);
    // What cannot be read at all is not judged further.
    let unreadable = faults.wrong.clone();
    let outcome = work.read(read, row, faults)?;
    let mut at = 0;
    faults.wrong.retain(|fault| {
        at += 1;
        at <= unreadable.len() || !unreadable.iter().any(|known| known.is_at(fault))
    });
    if outcome == Outcome::Skipped {
        return Ok(outcome);
    }
    beyond(faults);
    faults
        .notices
        .retain(|notice| !faults.wrong.iter().any(|fault| fault.is_at(notice)));
    if !faults.is_empty() {
        return Ok(Outcome::Wrong);
    }
    Ok(outcome)
}

/// Tries every row.
pub(super) fn check(
    tenant: &Tenant,
    kind: &dyn Intake,
    book: &Book,
    choice: &Choice,
    advance: &dyn Fn(),
) -> Result<Checked> {
    let sheet = sheet_of(book, choice)?;
    tenant.read(|snapshot| {
        let mut work = work(tenant, snapshot, kind, sheet, choice)?;
        let mut checked = Checked {
            summary: ImportSummary::default(),
            problems: Vec::new(),
            notices: Vec::new(),
            outcomes: Vec::new(),
        };
        let edge = Edge::of(sheet, choice);
        for place in rows(kind, sheet, choice) {
            let row = Row::new(kind.about(), sheet, place, &choice.columns);
            let mut faults = Faults::default();
            let outcome = read(
                &mut *work,
                snapshot,
                &row,
                |faults| edge.look_over(sheet, place, faults),
                &mut faults,
            )?;
            checked.summary.count(outcome);
            checked.outcomes.push((sheet.number(place), outcome));
            let keep = |found: Vec<Fault>, kept: &mut Vec<Problem>| {
                let room = MOST_PROBLEMS.saturating_sub(kept.len());
                let found = found.into_iter().take(room);
                let found = found.map(|fault| Problem::new(kind, choice, sheet.number(place), fault));
                let mut found: Vec<Problem> = found.collect();
                found.sort_by_key(|problem| problem.column);
                kept.extend(found);
            };
            if outcome == Outcome::Wrong {
                keep(faults.wrong, &mut checked.problems);
            }
            if !faults.notices.is_empty() && ![Outcome::Same, Outcome::Skipped].contains(&outcome) {
                checked.summary.noticed += 1;
                keep(faults.notices, &mut checked.notices);
            }
            advance();
        }
        Ok(checked)
    })
}

impl ImportSummary {
    fn count(&mut self, outcome: Outcome) {
        self.rows += 1;
        *match outcome {
            Outcome::New => &mut self.new,
            Outcome::Changed => &mut self.changed,
            Outcome::Same => &mut self.same,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Wrong => &mut self.wrong,
        } += 1;
    }
}

/// The mapping as the API has it: the column of each field.
pub(super) fn mapping_of(kind: &dyn Intake, choice: &Choice) -> BTreeMap<String, Option<usize>> {
    let fields = kind.about().fields.iter().zip(&choice.columns);
    fields
        .map(|(field, column)| (field.key.to_owned(), *column))
        .collect()
}
