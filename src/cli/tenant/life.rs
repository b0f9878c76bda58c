//! Switching businesses on and off, putting them away, deleting them.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::{Exit, Output, Session, answer};
use crate::{
    cli::output::note,
    error::{Code, Error, Result},
    size::size,
    tenancy::TenantConfig,
};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Named {
    /// Its id
    #[arg(value_name = "TENANT")]
    business: Option<String>,
}

pub(super) fn set_active(named: &Named, is_active: bool, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(named.business.as_deref())?;
    let config = session.tenancy()?.set_active(&id, is_active, &session.author())?;
    let sentence = match (is_active, config.is_active) {
        (true, true) => "is active",
        (false, false) => "is inactive; it can still be exported",
        _ => "is unchanged: TENANT_CONFIGS in the environment says otherwise",
    };
    answer(&config, sentence, out)
}

pub(super) fn archive(named: &Named, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(named.business.as_deref())?;
    let config = session.tenancy()?.archive(&id, &session.author())?;
    answer(&config, "is archived", out)
}

pub(super) fn restore(named: &Named, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(named.business.as_deref())?;
    let config = session.tenancy()?.restore(&id, &session.author())?;
    answer(&config, "is out of the archive", out)
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant delete shop                                  asks for the name\n",
    "  cashflow tenant delete shop --confirm-name \"Corner Shop\"     in scripts",
))]
pub(in crate::cli) struct Delete {
    /// Its id
    #[arg(value_name = "TENANT")]
    business: Option<String>,
    /// The business's name as people see it
    #[arg(long, value_name = "NAME")]
    confirm_name: Option<String>,
}

pub(super) fn delete(delete: &Delete, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(delete.business.as_deref())?;
    let tenancy = session.tenancy()?;
    let config = tenancy.config(&id)?;
    let name = match &delete.confirm_name {
        Some(name) => name.clone(),
        None => ask(&config)?,
    };
    let deleted = tenancy.delete(&id, &name, &session.author())?;
    out.answer(&deleted, |_| {
        let kept = match &deleted.backup {
            Some(backup) => format!(
                "Its last backup, {}, is {}",
                size(backup.size_bytes),
                backup.path.display()
            ),
            None => "There was no file of it to keep.".into(),
        };
        format!("{} ({id}) is deleted. {kept}", config.branding.company_name)
    })?;
    Ok(Exit::Ok)
}

fn ask(config: &TenantConfig) -> Result<String> {
    if !io::stdin().is_terminal() {
        return Err(Error::new(
            Code::BadRequest,
            "Deleting asks for the business's name, and nobody is there to ask. Give it by --confirm-name NAME.",
        ));
    }
    note(&format!(
        "This deletes {} with all that was entered; a last backup is kept.\nType its name to go on: ",
        config.branding.company_name
    ));
    let mut name = String::new();
    io::stdin().lock().read_line(&mut name)?;
    Ok(name)
}
