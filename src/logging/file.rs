//! The day's log file: a new one each day (UTC, as the lines' times), for its owner alone, those older than thirty
//! days removed.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use crate::{clock::Clock, error::Result};

/// Days a log file is kept.
const DAYS: i32 = 30;

#[derive(Debug)]
pub(super) struct LogFile {
    folder: PathBuf,
    clock: Clock,
    day: Date,
    file: File,
}

impl LogFile {
    pub(super) fn open(folder: &Path, clock: Clock) -> Result<Self> {
        let day = today(&clock);
        let file = open(folder, day)?;
        remove_old(folder, day);
        Ok(Self {
            folder: folder.to_owned(),
            clock,
            day,
            file,
        })
    }
}

impl Write for LogFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let today = today(&self.clock);
        if today != self.day {
            self.file = open(&self.folder, today)?;
            self.day = today;
            remove_old(&self.folder, today);
        }
        // Another process may write into the same file: a line goes out in one piece.
        self.file.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn today(clock: &Clock) -> Date {
    clock.now().to_zoned(TimeZone::UTC).date()
}

fn open(folder: &Path, day: Date) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(format!("cashflow.{day}.jsonl")))
}

/// The day of a log file by its name; none of another file.
pub(super) fn day_of(name: &str) -> Option<Date> {
    let day = name.strip_prefix("cashflow.")?.strip_suffix(".jsonl")?;
    day.parse().ok()
}

/// An old file that cannot be removed now is removed tomorrow.
fn remove_old(folder: &Path, today: Date) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let day = name.to_str().and_then(day_of);
        if day.is_some_and(|day| day.saturating_add(DAYS.days()) < today) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use super::*;

    #[test]
    fn each_day_has_its_file_and_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "cashflow.2026-01-01.jsonl",
            "cashflow.2026-10-24.jsonl",
            "cashflow.2026-10-25.jsonl",
            "other.2020-01-01.jsonl",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let start: jiff::Timestamp = "2026-11-23T23:59:00Z".parse().unwrap();
        let minutes = Arc::new(AtomicI64::new(0));
        let shared = minutes.clone();
        let clock = Clock::told(move || start + shared.load(Ordering::Relaxed).minutes());
        let mut log = LogFile::open(folder.path(), clock).unwrap();
        log.write_all(b"{}\n").unwrap();
        minutes.store(2, Ordering::Relaxed);
        log.write_all(b"{}\n{}\n").unwrap();

        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "cashflow.2026-10-25.jsonl",
                "cashflow.2026-11-23.jsonl",
                "cashflow.2026-11-24.jsonl",
                "other.2020-01-01.jsonl"
            ]
        );
        let today = folder.path().join("cashflow.2026-11-24.jsonl");
        assert_eq!(fs::read_to_string(&today).unwrap(), "{}\n{}\n");
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&today.metadata().unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
