//! Where the data lies: whose eyes can reach it, what disk it is on, how much room there is, what has piled up.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Check, counted};
use crate::{
    size::size,
    tenancy::{DataDir, Status, room},
};

/// Logs above this are worth a look, in bytes.
const LARGE_LOGS_BYTES: u64 = 1024 * 1024 * 1024;

pub(super) fn look(dir: &DataDir) -> Vec<Check> {
    let mut checks = Vec::new();
    let warnings = dir.warnings();
    if warnings.is_empty() {
        checks.push(Check::ok("data_directory", "It lies on a disk of this machine."));
    }
    checks.extend(
        warnings
            .into_iter()
            .map(|text| Check::warning("data_directory", text.as_str())),
    );
    checks.push(permissions(dir));
    checks.push(disk(dir.root()));
    checks.push(logs(&dir.logs()));
    let aside = files(&dir.quarantine()).len();
    checks.push(match aside {
        0 => Check::ok("quarantine", "No file was put aside."),
        _ => Check::warning(
            "quarantine",
            format!(
                "{} put aside as damaged. Remove what is not needed any more from quarantine/.",
                counted(aside, "file was", "files were")
            ),
        ),
    });
    checks
}

/// Whether others on this machine can look in.
#[cfg(unix)]
fn permissions(dir: &DataDir) -> Check {
    use std::os::unix::fs::PermissionsExt as _;
    let open = |path: &PathBuf| {
        path.metadata()
            .is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
    };
    let mut looked_at = vec![dir.root().to_owned(), dir.tenants(), dir.logs(), dir.catalogue()];
    looked_at.extend(
        files(&dir.tenants())
            .into_iter()
            .filter(|file| file.extension().is_some_and(|end| end == "sqlite")),
    );
    looked_at.extend(files(&dir.logs()));
    let seen: Vec<PathBuf> = looked_at.into_iter().filter(open).collect();
    match seen.first() {
        None => Check::ok("permissions", "Only its owner can look in."),
        Some(first) => Check::warning(
            "permissions",
            format!(
                "Others on this machine can look into {} ({} in all). Take the right away: chmod -R go= {}",
                first.display(),
                counted(seen.len(), "place", "places"),
                dir.root().display()
            ),
        ),
    }
}

#[cfg(not(unix))]
fn permissions(_dir: &DataDir) -> Check {
    Check::ok("permissions", "As the folder of this account has them.")
}

fn disk(folder: &Path) -> Check {
    match room(folder) {
        (Status::Ok, said) => Check::ok("disk", said.as_str()),
        (_, said) => Check::warning("disk", said.as_str()),
    }
}

fn logs(folder: &Path) -> Check {
    let files = files(folder);
    let bytes: u64 = files
        .iter()
        .filter_map(|file| file.metadata().ok())
        .map(|found| found.len())
        .sum();
    let text = format!(
        "{} with {}, kept for thirty days.",
        counted(files.len(), "log file", "log files"),
        size(bytes)
    );
    if bytes > LARGE_LOGS_BYTES {
        Check::warning("logs", text)
    } else {
        Check::ok("logs", text)
    }
}

/// The files of a folder; none when it cannot be listed.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect()
}
