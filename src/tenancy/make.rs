//! Making a business: its file is finished and on disk before the catalogue's commit shows it, and only then put in
//! its place. A stop at any point leaves nothing, or a business that is whole at its next opening.

use std::{path::Path, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Tenancy, Tenant, TenantConfig, TenantId,
    catalog::{self, Entry},
    config::{BrandingLayer, ConfigLayer, ContactInfo, Registration, check_layer},
    file::making,
    logos::SmallLogo,
    many::Newcomer,
};
use crate::{
    author::Author,
    db::{self, Database, FileLock, Record, params},
    error::{Code, Error, Result},
    sentence::{Say, Sentence, say},
};

/// Enters the first rows of a business, and its logo if it has one.
pub(crate) type Fill<'f> = &'f dyn Fn(&Tenant) -> Result<Option<SmallLogo>>;

/// A business to be made.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTenant {
    /// Its id; made from the name when absent.
    #[serde(default)]
    #[schema(value_type = Option<TenantId>)]
    pub tenant_id: Option<String>,
    /// Its trade: `dental`, `manufacturing`, `default`, which it is unless told.
    #[serde(default = "usual_domain")]
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

/// An id that somebody thinks of for a new business.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct IdOffer {
    /// The id that was asked about.
    pub tenant_id: TenantId,
    /// Whether a new business could have it.
    pub is_free: bool,
    /// It, or the next one that a new business could have.
    pub free: TenantId,
    /// Why it cannot be had; null when it can.
    pub problem: Option<String>,
    /// The same for a reader of another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem_say: Option<Say>,
}

fn usual_domain() -> String {
    "default".into()
}

impl Tenancy {
    /// Makes a business. Adding a second one to an installation of one goes by way of a backup and a comparison of
    /// the first one's rows before and after.
    pub fn create(&self, new: NewTenant, author: &Author) -> Result<Arc<TenantConfig>> {
        self.create_filled(new, author, None)
    }

    /// The same with other first rows than its trade's: `fill` works on the file before anybody can see it.
    pub(crate) fn create_filled(
        &self,
        new: NewTenant,
        author: &Author,
        fill: Option<Fill<'_>>,
    ) -> Result<Arc<TenantConfig>> {
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
        let wanted = new.tenant_id.as_deref().map(TenantId::parse).transpose()?;
        let layer = ConfigLayer {
            database_url: new.database_url,
            domain: Some(new.domain),
            branding: new.branding,
            features: new.features,
            gst_number: new.gst_number,
            contact_info: new.contact_info,
            is_active: None,
        };
        check_layer(&layer, &self.trades)?;
        let mut tries = 0;
        loop {
            let made = self.create_under_some_id(wanted.clone(), &layer, author, fill);
            // Someone else may take the chosen id between the choice and the making: the next one, then.
            let again = wanted.is_none() && tries < 100;
            match made {
                Err(error) if again && error.code() == Code::TenantExists => tries += 1,
                made => return made,
            }
        }
    }

    fn create_under_some_id(
        &self,
        wanted: Option<TenantId>,
        layer: &ConfigLayer,
        author: &Author,
        fill: Option<Fill<'_>>,
    ) -> Result<Arc<TenantConfig>> {
        let is_first = self.catalogue.read(catalog::first_two)?.is_empty();
        let name = layer.branding.company_name.as_deref().unwrap_or_default();
        let id = self.choose_id(wanted, name, is_first)?;
        // Asked before the file's lock is: a business somebody works in is taken, not busy.
        if let Some(taken) = self.by_subdomain(&id.subdomain())? {
            return Err(catalog::exists(&id, taken.as_str()));
        }
        self.make(&id, layer, "tenant.create", author, fill)
    }

    /// Makes the file, fills it, and then lets the business in.
    pub(super) fn make(
        &self,
        id: &TenantId,
        layer: &ConfigLayer,
        operation: &'static str,
        author: &Author,
        fill: Option<Fill<'_>>,
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
        self.check_place(&config.file)?;
        let _alone = FileLock::of(&config.file).exclusive()?;
        if config.file.exists() {
            let text = say!(
                "A file for “{id}” lies there already. Adopt it in the installation settings, or choose another id.",
                id
            );
            return Err(Error::new(Code::TenantExists, text).and_field(
                "tenant_id",
                "tenant_exists",
                "This id is taken.",
            ));
        }
        let draft = making(&config.file, id);
        db::remove_database(&draft)?;
        let config = Arc::new(config);
        let made = self
            .template
            .copy_to(&draft)
            .and_then(|()| self.fill(&draft, &config, layer, operation, author, fill));
        let logo = match made {
            Ok(logo) => logo,
            Err(error) => {
                db::remove_database(&draft)?;
                return Err(error);
            }
        };
        let newcomer = Newcomer {
            id,
            database_url: config.database_url.as_str(),
            layer,
            operation,
            note: json!(layer),
            draft: Some((&draft, &config.file)),
            logo,
            remembered: None,
        };
        self.let_in(&newcomer, author)
    }

