//! From one business to many: back up, register, compare counts and totals, switch; any failure leaves the old
//! state as it was. An older single-business database is taken in by the same steps.

use std::{collections::BTreeSet, ffi::OsString, fs, path::Path, sync::Arc};

use serde_json::{Value, json};

use super::{
    Tenancy, TenantConfig, TenantId, catalog,
    config::ConfigLayer,
    elsewhere::Stays,
    file::{making, migrate_file},
    found::layer_of,
    logos::SmallLogo,
};
use crate::{
    author::{Author, Door},
    db::{self, DatabaseUrl, FileLock, Fingerprint, Kind, Record, Tx, params},
    error::{Code, Error, Result},
    sentence::say,
};

/// What a file has of its own and a move may change.
const OWN: [&str; 3] = ["tenant_identity", "tenant_config_copy", "edit_log"];

/// A business whose file is finished: what is left is to let it in.
pub(super) struct Newcomer<'n> {
    pub(super) id: &'n TenantId,
    pub(super) database_url: &'n str,
    pub(super) layer: &'n ConfigLayer,
    /// How the edit log calls this way in, and what it notes.
    pub(super) operation: &'static str,
    pub(super) note: Value,
    /// The finished file and its place, whose lock the caller holds; nothing when the file lies where it stays.
    pub(super) draft: Option<(&'n Path, &'n Path)>,
    /// Its logo, when the card is to show it from the first moment.
    pub(super) logo: Option<SmallLogo>,
    /// The revision and the archival that the file remembers.
    pub(super) remembered: Option<(i64, Option<&'n str>)>,
}

/// A closed file of a business from elsewhere, and as what its copy is let in.
pub(super) struct Incoming<'i> {
    pub(super) source: &'i Path,
    pub(super) id: &'i TenantId,
    pub(super) layer: &'i ConfigLayer,
    /// What the edit log notes of where it came from.
    pub(super) note: Value,
    /// The revision and the archival that come along.
    pub(super) remembered: Option<(i64, Option<&'i str>)>,
}

impl Tenancy {
    /// The one way in, whatever door a business comes by. The catalogue's commit is the moment it exists. Where it is
    /// the second one, the first is backed up before, and compared after.
    pub(super) fn let_in(&self, newcomer: &Newcomer<'_>, author: &Author) -> Result<Arc<TenantConfig>> {
        let registered = self.first_of_two().and_then(|first| {
            self.catalogue
                .write(author, &self.clock, |tx| self.enter_in_catalogue(tx, newcomer))?;
            Ok(first)
        });
        let first = match (registered, newcomer.draft) {
            (Err(error), Some((draft, _))) => {
                db::remove_database(draft)?;
                return Err(error);
            }
            (registered, _) => registered?,
        };
        if let Some((draft, place)) = newcomer.draft {
            db::put_in_place(draft, place)?;
        }
        let file = DatabaseUrl::parse(newcomer.database_url)?.file(self.dir.root());
        self.note_place(&file, Stays::Yes);
        if let Some((first, before)) = first {
            let after = self.fingerprint_of(&first)?;
            if before != after {
                self.send_away(newcomer)?;
                return Err(differs(&first.branding.company_name, &before, &after));
            }
        }
        self.config(newcomer.id)
    }

