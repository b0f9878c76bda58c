//! A business's life: made, edited, switched off and on, archived, deleted. A half-made business is invisible: its
//! file is finished and on disk before the catalogue's commit shows it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Tenancy, TenantConfig, TenantId,
    catalog::{self, Entry},
    config::{BrandingLayer, ConfigLayer, ContactInfo, Registration, check_layer},
    data_dir::make_file_private,
    file::{deleting, making},
};
use crate::{
    author::Author,
    db::{self, Backup, DatabaseUrl, FileLock, Record, params},
    error::{Code, Error, Result},
};

/// A business to be made.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTenant {
    /// Its id; made from the name when absent.
    #[serde(default)]
    pub tenant_id: Option<TenantId>,
    /// Its trade: `dental`, `manufacturing`, `default`.
    pub domain: String,
    /// Its name at least.
    #[serde(default)]
    pub branding: BrandingLayer,
    /// The features granted, instead of the domain's.
    #[serde(default)]
    pub features: Option<Vec<String>>,
    /// Its own GST number.
    #[serde(default)]
    pub gst_number: Option<String>,
    /// How it is reached.
    #[serde(default)]
    pub contact_info: ContactInfo,
    /// Another place for its file than the data directory.
    #[serde(default)]
    pub database_url: Option<String>,
}

/// What is left of a deleted business.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Deleted {
    /// Its id.
    pub tenant_id: TenantId,
    /// Its last backup, which stays.
    pub backup: Backup,
}

