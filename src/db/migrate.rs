//! Brings an older file to the newest schema: a snapshot first, each step in its transaction, and the snapshot
//! put back if a step fails. The caller holds the file's exclusive lock.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::{
    ExclusiveLock, Kind,
    open::{self, Found, Role},
    restore::put_in_place,
    snapshot::snapshot,
};
use crate::error::{Error, Result};

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
    let applied =
        apply(&mut connection, steps).and_then(|()| match open::examine(&connection, kind, path)? {
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
) -> Result<()> {
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
    let result =
        (usize::from(version) + 1..=steps.len()).try_for_each(|step| migrations.to_version(connection, step));
    connection.execute_batch("pragma foreign_keys = on")?;
    result.map_err(Error::internal)
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
        assert_eq!(error.code().as_str(), "internal");

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
}
