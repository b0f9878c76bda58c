//! `Tenancy`: the catalogue opened once, the configs kept while they hold, the open tenants.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use super::{
    CheckRows, DataDir, Mode, Rows, Tenant, TenantConfig, TenantId, Trades,
    archive_file::Arrivals,
    catalog, config,
    config::{ConfigLayer, Source},
    export::Downloads,
    open_set::OpenSet,
    sources::{self, Layers},
};
use crate::{
    author::{Author, Door},
    clock::Clock,
    db::{self, Database, Kind, Reserve, Template, Watch},
    error::{Code, Error, Result},
    sentence::{Sentence, say},
};

/// How an installation is opened; a door reads these from its command line and environment.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data directory.
    pub data_dir: PathBuf,
    /// A config file to use instead of `tenants.toml` in the data directory.
    pub tenants_file: Option<PathBuf>,
    /// `TENANT_CONFIGS`: JSON that wins over everything.
    pub tenant_configs: Option<String>,
    /// `MULTI_TENANT_ENABLED`: held to many, to one, or as many as there are.
    pub multi_tenant: Option<bool>,
    /// Where the time comes from.
    pub clock: Clock,
    /// Tenants kept open at once.
    pub open_limit: usize,
    /// Enters a trade's starter rows into a new business by the operations of its features, which live a floor above.
    pub first_rows: FirstRows,
    /// Looks whether the starter rows of a trade in the data directory could be entered so.
    pub check_rows: CheckRows,
}

/// Enters rows into a business.
pub type FirstRows = fn(&Tenant, &Rows) -> Result<()>;

impl Options {
    /// The usual options on a data directory: nothing from the environment, the machine's clock.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            tenants_file: None,
            tenant_configs: None,
            multi_tenant: None,
            clock: Clock::system(),
            open_limit: 64,
            first_rows: |_, _| Ok(()),
            check_rows: |_| Ok(()),
        }
    }
}

/// All businesses of one data directory.
pub struct Tenancy {
    pub(super) dir: DataDir,
    pub(super) clock: Clock,
    // Before the catalogue, so that the catalogue's last connection is closed under its lock.
    watch: Watch,
    pub(super) catalogue: Database,
    pub(super) reserve: Arc<Reserve>,
    pub(super) template: Template,
    pub(super) open: OpenSet,
    pub(super) forced: Option<bool>,
    pub(super) first_rows: FirstRows,
    pub(super) trades: Trades,
    pub(super) tenants_file: Option<PathBuf>,
    pub(super) file_layers: Layers,
    pub(super) environment_layers: Layers,
    /// What could not be done when the data directory was opened, in sentences.
    pub(super) troubles: Vec<Sentence>,
    /// Files given out once each.
    pub downloads: Downloads,
    /// Archives that were brought here and wait for a word.
    pub(super) arrivals: Arrivals,
    known: RwLock<Known>,
}

/// What was read from the catalogue and holds until the catalogue changes.
#[derive(Default)]
struct Known {
    /// Counts the times everything was forgotten: what was read before must not be remembered after.
    epoch: u64,
    configs: HashMap<TenantId, Arc<TenantConfig>>,
    mode: Option<Mode>,
}

/// Configs kept in memory at most.
const KNOWN_LIMIT: usize = 128;

impl Tenancy {
    /// Opens the data directory: the catalogue, made or rebuilt if it is not there; businesses half made or half
    /// deleted when the power went; businesses that a config source declares.
    pub fn open(options: Options) -> Result<Self> {
        db::ready_engine()?;
        let dir = DataDir::prepare(&options.data_dir)?;
        let trades = Trades::of(dir.root(), options.check_rows)?;
        let tenants_file = sources::file_of(dir.root(), options.tenants_file.as_deref())?;
        let file_layers = tenants_file
            .as_deref()
            .map_or_else(|| Ok(Layers::new()), |file| sources::from_file(file, &trades))?;
        let environment_layers = options.tenant_configs.as_deref().map_or_else(
            || Ok(Layers::new()),
            |text| sources::from_json("TENANT_CONFIGS", text, &trades),
        )?;
        let template = Template::ready(&dir.templates(), Kind::Tenant)?;
        dir.clear_old_drafts()?;
        let reserve = Arc::new(Reserve::at(dir.reserve()));
        let catalogue = reserve.with(|| super::file::open_catalogue(&dir))?;
        let catalogue = catalogue.with_reserve(reserve.clone());
        let watch = Watch::new(catalogue.path(), Kind::Catalog).map_err(db::no_catalogue)?;
        let mut tenancy = Self {
            clock: options.clock,
            catalogue,
            reserve,
            template,
            open: OpenSet::new(options.open_limit),
            forced: options.multi_tenant,
            first_rows: options.first_rows,
            trades,
            tenants_file,
            file_layers,
            environment_layers,
            troubles: Vec::new(),
            downloads: Downloads::default(),
            arrivals: Arrivals::default(),
            watch,
            known: RwLock::default(),
            dir,
        };
        let program = Author::system(Door::Program);
        tenancy.refuse_contradiction()?;
        tenancy.finish_what_was_begun()?;
        let (came_back, mut troubles) = tenancy.adopt_elsewhere(&program)?;
        tenancy.adopt_all_once(came_back, &program)?;
        troubles.extend(tenancy.register_declared(&program)?);
        tenancy.troubles = troubles;
        tenancy.keep_reserve();
        Ok(tenancy)
    }

