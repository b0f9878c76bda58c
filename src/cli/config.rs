//! `config check`: reads a config file as the start would, and says what it declares.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{
    Exit, Output, Session,
    table::{Cell, Look, Table},
};
use crate::{
    error::Result,
    tenancy::{self, CheckRows, Trades},
};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  cashflow config check tenants.toml")]
pub(super) struct Config {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Check a tenants.toml, a tenants.json or a trade's file; an error names its file, line and key
    Check(Check),
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow config check tenants.toml\n",
    "  cashflow config check tenants.json --json\n",
    "  cashflow config check domains/bakery.toml        a trade of your own",
))]
struct Check {
    /// The file; its ending, .toml or .json, says how it is read
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(config: &Config, session: &Session, out: Output) -> Result<Exit> {
    let Command::Check(check) = &config.command;
    let (data_dir, check_rows) = (&session.options.data_dir, session.options.check_rows);
    if is_trade(&check.file) {
        return trade(&check.file, check_rows, out);
    }
    let trades = Trades::of(data_dir, check_rows)?;
    let layers = tenancy::check_config_places(&check.file, data_dir, &trades)?;
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

/// Whether a file means to be a trade: it lies among trades, or has a menu of its own.
fn is_trade(file: &Path) -> bool {
    let among_trades = file
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|folder| folder == "domains");
    let is_toml = file.extension().is_some_and(|ending| ending == "toml");
    let has_menu = || {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        text.parse::<toml::Table>()
            .is_ok_and(|table| table.contains_key("menu") && !table.contains_key("tenants"))
    };
    is_toml && (among_trades || has_menu())
}

fn trade(file: &Path, check_rows: CheckRows, out: Output) -> Result<Exit> {
    let pack = Trades::read(file, check_rows)?;
    let answer = json!({
        "file": file, "domain": pack.domain, "name": pack.name, "features": pack.features, "labels": pack.labels,
    });
    out.answer(&answer, |_| {
        format!(
            "{} is well: the trade {} ({}). Put it into domains/ of the data directory and start again.",
            file.display(),
            pack.name,
            pack.domain
        )
    })?;
    Ok(Exit::Ok)
}
