//! Opening a business's file: finishing a half-made one, migrating an older one, refusing one that is not its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    DataDir, Tenancy, TenantConfig, TenantId,
    catalog::{self, Entry},
    data_dir::make_file_private,
};
use crate::{
    author::{Author, Door},
    clock::Clock,
    db::{self, Backup, Database, FileLock, Kind, Record, Template, params},
    error::{Code, Error, Result, take_a_backup_in},
    hex,
    sentence::say,
};

/// A new file's name until the catalogue knows its business: beside its place, for a rename stays on one disk.
pub(super) fn making(place: &Path, id: &TenantId) -> PathBuf {
    place.with_file_name(format!(".making-{id}.sqlite"))
}

/// A deleted file's name until the catalogue has forgotten its business.
pub(super) fn deleting(place: &Path, id: &TenantId) -> PathBuf {
    place.with_file_name(format!(".deleting-{id}.sqlite"))
}

/// Opens the catalogue, or makes an empty one.
pub(super) fn open_catalogue(dir: &DataDir) -> Result<Database> {
    let path = dir.catalogue();
    if !path.exists() {
        let lock = FileLock::of(&path).exclusive()?;
        if !path.exists() {
            let draft = dir.root().join(".making-catalog.sqlite");
            db::remove_database(&draft)?;
            Template::ready(&dir.templates(), Kind::Catalog)?.copy_to(&draft)?;
            db::finish_draft(&draft)?;
            make_file_private(&draft)?;
            db::put_in_place(&draft, &path)?;
        }
        drop(lock);
    }
    if let Some(open) = Database::open(&path, Kind::Catalog).map_err(db::no_catalogue)? {
        return Ok(open);
    }
    migrate_file(
        &path,
        Kind::Catalog,
        &dir.root().join("backups"),
        &Clock::system(),
    )
    .map_err(db::no_catalogue)?;
    Database::open(&path, Kind::Catalog)
        .map_err(db::no_catalogue)?
        .ok_or_else(|| Error::internal("the catalogue is not current after its migration"))
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
            let manifest = json!({ "reason": "before-migration", "schema_version": done.from, "made_at": clock.now_text() });
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
    // It was made for a backup that there is none of; one that holds something stays.
    let _ = fs::remove_dir(backups);
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
        let path = file_in_place(config)?;
        let database = if let Some(open) = Database::open(&path, Kind::Tenant)? {
            open
        } else {
            self.migrate_own(&path, id)?;
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
        let database = database.with_reserve(self.reserve.clone());
        if revision != Some(config.revision) {
            match self.write_config_copy(&database, id) {
                // It can be read all the same; the next opening writes the copy.
                Err(error) if error.code() == Code::DiskFull => {
                    tracing::warn!(tenant = %id, ?error, "the config is not copied into the file yet");
                }
                written => written?,
            }
        }
        Ok(database)
    }

    /// Migrates a business's file, after it said whose it is: another's is refused as it is.
    pub(super) fn migrate_own(&self, path: &Path, id: &TenantId) -> Result<Option<db::Migrated>> {
        let reading = FileLock::of(path).shared()?;
        let owner = db::identity(path)?.tenant_id;
        drop(reading);
        if owner != id.as_str() {
            return Err(foreign(path, id, Some(&owner)));
        }
        migrate_file(path, Kind::Tenant, &self.dir.backups(id)?, &self.clock)
    }

    /// Writes the catalogue's layer into the business's own file, so that a lost catalogue can be made again. The
    /// catalogue is read while nobody else can write the file: an older state never overwrites a newer one. It is logged
    /// as the change of whoever made it there, however late it is repeated here.
    pub(super) fn write_config_copy(&self, database: &Database, id: &TenantId) -> Result<()> {
        database.write(&Author::system(Door::Program), &self.clock, |tx| {
            let (Entry { registration, layer }, author) = self
                .catalogue
                .read(|read| Ok((catalog::get(read, id)?, catalog::author_of(read, id)?)))?;
            let (revision, archived_at) = (registration.revision, &registration.archived_at);
            let copied: Option<(i64, String, Option<String>)> = tx.optional(
                "select revision, config, archived_at from tenant_config_copy",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            let is_same = |copied: &(i64, String, Option<String>)| (copied.0, &copied.2) == (revision, archived_at);
            if copied.as_ref().is_some_and(is_same) {
                return Ok(());
            }
            let json = serde_json::to_string(&layer).map_err(Error::internal)?;
            tx.execute(
                "insert into tenant_config_copy (revision, config, archived_at, written_at) values (?1, ?2, ?3, ?4)
                 on conflict (only_row) do update set revision = ?1, config = ?2, archived_at = ?3, written_at = ?4",
                params![revision, json, archived_at, tx.now()],
            )?;
            let before = copied.map(|(revision, config, archived_at)| {
                let config: serde_json::Value = serde_json::from_str(&config).unwrap_or_default();
                json!({ "revision": revision, "config": config, "archived_at": archived_at })
            });
            let after = json!({ "revision": revision, "config": layer, "archived_at": archived_at });
            tx.log_of(
                &author,
                "tenant.config_copied",
                &Record::new("tenant", id),
                before.as_ref(),
                Some(&after),
            )
        })
    }

    /// Takes a snapshot of an open or closed business into its backups.
    pub(super) fn back_up(&self, config: &TenantConfig, reason: &str) -> Result<Backup> {
        let folder = self.dir.backups(&config.tenant_id)?;
        let stamp = stamp(&self.clock);
        let draft = self.dir.drafts().join(format!("{}.sqlite", hex::random::<8>()?));
        db::snapshot(&config.file, &draft)?;
        let manifest = json!({
            "tenant_id": config.tenant_id, "company_name": config.branding.company_name, "reason": reason,
            "made_at": self.clock.now_text(), "schema_version": Kind::Tenant.schema_version(), "revision": config.revision,
        });
        let name = |number: u32| match number {
            1 => folder.join(format!("{stamp}-{reason}.sqlite.zst")),
            number => folder.join(format!("{stamp}-{reason}-{number}.sqlite.zst")),
        };
        let free = (1..=9_999)
            .map(name)
            .find(|name| !name.exists())
            .unwrap_or_else(|| name(0));
        let made = db::compress(&draft, &free, &manifest);
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
            let Some((begun, id)) = begun(&path) else { continue };
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("sqlite") => self.finish(begun == ".making-", &id, &path)?,
                // A file being filled has a lock of its own.
                Some("lock") => {
                    let lock = FileLock::of(&path);
                    if let Ok(alone) = lock.exclusive_now() {
                        lock.remove(alone)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(&self, is_new: bool, id: &TenantId, begun: &Path) -> Result<()> {
        let entry = self.catalogue.read(|read| catalog::find(read, id))?;
        let registered = entry.is_some();
        let place = match entry.and_then(|entry| entry.layer.database_url) {
            Some(url) => db::DatabaseUrl::parse(&url)?.file(self.dir.root()),
            None => self.dir.tenants().join(format!("{id}.sqlite")),
        };
        // Whoever makes or deletes this business right now, in another process, holds its lock.
        let lock = FileLock::of(&place);
        let Ok(alone) = lock.exclusive_now() else {
            return Ok(());
        };
        // What was looked up before the lock was held may have changed meanwhile.
        if self.catalogue.read(|read| catalog::find(read, id))?.is_some() != registered {
            return Ok(());
        }
        tracing::warn!(tenant = %id, is_new, registered, "finishing what was begun when the program stopped");
        if registered && !place.exists() {
            return db::put_in_place(begun, &place);
        }
        db::remove_database(begun)?;
        if !registered && !place.exists() {
            lock.remove(alone)?;
        }
        Ok(())
    }
}

/// What was begun with a file of this name, and whose it is.
fn begun(path: &Path) -> Option<(&'static str, TenantId)> {
    let name = path.file_stem()?.to_str()?;
    [".making-", ".deleting-"]
        .iter()
        .find_map(|begun| Some((*begun, TenantId::parse(name.strip_prefix(begun)?).ok()?)))
}

/// The file's own path; one that was being made or deleted when the power went is put in its place.
pub(super) fn file_in_place(config: &TenantConfig) -> Result<PathBuf> {
    let (file, id) = (&config.file, &config.tenant_id);
    let begun = [making(file, id), deleting(file, id)];
    if !file.exists() && begun.iter().any(|begun| begun.exists()) {
        let _alone = FileLock::of(file).exclusive()?;
        for begun in begun {
            if begun.exists() && !file.exists() {
                db::put_in_place(&begun, file)?;
            }
        }
    }
    if file.exists() || file.is_symlink() {
        return Ok(file.clone());
    }
    Err(Error::new(
        Code::FileMissing,
        say!(
            "The file of {company_name} is not there ({database_url}). Put it back, or {help}.",
            company_name = config.branding.company_name,
            database_url = config.database_url.to_string(),
            help = take_a_backup_in()
        ),
    ))
}

/// The error for a file that carries another business's name.
pub(super) fn foreign(path: &Path, id: &TenantId, owner: Option<&str>) -> Error {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let sentence = match owner {
        None => say!(
            "The file {name} has no owner, not to “{id}”. It was not opened; put the right file in its place.",
            name,
            id
        ),
        Some(owner) => say!(
            "The file {name} belongs to “{owner}”, not to “{id}”. It was not opened; put the right file in its place.",
            name,
            owner,
            id
        ),
    };
    Error::new(Code::FileForeign, sentence)
}
