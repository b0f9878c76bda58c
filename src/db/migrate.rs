//! Brings an older file to the newest schema: a snapshot first, each step in its transaction, and the snapshot
//! put back if a step fails. The caller holds the file's exclusive lock.

use crate::sentence::say;
use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::{
    ExclusiveLock, Kind,
    open::{self, Found, Role},
    restore::put_in_place,
    snapshot::snapshot,
};
use crate::error::{Code, Error, Result, take_a_backup_in};

/// What a migration did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The schema version before.
    pub from: i32,
    /// The schema version now.
    pub to: i32,
}

/// Migrates the file at `path`; `Ok(None)` when it is current. `kept` is where the snapshot from before is put
/// and stays for the caller to keep as a backup.
pub fn migrate(path: &Path, kind: Kind, lock: &ExclusiveLock, kept: &Path) -> Result<Option<Migrated>> {
    migrate_with(path, kind, kind.migrations(), lock, kept)
}

fn migrate_with(
    path: &Path,
    kind: Kind,
    steps: &'static [(&'static str, &'static str)],
    _lock: &ExclusiveLock,
    kept: &Path,
) -> Result<Option<Migrated>> {
    let mut connection = open::connect(path, Role::Private)?;
    let Found::Older(from) = open::examine(&connection, kind, path)? else {
        return Ok(None);
    };
    snapshot(path, kept)?;
    let applied = apply(&mut connection, steps)
        .map_err(|error| failed(path, from, error))
        .and_then(|()| match open::examine(&connection, kind, path)? {
            Found::Current => Ok(()),
            Found::Older(version) => Err(Error::internal(format!("the migrations stopped at {version}"))),
        });
    drop(connection);
    if let Err(error) = applied {
        let copy = kept.with_extension("put-back");
        std::fs::copy(kept, &copy)?;
        put_in_place(&copy, path)?;
        return Err(error);
    }
    Ok(Some(Migrated {
        from,
        to: kind.schema_version(),
    }))
}

/// Applies the steps a file has not had yet, one transaction each. Foreign keys are off meanwhile, and checked
/// before each commit, because a step may rebuild a table.
pub(super) fn apply(
    connection: &mut Connection,
    steps: &'static [(&'static str, &'static str)],
) -> Result<(), rusqlite_migration::Error> {
    let migrations = Migrations::new(
        steps
            .iter()
            .map(|(_, sql)| M::up(sql).foreign_key_check())
            .collect(),
    );
    let version: u16 = connection.query_row("select user_version from pragma_user_version", [], |row| {
        row.get(0)
    })?;
    connection.execute_batch("pragma foreign_keys = off")?;
    let result = (usize::from(version)..steps.len()).try_for_each(|done| {
        tracing::debug!(step = steps[done].0, "migrating");
        migrations.to_version(connection, done + 1)
    });
    connection.execute_batch("pragma foreign_keys = on")?;
    result
}

