//! Opening a business's file: finishing a half-made one, migrating an older one, refusing one that is not its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{DataDir, Tenancy, TenantConfig, TenantId, catalog, data_dir::make_file_private};
use crate::{
    author::{Author, Door},
    clock::Clock,
    db::{self, Backup, Database, FileLock, Kind, Record, Template, params},
    error::{Code, Error, Result},
};

/// A new file's name until the catalogue knows its business.
pub(super) fn making(dir: &DataDir, id: &TenantId) -> PathBuf {
    dir.tenants().join(format!(".making-{id}.sqlite"))
}

/// A deleted file's name until the catalogue has forgotten its business.
pub(super) fn deleting(dir: &DataDir, id: &TenantId) -> PathBuf {
    dir.tenants().join(format!(".deleting-{id}.sqlite"))
}

/// Opens the catalogue, or makes an empty one; whether it is new.
pub(super) fn open_catalogue(dir: &DataDir) -> Result<(Database, bool)> {
    let path = dir.catalogue();
    let is_new = !path.exists();
    if is_new {
        let lock = FileLock::of(&path).exclusive()?;
        if !path.exists() {
            let draft = dir.root().join(".making-catalog.sqlite");
            db::remove_database(&draft)?;
            Template::ready(&dir.templates(), Kind::Catalog)?.copy_to(&draft, |_| Ok(()))?;
            make_file_private(&draft)?;
            db::put_in_place(&draft, &path)?;
        }
        drop(lock);
    }
    if let Some(open) = Database::open(&path, Kind::Catalog)? {
        return Ok((open, is_new));
    }
    migrate_file(
        &path,
        Kind::Catalog,
        &dir.root().join("backups"),
        &Clock::system(),
    )?;
    let open = Database::open(&path, Kind::Catalog)?
        .ok_or_else(|| Error::internal("the catalogue is not current after its migration"))?;
    Ok((open, is_new))
}

/// Brings a closed file to the newest schema, keeping a compressed snapshot from before among the backups.
pub(super) fn migrate_file(
    path: &Path,
    kind: Kind,
    backups: &Path,
    clock: &Clock,
) -> Result<Option<db::Migrated>> {
    let lock = FileLock::of(path).exclusive()?;
    let stamp = stamp(clock);
    let kept = backups.join(format!(".{stamp}-before-migration.sqlite"));
    let migrated = db::migrate(path, kind, &lock, &kept);
    match &migrated {
        Ok(Some(done)) => {
            let manifest = serde_json::json!({ "reason": "before-migration", "schema_version": done.from, "made_at": clock.now_text() });
            db::compress(
                &kept,
                &backups.join(format!("{stamp}-before-migration.sqlite.zst")),
                &manifest,
            )?;
            tracing::info!(from = done.from, to = done.to, file = %path.display(), "migrated");
        }
        Err(_) if kept.exists() => fs::remove_file(&kept)?,
        _ => {}
    }
    migrated
}

/// A moment as backups carry it in their names.
pub(super) fn stamp(clock: &Clock) -> String {
    clock.now_text().replace([':', '.'], "-")
}

