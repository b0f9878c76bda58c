//! The command line: one surface for both binaries, `cashflow` with its window and `cashflow-edge` without.
//!
//! A door and nothing more: it reads words, calls the operations that every door calls, and turns answers into
//! tables or JSON and errors into exit codes. No rule of a trade or of a business's life comes in here.

mod args;
mod config;
mod demo;
mod doctor;
mod environment;
mod exit;
mod output;
mod print;
mod progress;
mod serve;
mod session;
mod table;
mod tables;
mod tenant;
mod update;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use clap::FromArgMatches as _;

use crate::{
    error::{Code, Error, Result},
    logging::{self, Warnings},
    tenancy::{self, DataDir, TenantId},
};
use args::{Cli, Command};
use exit::Exit;
use output::Output;
use session::Session;

/// What the command line tells the window before it opens.
#[derive(Clone, Debug)]
pub struct WindowRequest {
    /// How the data directory is opened.
    pub options: tenancy::Options,
    /// `--base-domain`, for links to subdomains.
    pub base_domain: Option<String>,
    /// The business to begin with, if one was named; whoever opens the window looks whether it exists.
    pub tenant: Option<TenantId>,
    /// The archive to begin with, by its absolute path; whoever opens the window looks into it.
    pub archive: Option<PathBuf>,
}

/// Opens the window and returns when it is closed.
pub type OpenWindow = fn(WindowRequest) -> Result<()>;

/// Runs the command line. `open_window` is what no command at all means; without it, help is shown.
pub fn main(open_window: Option<OpenWindow>) -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let name = if open_window.is_some() {
        "cashflow"
    } else {
        "cashflow-edge"
    };
    let parsed = args::command(name)
        .try_get_matches_from(&words)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return exit::of_usage(&error, words.iter().any(|word| word == "--json")).into(),
    };
    let out = Output::new(cli.global.json);
    let ended = run(cli, out, name, open_window).unwrap_or_else(|error| {
        out.error(&error);
        error.code().into()
    });
    ended.into()
}

fn run(cli: Cli, out: Output, name: &'static str, open_window: Option<OpenWindow>) -> Result<Exit> {
    let session = Session::begin(cli.global, name)?;
    match (cli.command, cli.file, open_window) {
        (None, None, None) => help(name),
        (None, file, Some(open)) => window(open, file.as_deref(), &session),
        (Some(command), None, _) => work(&command, &session, out),
        (_, Some(file), _) => Err(Error::new(
            Code::BadRequest,
            format!(
                "{} can be opened in the window only. Take it in by “{name} tenant take-in FILE”.",
                file.display()
            ),
        )),
    }
}

fn help(name: &'static str) -> Result<Exit> {
    output::say(&args::command(name).render_help().to_string())?;
    Ok(Exit::Ok)
}

fn window(open: OpenWindow, archive: Option<&Path>, session: &Session) -> Result<Exit> {
    if !has_display(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        return Err(Error::new(
            Code::NoDisplay,
            "There is no display to open a window on. Run “cashflow serve” and open the address it tells in a browser.",
        ));
    }
    logged("window", session, Warnings::InFile, || {
        let request = WindowRequest {
            base_domain: session.base_domain(),
            tenant: session.named()?,
            archive: archive.map(std::path::absolute).transpose()?,
            options: session.options.clone(),
        };
        open(request).map(|()| Exit::Ok)
    })
}

/// Whether a window can open: without a display the window's library ends the program.
fn has_display(set: impl Fn(&str) -> bool) -> bool {
    !cfg!(all(unix, not(target_os = "macos"))) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Refuses a business that was named to a command which would not look at it: whoever named it expects otherwise.
fn refuse_unheard(command: &Command, session: &Session) -> Result<()> {
    let name = match command {
        Command::Tenant(tenant) if tenant.is_of_one() => return Ok(()),
        Command::Import(_) | Command::Export(_) => return Ok(()),
        Command::Tenant(tenant) => tenant.operation(),
        Command::Serve(_) => "serve",
        Command::Config(_) => "config",
        Command::Demo(_) => "demo",
        Command::Doctor(_) => "doctor",
        Command::Update(_) => "update",
        Command::Manual(_) => "manual",
        Command::Completions(_) => "completions",
        Command::Openapi => "openapi",
        Command::Schema => "schema",
    };
    match session.named()? {
        None => Ok(()),
        Some(id) => Err(Error::new(
            Code::BadRequest,
            format!("“{name}” is not about one business, and --tenant names “{id}”. Leave it out."),
        )),
    }
}

fn work(command: &Command, session: &Session, out: Output) -> Result<Exit> {
    refuse_unheard(command, session)?;
    match command {
        Command::Serve(serve) => logged("serve", session, Warnings::AlsoOnStderr, || {
            serve::run(serve, session, out)
        }),
        Command::Tenant(tenant) => logged(tenant.operation(), session, Warnings::InFile, || {
            tenant::run(tenant, session, out)
        }),
        Command::Import(import) => logged("import", session, Warnings::InFile, || {
            tables::bring_in(import, session, out)
        }),
        Command::Export(export) => logged("export", session, Warnings::InFile, || {
            tables::take_out(export, session, out)
        }),
        Command::Demo(_) => logged("demo", session, Warnings::InFile, || demo::run(session, out)),
        Command::Config(config) => config::run(config, session, out),
        Command::Doctor(doctor) => doctor::run(doctor, session, out),
        Command::Update(update) => match update.operation() {
            Some(operation) => logged(operation, session, Warnings::InFile, || {
                update::run(update, session, out)
            }),
            None => update::run(update, session, out),
        },
        Command::Manual(manual) => print::manual(manual, session.program),
        Command::Completions(shell) => print::completions(shell, session.program),
        Command::Openapi => print::openapi(),
        Command::Schema => print::schema(),
    }
}

/// Does a command's work with the log on, and tells the log how it went.
fn logged(
    operation: &'static str,
    session: &Session,
    warnings: Warnings,
    work: impl FnOnce() -> Result<Exit>,
) -> Result<Exit> {
    let folder = DataDir::prepare(&session.options.data_dir)?.logs();
    let _log = logging::begin(&folder, session.log_level, warnings)?;
    let started = Instant::now();
    let span = tracing::info_span!(
        "command",
        operation,
        request_id = session.request_id(),
        tenant = tracing::field::Empty
    );
    span.in_scope(|| {
        let done = work();
        let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        match &done {
            Ok(exit) => tracing::info!(exit_code = *exit as u8, duration_us, "ended"),
            Err(error) => {
                logging::cause_of_end(error);
                tracing::info!(code = error.code().as_str(), duration_us, "failed");
            }
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::has_display;

    #[cfg(target_os = "linux")]
    #[test]
    fn either_kind_of_display_will_do() {
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display(|_| false));
    }
}
