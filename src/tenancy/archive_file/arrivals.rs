//! Archives that were brought here and wait for a word: looked into and unpacked in private, so that a person sees
//! whose business it is before anything is done. Taken in, it goes the way of every other business.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde_json::json;

use super::{
    super::{
        Tenancy, TenantConfig, TenantId, config::ConfigLayer, export::TempFile, found::layer_of,
        many::Incoming,
    },
    Manifest, Told,
    arrival::{Arrival, COUNTED, Held},
    coming::{Coming, Watch, Watches},
    read::{Archive, damaged, newer},
};
use crate::{
    author::Author,
    db::{self, FileLock, Identity, Kind},
    error::{Code, Error, Result},
    hex, logo,
    sentence::say,
    tenancy::{config::check_layer, logos::SMALL as SMALL_LOGO},
};

/// How long an archive waits.
const PATIENCE: Duration = Duration::from_secs(1800);
/// How many wait at once; one more sends the oldest away.
const MOST: usize = 4;

/// The archives that wait. They go when they are taken in, when their time is over, and with the program.
#[derive(Default)]
pub(in crate::tenancy) struct Arrivals {
    waiting: Mutex<HashMap<String, Waiting>>,
    coming: Watches,
}

/// One of them, unpacked.
pub(super) struct Waiting {
    pub(super) manifest: Manifest,
    pub(super) layer: ConfigLayer,
    pub(super) said: Identity,
    pub(super) holds: Vec<Held>,
    /// Its own logo, small, drawn anew from what the file holds.
    pub(super) logo: Option<Vec<u8>>,
    unpacked: Unpacked,
    since: Instant,
}

/// A business's file that is nobody's yet; it goes with its owner.
struct Unpacked(PathBuf);

impl Drop for Unpacked {
    fn drop(&mut self) {
        let gone = db::remove_database(&self.0)
            .and_then(|()| FileLock::of(&self.0).exclusive_now())
            .and_then(|alone| FileLock::of(&self.0).remove(alone));
        if let Err(error) = gone {
            tracing::warn!(?error, "an unpacked archive is left among the drafts");
        }
    }
}

impl Arrivals {
    /// Sends away those whose time is over.
    pub(in crate::tenancy) fn forget_old(&self) {
        self.lock()
            .retain(|_, waiting| waiting.since.elapsed() < PATIENCE);
    }

