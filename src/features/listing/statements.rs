//! A list's statements as text: the page's and the count's.
//!
//! A plain page walks an index and stops when it is full. A search's matches have to be ranked, all of them, so they
//! are looked for once, counted and ranked, and only the page's rows are filled in. What a plain list hides is counted
//! and taken off, for it is little beside the rest.

use super::{Listing, MOST_COUNTED, Shape};
use crate::{error::Result, page::Sort};

/// The sort in which a search's best matches come first.
const BY_NAME: Sort = Sort {
    column: "name",
    descending: false,
};

/// A list's two statements.
pub(super) struct Statements {
    pub(super) page: String,
    /// The page's rows tell the count, as `mark_total`.
    pub(super) page_counts: bool,
    pub(super) count: String,
    /// The count is of all rows; otherwise it ends one beyond [`MOST_COUNTED`].
    pub(super) counts_all: bool,
}

impl Listing<'_> {
    /// The page's statement and the count's. Takes in the parameters that both have.
    pub(super) fn statements(&mut self, begins_after: bool) -> Result<Statements> {
        let found = match self.query.search() {
            None => None,
            Some(search) => {
                let found = self.shape.indexes.matching(search)?;
                self.params.extend(found.params);
                Some(found.sql)
            }
        };
        let names: Vec<&'static str> = self.shape.sorts.iter().map(|(name, _)| *name).collect();
        let sort = self.query.sort(&names)?;
        let order = Order::of(self.shape, sort, found.is_some());
        Ok(Statements {
            page: self.page_sql(&order, found.as_deref(), begins_after),
            page_counts: found.is_some(),
            count: self.count_sql(found.as_deref()),
            counts_all: self.counts_all(found.as_deref()),
        })
    }

    fn page_sql(&self, order: &Order, found: Option<&str>, begins_after: bool) -> String {
        let Shape {
            columns,
            table,
            alias,
            joins,
            sort_joins,
            ..
        } = self.shape;
        let mut conditions: Vec<String> = self.conditions.iter().map(|text| (*text).to_owned()).collect();
        if !self.shows_hidden() {
            let hidden = self.shape.hidden.iter();
            conditions.extend(hidden.map(|(table, key)| {
                format!("not exists (select 1 from {table} hidden where hidden.{key} = {alias}.id)")
            }));
        }
        if begins_after {
            conditions.push(order.begin());
        }
        let (filter, marks, by, sort_join) = (all(&conditions), order.marks(), order.by(), self.sort_join);
        match found {
            None => format!(
                "select {columns}, {marks} from {table} {alias} {joins} {sort_join} where {filter} order by {by} limit :limit"
            ),
            Some(found) => format!(
                "with matches as materialized ({found})
                 select {columns}, mark_rank, mark_key, mark_id, ({total}) mark_total
                 from (
                   select {marks} from matches cross join {table} {alias} on {alias}.id = matches.id {sort_joins} {sort_join}
                   where {filter} order by {by} limit :limit
                 ) page cross join {table} {alias} on {alias}.id = mark_id {joins}
                 order by mark_rank, mark_key {direction}, mark_id {direction}",
                total = self.count_sql(Some("select id from matches")),
                direction = order.direction()
            ),
        }
    }

    /// A plain list is counted by its index, all of it. One that is searched or filtered is counted row by row, and
    /// therefore not to its end.
    fn counts_all(&self, found: Option<&str>) -> bool {
        found.is_none() && self.conditions.is_empty()
    }

    fn count_sql(&self, found: Option<&str>) -> String {
        let Shape { table, alias, .. } = self.shape;
        let mut conditions: Vec<String> = self.conditions.iter().map(|text| (*text).to_owned()).collect();
        let hidden = self.shape.hidden.iter();
        let hidden: Vec<String> = hidden
            .map(|(table, key)| format!("select {key} from {table}"))
            .collect();
        let hidden = format!("{alias}.id in ({})", hidden.join(" union "));
        if self.counts_all(found) {
            let all = format!("select count(*) from {table} {alias}");
            return if self.shows_hidden() {
                all
            } else {
                format!("select ({all}) - ({all} where {hidden})")
            };
        }
        let source = match found {
            None => format!("{table} {alias}"),
            // Without a filter the ids tell all.
            Some(found) if conditions.is_empty() => format!("({found}) {alias}"),
            Some(found) => format!("({found}) found cross join {table} {alias} on {alias}.id = found.id"),
        };
        if !self.shows_hidden() {
            conditions.push(format!("not {hidden}"));
        }
        let (filter, most) = (all(&conditions), MOST_COUNTED + 1);
        format!("select count(*) from (select 1 from {source} where {filter} limit {most})")
    }

    fn shows_hidden(&self) -> bool {
        self.query.include_archived.unwrap_or(false)
    }
}

/// In which order the rows come, and how a row's place in it is written down.
struct Order {
    rank: Option<String>,
    key: &'static str,
    id: String,
    descending: bool,
}

impl Order {
    fn of(shape: Shape, sort: Sort, searched: bool) -> Self {
        let sorts = shape.sorts.iter();
        let key = sorts
            .filter(|(name, _)| *name == sort.column)
            .map(|(_, key)| *key)
            .next()
            .unwrap_or("id");
        Self {
            rank: (searched && sort == BY_NAME).then(|| rank_of(key)),
            key,
            id: format!("{}.id", shape.alias),
            descending: sort.descending,
        }
    }

    fn direction(&self) -> &'static str {
        if self.descending { "desc" } else { "asc" }
    }

    /// The columns by which the next page finds its beginning.
    fn marks(&self) -> String {
        let (rank, key, id) = (self.rank.as_deref().unwrap_or("0"), self.key, &self.id);
        format!("{rank} as mark_rank, {key} as mark_key, {id} as mark_id")
    }

    fn by(&self) -> String {
        let (key, id, direction) = (self.key, &self.id, self.direction());
        match &self.rank {
            Some(rank) => format!("{rank}, {key}, {id}"),
            None => format!("{key} {direction}, {id} {direction}"),
        }
    }

    /// Only what comes after the last row of the page before.
    fn begin(&self) -> String {
        let (key, id) = (self.key, &self.id);
        let compare = if self.descending { "<" } else { ">" };
        match &self.rank {
            Some(rank) => format!("({rank}, {key}, {id}) > (:after_rank, :after_key, :after_id)"),
            None => format!("({key}, {id}) {compare} (:after_key, :after_id)"),
        }
    }
}

/// How well a name answers what was typed: it begins with it, a word of it does, it holds it, something else does.
/// What does not change from row to row is a parameter: SQLite would reckon it anew for each.
fn rank_of(name: &str) -> String {
    format!(
        "case when substr({name}, 1, :typed_length) = :typed then 0 when instr({name}, :typed_within) > 0 then 1
         when instr({name}, :typed) > 0 then 2 else 3 end"
    )
}

fn all(conditions: &[String]) -> String {
    if conditions.is_empty() {
        return "true".to_owned();
    }
    conditions.join(" and ")
}
