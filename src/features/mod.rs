//! What a business does: one folder for each feature, with its operations, its SQL and its routes.

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub mod desk;
pub mod imports;
mod intake;
mod listing;
pub mod materials;
mod monthly;
pub mod numbering;
pub mod parties;
pub mod patients;
pub mod products;
mod record;
mod search;
pub mod summary;
#[cfg(test)]
mod testing;
mod text;

pub use monthly::Share;
pub use record::{History, HistoryEntry, Moved, Several};

/// Every address that works in a business.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(parties::routes::routes())
        .merge(patients::routes::routes())
        .merge(materials::routes::routes())
        .merge(products::routes::routes())
        .merge(numbering::routes::routes())
        .merge(desk::routes::routes())
        .merge(imports::routes::routes())
        .merge(summary::routes::routes())
}
