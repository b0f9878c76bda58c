//! Lists: one statement for a page and one for the count, with the same filters. A page begins after the last row of
//! the one before, found by index, so the thousandth page is as quick as the first and no row is seen twice.

use serde::{Deserialize, Serialize};

use super::search::Indexes;
use crate::{
    db::{
        Read, Row, ToSql,
        types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef},
    },
    error::Result,
    page::{Page, PageQuery, Sort},
};

/// The parts of a list's statement that never change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// What a row shows.
    pub(super) columns: &'static str,
    /// The table and the one letter it goes by; its key is `id`.
    pub(super) table: &'static str,
    /// That letter.
    pub(super) alias: &'static str,
    /// What else the columns need.
    pub(super) joins: &'static str,
    /// The sorts there are, by their public names, with the expression each goes by. The first is the usual one.
    pub(super) sorts: &'static [(&'static str, &'static str)],
    /// The full-text indexes.
    pub(super) indexes: Indexes,
}

/// A list as it was asked for.
pub(super) struct Listing<'q> {
    shape: Shape,
    query: &'q PageQuery,
    conditions: Vec<&'static str>,
    params: Vec<(&'static str, Box<dyn ToSql>)>,
}

impl<'q> Listing<'q> {
    /// All rows, as far as `query` narrows them.
    pub(super) fn new(shape: Shape, query: &'q PageQuery) -> Self {
        Self {
            shape,
            query,
            conditions: Vec::new(),
            params: Vec::new(),
        }
    }

    /// Only rows for which this holds.
    pub(super) fn only(&mut self, condition: &'static str) {
        self.conditions.push(condition);
    }

    /// Only rows for which this holds, with its one parameter.
    pub(super) fn only_where(
        &mut self,
        condition: &'static str,
        name: &'static str,
        value: impl ToSql + 'static,
    ) {
        self.conditions.push(condition);
        self.params.push((name, Box::new(value)));
    }

    /// The page. `row` reads the shape's columns, counted from 0.
    pub(super) fn page<T>(
        mut self,
        read: &Read<'_>,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Page<T>> {
        let limit = self.query.limit()?;
        let after: Option<Mark> = self.query.after()?;
        let (page_sql, count_sql) = self.statements(after.is_some())?;
        let total = read.value(&count_sql, &*self.bound())?;
        self.begin(&page_sql, limit, after);
        let rows = read.all(&page_sql, &*self.bound(), |found| {
            let mark = Mark(
                found.get("mark_rank")?,
                found.get("mark_key")?,
                found.get("mark_id")?,
            );
            Ok((row(found)?, mark))
        })?;
        let page = Page::of(rows, limit, total, |(_, mark)| mark.clone())?;
        Ok(Page {
            items: page.items.into_iter().map(|(item, _)| item).collect(),
            next_cursor: page.next_cursor,
            total: page.total,
        })
    }

    /// How the engine would find the page: `explain query plan`, a line a step.
    #[cfg(test)]
    pub(super) fn plan(mut self, read: &Read<'_>) -> Result<String> {
        let after: Option<Mark> = self.query.after()?;
        let (page_sql, _) = self.statements(after.is_some())?;
        self.begin(&page_sql, self.query.limit()?, after);
        let steps: Vec<String> =
            read.all(&format!("explain query plan {page_sql}"), &*self.bound(), |row| {
                row.get(3)
            })?;
        Ok(steps.join("\n"))
    }

    /// The parameters that only the page's statement has.
    fn begin(&mut self, page_sql: &str, limit: u32, after: Option<Mark>) {
        self.params.push((":limit", Box::new(limit + 1)));
        if let Some(Mark(rank, key, id)) = after {
            self.params.push((":after_key", Box::new(key)));
            self.params.push((":after_id", Box::new(id)));
            if page_sql.contains(":after_rank") {
                self.params.push((":after_rank", Box::new(rank)));
            }
        }
        if page_sql.contains(":typed") {
            let typed = super::search::fold(self.query.search().unwrap_or_default());
            self.params.push((":typed", Box::new(typed)));
        }
    }

    /// The page's statement and the count's.
    fn statements(&mut self, begins_after: bool) -> Result<(String, String)> {
        let Shape {
            columns,
            table,
            alias,
            joins,
            sorts,
            indexes,
        } = self.shape;
        let names: Vec<&'static str> = sorts.iter().map(|(name, _)| *name).collect();
        let sort = self.query.sort(&names)?;
        let key = key_of(sort, sorts);
        let mut source = format!("{table} {alias}");
        let mut rank = None;
        if let Some(search) = self.query.search() {
            let found = indexes.matching(search)?;
            self.params.extend(found.params);
            source = format!(
                "({}) found cross join {source} on {alias}.id = found.id",
                found.sql
            );
            rank = (sort == BY_NAME).then(|| rank_of(key));
        }
        let filter = if self.conditions.is_empty() {
            "true".to_owned()
        } else {
            self.conditions.join(" and ")
        };
        let count = format!("select count(*) from {source} where {filter}");
        let (compare, direction) = if sort.descending {
            ("<", "desc")
        } else {
            (">", "asc")
        };
        let (place, mark, order) = match &rank {
            Some(rank) => (
                format!("({rank}, {key}, {alias}.id)"),
                "(:after_rank, :after_key, :after_id)",
                format!("{rank}, {key}, {alias}.id"),
            ),
            None => (
                format!("({key}, {alias}.id)"),
                "(:after_key, :after_id)",
                format!("{key} {direction}, {alias}.id {direction}"),
            ),
        };
        let begin = if begins_after {
            format!(" and {place} {compare} {mark}")
        } else {
            String::new()
        };
        let rank = rank.unwrap_or_else(|| "0".to_owned());
        let page = format!(
            "select {columns}, {rank} as mark_rank, {key} as mark_key, {alias}.id as mark_id
             from {source} {joins} where {filter}{begin} order by {order} limit :limit"
        );
        Ok((page, count))
    }

    fn bound(&self) -> Vec<(&'static str, &dyn ToSql)> {
        self.params
            .iter()
            .map(|(name, value)| (*name, value.as_ref()))
            .collect()
    }
}

/// The sort in which a search's best matches come first.
const BY_NAME: Sort = Sort {
    column: "name",
    descending: false,
};

fn key_of(sort: Sort, sorts: &[(&'static str, &'static str)]) -> &'static str {
    sorts
        .iter()
        .find(|(name, _)| *name == sort.column)
        .map_or("id", |(_, key)| *key)
}

/// How well a name answers what was typed: it begins with it, a word of it does, it holds it, something else does.
fn rank_of(name: &str) -> String {
    format!(
        "case when substr({name}, 1, length(:typed)) = :typed then 0 when instr({name}, ' ' || :typed) > 0 then 1
         when instr({name}, :typed) > 0 then 2 else 3 end"
    )
}

/// Where a page ended: rank, sort key, id.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Mark(i64, Key, i64);

/// A sort key: a number or a text, as its column has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
}

impl FromSql for Key {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Integer(number) => Ok(Self::Number(number)),
            text => text.as_str().map(|text| Self::Text(text.to_owned())),
        }
    }
}

impl ToSql for Key {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Number(number) => number.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}
