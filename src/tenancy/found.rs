//! Files found on disk that the catalogue does not know: adopted when they say whose they are. A lost catalogue is
//! made again from them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::Serialize;
use serde_json::json;

use super::{
    Tenancy, TenantConfig, TenantId, Trades, catalog,
    config::{ConfigLayer, check_layer},
    elsewhere::MadeAgain,
    file::{foreign, migrate_file},
    many::Newcomer,
};
use crate::{
    author::Author,
    db::{self, Database, DatabaseUrl, FileLock, Kind},
    error::{Code, Error, Result},
    sentence::{Say, say},
};

/// What lies in the tenants folder under a database's name and belongs to no business of the catalogue: a file, or
/// a link or a folder, which can be no business.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Stray {
    /// Its name in the tenants folder.
    pub file_name: String,
    /// The business it says it is.
    pub tenant_id: Option<String>,
    /// The name of that business.
    pub company_name: Option<String>,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// Why it cannot be adopted; null when it can.
    pub problem: Option<String>,
    /// The same for a reader of another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem_say: Option<Say>,
}

/// What a closed tenant file says of itself.
struct Identity {
    tenant_id: TenantId,
    layer: ConfigLayer,
    revision: i64,
    archived_at: Option<String>,
}

impl Tenancy {
    /// The files that could be adopted, and those that could not, with the reason.
    pub fn strays(&self) -> Result<Vec<Stray>> {
        let mut strays = Vec::new();
        for path in self.stray_files()? {
            let identity = self.identify(&path);
            let problem = identity.as_ref().err().map(|error| error.said().clone());
            let identity = identity.ok();
            strays.push(Stray {
                file_name: file_name(&path),
                tenant_id: identity.as_ref().map(|found| found.tenant_id.to_string()),
                company_name: identity.and_then(|found| found.layer.branding.company_name),
                size_bytes: if path.is_symlink() {
                    0
                } else {
                    db::disk_size(&path)
                },
                problem_say: problem.as_ref().and_then(|problem| problem.say().cloned()),
                problem: problem.map(|problem| problem.to_string()),
            });
        }
        Ok(strays)
    }

    /// How many such files there are, without looking into them.
    pub fn stray_count(&self) -> Result<usize> {
        Ok(self.stray_files()?.len())
    }

    /// Takes a file of the tenants folder in as the business it says it is.
    pub fn adopt(&self, name: &str, author: &Author) -> Result<Arc<TenantConfig>> {
        let file = self
            .stray_files()?
            .into_iter()
            .find(|path| file_name(path) == name);
        let file = file.ok_or_else(|| {
            Error::new(
                Code::FileMissing,
                "There is no such file waiting in the tenants folder. Put it there and look again.",
            )
            .and_field("file_name", "file_missing", "No such file.")
        })?;
        self.adopt_file(&file, None, author)
    }

