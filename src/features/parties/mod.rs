//! Customers and suppliers, the feature every business has: who they are, where they are, what GST says of them.
//!
//! A party is never removed. It is archived, or merged into the one that it turned out to be; then its id leads there.

mod archive;
mod draft;
mod duplicates;
pub(super) mod import;
mod list;
mod merge;
mod party;
pub(super) mod routes;
mod save;
mod totals;

pub use archive::{archive, move_several, restore};
pub use draft::PartyDraft;
pub use duplicates::{DuplicateField, DuplicateMatch, DuplicateQuery, DuplicateWarning, duplicates};
pub use list::{PartyQuery, PartyRow, list};
pub use merge::{OtherGstin, merge};
pub use party::{Party, PartyAddress, PartyContact, PartyId, PartyKind, Registration, get, history};
pub use save::{SavedParty, create, edit};
pub use totals::{PartyTotals, totals};