    /// The data directory.
    pub fn dir(&self) -> &DataDir {
        &self.dir
    }

    /// What someone should look at: where the data lies, and what could not be done when it was opened.
    pub fn warnings(&self) -> Vec<Sentence> {
        self.dir
            .warnings()
            .into_iter()
            .chain(self.disk_warning())
            .chain(self.made_again())
            .chain(self.troubles.clone())
            .collect()
    }

    /// What could not be done when the data directory was opened.
    pub fn troubles(&self) -> &[Sentence] {
        &self.troubles
    }

    /// The trades there are: built in, and this installation's own.
    pub fn trades(&self) -> &Trades {
        &self.trades
    }

    /// The clock of this installation.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What is known of a business, from memory while the catalogue has not changed.
    pub fn config(&self, id: &TenantId) -> Result<Arc<TenantConfig>> {
        self.forget_if_changed()?;
        let epoch = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(config) = known.configs.get(id) {
                return Ok(config.clone());
            }
            known.epoch
        };
        let entry = self.catalogue.read(|read| catalog::get(read, id))?;
        let config = Arc::new(self.resolve(entry)?);
        self.remember(epoch, |known| {
            if known.configs.len() >= KNOWN_LIMIT {
                known.configs.clear();
            }
            known.configs.insert(id.clone(), config.clone());
        });
        Ok(config)
    }

    /// Opens a business to work in it. An inactive or archived one is refused.
    pub fn tenant(&self, id: &TenantId, author: Author) -> Result<Tenant> {
        let config = self.config(id)?;
        if config.archived_at.is_some() {
            return Err(Error::new(
                Code::TenantArchived,
                say!(
                    "{company_name} is archived. Restore it in the installation settings to work in it.",
                    company_name = config.branding.company_name
                ),
            ));
        }
        if !config.is_active {
            return Err(Error::new(
                Code::TenantInactive,
                say!(
                    "{company_name} is switched off. Activate it in the installation settings to work in it.",
                    company_name = config.branding.company_name
                ),
            ));
        }
        self.tenant_whatever_its_state(config, author)
    }

    /// Opens a business's file even when it may not be worked in: to look after it, or to take its data out.
    pub(super) fn tenant_whatever_its_state(
        &self,
        config: Arc<TenantConfig>,
        author: Author,
    ) -> Result<Tenant> {
        let open = || self.open.get(&config.tenant_id, || self.open_file(&config));
        let database = self.reserve.with(open)?;
        Ok(Tenant {
            config,
            database,
            author,
            clock: self.clock.clone(),
        })
    }

    /// The business whose subdomain this label is.
    pub fn by_subdomain(&self, label: &str) -> Result<Option<TenantId>> {
        self.catalogue.read(|read| catalog::by_subdomain(read, label))
    }

    /// Whether there is one business or many.
    pub fn mode(&self) -> Result<Mode> {
        self.forget_if_changed()?;
        let epoch = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(mode) = &known.mode {
                return Ok(mode.clone());
            }
            known.epoch
        };
        let ids = self.catalogue.read(catalog::first_two)?;
        let mode = Mode::of(self.forced, ids)?;
        self.remember(epoch, |known| known.mode = Some(mode.clone()));
        Ok(mode)
    }

    /// Closes businesses that nobody has used for `age`, and sends away files that nobody came for; how many were
    /// closed.
    pub fn close_idle(&self, age: Duration) -> usize {
        self.downloads.forget_old();
        self.arrivals.forget_old();
        self.open.close_idle(age)
    }

    /// Businesses open now.
    pub fn open_count(&self) -> usize {
        self.open.len()
    }

    /// Puts the sources together for a business of the catalogue.
    pub(super) fn resolve(&self, entry: catalog::Entry) -> Result<TenantConfig> {
        let id = entry.registration.tenant_id.clone();
        let mut layers: Vec<(Source, &ConfigLayer)> = Vec::with_capacity(3);
        layers.extend(self.file_layers.get(&id).map(|layer| (Source::File, layer)));
        layers.push((Source::Catalogue, &entry.layer));
        layers.extend(
            self.environment_layers
                .get(&id)
                .map(|layer| (Source::Environment, layer)),
        );
        config::resolve(entry.registration, &layers, self.dir.root(), &self.trades)
    }

    /// What every program of this data directory sees of a business alike: without the sources of this one.
    pub(super) fn resolve_shared(&self, entry: catalog::Entry) -> Result<TenantConfig> {
        let layers = [(Source::Catalogue, &entry.layer)];
        config::resolve(entry.registration, &layers, self.dir.root(), &self.trades)
    }

    /// Another process may have changed the catalogue; this one's own changes are seen the same way.
    fn forget_if_changed(&self) -> Result<()> {
        self.watch.on_change(|| {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            *known = Known {
                epoch: known.epoch + 1,
                ..Known::default()
            };
        })
    }

    /// Keeps what was read, unless everything was forgotten since the reading began.
    fn remember(&self, epoch: u64, keep: impl FnOnce(&mut Known)) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.epoch == epoch {
            keep(&mut known);
        }
    }
}
