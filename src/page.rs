//! Lists come in pages: a cursor that remembers the list and the last row's sort value, a sort by name, a search.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    error::{Code, Error, Result},
    hex,
    sentence::say,
};

/// One page of a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Ask with this for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// All rows that match, on every page, as far as they were counted.
    pub total: i64,
    /// False where more than `total` rows match: a searched or filtered list is counted to 1,000 and no further.
    pub total_is_exact: bool,
}

/// What every list can be asked.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Words to look for.
    pub search: Option<String>,
    /// A column, with `-` before it for descending.
    pub sort: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows on the page, 1 to 500; 50 unless told.
    pub limit: Option<u32>,
    /// Archived rows too.
    pub include_archived: Option<bool>,
}

impl PageQuery {
    /// Rows wanted.
    pub fn limit(&self) -> Result<u32> {
        match self.limit {
            None => Ok(50),
            Some(limit @ 1..=500) => Ok(limit),
            Some(_) => Err(Error::field("limit", "out_of_range", "Ask for 1 to 500 rows.")),
        }
    }

    /// The words looked for, trimmed; nothing when there are none.
    pub fn search(&self) -> Option<&str> {
        self.search
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// The sort asked for, which must be one of `columns`; the first of them unless told.
    pub fn sort(&self, columns: &[&'static str]) -> Result<Sort> {
        let text = self.sort.as_deref().unwrap_or(columns[0]);
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let column = columns.iter().find(|column| **column == name);
        column.map(|column| Sort { column, descending }).ok_or_else(|| {
            Error::field(
                "sort",
                "unknown_sort",
                say!(
                    "Sort by one of {names}, with - before it for descending.",
                    names = columns.join(", ")
                ),
            )
        })
    }

    /// Tells this list, of that origin and narrowed in that way, from every other list.
    pub fn list(&self, of: impl Hash) -> List {
        let mut hasher = DefaultHasher::new();
        (
            of,
            &self.sort,
            self.search(),
            self.include_archived.unwrap_or(false),
        )
            .hash(&mut hasher);
        List(format!("{:016x}", hasher.finish()))
    }

    /// Where the page begins, as the previous page of the same list left it.
    pub fn after<T: DeserializeOwned>(&self, list: &List) -> Result<Option<T>> {
        self.cursor
            .as_deref()
            .map(|cursor| list.decode(cursor))
            .transpose()
    }
}

/// Which list a cursor belongs to: a place in one order means nothing in another.
#[derive(Clone, Debug)]
pub struct List(String);

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's public name.
    pub column: &'static str,
    /// Greatest first.
    pub descending: bool,
}

impl<T> Page<T> {
    /// Makes a page of up to `limit + 1` rows: the one too many tells that there is a next page, which begins
    /// after `mark` of the last row kept.
    pub fn of<M: Serialize>(
        list: &List,
        mut rows: Vec<T>,
        limit: u32,
        total: i64,
        mark: impl Fn(&T) -> M,
    ) -> Result<Self> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = if more {
            rows.last().map(|row| list.encode(&mark(row))).transpose()?
        } else {
            None
        };
        Ok(Self {
            items: rows,
            next_cursor,
            total,
            total_is_exact: true,
        })
    }
}

impl List {
    fn encode(&self, mark: &impl Serialize) -> Result<String> {
        let json = serde_json::to_vec(mark).map_err(Error::internal)?;
        Ok(self.0.clone() + &hex::encode(json))
    }

    fn decode<T: DeserializeOwned>(&self, cursor: &str) -> Result<T> {
        let mark = cursor.strip_prefix(&self.0).and_then(hex::decode);
        mark.and_then(|mark| serde_json::from_slice(&mark).ok())
            .ok_or_else(|| {
                Error::new(
                    Code::BadRequest,
                    "The cursor is not one that this list gave. Begin at the first page.",
                )
            })
    }
}
