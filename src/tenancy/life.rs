//! A business's life after it was made: edited, switched off and on, archived, deleted.

use std::{
    path::Path,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Tenancy, TenantConfig, TenantId,
    catalog::{self, Entry},
    config::{ConfigLayer, check_layer},
    elsewhere::Stays,
    file::deleting,
};
use crate::{
    author::{Author, Door},
    db::{self, Backup, ExclusiveLock, FileLock, Record, params},
    error::{Code, Error, Result},
    sentence::say,
    unreadable::{OBJECT, unreadable},
};

/// How long those who work in a business are waited for before it is said to be busy.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is left of a deleted business.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Deleted {
    /// Its id.
    pub tenant_id: TenantId,
    /// Its last backup, which stays; null when there was no file.
    pub backup: Option<Backup>,
}

impl Tenancy {
    /// Changes a business's own config by a merge patch: what is named changes, null drops the catalogue's own value.
    /// `revision`, when given, must be the one that was read.
    pub fn edit(
        &self,
        id: &TenantId,
        patch: &Value,
        revision: Option<i64>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        if patch.get("database_url").is_some() {
            return Err(Error::field(
                "database_url",
                "fixed",
                "A business's file is not moved by an edit. Export it and take it in elsewhere.",
            ));
        }
        // Serde would take an empty list for an object without values, and every value would be dropped.
        if let Some(group) = ["branding", "contact_info"]
            .into_iter()
            .find(|group| patch.get(group).is_some_and(Value::is_array))
        {
            let text = say!("Here stands a list; {object} is wanted.", object = OBJECT);
            return Err(Error::new(
                Code::BadRequest,
                say!("The change cannot be read at “{group}”. {text}", group, text),
            )
            .and_field(group, "unreadable", text));
        }
        self.change(id, author, "tenant.edit", |entry| {
            if revision.is_some_and(|revision| revision != entry.registration.revision) {
                return Err(Error::new(
                    Code::EditConflict,
                    "Someone else changed this business meanwhile. Look at the new values and edit again.",
                ));
            }
            let mut layer = serde_json::to_value(&entry.layer).map_err(Error::internal)?;
            merge(&mut layer, patch);
            serde_path_to_error::deserialize(&layer).map_err(|error| unreadable("change", &error))
        })
    }

    /// Switches a business on or off. An inactive one is not worked in but can still be exported.
    pub fn set_active(&self, id: &TenantId, is_active: bool, author: &Author) -> Result<Arc<TenantConfig>> {
        let operation = if is_active {
            "tenant.activate"
        } else {
            "tenant.deactivate"
        };
        self.change(id, author, operation, |entry| {
            if is_active && entry.registration.archived_at.is_some() {
                return Err(Error::new(
                    Code::TenantArchived,
                    say!(
                        "“{id}” is archived. Restore it first; then it can be activated.",
                        id
                    ),
                ));
            }
            Ok(ConfigLayer {
                is_active: Some(is_active),
                ..entry.layer.clone()
            })
        })
    }

    /// Puts a business away: kept whole, offered nowhere.
    pub fn archive(&self, id: &TenantId, author: &Author) -> Result<Arc<TenantConfig>> {
        self.catalogue.write(author, &self.clock, |tx| {
            let entry = catalog::get(tx, id)?;
            if entry.registration.archived_at.is_some() {
                return Ok(());
            }
            tx.insert(
                "insert into tenant_archivals (tenant_id, archived_at, archived_by) values (?1, ?2, ?3)",
                params![id.as_str(), tx.now(), author.who],
            )?;
            catalog::touch(tx, id)?;
            tx.log(
                "tenant.archive",
                &Record::new("tenant", id),
                None::<&()>,
                None::<&()>,
            )
        })?;
        self.after_change(id)
    }

