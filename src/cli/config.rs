//! `config check`: reads a config file as the start would, and says what it declares.

use std::path::PathBuf;

use serde_json::json;

use super::{
    Exit, Output, Session,
    table::{Cell, Look, Table},
};
use crate::{error::Result, tenancy};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  cashflow config check tenants.toml")]
pub(super) struct Config {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Check a tenants.toml or tenants.json; an error names its file, line and key
    Check(Check),
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow config check tenants.toml\n",
    "  cashflow config check tenants.json --json",
))]
struct Check {
    /// The file; its ending, .toml or .json, says how it is read
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(config: &Config, session: &Session, out: Output) -> Result<Exit> {
    let Command::Check(check) = &config.command;
    let layers = tenancy::check_config_places(&check.file, &session.options.data_dir)?;
    let answer = json!({ "file": check.file, "tenants": layers, "count": layers.len() });
    out.answer(&answer, |paint| {
        let mut table = Table::new(["ID", "NAME", "TRADE", "COLOR", "FEATURES", "GST NUMBER"]);
        let own = |text: Option<&String>| text.map_or(Cell::new("-", Look::Faint), Cell::from);
        for (id, layer) in &layers {
            let features = layer.features.as_ref().map(|names| names.join(", "));
            table.row([
                id.as_str().into(),
                own(layer.branding.company_name.as_ref()),
                own(layer.domain.as_ref()),
                own(layer.branding.primary_color.as_ref()),
                own(features.as_ref()),
                own(layer.gst_number.as_ref()),
            ]);
        }
        let count = layers.len();
        let noun = if count == 1 { "business" } else { "businesses" };
        format!(
            "{} is well: {count} {noun}.\n{}",
            check.file.display(),
            table.print(paint)
        )
    })?;
    Ok(Exit::Ok)
}
