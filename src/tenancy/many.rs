//! From one business to many: back up, register, compare counts and totals, switch; any failure leaves the old
//! state as it was. An older single-business database is taken in by the same steps.

use std::{path::Path, sync::Arc};

use serde_json::json;

use super::{
    Tenancy, TenantConfig, TenantId, catalog,
    config::ConfigLayer,
    file::{making, migrate_file},
    found::layer_of,
};
use crate::{
    author::Author,
    db::{self, FileLock, Fingerprint, Kind, Record, params},
    error::{Code, Error, Result},
};

/// What a file has of its own and a move may change.
const OWN: [&str; 3] = ["tenant_identity", "tenant_config_copy", "edit_log"];

impl Tenancy {
    /// Adds the second business to an installation of one.
    pub(super) fn add_second(
        &self,
        only: &TenantId,
        second: &TenantId,
        make: impl FnOnce() -> Result<Arc<TenantConfig>>,
    ) -> Result<Arc<TenantConfig>> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        let first = self.config(only)?;
        let before = self.fingerprint_of(&first)?;
        self.back_up(&first, "before-second-business")?;
        let made = make()?;
        let after = self.fingerprint_of(&first)?;
        if before != after {
            self.unmake(second)?;
            return Err(differs(&first.branding.company_name, &before, &after));
        }
        Ok(made)
    }

    /// Takes an older single-business database in as a business of its own: a copy is renamed, migrated and compared
    /// with the source, which is left untouched.
    pub fn take_in_single(
        &self,
        source: &Path,
        id: Option<TenantId>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        // A lock file that was not there is not left there either.
        let was_locked = source.with_extension("lock").exists();
        let source = source.canonicalize().map_err(|error| {
            Error::new(Code::FileMissing, format!("{} is not there.", source.display())).caused_by(error)
        })?;
        let lock = FileLock::of(&source);
        let held = lock.exclusive()?;
        let taken = self.take_in_closed(&source, id, &held, author);
        if !was_locked {
            lock.remove(held)?;
        }
        let id = taken?;
        self.copy_logo_to_card(&id, author)?;
        self.config(&id)
    }

    fn take_in_closed(
        &self,
        source: &Path,
        id: Option<TenantId>,
        held: &db::ExclusiveLock,
        author: &Author,
    ) -> Result<TenantId> {
        let header = db::header(source, held)?;
        if header.application_id != Kind::Tenant.application_id() {
            return Err(Error::new(
                Code::FileForeign,
                format!("{} is not a CashFlow business file.", source.display()),
            ));
        }
        if header.schema_version > Kind::Tenant.schema_version() {
            return Err(Error::new(
                Code::FileNewer,
                format!(
                    "{} was written by a newer CashFlow. Update this program first.",
                    source.display()
                ),
            ));
        }
        let said = db::identity(source)?;
        let layer = layer_of(&said)?;
        let id = id.map_or_else(|| self.free_id(&said.tenant_id, &layer), Ok)?;
        if let Some(taken) = self.by_subdomain(&id.subdomain())? {
            return Err(catalog::exists(&id, taken.as_str()));
        }
        let place = self.dir.tenants().join(format!("{id}.sqlite"));
        let _alone = FileLock::of(&place).exclusive()?;
        if place.exists() {
            return Err(catalog::exists(&id, id.as_str()));
        }
        let draft = making(&place, &id);
        db::remove_database(&draft)?;
        let registered = self.copy_in(source, &draft, &id, &layer, author);
        if let Err(error) = registered {
            db::remove_database(&draft)?;
            return Err(error);
        }
        db::put_in_place(&draft, &place)?;
        Ok(id)
    }

    /// Copies, renames, migrates and compares; the registration is the last step, and the business exists with it.
    fn copy_in(
        &self,
        source: &Path,
        draft: &Path,
        id: &TenantId,
        layer: &ConfigLayer,
        author: &Author,
    ) -> Result<()> {
        let before = db::fingerprint(source, &OWN)?;
        db::snapshot(source, draft)?;
        db::rename_identity(draft, id.as_str())?;
        migrate_file(draft, Kind::Tenant, &self.dir.backups(id)?, &self.clock)?;
        let own_lock = FileLock::of(draft);
        own_lock.remove(own_lock.exclusive_now()?)?;
        let after = db::fingerprint(draft, &OWN)?;
        // A migration may add tables and columns; everything that was there must be there.
        let kept = |(table, was): (&String, &db::TableTotals)| {
            after.0.get(table).is_some_and(|is| {
                is.rows == was.rows
                    && was
                        .totals
                        .iter()
                        .all(|(column, total)| is.totals.get(column) == Some(total))
            })
        };
        if !before.0.iter().all(kept) {
            return Err(differs(&source.display().to_string(), &before, &after));
        }
        self.catalogue.write(author, &self.clock, |tx| {
            self.refuse_second(tx)?;
            catalog::insert(tx, id, db::DatabaseUrl::of_tenant(id.as_str()).as_str(), layer)?;
            catalog::write_card(tx, &self.resolve(catalog::get(tx, id)?)?)?;
            tx.log(
                "tenant.take_in",
                &Record::new("tenant", id),
                None::<&()>,
                Some(&json!({ "from": source.display().to_string(), "rows": after })),
            )
        })
    }

    fn free_id(&self, own: &str, layer: &ConfigLayer) -> Result<TenantId> {
        let name = layer.branding.company_name.as_deref().unwrap_or(own);
        let base = if own == "default" {
            TenantId::from_name(name)
        } else {
            TenantId::parse(own)?
        };
        for number in 1..1000 {
            let id = if number == 1 {
                base.clone()
            } else {
                base.numbered(number)
            };
            if self.by_subdomain(&id.subdomain())?.is_none() {
                return Ok(id);
            }
        }
        Err(catalog::exists(&base, base.as_str()))
    }

    fn fingerprint_of(&self, config: &TenantConfig) -> Result<Fingerprint> {
        // An older first business is brought up to date before it is compared.
        self.tenant_whatever_its_state(
            Arc::new(config.clone()),
            Author::system(crate::author::Door::Program),
        )?;
        db::fingerprint(&config.file, &OWN)
    }

    /// Takes back a business that was made a moment ago and holds nothing.
    fn unmake(&self, id: &TenantId) -> Result<()> {
        let config = self.config(id)?;
        let _alone = self.alone(id, &config.file)?;
        self.catalogue
            .write(&Author::system(crate::author::Door::Program), &self.clock, |tx| {
                tx.execute(
                    "delete from tenant_configs where tenant_id = ?1",
                    params![id.as_str()],
                )?;
                tx.log(
                    "tenant.unmake",
                    &Record::new("tenant", id),
                    None::<&()>,
                    None::<&()>,
                )
            })?;
        db::remove_database(&config.file)
    }
}

fn differs(name: &str, before: &Fingerprint, after: &Fingerprint) -> Error {
    let tables: Vec<&str> = before
        .0
        .iter()
        .filter(|(table, was)| after.0.get(*table) != Some(*was))
        .map(|(table, _)| table.as_str())
        .collect();
    Error::new(
        Code::TenantBusy,
        format!(
            "{name} changed while it was moved (tables {}). Nothing was switched; try again when nobody works in it.",
            tables.join(", ")
        ),
    )
}