    /// Takes a business out of the archive.
    pub fn restore(&self, id: &TenantId, author: &Author) -> Result<Arc<TenantConfig>> {
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::get(tx, id)?;
            if tx.execute(
                "delete from tenant_archivals where tenant_id = ?1",
                params![id.as_str()],
            )? == 0
            {
                return Ok(());
            }
            catalog::touch(tx, id)?;
            tx.log(
                "tenant.restore",
                &Record::new("tenant", id),
                None::<&()>,
                None::<&()>,
            )
        })?;
        self.after_change(id)
    }

    /// Deletes a business after its name was typed to confirm. A last backup is kept.
    pub fn delete(&self, id: &TenantId, confirm_name: &str, author: &Author) -> Result<Deleted> {
        let config = self.config(id)?;
        if confirm_name.trim() != config.branding.company_name.trim() {
            return Err(Error::new(
                Code::WrongName,
                say!(
                    "Type the name exactly as it is, {company_name}, to delete this business.",
                    company_name = config.branding.company_name
                ),
            )
            .and_field("confirm_name", "wrong_name", "This is not its name."));
        }
        self.refuse_declared(id)?;
        let opened = self.tenant_whatever_its_state(config.clone(), author.clone());
        let is_unusable = |error: &Error| error.code().is_of_one_file() && error.code() != Code::TenantBusy;
        if opened.map(drop).as_ref().is_err_and(is_unusable) {
            return self.delete_unusable(&config, author);
        }
        let alone = self.alone(id, &config.file)?;
        let backup = match self.back_up(&config, "before-delete") {
            Err(error) if is_unusable(&error) => {
                drop(alone);
                return self.delete_unusable(&config, author);
            }
            backup => backup?,
        };
        let (file, going) = (&config.file, deleting(&config.file, id));
        db::put_in_place(file, &going)?;
        let forgotten = self.forget(&config, Some(&backup), author);
        if let Err(error) = forgotten {
            db::put_in_place(&going, file)?;
            return Err(error);
        }
        db::remove_database(&going)?;
        FileLock::of(file).remove(alone)?;
        Ok(Deleted {
            tenant_id: id.clone(),
            backup: Some(backup),
        })
    }

    /// Deletes a business whose file does not open. What there is of the file is kept as it is; a stop after the
    /// catalogue forgot it leaves the file, which belongs to no business then.
    fn delete_unusable(&self, config: &TenantConfig, author: &Author) -> Result<Deleted> {
        let (id, file) = (&config.tenant_id, &config.file);
        let has_folder = file.parent().is_some_and(Path::is_dir);
        let alone = has_folder.then(|| self.alone(id, file)).transpose()?;
        let backup = self.keep_as_it_is(config)?;
        self.forget(config, backup.as_ref(), author)?;
        if backup.is_some() {
            db::remove_database(file)?;
        }
        if let Some(alone) = alone {
            FileLock::of(file).remove(alone)?;
        }
        Ok(Deleted {
            tenant_id: id.clone(),
            backup,
        })
    }

    fn forget(&self, config: &TenantConfig, backup: Option<&Backup>, author: &Author) -> Result<()> {
        let id = &config.tenant_id;
        // Before it is forgotten: a stop between the two is mended at the next start.
        self.note_place(&config.file, Stays::No);
        let backup = backup.map(|backup| &backup.file_name);
        let before = json!({ "company_name": config.branding.company_name, "domain": config.domain.domain, "backup": backup });
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::remove(tx, id)?;
            tx.log(
                "tenant.delete",
                &Record::new("tenant", id),
                Some(&before),
                None::<&()>,
            )
        })
    }

    /// The file's exclusive lock, with nobody of this program at it: what is idle is closed, also what another request
    /// opened meanwhile; who works in it is waited for a little.
    pub(super) fn alone(&self, id: &TenantId, file: &Path) -> Result<ExclusiveLock> {
        let (lock, since) = (FileLock::of(file), Instant::now());
        loop {
            self.open.close(id);
            match lock.exclusive_now() {
                Err(error) if error.code() == Code::TenantBusy && since.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(5));
                }
                done => return done,
            }
        }
    }

    /// Notes that a person chose this business, for the start screen's order.
    pub fn mark_opened(&self, id: &TenantId, author: &Author) -> Result<()> {
        self.catalogue.write(author, &self.clock, |tx| {
            tx.execute(
                "insert into tenant_openings (tenant_id, opened_at) values (?1, ?2) on conflict (tenant_id) do update set opened_at = ?2",
                params![id.as_str(), tx.now()],
            )?;
            tx.log("tenant.open", &Record::new("tenant", id), None::<&()>, None::<&()>)
        })
    }

    fn change(
        &self,
        id: &TenantId,
        author: &Author,
        operation: &str,
        make: impl FnOnce(&Entry) -> Result<ConfigLayer>,
    ) -> Result<Arc<TenantConfig>> {
        self.catalogue.write(author, &self.clock, |tx| {
            let entry = catalog::get(tx, id)?;
            let layer = make(&entry)?;
            if layer == entry.layer {
                return Ok(());
            }
            check_layer(&layer, &self.trades)?;
            catalog::update(tx, id, &layer)?;
            catalog::write_card(tx, &self.resolve_shared(catalog::get(tx, id)?)?)?;
            tx.log(
                operation,
                &Record::new("tenant", id),
                Some(&entry.layer),
                Some(&layer),
            )
        })?;
        self.after_change(id)
    }

    /// Copies the new config into the business's file; if it cannot be opened now, its next opening does.
    pub(super) fn after_change(&self, id: &TenantId) -> Result<Arc<TenantConfig>> {
        let config = self.config(id)?;
        let copied = self
            .tenant_whatever_its_state(config.clone(), Author::system(Door::Program))
            .and_then(|tenant| self.write_config_copy(&tenant.database, id));
        if let Err(error) = copied {
            tracing::warn!(tenant = %id, ?error, "the config is not copied into the file yet");
        }
        Ok(config)
    }
}

/// RFC 7396: objects are merged, null removes, everything else replaces.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let Some(object) = target.as_object_mut() else {
        return;
    };
    for (key, change) in changes {
        if change.is_null() {
            object.remove(key);
        } else {
            merge(object.entry(key.clone()).or_insert(Value::Null), change);
        }
    }
}