    /// Where a second business comes to an installation of one: the first one, backed up, and its rows as they are.
    fn first_of_two(&self) -> Result<Option<(Arc<TenantConfig>, Fingerprint)>> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        let known = self.catalogue.read(catalog::first_two)?;
        let ([only], None | Some(false)) = (known.as_slice(), self.forced) else {
            return Ok(None);
        };
        let first = self.config(only)?;
        let before = self.fingerprint_of(&first)?;
        self.back_up(&first, "before-second-business")?;
        Ok(Some((first, before)))
    }

    fn enter_in_catalogue(&self, tx: &Tx<'_>, newcomer: &Newcomer<'_>) -> Result<()> {
        let id = newcomer.id;
        self.refuse_second(tx)?;
        catalog::insert(tx, id, newcomer.database_url, newcomer.layer)?;
        if let Some((revision, archived_at)) = newcomer.remembered {
            catalog::remember(tx, id, revision, archived_at)?;
        }
        catalog::write_card(tx, &self.resolve_shared(catalog::get(tx, id)?)?)?;
        if let Some(logo) = &newcomer.logo {
            logo.write_to_card(tx, id)?;
        }
        tx.log(
            newcomer.operation,
            &Record::new("tenant", id),
            None::<&()>,
            Some(&newcomer.note),
        )
    }

    /// Takes back a business that was let in a moment ago; a file that lay there before stays.
    fn send_away(&self, newcomer: &Newcomer<'_>) -> Result<()> {
        let file = DatabaseUrl::parse(newcomer.database_url)?.file(self.dir.root());
        self.note_place(&file, Stays::No);
        self.catalogue
            .write(&Author::system(Door::Program), &self.clock, |tx| {
                catalog::remove(tx, newcomer.id)?;
                tx.log(
                    "tenant.unmake",
                    &Record::new("tenant", newcomer.id),
                    None::<&()>,
                    None::<&()>,
                )
            })?;
        self.open.close(newcomer.id);
        match newcomer.draft {
            Some((_, place)) => db::remove_database(place),
            None => Ok(()),
        }
    }

    /// Takes an older single-business database in as a business of its own: a copy is renamed, migrated and compared
    /// with the source, which is left untouched. One that was taken in before, and is here still, is refused.
    pub fn take_in_single(
        &self,
        source: &Path,
        id: Option<TenantId>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        self.take_in(source, id, author, |origin| self.refuse_taken_in(origin))
    }

    /// The same for a copy made on purpose, a backup, of which there may be many.
    pub(super) fn take_in_copy(
        &self,
        source: &Path,
        id: Option<TenantId>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        self.take_in(source, id, author, |_| Ok(()))
    }

    fn take_in(
        &self,
        source: &Path,
        id: Option<TenantId>,
        author: &Author,
        may: impl Fn(&str) -> Result<()>,
    ) -> Result<Arc<TenantConfig>> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        // A lock file that was not there is not left there either.
        let was_locked = source.with_extension("lock").exists();
        let source = source.canonicalize().map_err(|error| {
            Error::new(
                Code::FileMissing,
                say!("{file} is not there.", file = source.display()),
            )
            .caused_by(error)
        })?;
        let lock = FileLock::of(&source);
        let held = lock.exclusive()?;
        let taken = self.take_in_closed(&source, id, &held, author, may);
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
        may: impl Fn(&str) -> Result<()>,
    ) -> Result<TenantId> {
        let header = db::header(source, held)?;
        if header.application_id != Kind::Tenant.application_id() {
            return Err(Error::new(
                Code::FileForeign,
                say!("{file} is not a CashFlow business file.", file = source.display()),
            ));
        }
        if header.schema_version > Kind::Tenant.schema_version() {
            return Err(Error::new(
                Code::FileNewer,
                say!(
                    "{file} was written by a newer CashFlow. Update this program first.",
                    file = source.display()
                ),
            ));
        }
        let (said, origin) = (db::identity(source)?, db::origin(source)?);
        may(&origin)?;
        let layer = layer_of(&said, &self.trades)?;
        let id = id.map_or_else(|| self.free_id(&said.tenant_id, &layer), Ok)?;
        let note = json!({ "from": source.display().to_string(), "origin": origin });
        self.let_copy_in(
            &Incoming {
                source,
                id: &id,
                layer: &layer,
                note,
                remembered: None,
            },
            author,
        )?;
        Ok(id)
    }

    /// Copies a closed file, which is left as it is, and lets the copy in: never over a business that is there.
    pub(super) fn let_copy_in(&self, incoming: &Incoming<'_>, author: &Author) -> Result<()> {
        let id = incoming.id;
        if let Some(taken) = self.by_subdomain(&id.subdomain())? {
            return Err(catalog::exists(id, taken.as_str()));
        }
        let place = self.dir.tenants().join(format!("{id}.sqlite"));
        let _alone = FileLock::of(&place).exclusive()?;
        if place.exists() {
            return Err(catalog::exists(id, id.as_str()));
        }
        let draft = making(&place, id);
        db::remove_database(&draft)?;
        let backups = self.dir.backups(id)?;
        let kept = names_in(&backups);
        let let_in = self.copy_and_let_in(incoming, &draft, &place, author);
        // A stop after it was registered is mended at the next opening, which needs the draft.
        let is_unknown = || self.catalogue.read(|read| Ok(catalog::find(read, id)?.is_none()));
        if let_in.is_err() && is_unknown()? {
            db::remove_database(&draft)?;
            // What was kept from before the copy's migration: the source is there as it was.
            for name in names_in(&backups).difference(&kept) {
                fs::remove_file(backups.join(name))?;
            }
            // One that holds something stays.
            let _ = fs::remove_dir(&backups);
        }
        let_in
    }

    fn copy_and_let_in(
        &self,
        incoming: &Incoming<'_>,
        draft: &Path,
        place: &Path,
        author: &Author,
    ) -> Result<()> {
        let id = incoming.id;
        let after = self.copy_in(incoming.source, draft, id)?;
        let url = db::DatabaseUrl::of_tenant(id.as_str());
        let mut note = incoming.note.clone();
        note["rows"] = json!(after);
        let newcomer = Newcomer {
            id,
            database_url: url.as_str(),
            layer: incoming.layer,
            operation: "tenant.take_in",
            note,
            draft: Some((draft, place)),
            logo: None,
            remembered: incoming.remembered,
        };
        self.let_in(&newcomer, author).map(drop)
    }

    /// Refuses a database that is a business here already, under whatever id. The edit log remembers whence each came.
    fn refuse_taken_in(&self, origin: &str) -> Result<()> {
        let taken: Option<(String, String)> = self.catalogue.read(|read| {
            read.optional(
                "select l.record_id, l.at from edit_log l
                 where l.operation = 'tenant.take_in' and json_extract(l.after, '$.origin') = ?1
                   and exists (select 1 from tenant_configs c where c.tenant_id = l.record_id)
                   and not exists (
                     select 1 from edit_log d
                     where d.record_kind = 'tenant' and d.record_id = l.record_id and d.id > l.id
                       and d.operation in ('tenant.delete', 'tenant.unmake')
                   )",
                params![origin],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        })?;
        let Some((id, at)) = taken else { return Ok(()) };
        let day = at.get(..10).unwrap_or(&at);
        Err(Error::new(
            Code::TenantExists,
            say!(
                "This database was taken in already, on {day}, as “{id}”. Nothing was done; delete “{id}” first to take it in anew.",
                day,
                id
            ),
        ))
    }

    /// Copies, renames, migrates and compares; what the copy holds.
    fn copy_in(&self, source: &Path, draft: &Path, id: &TenantId) -> Result<Fingerprint> {
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
        Ok(after)
    }

    /// A free id for a business that comes from elsewhere: its own in an empty installation, else its own or a like
    /// one. What was the only business there is called by its name here.
    pub(super) fn id_for_newcomer(&self, own: &TenantId, name: &str) -> Result<TenantId> {
        let is_first = self.catalogue.read(catalog::first_two)?.is_empty();
        let base = if own.as_str() == "default" && !is_first {
            TenantId::from_name(name)
        } else {
            own.clone()
        };
        let like = (2..1000).map(|number| base.numbered(number));
        for id in std::iter::once(base.clone()).chain(like) {
            if self.is_free(&id)? {
                return Ok(id);
            }
        }
        Err(catalog::exists(&base, base.as_str()))
    }

    fn free_id(&self, own: &str, layer: &ConfigLayer) -> Result<TenantId> {
        let name = layer.branding.company_name.as_deref().unwrap_or(own);
        let base = if own == "default" {
            TenantId::from_name(name)
        } else {
            TenantId::parse(own)?
        };
        self.id_for_newcomer(&base, name)
    }

    fn fingerprint_of(&self, config: &TenantConfig) -> Result<Fingerprint> {
        // An older first business is brought up to date before it is compared.
        self.tenant_whatever_its_state(Arc::new(config.clone()), Author::system(Door::Program))?;
        db::fingerprint(&config.file, &OWN)
    }
}

fn names_in(folder: &Path) -> BTreeSet<OsString> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).collect()
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
        say!(
            "{name} changed while it was moved (tables {names}). Nothing was switched; try again when nobody works in it.",
            name,
            names = tables.join(", ")
        ),
    )
}