    /// Adopts everything that says whose it is, once in a catalogue's life: how a lost one comes back. It is noted
    /// when all were looked at, so that a stop in the middle loses none. `came_back` businesses came from elsewhere.
    pub(super) fn adopt_all_once(&self, came_back: usize, author: &Author) -> Result<()> {
        let mut made = MadeAgain {
            taken_in: came_back,
            ..MadeAgain::default()
        };
        if self
            .catalogue
            .read(|read| catalog::setting(read, "files_taken_in"))?
            .is_some()
        {
            return Ok(());
        }
        for file in self.stray_files()? {
            match self.adopt_file(&file, None, author) {
                Ok(config) => {
                    tracing::warn!(tenant = %config.tenant_id, "taken into a new catalogue from its file");
                    made.taken_in += 1;
                }
                Err(error) => {
                    tracing::warn!(file = %file.display(), ?error, "left beside a new catalogue");
                    made.left += 1;
                }
            }
        }
        if made.taken_in > 0 {
            self.note_made_again(&made, author)?;
        }
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::set_setting(tx, "files_taken_in", "yes")
        })
    }

    pub(super) fn adopt_file(
        &self,
        file: &Path,
        expected: Option<&TenantId>,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        let found = self.identify(file)?;
        if let Some(expected) = expected.filter(|expected| **expected != found.tenant_id) {
            return Err(foreign(file, expected, Some(found.tenant_id.as_str())));
        }
        let id = found.tenant_id;
        let url = if file.parent() == Some(&self.dir.tenants()) {
            DatabaseUrl::parse(&format!("sqlite:tenants/{}", file_name(file)))?
        } else {
            DatabaseUrl::parse(&format!("sqlite:{}", file.display()))?
        };
        migrate_file(file, Kind::Tenant, &self.dir.backups(&id)?, &self.clock)?;
        let newcomer = Newcomer {
            id: &id,
            database_url: url.as_str(),
            layer: &found.layer,
            operation: "tenant.adopt",
            note: json!({ "file": file_name(file), "config": found.layer }),
            draft: None,
            logo: None,
            remembered: Some((found.revision, found.archived_at.as_deref())),
        };
        self.let_in(&newcomer, author)?;
        self.copy_logo_to_card(&id, author)?;
        self.config(&id)
    }

    /// Files of the tenants folder that no business of the catalogue has.
    fn stray_files(&self) -> Result<Vec<PathBuf>> {
        let known: Vec<PathBuf> = self.catalogue.read(|read| {
            let urls: Vec<String> =
                read.all("select database_url from tenant_configs", [], |row| row.get(0))?;
            urls.iter()
                .map(|url| Ok(DatabaseUrl::parse(url)?.file(self.dir.root())))
                .collect()
        })?;
        let known: std::collections::HashSet<PathBuf> = known.into_iter().collect();
        let mut files = Vec::new();
        for entry in fs::read_dir(self.dir.tenants())? {
            let path = entry?.path();
            let is_database =
                path.extension().is_some_and(|end| end == "sqlite") && !file_name(&path).starts_with('.');
            if is_database && !known.contains(&path) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// Reads who a closed file is. The lock is let go before a connection takes its own part of it.
    fn identify(&self, file: &Path) -> Result<Identity> {
        let name = file_name(file);
        let not_ours = || {
            Error::new(
                Code::FileForeign,
                say!(
                    "{name} is not a CashFlow business file. It was left as it is.",
                    name
                ),
            )
        };
        refuse_no_file(file)?;
        let header = db::header(file, &FileLock::of(file).exclusive_now()?)?;
        if header.application_id != Kind::Tenant.application_id() {
            return Err(not_ours());
        }
        // An older file is read as it is: these tables are there since the first schema.
        let said = db::identity(file)?;
        let id = TenantId::parse(&said.tenant_id).map_err(|_| not_ours())?;
        let layer = layer_of(&said, &self.trades)?;
        if self.catalogue.read(|read| catalog::find(read, &id))?.is_some() {
            return Err(Error::new(
                Code::TenantExists,
                say!(
                    "{name} says it is “{id}”, which is here already. It was left as it is.",
                    name,
                    id
                ),
            ));
        }
        if header.schema_version == Kind::Tenant.schema_version() {
            drop(Database::open(file, Kind::Tenant)?);
        } else if header.schema_version > Kind::Tenant.schema_version() {
            return Err(Error::new(
                Code::FileNewer,
                say!(
                    "{name} was written by a newer CashFlow. Update this program to take it in.",
                    name
                ),
            ));
        }
        Ok(Identity {
            tenant_id: id,
            layer,
            revision: said.revision,
            archived_at: said.archived_at,
        })
    }
}

/// A link is not followed, and a folder or a pipe holds no rows.
fn refuse_no_file(path: &Path) -> Result<()> {
    let name = file_name(path);
    let said = match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => {
            say!(
                "{name} is a link. It was not followed; put the file itself in its place.",
                name
            )
        }
        Ok(found) if found.is_dir() => {
            say!(
                "{name} is a folder, not a file. It was left as it is; take it out of tenants/.",
                name
            )
        }
        Ok(found) if !found.is_file() => {
            say!(
                "{name} is no plain file. It was left as it is; take it out of tenants/.",
                name
            )
        }
        _ => return Ok(()),
    };
    Err(Error::new(Code::FileForeign, said))
}

/// The config that a file remembers. The place it had elsewhere means nothing here.
pub(super) fn layer_of(said: &db::Identity, trades: &Trades) -> Result<ConfigLayer> {
    let Some(json) = &said.config else {
        return Ok(ConfigLayer::default());
    };
    let layer: ConfigLayer = serde_json::from_str(json).unwrap_or_else(|error| {
        tracing::warn!(tenant = said.tenant_id, %error, "the config kept in the file cannot be read; it is taken in without");
        ConfigLayer::default()
    });
    check_layer(&layer, trades)?;
    Ok(ConfigLayer {
        database_url: None,
        ..layer
    })
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