    fn keep(&self, key: String, waiting: Waiting) {
        let mut all = self.lock();
        while all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, waiting)| waiting.since);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else {
                break;
            };
            all.remove(&oldest);
        }
        all.insert(key, waiting);
    }

    fn take(&self, key: &str) -> Result<Waiting> {
        self.forget_old();
        self.lock().remove(key).ok_or_else(gone)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn gone() -> Error {
    Error::new(
        Code::NotFound,
        "This archive waits no longer: it was taken in, or half an hour went by. Choose it again.",
    )
}

impl Tenancy {
    /// A private place for an archive on its way in. Where no business would be let in, that is said before it comes.
    pub(crate) fn expect_archive(&self) -> Result<TempFile> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        self.passing_file()
    }

    /// Lets it be asked under a made-up name how far an archive is on its way in.
    pub fn watch_coming(&self, name: &str) -> Result<Watch> {
        self.arrivals.coming.begin(name)
    }

    /// How far the archive is that comes under this name.
    pub fn coming(&self, name: &str) -> Coming {
        self.arrivals.coming.of(name)
    }

    /// Looks into an archive, which is left as it is, and keeps what is in it until a word comes: nothing is taken in.
    pub fn look_into_archive(&self, path: &Path, told: Told<'_>) -> Result<Arrival> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        let waiting = self.unpack_archive(path, told)?;
        let key = hex::random::<24>()?;
        let arrival = self.describe(&key, &waiting, None, None)?;
        self.arrivals.keep(key, waiting);
        Ok(arrival)
    }

    /// The same archive again, asked whether it can come under this id and this name.
    pub fn arrival(&self, key: &str, id: Option<&str>, company_name: Option<&str>) -> Result<Arrival> {
        self.arrivals.forget_old();
        let mut all = self.arrivals.lock();
        let waiting = all.get_mut(key).ok_or_else(gone)?;
        waiting.since = Instant::now();
        self.describe(key, waiting, id, company_name)
    }

    /// The logo of the business in an archive that waits, a PNG.
    pub fn arrival_logo(&self, key: &str) -> Result<Option<Vec<u8>>> {
        self.arrivals.forget_old();
        let all = self.arrivals.lock();
        Ok(all.get(key).ok_or_else(gone)?.logo.clone())
    }

    /// Sends an archive away without taking it in.
    pub fn forget_arrival(&self, key: &str) -> Result<()> {
        self.arrivals.take(key).map(drop)
    }

    /// Takes the business of a waiting archive in, under its own or another id and name: never over one that is there.
    /// When that fails the archive waits on.
    pub fn take_in_arrival(
        &self,
        key: &str,
        id: Option<TenantId>,
        company_name: Option<&str>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        let waiting = self.arrivals.take(key)?;
        let taken = self.take_in_unpacked(&waiting, id, company_name, author);
        if taken.is_err() {
            self.arrivals.keep(key.to_owned(), waiting);
        }
        taken
    }

    /// Takes an archive in at once.
    pub fn take_in_archive(
        &self,
        path: &Path,
        id: Option<TenantId>,
        company_name: Option<&str>,
        author: &Author,
        told: Told<'_>,
    ) -> Result<Arc<TenantConfig>> {
        self.catalogue.read(|read| self.refuse_second(read))?;
        let waiting = self.unpack_archive(path, told)?;
        self.take_in_unpacked(&waiting, id, company_name, author)
    }

    fn take_in_unpacked(
        &self,
        waiting: &Waiting,
        id: Option<TenantId>,
        company_name: Option<&str>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        let mut layer = waiting.layer.clone();
        let name = company_name.map(str::trim).filter(|name| !name.is_empty());
        let name = name.or(layer.branding.company_name.as_deref());
        layer.branding.company_name = Some(name.unwrap_or(&waiting.manifest.company_name).to_owned());
        check_layer(&layer, &self.trades)?;
        let id = match id {
            Some(id) => id,
            None => waiting.manifest.tenant_id.clone(),
        };
        // Another name or id makes the copy in the file an older one, which the first opening renews.
        let is_changed = id != waiting.manifest.tenant_id || layer_of(&waiting.said, &self.trades)? != layer;
        let revision = waiting.said.revision + i64::from(is_changed);
        let source = &waiting.unpacked.0;
        let taken = self.let_copy_in(
            &Incoming {
                source,
                id: &id,
                layer: &layer,
                note: json!({ "archive_of": waiting.manifest.tenant_id, "made_at": waiting.manifest.made_at }),
                remembered: Some((revision, waiting.said.archived_at.as_deref())),
            },
            author,
        );
        taken.map_err(|error| match error.code() {
            Code::TenantExists => Error::new(
                Code::TenantExists,
                say!(
                    "{detail} An archive is never put over a business.",
                    detail = error.said()
                ),
            )
            .and_field("tenant_id", "tenant_exists", "This id is taken."),
            _ => error,
        })?;
        self.copy_logo_to_card(&id, author)?;
        self.config(&id)
    }

    /// Unpacks an archive into the drafts and looks whether the file is what the manifest says.
    fn unpack_archive(&self, path: &Path, told: Told<'_>) -> Result<Waiting> {
        let mut archive = Archive::open(path, &self.trades)?;
        let unpacked = Unpacked(self.dir.drafts().join(format!("{}.sqlite", hex::random::<8>()?)));
        archive.unpack(&unpacked.0, told)?;
        let manifest = archive.manifest;
        let (said, holds) = look_over(&unpacked.0, &manifest).map_err(in_archive)?;
        let logo = logo_in(&unpacked.0);
        Ok(Waiting {
            manifest,
            layer: archive.layer,
            said,
            holds,
            logo,
            unpacked,
            since: Instant::now(),
        })
    }
}

/// Looks a file over that was just unpacked: its kind, its schema, its pages, whose it is, and what it holds.
fn look_over(file: &Path, manifest: &Manifest) -> Result<(Identity, Vec<Held>)> {
    let lock = FileLock::of(file).exclusive_now()?;
    let header = db::header(file, &lock)?;
    if header.application_id != Kind::Tenant.application_id() {
        return Err(Error::new(Code::FileForeign, "no file of a business"));
    }
    if header.schema_version > Kind::Tenant.schema_version() {
        return Err(newer());
    }
    if header.schema_version != manifest.schema_version {
        return Err(damaged("another schema than the manifest says"));
    }
    db::look_over(file, Kind::Tenant, &lock)?;
    let said = db::identity(file)?;
    if said.tenant_id != manifest.tenant_id.as_str() {
        return Err(Error::new(
            Code::FileForeign,
            "another business than the manifest says",
        ));
    }
    let counted = db::count_rows(file, &COUNTED)?;
    let holds = counted.into_iter().filter(|(_, rows)| *rows > 0);
    let holds = holds.map(|(kind, rows)| Held { kind, rows }).collect();
    Ok((said, holds))
}

/// The logo in a file that was looked over. Nothing in the file is shown as it is: the picture is decoded and drawn anew,
/// and one that cannot be is none.
fn logo_in(file: &Path) -> Option<Vec<u8>> {
    let small = match db::kept_logo(file) {
        Ok(kept) => logo::normalize(&kept?, "image/png")
            .and_then(|picture| logo::thumbnail(&picture, SMALL_LOGO))
            .map_err(Error::internal),
        Err(error) => Err(error),
    };
    small
        .inspect_err(|error| tracing::warn!(?error, "the logo in an archive cannot be shown"))
        .ok()
}

/// What is wrong with a file that lies in an archive is said of the archive: the file has a passing name.
fn in_archive(error: Error) -> Error {
    match error.code() {
        Code::FileForeign => Error::new(
            Code::FileForeign,
            "The archive's manifest and the file in it do not belong together. Nothing was taken in; make the archive again where the business is.",
        )
        .caused_by(error),
        Code::DiskFull | Code::FileNewer => error,
        _ => damaged(error),
    }
}
