//! Lists: one statement for a page and one for the count, with the same filters. A page begins after the last row of
//! the one before, found by index, so the thousandth page is as quick as the first and no row is seen twice.

use serde::{Deserialize, Serialize};

mod statements;

use super::search::{Indexes, fold};
use crate::{
    db::{
        Read, Row, ToSql,
        types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef},
    },
    error::Result,
    page::{List, Page, PageQuery},
    tenancy::TenantId,
};

/// Rows that a searched or filtered list counts at most: who has a thousand before him narrows the search, and does not
/// wait for the rest to be counted.
const MOST_COUNTED: i64 = 1_000;

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
    /// What else the sorts need.
    pub(super) sort_joins: &'static str,
    /// Where the rows stand that are shown only when archived ones are asked for: tables and their keys.
    pub(super) hidden: &'static [(&'static str, &'static str)],
    /// The sorts there are, by their public names, with the expression each goes by. The first is the usual one.
    pub(super) sorts: &'static [(&'static str, &'static str)],
    /// The full-text indexes.
    pub(super) indexes: Indexes,
}

/// A list as it was asked for.
pub(super) struct Listing<'q> {
    shape: Shape,
    tenant: &'q TenantId,
    query: &'q PageQuery,
    conditions: Vec<&'static str>,
    params: Vec<(&'static str, Box<dyn ToSql>)>,
    /// What the one sort needs that was asked for.
    sort_join: &'static str,
    /// The day it is, for a sort that goes by it.
    today: Option<String>,
}

impl<'q> Listing<'q> {
    /// All rows of a business, as far as `query` narrows them.
    pub(super) fn new(shape: Shape, tenant: &'q TenantId, query: &'q PageQuery) -> Self {
        Self {
            shape,
            tenant,
            query,
            conditions: Vec::new(),
            params: Vec::new(),
            sort_join: "",
            today: None,
        }
    }

    /// Joins what a sort needs, where it is that sort which was asked for.
    pub(super) fn sort_joins(&mut self, sort: &str, join: &'static str) {
        let asked = self.query.sort.as_deref().unwrap_or_default();
        if asked.strip_prefix('-').unwrap_or(asked) == sort {
            self.sort_join = join;
        }
    }

    /// The day that a sort may name as `:today`.
    pub(super) fn today(&mut self, today: &impl ToString) {
        self.today = Some(today.to_string());
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
        let list = self.list()?;
        let after: Option<Mark> = self.query.after(&list)?;
        let statements = self.statements(after.is_some())?;
        let of_both = self.params.len();
        self.begin(&statements.page, limit, after);
        let mut told: Option<i64> = None;
        let rows = read.all(&statements.page, &*self.bound(), |found| {
            let mark = Mark(
                found.get("mark_rank")?,
                found.get("mark_key")?,
                found.get("mark_id")?,
            );
            if statements.page_counts && told.is_none() {
                told = found.get("mark_total")?;
            }
            Ok((row(found)?, mark))
        })?;
        let counted = match told {
            Some(counted) => counted,
            // A page of no rows tells nothing.
            None => read.value(&statements.count, &self.bound()[..of_both])?,
        };
        let is_exact = statements.counts_all || counted <= MOST_COUNTED;
        let total = if is_exact { counted } else { MOST_COUNTED };
        let page = Page::of(&list, rows, limit, total, |(_, mark)| mark.clone())?;
        Ok(Page {
            items: page.items.into_iter().map(|(item, _)| item).collect(),
            next_cursor: page.next_cursor,
            total: page.total,
            total_is_exact: is_exact,
        })
    }

    /// What a cursor of this list is known by. Asked before the statements bring in parameters of their own.
    fn list(&self) -> Result<List> {
        let values = self
            .params
            .iter()
            .map(|(_, value)| Ok(format!("{:?}", value.to_sql()?)));
        let values: Vec<String> = values.collect::<Result<_>>()?;
        Ok(self
            .query
            .list((self.tenant, self.shape.table, &self.conditions, values)))
    }

    /// How the engine would find the page: `explain query plan`, a line a step.
    #[cfg(test)]
    pub(super) fn plan(mut self, read: &Read<'_>, after: Option<Mark>) -> Result<String> {
        let page_sql = self.statements(after.is_some())?.page;
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
        if let Some(today) = self.today.take().filter(|_| page_sql.contains(":today")) {
            self.params.push((":today", Box::new(today)));
        }
        if page_sql.contains(":typed") {
            let typed = fold(self.query.search().unwrap_or_default());
            self.params.push((
                ":typed_length",
                Box::new(i64::try_from(typed.chars().count()).unwrap_or(i64::MAX)),
            ));
            self.params.push((":typed_within", Box::new(format!(" {typed}"))));
            self.params.push((":typed", Box::new(typed)));
        }
    }

    fn bound(&self) -> Vec<(&'static str, &dyn ToSql)> {
        self.params
            .iter()
            .map(|(name, value)| (*name, value.as_ref()))
            .collect()
    }
}

/// Where a page ended: rank, sort key, id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Mark(i64, Key, i64);

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
