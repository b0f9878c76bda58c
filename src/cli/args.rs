//! The words of the command line, with a line of help for each and examples for each command.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand};

use super::{config, demo, doctor, exit, print, serve, tables, tenant, update};
use crate::{app::VERSION, tenancy::ARCHIVE_ENDING};

/// CashFlow: the offline program in which every business is its own file.
#[derive(Debug, Parser)]
#[command(
    version = VERSION,
    propagate_version = false,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = concat!(
        "Examples:\n",
        "  cashflow                          open the window\n",
        "  cashflow shop.cashflow            open the window on a business's archive\n",
        "  cashflow serve                    answer browsers at http://127.0.0.1:7878\n",
        "  cashflow demo                     make three sample businesses to try things on\n",
        "  cashflow tenant list              the businesses of this machine\n",
        "  cashflow doctor                   look whether all is well",
    )
)]
pub(super) struct Cli {
    /// The archive of a business (.cashflow) to open the window with
    #[arg(value_name = "FILE", value_parser = archive)]
    pub(super) file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// A word that is no command can only be an archive, as a double-click hands one over.
fn archive(word: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(word);
    let is_archive = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case(ARCHIVE_ENDING));
    if is_archive {
        return Ok(path);
    }
    Err("there is no such command, and an archive to open ends in .cashflow".into())
}

/// A name that businesses' subdomains can stand before. An address cannot: nothing stands before it.
fn base_domain(word: &str) -> Result<String, String> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_number = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    let is_name =
        word.len() <= 253 && word.split('.').all(is_label) && !word.rsplit('.').next().is_some_and(is_number);
    if is_name {
        return Ok(word.to_owned());
    }
    Err("a base domain is a name of letters, digits and hyphens between dots, like app.example: no address, no http:// and no port".into())
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Global {
    /// Where all data lies
    #[arg(
        help = "Where all data lies [env: CASHFLOW_DATA_DIR]",
        long,
        global = true,
        value_name = "DIR"
    )]
    pub(super) data_dir: Option<PathBuf>,
    /// The business to work in
    #[arg(long, global = true, value_name = "TENANT", id = "global-tenant")]
    pub(super) tenant: Option<String>,
    /// A file of businesses to read instead of tenants.toml in the data directory
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) tenants: Option<PathBuf>,
    /// The domain whose subdomains name businesses (localhost unless told)
    #[arg(long, global = true, value_name = "DOMAIN", value_parser = base_domain)]
    pub(super) base_domain: Option<String>,
    /// Answer in JSON, errors too
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// How much goes to the log file
    #[arg(help = "How much goes to the log file [env: LOG_LEVEL]", long, global = true, value_name = "LEVEL", value_parser = ["error", "warn", "info", "debug", "trace"])]
    pub(super) log_level: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Answer browsers on this machine until Ctrl-C
    Serve(serve::Serve),
    /// Look at businesses and look after them
    Tenant(Box<tenant::Tenant>),
    /// Bring a table of products, parties, patients or materials in
    Import(tables::Import),
    /// Take a list out as a table
    Export(tables::Export),
    /// Check config files
    Config(config::Config),
    /// Make three sample businesses to try things on
    Demo(demo::Demo),
    /// Look whether all is well
    Doctor(doctor::Doctor),
    /// Update the program from a file, where no network reaches
    Update(update::Update),
    /// Write the manual pages
    Manual(print::Manual),
    /// Print a shell's completions
    Completions(print::Completions),
    /// Print the API's description (OpenAPI, JSON)
    #[command(after_help = "Examples:\n  cashflow openapi > openapi.json")]
    Openapi,
    /// Print the schema of the catalogue and of a business's file (SQL)
    #[command(after_help = "Examples:\n  cashflow schema > schema.sql")]
    Schema,
}

/// The whole command line under the name of the binary, exit codes at the end of each help.
pub(super) fn command(name: &'static str) -> clap::Command {
    let whole = dress(Cli::command().name(name).bin_name(name), name);
    // Only one of the two has a window to open a file in.
    whole.mut_arg("file", |file| file.hide(name != "cashflow"))
}

fn dress(command: clap::Command, name: &'static str) -> clap::Command {
    let examples = command
        .get_after_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    // The edge has no window to open.
    let examples = examples
        .lines()
        .filter(|line| name == "cashflow" || !line.contains("open the window"))
        .map(|line| line.replacen("  cashflow", &format!("  {name}"), 1))
        // A file that is called as the program.
        .map(|line| line.replace("{name}", name))
        .collect::<Vec<_>>()
        .join("\n");
    let end = format!("{examples}\n\n{}", exit::HELP);
    command
        .after_help(end.trim().to_owned())
        .mut_subcommands(move |sub| dress(sub, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &clap::Command, path: &str, look: &mut impl FnMut(&str, &clap::Command)) {
        look(path, command);
        for sub in command.get_subcommands() {
            each(sub, &format!("{path} {}", sub.get_name()), look);
        }
    }

    #[test]
    fn every_command_has_examples_and_exit_codes() {
        for name in ["cashflow", "cashflow-edge"] {
            let command = command(name);
            command.clone().debug_assert();
            let mut seen = 0;
            each(&command, name, &mut |path, command| {
                let end = command
                    .get_after_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(end.starts_with("Examples:\n"), "{path} has no examples");
                assert!(end.contains("Exit codes:"), "{path} does not tell its exit codes");
                assert!(
                    end.lines().skip(1).any(|line| line.trim().starts_with(name)),
                    "{path}: {end}"
                );
                assert!(command.get_about().is_some(), "{path} does not say what it does");
                seen += 1;
            });
            assert!(seen > 20, "{seen} commands were looked at");
        }
        assert!(
            !command("cashflow-edge")
                .render_help()
                .to_string()
                .contains("open the window")
        );
    }

    /// Bash and fish look for a file of the command's name.
    #[test]
    fn completions_go_to_files_of_the_program_that_is_run() {
        for name in ["cashflow", "cashflow-edge"] {
            let mut whole = command(name);
            let help = whole
                .find_subcommand_mut("completions")
                .expect("it is there")
                .render_long_help()
                .to_string();
            for example in [
                format!("  {name} completions bash > ~/.local/share/bash-completion/completions/{name}\n"),
                format!("  {name} completions zsh > ~/.zfunc/_{name}\n"),
                format!("  {name} completions fish > ~/.config/fish/completions/{name}.fish\n"),
            ] {
                assert!(help.contains(&example), "{example}{help}");
            }
        }
    }
}
