//! A material as it is typed, and everything that can be wrong with it, all at once.

use serde::Deserialize;

use crate::{error::Result, features::text::Checks, sentence::say};

/// A material to be entered, or the new state of one.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MaterialDraft {
    /// The revision that was read: needed for a change, of no meaning for a new material.
    pub revision: Option<i64>,
    /// Its code, at most 40 characters, unique whatever its capitals. The program makes one for a new material without.
    pub code: String,
    /// Its name, at most 120 characters.
    #[schema(required)]
    pub name: String,
    /// What it is counted in, at most 12 characters: kg, m, pcs.
    #[schema(required)]
    pub unit: String,
    /// Where it lies, at most 60 characters.
    pub store: String,
    /// What else is to be known.
    pub notes: String,
}

/// A material with nothing wrong in it; an empty code is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) store: String,
    pub(super) notes: String,
}

impl MaterialDraft {
    /// Looks everything over; the error names every wrong field.
    pub(super) fn check(&self) -> Result<Sound> {
        let mut checks = Checks::default();
        let sound = Sound {
            code: checks.line("code", &self.code, 40),
            name: checks.required("name", &self.name, 120, &say!("a name")),
            unit: checks.required("unit", &self.unit, 12, &say!("a unit, for example kg or pcs")),
            store: checks.line("store", &self.store, 60),
            notes: checks.note("notes", &self.notes),
        };
        checks.finish()?;
        Ok(sound)
    }
}
