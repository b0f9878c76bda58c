//! The log: one JSON object a line in `<data>/logs/cashflow.<date>.jsonl`, so that what the program did can be read
//! on the machine where it happened.
//!
//! A line carries the fields of the spans it stands in (tenant, operation, request id) beside its own. Bodies and
//! people's data never come in here; the edit log inside each business's file has those.

mod file;
mod line;
mod read;

use std::{
    io::IsTerminal as _,
    path::Path,
    str::FromStr,
    sync::{Mutex, PoisonError},
};

use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::{
    Layer as _,
    filter::FilterFn,
    fmt::{self, format::JsonFields},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

use crate::{
    clock::Clock,
    error::{Code, Error, Result},
};
use file::LogFile;
pub use read::{LogLine, LogPage, LogQuery, files, read};

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Faults only.
    Error,
    /// And what someone should look at.
    Warn,
    /// And each command, and each request but those of the screens' own files.
    Info,
    /// And what led to it.
    Debug,
    /// Everything.
    Trace,
}

impl Level {
    fn filter(self) -> LevelFilter {
        match self {
            Level::Error => LevelFilter::ERROR,
            Level::Warn => LevelFilter::WARN,
            Level::Info => LevelFilter::INFO,
            Level::Debug => LevelFilter::DEBUG,
            Level::Trace => LevelFilter::TRACE,
        }
    }
}

impl FromStr for Level {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "error" => Ok(Level::Error),
            "warn" => Ok(Level::Warn),
            "info" => Ok(Level::Info),
            "debug" => Ok(Level::Debug),
            "trace" => Ok(Level::Trace),
            _ => {
                let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
                Err(Error::new(
                    Code::BadConfig,
                    format!(
                        "LOG_LEVEL is “{shown}”. Set it to error, warn, info, debug or trace, or unset it."
                    ),
                ))
            }
        }
    }
}

/// Who hears warnings besides the log file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warnings {
    /// The log file alone.
    InFile,
    /// Whoever watches standard error.
    AlsoOnStderr,
}

/// The running log; what waits to be written is written when it is dropped.
#[must_use = "the log ends when this is dropped"]
#[derive(Debug)]
pub struct Log(());

impl Drop for Log {
    fn drop(&mut self) {
        flush();
    }
}

static WRITER: Mutex<Option<WorkerGuard>> = Mutex::new(None);

/// Begins the log of this process in `folder`, which must be there. A second call in one process changes nothing.
pub fn begin(folder: &Path, level: Level, warnings: Warnings) -> Result<Log> {
    let file = LogFile::open(folder, Clock::system())?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let lines = fmt::layer()
        .event_format(line::Flat)
        .fmt_fields(JsonFields::new())
        .with_ansi(false)
        .with_writer(writer)
        .with_filter(ours_at(level.filter()));
    let screen = (warnings == Warnings::AlsoOnStderr).then(|| {
        fmt::layer()
            .without_time()
            .with_target(false)
            .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
            .with_writer(std::io::stderr)
            .with_filter(LevelFilter::WARN)
            .with_filter(FilterFn::new(|about| about.target() != COMMAND))
    });
    if tracing_subscriber::registry()
        .with(lines)
        .with(screen)
        .try_init()
        .is_ok()
    {
        *WRITER.lock().unwrap_or_else(PoisonError::into_inner) = Some(guard);
    }
    Ok(Log(()))
}

/// Tells the log why something failed, if the cause lies in the program, its files or its disk. What a person typed
/// wrongly is told to that person alone: it may be about somebody.
pub fn cause(error: &Error) {
    match error.code() {
        Code::Internal => tracing::error!(cause = ?error, "fault"),
        Code::DiskFull
        | Code::Storage
        | Code::FileDamaged
        | Code::FileForeign
        | Code::FileNewer
        | Code::MigrationFailed
        | Code::FileMissing => {
            tracing::warn!(cause = ?error, "a file or the disk refused");
        }
        _ => {}
    }
}

/// The same for the error a command ends with: the log file alone hears it, for the command itself says it.
pub fn cause_of_end(error: &Error) {
    if error.code() == Code::Internal {
        tracing::error!(target: COMMAND, cause = ?error, "fault");
    } else if error.code().is_of_one_file() || matches!(error.code(), Code::DiskFull | Code::Storage) {
        tracing::warn!(target: COMMAND, cause = ?error, "a file or the disk refused");
    }
}

/// Where the error stands that ended a command.
const COMMAND: &str = "cashflow::command";

/// Ends the log of this process and writes what still waits: for a window whose event loop never returns.
pub fn flush() {
    let guard = WRITER.lock().unwrap_or_else(PoisonError::into_inner).take();
    drop(guard);
}

/// Our own events up to `level`; of the libraries' only warnings, for they might tell what is in a body. Spans always:
/// a warning without its request's id cannot be followed.
fn ours_at(level: LevelFilter) -> FilterFn<impl Fn(&tracing::Metadata<'_>) -> bool> {
    FilterFn::new(move |about| {
        let ours = about.target().starts_with("cashflow");
        match (ours, about.is_span()) {
            (true, true) => true,
            (true, false) => *about.level() <= level,
            (false, _) => *about.level() <= level.min(LevelFilter::WARN),
        }
    })
    .with_max_level_hint(level.max(LevelFilter::INFO))
}
