//! What a kind of record tells of itself so that tables of it can be brought in and taken out: its fields with the
//! headings people give them, how a row becomes a record, how one is taken back.
//!
//! Files, jobs and mappings do not come in here; they are in `imports`, which knows every kind.

mod further;
mod headings;
mod keys;
mod row;
mod tidy;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub(super) use further::{Further, Headed, further, no_further, numbered};
pub(super) use headings::{guess, header_row, plain};
pub(super) use keys::Keys;
pub(super) use row::{At, Fault, Faults, Row};
pub(super) use tidy::{amount, choice, day, joined, number, rate, words_of};

use crate::{
    db::{Read, Tx},
    error::{Error, Result},
    sentence::say,
    sheets::Form,
    tenancy::Tenant,
};

/// A field of a kind of record, as a column of a table has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Its stable name.
    pub(super) key: &'static str,
    /// Its heading in files that the program writes.
    pub(super) label: &'static str,
    /// Whether a new record needs it.
    pub(super) required: bool,
    /// What belongs in it, in a sentence.
    pub(super) help: &'static str,
    /// A value that could stand in it.
    pub(super) example: &'static str,
    /// What stands in it.
    pub(super) form: Form,
    /// Headings people give it, the likeliest first; small letters, no signs.
    pub(super) names: &'static [&'static str],
}

/// A column that can be taken out and not brought in.
pub(super) type Shown = (&'static str, &'static str, Form);

/// What a kind of record is.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    /// Its name in the API: `products`.
    pub(super) key: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    /// Its name in the edit log: `product`.
    pub(super) record: &'static str,
    /// Its fields in the order of a template.
    pub(super) fields: &'static [Field],
    /// What else can be taken out.
    pub(super) shown: &'static [Shown],
    /// Whether a heading is that of a column which stands for one of several, and for no field.
    pub(super) further: fn(&str) -> bool,
}

/// What becomes of a row whose record is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Existing {
    /// The row is wrong.
    #[default]
    Refuse,
    /// The row is left out.
    Skip,
    /// The record takes what the row says; an empty cell leaves what is there.
    Update,
}

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new record.
    New,
    /// A record that is there changes.
    Changed,
    /// A record that is there is like it already.
    Same,
    /// Left out, for its record is there.
    Skipped,
    /// Something is wrong in it.
    Wrong,
}

/// A record that was written: its id, and whether it is new.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) id: i64,
    pub(super) added: bool,
}

/// A page of a list: the ids, and the cursor of the next page.
pub(super) type Ids = (Vec<i64>, Option<String>);

/// A record as a row of a table.
#[derive(Debug)]
pub(super) struct Texts {
    /// By the keys of its fields and of what else is shown.
    pub(super) fields: Vec<(&'static str, String)>,
    /// What no field holds.
    pub(super) further: Vec<(Further, String)>,
}

impl From<Vec<(&'static str, String)>> for Texts {
    fn from(fields: Vec<(&'static str, String)>) -> Self {
        let further = Vec::new();
        Self { fields, further }
    }
}

/// A kind of record that tables can be brought in of.
pub(super) trait Intake: Sync {
    /// What it is.
    fn about(&self) -> &'static About;

    /// Refuses a business that does not have the feature.
    fn allowed(&self, tenant: &Tenant) -> Result<()>;

    /// Begins a table; what the rows are compared with is read once. `headed` are its columns for one of several.
    fn begin<'t>(
        &self,
        tenant: &'t Tenant,
        read: &Read<'_>,
        existing: Existing,
        headed: &[Headed<'_>],
    ) -> Result<Box<dyn Work + 't>>;

    /// Removes a record that an import entered and nobody used or changed.
    fn remove(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64) -> Result<()>;

    /// Puts a record back to what the edit log says it was.
    fn put_back(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64, before: &Value) -> Result<()>;

    /// The ids of a page of the list, asked as the list itself is.
    fn page(&self, tenant: &Tenant, query: Map<String, Value>) -> Result<Ids>;

    /// A record's texts.
    fn texts(&self, tenant: &Tenant, read: &Read<'_>, id: i64) -> Result<Texts>;
}

/// A table being brought in, row by row.
pub(super) trait Work {
    /// The places of the columns that are read by their headings alone.
    fn further(&self) -> &[usize] {
        &[]
    }

    /// Called with every row before the first is read, so that a code made by the program is not one of the table's.
    fn look_ahead(&mut self, row: &Row<'_>);

    /// Reads a row and keeps it to be written.
    fn read(&mut self, read: &Read<'_>, row: &Row<'_>, faults: &mut Faults) -> Result<Outcome>;

    /// Writes the row read last, which was new or changed.
    fn write(&mut self, tx: &Tx<'_>) -> Result<Written>;
}

/// A list's query from the words of an export.
pub(super) fn query<T: serde::de::DeserializeOwned>(query: Map<String, Value>) -> Result<T> {
    serde_path_to_error::deserialize(Value::Object(query)).map_err(|error| {
        Error::field(
            format!("query.{}", error.path()),
            "unreadable",
            say!(
                "The list cannot be asked this: {inner}.",
                inner = error.inner().to_string()
            ),
        )
    })
}

/// The fields of a draft from a record as the edit log keeps it: both have the same names.
pub(super) fn draft_of<T: serde::de::DeserializeOwned>(
    before: &Value,
    fields: &[&str],
    revision: i64,
) -> Result<T> {
    let kept = fields
        .iter()
        .filter_map(|field| Some(((*field).to_owned(), before.get(field)?.clone())));
    let mut draft: Map<String, Value> = kept.collect();
    draft.insert("revision".to_owned(), revision.into());
    serde_json::from_value(Value::Object(draft)).map_err(Error::internal)
}
