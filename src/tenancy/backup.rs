//! Backups on demand, the way back from one, and what is kept of a file that cannot be backed up.

use std::{fs, path::Path, sync::Arc};

use serde::Serialize;
use serde_json::Value;

use super::{Tenancy, TenantConfig, TenantId, data_dir::make_file_private, file::stamp};
use crate::{
    author::Author,
    db::{self, Backup, Kind, Record},
    error::{Code, Error, Result},
    hex,
    sentence::{Say, say},
};

/// What came of backing everything up.
#[derive(Clone, Debug, Default)]
pub struct BackedUp {
    /// The backups.
    pub snapshots: Vec<Snapshot>,
    /// What could not be backed up.
    pub left: Vec<Left>,
}

/// The backup of one business among all.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Snapshot {
    /// Whose.
    #[schema(value_type = String)]
    pub tenant_id: TenantId,
    /// The backup's name in the business's backup folder.
    pub file_name: String,
}

/// A business that could not be backed up.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Left {
    /// Whose.
    #[schema(value_type = String)]
    pub tenant_id: TenantId,
    /// Why.
    pub reason: String,
    /// The same for a reader of another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_say: Option<Say>,
}

impl Tenancy {
    /// Takes a backup of a business now.
    pub fn backup(&self, id: &TenantId, author: &Author) -> Result<Backup> {
        let config = self.config(id)?;
        // An older file is brought up to date first, and a foreign one refused.
        drop(self.tenant_whatever_its_state(config.clone(), author.clone())?);
        let backup = self.back_up(&config, "on-demand")?;
        self.catalogue.write(author, &self.clock, |tx| {
            let after = serde_json::json!({ "backup": backup.file_name });
            tx.log(
                "tenant.backup",
                &Record::new("tenant", id),
                None::<&()>,
                Some(&after),
            )
        })?;
        Ok(backup)
    }

    /// Takes a backup of every business, whatever its state, and of the catalogue. A business whose file is lost or
    /// broken already is left and named; one that somebody holds alone ends it.
    pub fn back_up_all(&self, reason: &str, author: &Author) -> Result<BackedUp> {
        let mut done = BackedUp::default();
        for tenant_id in self.ids()? {
            let config = self.config(&tenant_id)?;
            // Open while it is copied, so that nobody moves it meanwhile.
            let made = self
                .tenant_whatever_its_state(config.clone(), author.clone())
                .and_then(|_open| self.back_up(&config, reason));
            match made {
                Ok(Backup { file_name, .. }) => done.snapshots.push(Snapshot { tenant_id, file_name }),
                Err(error) if error.code().is_of_one_file() && error.code() != Code::TenantBusy => {
                    tracing::warn!(tenant = %tenant_id, ?error, "not backed up");
                    done.left.push(Left {
                        tenant_id,
                        reason: error.detail().to_owned(),
                        reason_say: error.said().say().cloned(),
                    });
                }
                Err(error) => return Err(error),
            }
        }
        self.back_up_catalogue(reason)?;
        Ok(done)
    }

    fn back_up_catalogue(&self, reason: &str) -> Result<()> {
        let draft = self.dir.drafts().join(format!("{}.sqlite", hex::random::<8>()?));
        db::snapshot(self.catalogue.path(), &draft).map_err(db::no_catalogue)?;
        let name = format!("{}-{reason}-catalog.sqlite.zst", stamp(&self.clock));
        let manifest = serde_json::json!({
            "reason": reason, "made_at": self.clock.now_text(), "schema_version": Kind::Catalog.schema_version(),
        });
        let made = db::compress(&draft, &self.dir.root().join("backups").join(name), &manifest);
        if made.is_err() {
            let _ = fs::remove_file(&draft);
        }
        made.map(drop)
    }

    /// Notes in the catalogue's log that an update was applied.
    pub fn note_update(&self, from: &str, note: &Value, author: &Author) -> Result<()> {
        let before = serde_json::json!({ "version": from });
        self.catalogue.write(author, &self.clock, |tx| {
            let program = Record::new("installation", "program");
            tx.log("installation.update", &program, Some(&before), Some(note))
        })
    }

    /// Takes a backup in as a business, under its own id or another: never over one that is there.
    pub fn take_in_backup(
        &self,
        backup: &Path,
        id: Option<TenantId>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        let draft = self.dir.drafts().join(format!("{}.sqlite", hex::random::<8>()?));
        let taken = unpack(backup, &draft).and_then(|()| {
            let id = id.map_or_else(|| TenantId::parse(&db::identity(&draft)?.tenant_id), Ok)?;
            self.take_in_copy(&draft, Some(id), author)
        });
        db::remove_database(&draft)?;
        taken.map_err(|error| match error.code() {
            Code::TenantExists => Error::new(
                Code::TenantExists,
                say!(
                    "{detail} A backup is never put over a business: delete that one first, or give the backup another id with --id.",
                    detail = error.said()
                ),
            ),
            _ => error,
        })
    }

    /// Copies what there is of a file that does not open into the backups, as it is, its log beside it; nothing when
    /// no file is there. The caller holds the file's lock.
    pub(super) fn keep_as_it_is(&self, config: &TenantConfig) -> Result<Option<Backup>> {
        let file = &config.file;
        // A link or a folder is nobody's file: it is left where it is.
        if file.is_symlink() || !file.is_file() {
            return Ok(None);
        }
        let file_name = format!("{}-as-it-was.sqlite", stamp(&self.clock));
        let path = self.dir.backups(&config.tenant_id)?.join(&file_name);
        for ending in ["", "-wal"] {
            let (from, to) = (db::beside(file, ending), db::beside(&path, ending));
            if from.exists() {
                fs::copy(from, &to)?;
                make_file_private(&to)?;
                fs::File::open(&to)?.sync_all()?;
            }
        }
        Ok(Some(Backup {
            file_name,
            size_bytes: db::disk_size(&path),
            sha256: db::sha256_file(&path)?,
            path,
        }))
    }
}

/// Unpacks a backup and compares it with the hash that its manifest has, where one stands beside.
fn unpack(backup: &Path, draft: &Path) -> Result<()> {
    let shown = backup.display();
    if !backup.is_file() {
        return Err(Error::new(
            Code::FileMissing,
            say!(
                "{shown} is not there. Look at the backups folder of the data directory.",
                shown
            ),
        ));
    }
    let damaged = || {
        Error::new(
            Code::FileDamaged,
            say!(
                "{shown} is damaged or is no backup. Nothing was taken in; try an older one.",
                shown
            ),
        )
    };
    db::decompress(backup, draft).map_err(|error| match error.code() {
        Code::DiskFull => error,
        _ => damaged().caused_by(error),
    })?;
    let Ok(manifest) = fs::read_to_string(db::beside(backup, ".json")) else {
        return Ok(());
    };
    let manifest: Value = serde_json::from_str(&manifest).map_err(|error| damaged().caused_by(error))?;
    if manifest["sha256"] == db::sha256_file(draft)? {
        Ok(())
    } else {
        Err(damaged())
    }
}
