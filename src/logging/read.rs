//! Reading the log back, newest first and from the end of the files, so that a page costs the same however long the
//! log is.

use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Read from a file at once, in bytes.
const BLOCK: u64 = 64 << 10;

/// Looked through for one page at most, in bytes: a rare word must not keep whoever asks waiting.
const MOST: u64 = 8 << 20;

/// Which lines of the log to show.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    /// `error`, `warn`, `info`, `debug` or `trace`: lines as grave as this, or graver. All unless told.
    pub level: Option<String>,
    /// Letters that the line has, whatever their capitals: a request's id, a business, a code.
    pub search: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Lines on the page, 1 to 500; 100 unless told.
    pub limit: Option<u32>,
}

/// A page of the log, newest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LogPage {
    /// The lines.
    pub items: Vec<LogLine>,
    /// For the page before; null at the beginning of what is kept.
    pub next_cursor: Option<String>,
}

/// A line of the log.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LogLine {
    /// When, in UTC.
    pub timestamp: String,
    /// How grave.
    pub level: String,
    /// What happened.
    pub message: String,
    /// All else that the line says.
    pub fields: Map<String, Value>,
}

const LEVELS: [&str; 5] = ["error", "warn", "info", "debug", "trace"];

/// A page of what was logged into a folder.
pub fn read(folder: &Path, query: &LogQuery) -> Result<LogPage> {
    let wanted = Wanted::of(query)?;
    let mut page = LogPage {
        items: Vec::new(),
        next_cursor: None,
    };
    let mut left = MOST;
    for (day, path) in files(folder)? {
        let end = match &wanted.before {
            Some((last, _)) if day > *last => continue,
            Some((last, end)) if day == *last => Some(*end),
            _ => None,
        };
        let mut lines = Backwards::of(&path, end)?;
        while let Some(line) = lines.next()? {
            if let Some(found) = wanted.line(&line) {
                page.items.push(found);
            }
            let looked_through = left.saturating_sub(lines.read);
            if page.items.len() >= wanted.limit || looked_through == 0 {
                page.next_cursor = Some(format!("{day}@{}", lines.at));
                return Ok(page);
            }
        }
        left = left.saturating_sub(lines.read);
    }
    Ok(page)
}

/// The days of the log with their files, newest first.
pub fn files(folder: &Path) -> Result<Vec<(Date, PathBuf)>> {
    let mut found: Vec<(Date, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(day) = path
            .file_name()
            .and_then(|name| super::file::day_of(name.to_str()?))
        {
            found.push((day, path));
        }
    }
    found.sort_unstable();
    found.reverse();
    Ok(found)
}

struct Wanted {
    gravest: usize,
    search: String,
    before: Option<(Date, u64)>,
    limit: usize,
}

impl Wanted {
    fn of(query: &LogQuery) -> Result<Self> {
        let gravest = match query.level.as_deref().unwrap_or("trace") {
            "" => LEVELS.len() - 1,
            level => LEVELS.iter().position(|known| *known == level).ok_or_else(|| {
                let text = "A level is error, warn, info, debug or trace.";
                Error::field("level", "unknown", text)
            })?,
        };
        let limit = query.limit.unwrap_or(100);
        if !(1..=500).contains(&limit) {
            return Err(Error::field("limit", "out_of_range", "Ask for 1 to 500 lines."));
        }
        let before = query.cursor.as_deref().map(|cursor| {
            let (day, at) = cursor.split_once('@')?;
            Some((day.parse().ok()?, at.parse().ok()?))
        });
        if before == Some(None) {
            let text = "This is not a cursor of the log. Begin again without one.";
            return Err(Error::field("cursor", "bad_cursor", text));
        }
        Ok(Self {
            gravest,
            search: query.search.as_deref().unwrap_or_default().trim().to_lowercase(),
            before: before.flatten(),
            limit: limit as usize,
        })
    }

    /// A line as it is shown, if it is wanted. One that was cut short by a sudden end is left out.
    fn line(&self, line: &[u8]) -> Option<LogLine> {
        let text = std::str::from_utf8(line).ok()?;
        if !self.search.is_empty() && !text.to_lowercase().contains(&self.search) {
            return None;
        }
        let mut fields: Map<String, Value> = serde_json::from_str(text).ok()?;
        let mut take = |name: &str| match fields.shift_remove(name) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        };
        let (timestamp, level, message) = (take("timestamp"), take("level"), take("message"));
        let grave = LEVELS.iter().position(|known| *known == level)?;
        (grave <= self.gravest).then_some(LogLine {
            timestamp,
            level,
            message,
            fields,
        })
    }
}

/// The lines of a file from its end.
struct Backwards {
    file: File,
    /// Where what is held begins in the file.
    from: u64,
    held: Vec<u8>,
    /// Where the line given last begins.
    at: u64,
    read: u64,
}

