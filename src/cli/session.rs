//! What a command has in hand: how the data directory is opened, who asks, and which business was named.

use super::{args::Global, environment};
use crate::{
    author::{Author, Door},
    error::{Code, Error, Result},
    hex,
    logging::Level,
    tenancy::{Mode, Options, Tenancy, TenantId},
};

/// One run of the command line.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) options: Options,
    pub(super) log_level: Level,
    /// Ties the log's lines and the edit log's rows of one run together.
    request_id: String,
    /// The binary's name, for sentences that say what to run next.
    pub(super) program: &'static str,
    global: Global,
}

impl Session {
    /// Reads the environment; nothing is opened yet.
    pub(super) fn begin(global: Global, program: &'static str) -> Result<Self> {
        Ok(Self {
            options: environment::options(&global)?,
            log_level: environment::log_level(&global)?,
            request_id: hex::random::<16>()?,
            program,
            global,
        })
    }

    pub(super) fn base_domain(&self) -> Option<String> {
        self.global.base_domain.clone()
    }

    pub(super) fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Who the edit log says it was.
    pub(super) fn author(&self) -> Author {
        Author::system(Door::CommandLine).in_request(&self.request_id)
    }

    /// Opens the data directory.
    pub(super) fn tenancy(&self) -> Result<Tenancy> {
        Tenancy::open(self.options.clone())
    }

    /// The business that `--tenant` names, whether there is one or not.
    pub(super) fn named(&self) -> Result<Option<TenantId>> {
        self.global.tenant.as_deref().map(TenantId::named).transpose()
    }

    /// The business a command is about: the one it names or `--tenant` names.
    pub(super) fn business(&self, named: Option<&str>) -> Result<TenantId> {
        self.chosen(named)?.ok_or_else(|| {
            Error::new(
                Code::TenantRequired,
                format!(
                    "Name the business by its id. “{} tenant list” shows the ids.",
                    self.program
                ),
            )
        })
    }

    /// The same, or the only business there is.
    pub(super) fn business_or_only(&self, named: Option<&str>, tenancy: &Tenancy) -> Result<TenantId> {
        match (self.chosen(named)?, tenancy.mode()?) {
            (None, Mode::Single(Some(only))) => {
                tracing::Span::current().record("tenant", only.as_str());
                Ok(only)
            }
            _ => self.business(named),
        }
    }

    fn chosen(&self, named: Option<&str>) -> Result<Option<TenantId>> {
        let (here, global) = (named.map(TenantId::named).transpose()?, self.named()?);
        if let (Some(here), Some(global)) = (&here, &global)
            && here != global
        {
            return Err(Error::new(
                Code::TenantContradiction,
                format!("The command names “{here}” and --tenant names “{global}”. Name one."),
            ));
        }
        let chosen = here.or(global);
        if let Some(id) = &chosen {
            tracing::Span::current().record("tenant", id.as_str());
        }
        Ok(chosen)
    }
}
