//! `database_url`: where a tenant's rows live, and which engine keeps them.

use crate::sentence::{Sentence, say, told_as_text};
use std::{
    fmt,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// What a database's name ends in.
const ENDINGS: [&str; 3] = [".sqlite", ".sqlite3", ".db"];

/// A database address as `tenant_configs.database_url` holds it. Today one engine: `sqlite:` and a path,
/// relative to the data directory or absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The usual place of a tenant's file.
    pub fn of_tenant(tenant_id: &str) -> Self {
        Self(format!("sqlite:tenants/{tenant_id}.sqlite"))
    }

    /// Reads an address; the error names the field `database_url`.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |code: &str, message: Sentence| Err(Error::field("database_url", code, message));
        let Some(path) = text.strip_prefix("sqlite:") else {
            let engine = text.split(':').next().unwrap_or_default();
            return wrong(
                "engine_unknown",
                say!(
                    "This program keeps businesses in SQLite files (sqlite:PATH), not in “{engine}”.",
                    engine
                ),
            );
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.contains('\0') {
            return wrong(
                "bad_database_url",
                "Give a path after sqlite:, such as sqlite:tenants/shop.sqlite.".into(),
            );
        }
        if path.starts_with("file:") || path.contains(":memory:") || path.contains(['?', '#']) {
            return wrong(
                "bad_database_url",
                "The path must name a plain file; options and memory databases are refused.".into(),
            );
        }
        if Path::new(path)
            .components()
            .any(|part| part == std::path::Component::ParentDir)
        {
            return wrong(
                "bad_database_url",
                "The path must not climb out with “..”.".into(),
            );
        }
        // One spelling for one place: `./x` and `a//x` are `x` and `a/x`.
        let plain: PathBuf = Path::new(path)
            .components()
            .filter(|part| *part != std::path::Component::CurDir)
            .collect();
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        let is_database = ENDINGS
            .iter()
            .any(|ending| name.to_ascii_lowercase().ends_with(ending));
        // A hidden name is one of a file in the making; another ending could be a log's or a lock's.
        if name.starts_with('.') || !is_database || path.ends_with(['/', '\\']) {
            return wrong(
                "bad_database_url",
                "Name a file that ends in .sqlite, .sqlite3 or .db and does not begin with a dot.".into(),
            );
        }
        Ok(Self(format!("sqlite:{}", plain.display())))
    }

    /// The file, with a relative path taken from the data directory.
    pub fn file(&self, data_dir: &Path) -> PathBuf {
        data_dir.join(self.0.strip_prefix("sqlite:").unwrap_or(&self.0))
    }

    /// The address as it may be shown: it holds no secret.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

told_as_text!(DatabaseUrl);

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
