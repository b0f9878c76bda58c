//! What the program can say of itself: shell completions, the API's description, the schema. None of it touches a
//! person's data.

use std::{fmt::Write as _, path::PathBuf};

use clap_complete::Shell;

use super::{Exit, args, output::say};
use crate::{
    app::App,
    db::{self, Kind},
    error::{Error, Result},
    http,
    tenancy::Options,
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow completions bash > ~/.local/share/bash-completion/completions/{name}\n",
    "  cashflow completions zsh > ~/.zfunc/_{name}\n",
    "  cashflow completions fish > ~/.config/fish/completions/{name}.fish",
))]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

pub(super) fn completions(completions: &Completions, program: &'static str) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(
        completions.shell,
        &mut args::command(program),
        program,
        &mut script,
    );
    say(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Ok)
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  cashflow manual ~/.local/share/man/man1")]
pub(super) struct Manual {
    /// The folder the pages go to, one for each command
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn manual(manual: &Manual, program: &'static str) -> Result<Exit> {
    std::fs::create_dir_all(&manual.folder)?;
    clap_mangen::generate_to(args::command(program), &manual.folder)?;
    say(&format!("The manual is in {}.", manual.folder.display()))?;
    Ok(Exit::Ok)
}

/// The OpenAPI document, made from a data directory that exists for this moment only.
pub(super) fn openapi() -> Result<Exit> {
    let folder = tempfile::Builder::new().prefix("cashflow-").tempdir()?;
    let document = {
        let app = App::open(Options::new(folder.path()), None)?;
        http::document(&app).to_pretty_json().map_err(Error::internal)?
    };
    folder.close()?;
    say(&document)?;
    Ok(Exit::Ok)
}

/// The text of `migrations/schema.sql`.
pub(super) fn schema() -> Result<Exit> {
    let mut text =
        String::from("-- Made from migrations/ by `script/generate`, for people to read. Do not edit.\n");
    for (kind, place) in [
        (Kind::Catalog, "catalog.sqlite: which businesses there are"),
        (
            Kind::Tenant,
            "tenants/<tenant_id>.sqlite: everything one business ever entered",
        ),
    ] {
        let _ = write!(
            text,
            "\n-- {place}. Schema version {}.\n\n{}",
            kind.schema_version(),
            db::schema_sql(kind)?
        );
    }
    say(&text)?;
    Ok(Exit::Ok)
}
