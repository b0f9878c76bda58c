//! Taking an import back: records it entered are removed, records it changed become what they were. All of it in one
//! transaction, and only while no record of it was used or changed since.

use std::sync::Arc;

use serde_json::Value;

use super::{ImportState, Imports, PastImport, commit, history, kinds, run, slot::Slot};
use crate::{
    db::{Read, Record, Tx, params},
    error::{Code, Error, Result},
    features::intake::Intake,
    sentence::{Sentence, say},
    tenancy::Tenant,
};

/// Begins to take an import back.
pub(super) fn begin(imports: &Imports, tenant: &Tenant, id: &str) -> Result<Arc<Slot>> {
    let past = history::find(tenant, id)?;
    let kind = kinds::named(tenant, &past.kind)?;
    tenant.read(|read| unused(read, kind, &past))?;
    let slot = match imports.get(tenant, id) {
        Some(slot) => slot,
        None => imports.recall(
            tenant,
            kind,
            past.id.clone(),
            past.file_name.clone(),
            (past.added, past.changed),
        )?,
    };
    slot.step(ImportState::Undoing, |_| past.added + past.changed, |_| Ok(()))?;
    let tenant = tenant.clone();
    run::in_a_thread(&slot, move |slot| {
        take_back(&tenant, slot.kind, &past, &|| slot.advance())?;
        slot.state().step = ImportState::Undone;
        Ok(())
    })?;
    Ok(slot)
}

/// Takes an import back in one step.
pub fn undo(tenant: &Tenant, past: &PastImport) -> Result<()> {
    take_back(tenant, kinds::named(tenant, &past.kind)?, past, &|| ())
}

/// Takes an import back.
fn take_back(tenant: &Tenant, kind: &dyn Intake, past: &PastImport, advance: &dyn Fn()) -> Result<()> {
    tenant.write_at_length("A list is being taken back out of this business.", |tx| {
        unused(tx, kind, past)?;
        // From here on the file lets go of what this import entered.
        tx.execute(
            "insert into import_undos (import_id, undone_at, undone_by) values (?1, ?2, ?3)",
            params![past.row, tx.now(), tx.author().who],
        )?;
        let records: Vec<(i64, bool, i64)> = tx.all(
            "select record_id, added, log_id from import_records where import_id = ?1 order by record_id desc",
            params![past.row],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        for (id, added, log_id) in records {
            let done = if added {
                kind.remove(tenant, tx, id)
            } else {
                kind.put_back(tenant, tx, id, &before(tx, log_id)?)
            };
            done.map_err(|error| still_needed(tx, kind, id, error))?;
            advance();
        }
        let told = commit::told(tx, kind, &past.file_name, (past.added, past.changed));
        tx.log("import.undo", &Record::new("import", past.row), Some(past), Some(&told))
    })
}

/// Refuses when it was taken back before, and when a record of it was used or changed since.
fn unused(read: &Read<'_>, kind: &dyn Intake, past: &PastImport) -> Result<()> {
    if past.undone_at.is_some() {
        return Err(Error::new(
            Code::ImportNotReady,
            "This import was taken back already.",
        ));
    }
    let found: Option<(i64, String)> = read.optional(
        "select r.record_id, l.operation from import_records r
         join edit_log l on l.record_kind = ?2 and l.record_id = cast(r.record_id as text) and l.id > r.log_id
         where r.import_id = ?1 order by r.record_id, l.id limit 1",
        params![past.row, kind.about().record],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((id, _)) = found else { return Ok(()) };
    Err(in_use(say!(
        "“{name}” was used or changed since. An import is taken back only while nothing of it is used or changed.",
        name = name(read, kind, id)?
    )))
}

fn in_use(sentence: Sentence) -> Error {
    Error::new(Code::ImportInUse, sentence)
}

/// What the record was when the import wrote it.
fn before(tx: &Tx<'_>, log_id: i64) -> Result<Value> {
    let text: String = tx.value("select before from edit_log where id = ?1", params![log_id])?;
    serde_json::from_str(&text).map_err(Error::internal)
}

/// A record that another one names cannot go: the file itself says so.
fn still_needed(read: &Read<'_>, kind: &dyn Intake, id: i64, error: Error) -> Error {
    let mut cause = std::error::Error::source(&error);
    while let Some(found) = cause {
        if found.to_string().contains("FOREIGN KEY") {
            let name = name(read, kind, id).unwrap_or_else(|_| id.to_string());
            return in_use(say!(
                "“{name}” is used by another record. An import is taken back only while nothing of it is used or changed.",
                name
            ))
            .caused_by(error);
        }
        cause = found.source();
    }
    error
}

/// A record's name as the edit log knew it last.
fn name(read: &Read<'_>, kind: &dyn Intake, id: i64) -> Result<String> {
    let found: Option<Option<String>> = read.optional(
        "select coalesce(after, before) ->> '$.name' from edit_log
         where record_kind = ?1 and record_id = cast(?2 as text) order by id desc limit 1",
        params![kind.about().record, id],
        |row| row.get(0),
    )?;
    Ok(found.flatten().unwrap_or_else(|| id.to_string()))
}
