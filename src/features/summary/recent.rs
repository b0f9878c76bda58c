//! What was done lately, a line each. An import wrote thousands of rows into the log; the walk tells it by its last one
//! and goes on before its first, so that it reads no more than it shows, however long the log is.

use serde::{Deserialize, Serialize};

use crate::{
    db::{LogEntry, Read},
    error::Result,
};

/// One change, in a line.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct RecentChange {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What was done, `party.create`.
    pub operation: String,
    /// To what, `party/12`.
    pub record: String,
    /// The record's name at that time; an import's file.
    pub label: String,
    /// How much came in or was taken back, where the change is an import; null else.
    pub import: Option<ImportInALine>,
}

/// An import as a whole.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
pub struct ImportInALine {
    /// Of which kind of record: `products`.
    pub kind: String,
    /// Records entered.
    pub added: usize,
    /// Records changed.
    pub changed: usize,
}

/// The newest changes, newest first, at most `limit`, without those of the `hidden` kinds of record.
pub(super) fn newest(read: &Read<'_>, hidden: &[&str], limit: u32) -> Result<Vec<RecentChange>> {
    let mut changes: Vec<RecentChange> = Vec::new();
    let mut before = i64::MAX;
    loop {
        let lacking = limit.saturating_sub(u32::try_from(changes.len()).unwrap_or(u32::MAX));
        let page = LogEntry::newest_before(read, before, hidden, lacking)?;
        if page.is_empty() {
            return Ok(changes);
        }
        for entry in page {
            let first = begins_at(&entry);
            before = first.unwrap_or(entry.id);
            let change = RecentChange::from(entry);
            let import = change.import.as_ref();
            if import.is_none_or(|import| !hidden.contains(&import.kind.as_str())) {
                changes.push(change);
            }
            if first.is_some() {
                break;
            }
        }
    }
}

/// Where in the log the rows begin that this one tells of as a whole.
fn begins_at(entry: &LogEntry) -> Option<i64> {
    entry.after.as_ref()?.get("log_from")?.as_i64()
}

impl From<LogEntry> for RecentChange {
    fn from(entry: LogEntry) -> Self {
        let record = entry.after.as_ref().or(entry.before.as_ref());
        let name = record.and_then(|record| {
            let name = record
                .get("name")
                .or_else(|| record.get("branding")?.get("company_name"))?;
            name.as_str().map(str::to_owned)
        });
        let is_import = entry.record_kind == "import";
        let import = record
            .filter(|_| is_import)
            .and_then(|told| ImportInALine::deserialize(told).ok());
        Self {
            import,
            at: entry.at,
            operation: entry.operation,
            label: name.unwrap_or_else(|| format!("{} {}", entry.record_kind, entry.record_id)),
            record: format!("{}/{}", entry.record_kind, entry.record_id),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        db::{NEWEST_CHANGES, params},
        features::testing::business,
    };

    #[test]
    fn the_log_is_walked_from_its_end_and_no_further_than_asked() {
        let (_folder, tenant) = business("default");
        let plan: Vec<String> = tenant
            .read(|read| {
                read.all(
                    &format!("explain query plan {NEWEST_CHANGES}"),
                    params!["[]", 12, i64::MAX],
                    |row| row.get(3),
                )
            })
            .unwrap();
        assert_eq!(plan[0], "SEARCH edit_log USING INTEGER PRIMARY KEY (rowid<?)");
        assert!(
            !plan.iter().any(|step| step.contains("TEMP B-TREE FOR ORDER BY")),
            "{plan:?}"
        );
    }
}