    /// Writes whose the file is and its first rows, its trade's unless told. Nobody sees the file yet, so one sync at
    /// the end is enough.
    fn fill(
        &self,
        draft: &Path,
        config: &Arc<TenantConfig>,
        layer: &ConfigLayer,
        operation: &str,
        author: &Author,
        fill: Option<Fill<'_>>,
    ) -> Result<Option<SmallLogo>> {
        let tenant = Tenant {
            config: config.clone(),
            database: Arc::new(Database::open_draft(draft)?),
            author: author.clone(),
            clock: self.clock.clone(),
        };
        let config_copy = serde_json::to_string(layer).map_err(Error::internal)?;
        let filled = tenant
            .write(|tx| {
                let id = config.tenant_id.as_str();
                tx.execute(
                    "insert into tenant_identity (tenant_id, created_at) values (?1, ?2)",
                    params![id, tx.now()],
                )?;
                tx.execute(
                    "insert into tenant_config_copy (revision, config, written_at) values (1, ?1, ?2)",
                    params![config_copy, tx.now()],
                )?;
                tx.log(operation, &Record::new("tenant", id), None::<&()>, Some(layer))
            })
            .and_then(|()| match fill {
                Some(fill) => fill(&tenant),
                None => (self.first_rows)(&tenant, &config.domain.starter)
                    .map(|()| None)
                    .map_err(|error| self.trades.of_starter(&config.domain.domain, error)),
            });
        drop(tenant);
        db::finish_draft(draft)?;
        filled
    }

    /// A file lies in a folder that is there; in the data directory, only in the tenants folder.
    fn check_place(&self, file: &Path) -> Result<()> {
        let wrong = |code: &str, text: Sentence| Err(Error::field("database_url", code, text));
        let Some(folder) = file.parent().and_then(|folder| folder.canonicalize().ok()) else {
            return wrong(
                "no_folder",
                say!(
                    "The folder of {file} is not there. Make it first.",
                    file = file.display()
                ),
            );
        };
        if folder.starts_with(self.dir.root()) && Some(folder) != self.dir.tenants().canonicalize().ok() {
            return wrong(
                "bad_database_url",
                "In the data directory, only tenants/ holds businesses. Name a file there, or another folder.".into(),
            );
        }
        Ok(())
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
        self.next_free(&TenantId::from_name(name))
    }

    fn next_free(&self, base: &TenantId) -> Result<TenantId> {
        if self.what_has(base)?.is_none() {
            return Ok(base.clone());
        }
        for number in 2..10_000 {
            let id = base.numbered(number);
            if self.what_has(&id)?.is_none() {
                return Ok(id);
            }
        }
        Err(catalog::exists(base, base.as_str()))
    }

    /// Why an id cannot be had, in a sentence; nothing when it is free.
    fn what_has(&self, id: &TenantId) -> Result<Option<Sentence>> {
        if let Some(taken) = self.by_subdomain(&id.subdomain())? {
            return Ok(Some(if taken == *id {
                say!("A business “{id}” is here already.", id)
            } else {
                say!(
                    "It would have the same address as “{taken}”, which is here already.",
                    taken
                )
            }));
        }
        let lies_there = self.dir.tenants().join(format!("{id}.sqlite")).exists();
        Ok(lies_there.then(|| say!("A file {id}.sqlite lies among the businesses already.", id)))
    }

    /// Whether a new business could have this id, and one that it could have.
    pub fn offer_id(&self, wanted: &TenantId) -> Result<IdOffer> {
        let problem = self.what_has(wanted)?;
        Ok(IdOffer {
            is_free: problem.is_none(),
            free: self.next_free(wanted)?,
            tenant_id: wanted.clone(),
            problem_say: problem.as_ref().and_then(|problem| problem.say().cloned()),
            problem: problem.map(|problem| problem.to_string()),
        })
    }

    /// Whether a business can come under this id: none has it or its twin in a subdomain, and no file lies in its place.
    pub(super) fn is_free(&self, id: &TenantId) -> Result<bool> {
        Ok(self.by_subdomain(&id.subdomain())?.is_none()
            && !self.dir.tenants().join(format!("{id}.sqlite")).exists())
    }
}