/// The error for a file that no step brings further. The step's SQL is left out: it says nothing to anybody here.
fn failed(path: &Path, from: i32, error: rusqlite_migration::Error) -> Error {
    let reason = match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => match err {
            rusqlite::Error::SqlInputError { msg, .. } => msg,
            err => {
                let reason = err.to_string();
                let known = Error::from(err);
                if known.code() != Code::Internal {
                    return known;
                }
                reason
            }
        },
        error => error.to_string(),
    };
    Error::new(
        Code::MigrationFailed,
        say!(
            "{file} could not be brought up to date from schema {from}: {reason}. It was put back as it was; open it with the CashFlow that wrote it, or {help}.",
            file = open::shown(path),
            from,
            reason,
            help = take_a_backup_in()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{FileLock, Template, header};

    #[test]
    fn a_failed_step_puts_the_file_back() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let path = root.join("shop.sqlite");
        let steps = Kind::Tenant.migrations();
        // A file of the first schema version, with a row in it.
        let mut old = Connection::open(&path).unwrap();
        old.execute_batch(&format!(
            "pragma application_id = {}",
            Kind::Tenant.application_id()
        ))
        .unwrap();
        apply(&mut old, &steps[..1]).unwrap();
        old.execute(
            "insert into tenant_identity (tenant_id, created_at) values ('shop', '2026-01-01T00:00:00.000Z')",
            [],
        )
        .unwrap();
        drop(old);

        let lock = FileLock::of(&path).exclusive_now().unwrap();
        let mut broken = steps[..1].to_vec();
        broken.push((
            "0002_good",
            "create table half_done (id integer primary key not null) strict;",
        ));
        broken.push((
            "0003_bad",
            "create table worse (id integer primary key not null) strict; insert into nowhere values (1);",
        ));
        let broken: &'static [(&'static str, &'static str)] = broken.leak();
        let error = migrate_with(&path, Kind::Tenant, broken, &lock, &root.join("kept.sqlite")).unwrap_err();
        assert_eq!(error.code().as_str(), "migration_failed");
        insta::assert_snapshot!(error, @"shop.sqlite could not be brought up to date from schema 1: no such table: nowhere. It was put back as it was; open it with the CashFlow that wrote it, or delete the business and take a backup in by “cashflow tenant adopt FILE.sqlite.zst”.");

        let back = header(&path, &lock).unwrap();
        assert_eq!(
            back.schema_version, 1,
            "the good step before the bad one is gone too"
        );
        let file = Connection::open(&path).unwrap();
        let (name, half): (String, i64) = file
            .query_row("select tenant_id, (select count(*) from sqlite_schema where name = 'half_done') from tenant_identity", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!((name.as_str(), half), ("shop", 0));
        drop(file);

        let done = migrate(&path, Kind::Tenant, &lock, &root.join("kept2.sqlite"))
            .unwrap()
            .unwrap();
        assert_eq!(
            (done.from, done.to),
            (1, Kind::Tenant.schema_version()),
            "with good steps the same file goes through"
        );
    }

    #[test]
    fn a_fresh_file_and_an_upgraded_one_have_the_same_schema() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for kind in [Kind::Tenant, Kind::Catalog] {
            Template::ready(&root, kind).unwrap();
            let fresh = crate::db::schema_sql(kind).unwrap();
            for start in 1..kind.migrations().len() {
                let mut file = Connection::open_in_memory().unwrap();
                apply(&mut file, &kind.migrations()[..start]).unwrap();
                apply(&mut file, kind.migrations()).unwrap();
                assert_eq!(
                    crate::db::schema::dump(&file).unwrap(),
                    fresh,
                    "upgraded from {start}"
                );
            }
        }
    }

    #[test]
    fn numbers_go_on_where_an_older_file_had_come_to() {
        let steps = Kind::Tenant.migrations();
        let before = steps
            .iter()
            .position(|(name, _)| *name == "0009_settings")
            .unwrap();
        let mut file = Connection::open_in_memory().unwrap();
        apply(&mut file, &steps[..before]).unwrap();
        file.execute_batch("update patient_numbers set next_number = 42")
            .unwrap();
        for (code, key) in [
            ("P-0007", "p-000000000007 p-0007"),
            ("P-12", "p-000000000012 p-12"),
            ("PX-99", "px-000000000099 px-99"),
            ("P-9999999999", "p-009999999999 p-9999999999"),
        ] {
            file.execute(
                "insert into products (kind, code, code_key, name, sort_name, unit, created_at, updated_at)
                 values ('goods', ?1, ?2, 'Thing', 'thing', 'NOS', '', '')",
                [code, key],
            )
            .unwrap();
        }
        apply(&mut file, steps).unwrap();
        let next = |kind: &str, prefix: &str| -> i64 {
            file.query_row(
                "select next_number from number_counters where kind = ?1 and prefix_key = ?2",
                [kind, prefix],
                |row| row.get(0),
            )
            .unwrap()
        };
        assert_eq!(
            (
                next("patient", "p-"),
                next("product", "p-"),
                next("material", "m-")
            ),
            (42, 13, 1)
        );
        let back = file.execute_batch("update number_counters set next_number = 12 where kind = 'product'");
        assert!(
            back.unwrap_err().to_string().contains("never given twice"),
            "the file refuses it"
        );
        let again = file.execute_batch("insert or replace into number_counters values ('product', 'p-', 2)");
        assert!(again.is_err(), "a replace is refused too");
    }

    #[test]
    fn a_record_taken_back_asks_for_itself_alone() {
        let mut file = Connection::open_in_memory().unwrap();
        apply(&mut file, Kind::Tenant.migrations()).unwrap();
        for table in ["products", "parties", "patients", "materials"] {
            let trigger: String = file
                .query_row(
                    "select sql from sqlite_schema where type = 'trigger' and name = ?1",
                    [format!("{table}_stay")],
                    |row| row.get(0),
                )
                .unwrap();
            let (_, asked) = trigger.split_once("not exists (").unwrap();
            let (asked, _) = asked.rsplit_once(")\nbegin").unwrap();
            let plan: Vec<String> = file
                .prepare(&format!("explain query plan {}", asked.replace("old.id", "?1")))
                .unwrap()
                .query_map([1], |row| row.get(3))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            let found = plan.iter().find(|step| step.contains(" r "));
            assert_eq!(
                found.map(String::as_str),
                Some("SEARCH r USING PRIMARY KEY (import_id=? AND record_id=?)"),
                "{table}: {plan:?}"
            );
        }
    }
}