impl Tenancy {
    /// Makes a business. Adding a second one to an installation of one goes by way of a backup and a comparison of
    /// the first one's rows before and after.
    pub fn create(&self, new: NewTenant, author: &Author) -> Result<Arc<TenantConfig>> {
        if new
            .branding
            .company_name
            .as_deref()
            .is_none_or(|name| name.trim().is_empty())
        {
            return Err(Error::field(
                "branding.company_name",
                "required",
                "Give the business a name.",
            ));
        }
        let layer = ConfigLayer {
            database_url: new.database_url,
            domain: Some(new.domain),
            branding: new.branding,
            features: new.features,
            gst_number: new.gst_number,
            contact_info: new.contact_info,
            is_active: None,
        };
        check_layer(&layer)?;
        let first_two = self.catalogue.read(catalog::first_two)?;
        let id = self.choose_id(
            new.tenant_id,
            layer.branding.company_name.as_deref().unwrap_or_default(),
            first_two.is_empty(),
        )?;
        // Asked before the file's lock is: a business somebody works in is taken, not busy.
        if let Some(taken) = self.by_subdomain(&id.subdomain())? {
            return Err(catalog::exists(&id, taken.as_str()));
        }
        match first_two.as_slice() {
            [only] if self.forced != Some(true) => {
                self.add_second(only, &id, || self.make(&id, &layer, "tenant.create", author))
            }
            _ => self.make(&id, &layer, "tenant.create", author),
        }
    }

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
        self.change(id, author, "tenant.edit", |entry| {
            if revision.is_some_and(|revision| revision != entry.registration.revision) {
                return Err(Error::new(
                    Code::EditConflict,
                    "Someone else changed this business meanwhile. Look at the new values and edit again.",
                ));
            }
            let mut layer = serde_json::to_value(&entry.layer).map_err(Error::internal)?;
            merge(&mut layer, patch);
            serde_path_to_error::deserialize(&layer).map_err(|error| {
                let path = error.path().to_string();
                Error::field(path, "bad_value", error.inner().to_string())
            })
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
                format!(
                    "Type the name exactly as it is, {}, to delete this business.",
                    config.branding.company_name
                ),
            )
            .and_field("confirm_name", "wrong_name", "This is not its name."));
        }
        self.open.close(id);
        let lock = FileLock::of(&config.file);
        let alone = lock.exclusive()?;
        let backup = self.back_up(&config, "before-delete")?;
        let going = deleting(&self.dir, id);
        let file = config.file.canonicalize()?;
        db::put_in_place(&file, &going)?;
        let forgotten = self.catalogue.write(author, &self.clock, |tx| {
            catalog::remove(tx, id)?;
            let before = json!({ "company_name": config.branding.company_name, "domain": config.domain.domain, "backup": backup.file_name });
            tx.log("tenant.delete", &Record::new("tenant", id), Some(&before), None::<&()>)
        });
        if let Err(error) = forgotten {
            db::put_in_place(&going, &file)?;
            return Err(error);
        }
        db::remove_database(&going)?;
        lock.remove(alone)?;
        Ok(Deleted {
            tenant_id: id.clone(),
            backup,
        })
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

    /// Makes the file and then the catalogue's row; the row's commit is the moment the business exists.
    pub(super) fn make(
        &self,
        id: &TenantId,
        layer: &ConfigLayer,
        operation: &str,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        let now = self.clock.now_text();
        let registration = Registration {
            tenant_id: id.clone(),
            archived_at: None,
            revision: 1,
            created_at: now.clone(),
            updated_at: now.clone(),
        };
        let config = self.resolve(Entry {
            registration,
            layer: layer.clone(),
        })?;
        if let Some(folder) = config.file.parent().filter(|folder| !folder.is_dir()) {
            return Err(Error::field(
                "database_url",
                "no_folder",
                format!("The folder {} is not there. Make it first.", folder.display()),
            ));
        }
        let _alone = FileLock::of(&config.file).exclusive()?;
        if config.file.exists() {
            let text = format!(
                "A file for “{id}” lies there already. Adopt it in the installation settings, or choose another id."
            );
            return Err(Error::new(Code::TenantExists, text).and_field(
                "tenant_id",
                "tenant_exists",
                "This id is taken.",
            ));
        }
        let draft = making(&self.dir, id);
        db::remove_database(&draft)?;
        let config_copy = serde_json::to_string(layer).map_err(Error::internal)?;
        self.template.copy_to(&draft, |first| {
            first.execute("insert into tenant_identity (tenant_id, created_at) values (?1, ?2)", params![id.as_str(), now])?;
            first.execute("insert into tenant_config_copy (revision, config, written_at) values (1, ?1, ?2)", params![config_copy, now])?;
            first.execute(
                "insert into edit_log (at, who, door, request_id, operation, record_kind, record_id, after) values (?1, ?2, ?3, ?4, ?5, 'tenant', ?6, ?7)",
                params![now, author.who, author.door.as_str(), author.request_id, operation, id.as_str(), config_copy],
            )?;
            Ok(())
        })?;
        make_file_private(&draft)?;
        let registered = self.catalogue.write(author, &self.clock, |tx| {
            catalog::insert(tx, id, config.database_url.as_str(), layer)?;
            catalog::write_card(tx, &config)?;
            tx.log(operation, &Record::new("tenant", id), None::<&()>, Some(layer))
        });
        if let Err(error) = registered {
            db::remove_database(&draft)?;
            return Err(error);
        }
        db::put_in_place(&draft, &config.file)?;
        self.config(id)
    }

    /// The first business of a fresh installation is `default` whatever its name; a later one takes its name's id,
    /// numbered if that is taken.
    fn choose_id(&self, wanted: Option<TenantId>, name: &str, is_first: bool) -> Result<TenantId> {
        if let Some(id) = wanted {
            return Ok(id);
        }
        if is_first && self.forced != Some(true) {
            return TenantId::parse("default");
        }
        let base = TenantId::from_name(name);
        let free = |id: &TenantId| -> Result<bool> {
            let taken = self
                .catalogue
                .read(|read| catalog::by_subdomain(read, &id.subdomain()))?;
            Ok(taken.is_none() && !self.dir.tenants().join(format!("{id}.sqlite")).exists())
        };
        if free(&base)? {
            return Ok(base);
        }
        for number in 2..10_000 {
            let id = base.numbered(number);
            if free(&id)? {
                return Ok(id);
            }
        }
        Err(catalog::exists(&base, base.as_str()))
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
            check_layer(&layer)?;
            catalog::update(tx, id, &layer)?;
            catalog::write_card(tx, &self.resolve(catalog::get(tx, id)?)?)?;
            tx.log(
                operation,
                &Record::new("tenant", id),
                Some(&entry.layer),
                Some(&layer),
            )
        })?;
        self.after_change(id)
    }

    /// Copies the new config into the business's file, if it can be opened now; else the next opening does.
    pub(super) fn after_change(&self, id: &TenantId) -> Result<Arc<TenantConfig>> {
        let config = self.config(id)?;
        if let Some(open) = self.open.peek(id) {
            self.write_config_copy(&open, id)?;
        }
        Ok(config)
    }

    /// Registers what a config source declares and the catalogue does not have yet.
    pub(super) fn register_declared(&self, author: &Author) -> Result<()> {
        let declared: std::collections::BTreeSet<_> = self
            .file_layers
            .keys()
            .chain(self.environment_layers.keys())
            .cloned()
            .collect();
        for id in declared {
            if self.catalogue.read(|read| catalog::find(read, &id))?.is_some() {
                self.refresh_card(&id, author)?;
                continue;
            }
            let layers = [self.file_layers.get(&id), self.environment_layers.get(&id)];
            let url = layers
                .into_iter()
                .flatten()
                .filter_map(|layer| layer.database_url.clone())
                .next_back();
            let layer = ConfigLayer {
                database_url: url,
                ..ConfigLayer::default()
            };
            let url = layer
                .database_url
                .as_deref()
                .map_or_else(|| Ok(DatabaseUrl::of_tenant(id.as_str())), DatabaseUrl::parse)?;
            if url.file(self.dir.root()).exists() {
                self.adopt_file(&url.file(self.dir.root()), Some(&id), author)?;
            } else {
                self.make(&id, &layer, "tenant.declare", author)?;
            }
            self.refresh_card(&id, author)?;
        }
        Ok(())
    }

    /// A source outside the catalogue may have changed since the card was written.
    fn refresh_card(&self, id: &TenantId, author: &Author) -> Result<()> {
        let config = self.config(id)?;
        let shown: Option<(String, String, String, bool)> = self.catalogue.read(|read| {
            read.optional("select company_name, domain, primary_color, is_active from tenant_cards where tenant_id = ?1", params![id.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
        })?;
        let now = (
            config.branding.company_name.clone(),
            config.domain.domain.clone(),
            config.branding.primary_color.to_string(),
            config.is_active,
        );
        if shown.as_ref() == Some(&now) {
            return Ok(());
        }
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::write_card(tx, &config)?;
            tx.log(
                "tenant.card",
                &Record::new("tenant", id),
                Some(&json!(shown)),
                Some(&json!(now)),
            )
        })
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
