//! What lies in the stores: each material, its unit, its store, and what was counted of it by hand. Needs
//! `material_management`.
//!
//! Receipts and issues do not come in here: a count is what someone saw on a day, and stays what it was.

mod archive;
mod counts;
mod draft;
pub(super) mod import;
mod list;
mod material;
pub(super) mod routes;
mod save;
mod shares;
mod totals;

pub use archive::{archive, move_several, restore};
pub use counts::{Count, CountDraft, count, counts};
pub use draft::MaterialDraft;
pub use list::{MaterialQuery, MaterialRow, list};
pub use material::{Material, MaterialId, get, history};
pub use save::{create, edit};
pub use shares::by_store;
pub use totals::{MaterialTotals, totals};

/// A business that has materials.
pub type Workshop = crate::access::Granted<crate::access::marks::MaterialManagement>;
