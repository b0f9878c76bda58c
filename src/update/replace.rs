//! Putting a new program in the old one's place: whole or not at all, whatever happens in between, and with the old one
//! kept beside it.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{Opened, Updates, refuse};
use crate::{
    db,
    error::{Error, Result},
    sentence::say,
};

/// How long a new program may take to say its version.
const PATIENCE: Duration = Duration::from_secs(30);

/// A new program beside the old one, which starts on this machine. It goes again unless it is put in place.
pub(super) struct Draft(tempfile::TempPath);

/// Whether this account may put a file into the program's folder. A copied program often lies where only root may.
pub(super) fn may_replace(program: &Path) -> bool {
    let folder = program.parent().unwrap_or(Path::new("/"));
    tempfile::Builder::new()
        .prefix(".cashflow-update-")
        .tempfile_in(folder)
        .is_ok()
}

/// Unpacks the program into a folder, the old one's or one where it waits, and lets it say its version.
pub(super) fn draft(opened: &Opened, updates: &Updates, folder: &Path) -> Result<Draft> {
    let old = fs::metadata(&updates.program).map_err(|error| not_there(&updates.program).caused_by(error))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cashflow-update-");
    if cfg!(windows) {
        builder.suffix(".exe");
    }
    let mut file = builder.tempfile_in(folder)?;
    opened.unpack(file.as_file_mut())?;
    let draft = file.into_temp_path();
    fs::set_permissions(&draft, runnable(&old.permissions()))?;
    starts(&draft, updates, &opened.manifest.new.version)?;
    Ok(Draft(draft))
}

/// The old program's own permissions, with which its owner can start the new one.
#[cfg(unix)]
fn runnable(old: &fs::Permissions) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(old.mode() | 0o500)
}

/// Every file can be started on this system.
#[cfg(not(unix))]
fn runnable(old: &fs::Permissions) -> fs::Permissions {
    old.clone()
}

/// A program made for a newer system than this one's would end at once, and nobody could start the old one to undo it.
fn starts(draft: &Path, updates: &Updates, version: &str) -> Result<()> {
    let said = said_version(draft).map_err(|error| does_not_start().caused_by(error))?;
    if said.trim() == format!("{} {version}", updates.product) {
        return Ok(());
    }
    Err(does_not_start().caused_by(format!("it said {said:?}")))
}

fn said_version(draft: &Path) -> io::Result<String> {
    let since = Instant::now();
    let mut child = loop {
        let started = Command::new(draft)
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        match started {
            // Another thread that starts a program holds every open file for a moment, this one too.
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy && since.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            started => break started?,
        }
    };
    while child.try_wait()?.is_none() {
        if since.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    if let Some(out) = child.stdout.take() {
        out.take(200).read_to_string(&mut said)?;
    }
    Ok(said)
}

/// Puts the draft in the program's place; where the old one is kept.
pub(super) fn put_in_place(draft: Draft, program: &Path) -> Result<PathBuf> {
    let previous = db::beside(program, ".previous");
    keep(program, &previous)?;
    if let Err(error) = draft.0.persist(program) {
        // Where keeping meant moving, the old program goes back to its name.
        if !program.exists() {
            fs::rename(&previous, program)?;
        }
        return Err(error.error.into());
    }
    db::sync_folder(program)?;
    Ok(previous)
}

/// Lets the draft wait under a name of its own.
pub(super) fn put_aside(draft: Draft, place: &Path) -> Result<()> {
    draft.0.persist(place).map_err(|error| error.error)?;
    db::sync_folder(place)
}

/// Keeps the program under another name while its own name goes on leading to it.
#[cfg(not(windows))]
fn keep(program: &Path, previous: &Path) -> io::Result<()> {
    let link = db::beside(program, ".previous-new");
    match fs::remove_file(&link) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // A disk without links, a stick for example, takes a copy.
    if fs::hard_link(program, &link).is_err() {
        fs::copy(program, &link)?;
        fs::File::open(&link)?.sync_all()?;
    }
    fs::rename(&link, previous)
}

/// A program that runs can be renamed on this system, but not replaced.
#[cfg(windows)]
fn keep(program: &Path, previous: &Path) -> io::Result<()> {
    fs::rename(program, previous)
}

fn does_not_start() -> Error {
    refuse(
        "does_not_start",
        "The new program does not start on this machine, so the old one stays. Its system may be too old for it.",
    )
}

fn not_there(program: &Path) -> Error {
    let text = say!(
        "The program is not at {file} any more. Start it from where it is now, then bring the update again.",
        file = program.display()
    );
    refuse("moved", text)
}
