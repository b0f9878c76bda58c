//! `tenant`: the businesses of this machine, looked at and looked after.

mod edit;
mod files;
mod life;
mod migrate;
mod show;

use clap::Subcommand;

use super::{Exit, Output, Session};
use crate::{
    error::Result,
    sentence::Sentence,
    tenancy::{ConfigView, TenantConfig},
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant list --all\n",
    "  cashflow tenant create --name \"ABC Dental Clinic\" --domain dental --primary-color \"#2E86AB\"\n",
    "  cashflow tenant edit abc_dental_clinic --phone \"+91 98200 12345\" --unset website\n",
    "  cashflow tenant export abc_dental_clinic ~/abc.sqlite\n",
    "  cashflow tenant export abc_dental_clinic ~/abc.cashflow     and elsewhere: tenant take-in ~/abc.cashflow\n",
    "  cashflow tenant backup abc_dental_clinic\n",
    "  cashflow tenant migrate --all",
))]
pub(super) struct Tenant {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the businesses
    List(show::List),
    /// Show all that is known of a business, and where each value comes from
    Show(show::Show),
    /// Make a business
    Create(edit::Create),
    /// Change a business's name, look, features or addresses
    Edit(edit::Edit),
    /// Switch a business on, so that it can be worked in
    #[command(after_help = "Examples:\n  cashflow tenant activate shop")]
    Activate(life::Named),
    /// Switch a business off; it can still be exported
    #[command(after_help = "Examples:\n  cashflow tenant deactivate shop")]
    Deactivate(life::Named),
    /// Put a business away: kept whole, offered nowhere
    #[command(
        after_help = "Examples:\n  cashflow tenant archive shop\n  cashflow tenant list --all          shows archived ones too"
    )]
    Archive(life::Named),
    /// Take a business out of the archive
    #[command(after_help = "Examples:\n  cashflow tenant restore shop")]
    Restore(life::Named),
    /// Delete a business; a last backup is kept
    Delete(life::Delete),
    /// List files in the tenants folder that belong to no business
    #[command(after_help = "Examples:\n  cashflow tenant strays\n  cashflow tenant strays --json")]
    Strays,
    /// Take such a file in as the business it says it is, or a backup
    Adopt(files::Adopt),
    /// Bring closed files to the newest schema
    Migrate(migrate::Migrate),
    /// Take an older single-business database in as a business of its own
    MigrateSingle(migrate::MigrateSingle),
    /// Write a consistent copy of a business's file, or the whole of it as one archive, inactive ones too
    Export(files::Export),
    /// Take the archive of a whole business in, under its own or another id
    TakeIn(files::TakeIn),
    /// Take a backup of a business now
    Backup(files::BackUp),
    /// Give a business its logo: PNG, JPEG, WebP or SVG
    Logo(files::Logo),
}

impl Tenant {
    /// Whether it works on one business that is there.
    pub(super) fn is_of_one(&self) -> bool {
        match &self.command {
            Command::List(_)
            | Command::Create(_)
            | Command::Strays
            | Command::Adopt(_)
            | Command::MigrateSingle(_) => false,
            Command::Migrate(migrate) => !migrate.is_of_all(),
            _ => true,
        }
    }

    /// The operation's name in the log.
    pub(super) fn operation(&self) -> &'static str {
        match self.command {
            Command::List(_) => "tenant list",
            Command::Show(_) => "tenant show",
            Command::Create(_) => "tenant create",
            Command::Edit(_) => "tenant edit",
            Command::Activate(_) => "tenant activate",
            Command::Deactivate(_) => "tenant deactivate",
            Command::Archive(_) => "tenant archive",
            Command::Restore(_) => "tenant restore",
            Command::Delete(_) => "tenant delete",
            Command::Strays => "tenant strays",
            Command::Adopt(_) => "tenant adopt",
            Command::Migrate(_) => "tenant migrate",
            Command::MigrateSingle(_) => "tenant migrate-single",
            Command::Export(_) => "tenant export",
            Command::TakeIn(_) => "tenant take-in",
            Command::Backup(_) => "tenant backup",
            Command::Logo(_) => "tenant logo",
        }
    }
}

pub(super) fn run(tenant: &Tenant, session: &Session, out: Output) -> Result<Exit> {
    match &tenant.command {
        Command::List(list) => show::list(list, session, out),
        Command::Show(show) => show::show(show, session, out),
        Command::Create(create) => edit::create(create, session, out),
        Command::Edit(edit) => edit::edit(edit, session, out),
        Command::Activate(named) => life::set_active(named, true, session, out),
        Command::Deactivate(named) => life::set_active(named, false, session, out),
        Command::Archive(named) => life::archive(named, session, out),
        Command::Restore(named) => life::restore(named, session, out),
        Command::Delete(delete) => life::delete(delete, session, out),
        Command::Strays => files::strays(session, out),
        Command::Adopt(adopt) => files::adopt(adopt, session, out),
        Command::Migrate(migrate) => migrate::migrate(migrate, session, out),
        Command::MigrateSingle(single) => migrate::migrate_single(single, session, out),
        Command::Export(export) => files::export(export, session, out),
        Command::TakeIn(take_in) => files::take_in(take_in, session, out),
        Command::Backup(backup) => files::back_up(backup, session, out),
        Command::Logo(logo) => files::logo(logo, session, out),
    }
}

/// Answers with a business as it is now: a sentence for people, the whole config for scripts.
fn answer(config: &TenantConfig, sentence: &str, out: Output) -> Result<Exit> {
    out.answer(&ConfigView::from(config), |_| {
        let name = &config.branding.company_name;
        let text = format!("{name} ({}) {sentence}.\n", config.tenant_id);
        config.warnings.iter().map(Sentence::as_str).fold(text, note)
    })?;
    Ok(Exit::Ok)
}

/// A text with one more thing that is odd but no error.
fn note(text: String, warning: &str) -> String {
    text + "Note: " + warning + "\n"
}