impl Tenancy {
    /// Opens the file of a business that the catalogue has.
    pub(super) fn open_file(&self, config: &TenantConfig) -> Result<Database> {
        let id = &config.tenant_id;
        let path = self.file_in_place(config)?;
        let database = if let Some(open) = Database::open(&path, Kind::Tenant)? {
            open
        } else {
            migrate_file(&path, Kind::Tenant, &self.dir.backups(id)?, &self.clock)?;
            Database::open(&path, Kind::Tenant)?
                .ok_or_else(|| Error::internal("a file is not current after its migration"))?
        };
        let (owner, revision): (Option<String>, Option<i64>) = database.read(|read| {
            let found = read.optional(
                "select i.tenant_id, c.revision from tenant_identity i left join tenant_config_copy c",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            Ok(found.unwrap_or_default())
        })?;
        if owner.as_deref() != Some(id.as_str()) {
            return Err(foreign(&path, id, owner.as_deref()));
        }
        if revision.is_none_or(|revision| revision < config.revision) {
            self.write_config_copy(&database, id)?;
        }
        Ok(database)
    }

    /// The file's canonical path; a file whose business was registered just before the power went is put in place.
    fn file_in_place(&self, config: &TenantConfig) -> Result<PathBuf> {
        if !config.file.exists() {
            let made = making(&self.dir, &config.tenant_id);
            let _alone = FileLock::of(&config.file).exclusive();
            if made.exists() && !config.file.exists() {
                db::put_in_place(&made, &config.file)?;
            }
        }
        config.file.canonicalize().map_err(|error| {
            let text = format!(
                "The file of {} is not there ({}). Put it back, or restore a backup.",
                config.branding.company_name, config.database_url
            );
            Error::new(Code::FileMissing, text).caused_by(error)
        })
    }

    /// Writes the catalogue's layer into the business's own file, so that a lost catalogue can be made again.
    pub(super) fn write_config_copy(&self, database: &Database, id: &TenantId) -> Result<()> {
        let entry = self.catalogue.read(|read| catalog::get(read, id))?;
        let json = serde_json::to_string(&entry.layer).map_err(Error::internal)?;
        let (revision, archived_at) = (entry.registration.revision, &entry.registration.archived_at);
        database.write(&Author::system(Door::Program), &self.clock, |tx| {
            tx.execute(
                "insert into tenant_config_copy (revision, config, written_at) values (?1, ?2, ?3)
                 on conflict (only_row) do update set revision = ?1, config = ?2, written_at = ?3",
                params![revision, json, tx.now()],
            )?;
            let record = Record::new("tenant", id);
            tx.log("tenant.config_copied", &record, None::<&()>, Some(&serde_json::json!({ "revision": revision, "config": entry.layer, "archived_at": archived_at })))
        })
    }

    /// Takes a snapshot of an open or closed business into its backups.
    pub(super) fn back_up(&self, config: &TenantConfig, reason: &str) -> Result<Backup> {
        let folder = self.dir.backups(&config.tenant_id)?;
        let stamp = stamp(&self.clock);
        let draft = folder.join(format!(".{stamp}-{reason}.sqlite"));
        db::snapshot(&config.file.canonicalize()?, &draft)?;
        let manifest = serde_json::json!({
            "tenant_id": config.tenant_id, "company_name": config.branding.company_name, "reason": reason,
            "made_at": self.clock.now_text(), "schema_version": Kind::Tenant.schema_version(), "revision": config.revision,
        });
        let made = db::compress(
            &draft,
            &folder.join(format!("{stamp}-{reason}.sqlite.zst")),
            &manifest,
        );
        if made.is_err() {
            let _ = fs::remove_file(&draft);
        }
        made
    }

    /// Clears up after a stop in the middle: a file made for a business that was never registered goes, a file being
    /// deleted of a business still registered comes back.
    pub(super) fn finish_what_was_begun(&self) -> Result<()> {
        for entry in fs::read_dir(self.dir.tenants())? {
            let path = entry?.path();
            let Some(name) = path
                .file_stem()
                .and_then(|name| name.to_str())
                .filter(|_| path.extension().is_some_and(|end| end == "sqlite"))
            else {
                continue;
            };
            let Some((begun, id)) = [".making-", ".deleting-"]
                .iter()
                .find_map(|begun| Some((*begun, TenantId::parse(name.strip_prefix(begun)?).ok()?)))
            else {
                continue;
            };
            let place = self.dir.tenants().join(format!("{id}.sqlite"));
            // Whoever makes or deletes this business right now, in another process, holds its lock.
            let Ok(_alone) = FileLock::of(&place).exclusive_now() else {
                continue;
            };
            let registered = self.catalogue.read(|read| catalog::find(read, &id))?.is_some();
            match (begun, registered, place.exists()) {
                (_, true, false) => db::put_in_place(&path, &place)?,
                _ => db::remove_database(&path)?,
            }
        }
        Ok(())
    }
}

/// The error for a file that carries another business's name.
pub(super) fn foreign(path: &Path, id: &TenantId, owner: Option<&str>) -> Error {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let owner = owner.map_or_else(
        || "has no owner".to_owned(),
        |owner| format!("belongs to “{owner}”"),
    );
    Error::new(
        Code::FileForeign,
        format!(
            "The file {name} {owner}, not to “{id}”. It was not opened; put the right file in its place."
        ),
    )
}