impl Backwards {
    fn of(path: &Path, end: Option<u64>) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let end = end.map_or(length, |end| end.min(length));
        Ok(Self {
            file,
            from: end,
            held: Vec::new(),
            at: end,
            read: 0,
        })
    }

    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            while self.held.last() == Some(&b'\n') {
                self.held.pop();
            }
            if let Some(line_break) = self.held.iter().rposition(|byte| *byte == b'\n') {
                let line = self.held.split_off(line_break + 1);
                self.at = self.from + line_break as u64 + 1;
                return Ok(Some(line));
            }
            if self.from == 0 {
                self.at = 0;
                let line = std::mem::take(&mut self.held);
                return Ok((!line.is_empty()).then_some(line));
            }
            self.hold_more()?;
        }
    }

    fn hold_more(&mut self) -> io::Result<()> {
        let length = self.from.min(BLOCK);
        self.from -= length;
        self.file.seek(SeekFrom::Start(self.from))?;
        let mut block = Vec::new();
        self.file.by_ref().take(length).read_to_end(&mut block)?;
        self.read += length;
        block.append(&mut self.held);
        self.held = block;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (day, levels) in [
            ("2026-11-22", &["info", "error"][..]),
            ("2026-11-23", &["warn", "info", "debug"]),
        ] {
            let mut lines = String::new();
            for (at, level) in levels.iter().enumerate() {
                let line = serde_json::json!({
                    "timestamp": format!("{day}T00:00:0{at}Z"), "level": level, "message": format!("said {at}"), "tenant": "Shop"
                });
                lines.push_str(&line.to_string());
                lines.push('\n');
            }
            fs::write(folder.path().join(format!("cashflow.{day}.jsonl")), lines).unwrap();
        }
        fs::write(folder.path().join("other.jsonl"), "{}\n").unwrap();
        folder
    }

    fn ask(folder: &Path, query: &LogQuery) -> (Vec<String>, Option<String>) {
        let page = read(folder, query).unwrap();
        let shown = page
            .items
            .iter()
            .map(|line| format!("{} {}", line.timestamp, line.level));
        (shown.collect(), page.next_cursor)
    }

    #[test]
    fn the_newest_come_first_across_days() {
        let folder = folder();
        let (lines, next) = ask(folder.path(), &LogQuery::default());
        assert_eq!(
            lines,
            [
                "2026-11-23T00:00:02Z debug",
                "2026-11-23T00:00:01Z info",
                "2026-11-23T00:00:00Z warn",
                "2026-11-22T00:00:01Z error",
                "2026-11-22T00:00:00Z info",
            ]
        );
        assert_eq!(next, None);
    }

    #[test]
    fn pages_join_without_a_gap_or_a_double() {
        let folder = folder();
        let all = ask(folder.path(), &LogQuery::default()).0;
        for limit in 1..=6 {
            let (mut seen, mut cursor) = (Vec::new(), None);
            loop {
                let (lines, next) = ask(
                    folder.path(),
                    &LogQuery {
                        limit: Some(limit),
                        cursor,
                        ..LogQuery::default()
                    },
                );
                seen.extend(lines);
                cursor = next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen, all, "{limit}");
        }
    }

    #[test]
    fn level_and_letters_narrow_it() {
        let folder = folder();
        let of = |level: &str, search: &str| {
            let query = LogQuery {
                level: Some(level.into()),
                search: Some(search.into()),
                ..LogQuery::default()
            };
            ask(folder.path(), &query).0.len()
        };
        assert_eq!((of("error", ""), of("warn", ""), of("trace", "")), (1, 2, 5));
        assert_eq!(
            (of("trace", "sHOP"), of("trace", "said 2"), of("trace", "nobody")),
            (5, 1, 0)
        );
    }

    #[test]
    fn a_line_cut_short_and_a_line_longer_than_a_block_do_no_harm() {
        let folder = folder();
        let long = "x".repeat(200_000);
        let text = format!(
            "{{\"timestamp\":\"t\",\"level\":\"info\",\"message\":\"{long}\"}}\n{{\"timestamp\":\"2026-11-24T"
        );
        fs::write(folder.path().join("cashflow.2026-11-24.jsonl"), text).unwrap();
        let page = read(folder.path(), &LogQuery::default()).unwrap();
        assert_eq!((page.items.len(), page.items[0].message.len()), (6, 200_000));
    }

    #[test]
    fn what_means_nothing_is_refused_by_its_field() {
        let folder = folder();
        for (query, field) in [
            (
                LogQuery {
                    level: Some("loud".into()),
                    ..LogQuery::default()
                },
                "level",
            ),
            (
                LogQuery {
                    limit: Some(0),
                    ..LogQuery::default()
                },
                "limit",
            ),
            (
                LogQuery {
                    limit: Some(501),
                    ..LogQuery::default()
                },
                "limit",
            ),
            (
                LogQuery {
                    cursor: Some("yesterday".into()),
                    ..LogQuery::default()
                },
                "cursor",
            ),
        ] {
            let error = read(folder.path(), &query).unwrap_err();
            assert_eq!(error.fields()[0].field, field);
        }
    }
}
