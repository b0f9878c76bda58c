//! Materials a page at a time: searched, filtered by store, sorted, with what is on hand.

use serde::{Deserialize, Serialize};

use super::{
    Workshop,
    material::{MaterialId, latest_count},
    save::INDEXES,
};
use crate::{
    date::Date,
    error::Result,
    features::{
        listing::{Listing, Shape},
        search::fold,
    },
    page::{Page, PageQuery},
    quantity::Quantity,
};

/// A material in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MaterialRow {
    /// Its id.
    pub id: MaterialId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is counted in.
    pub unit: String,
    /// Where it lies.
    pub store: String,
    /// What the count of the latest day found; null when it was never counted.
    pub quantity_on_hand: Option<Quantity>,
    /// That day.
    pub counted_on: Option<Date>,
    /// When it was archived, if it was.
    pub archived_at: Option<String>,
}

/// Which materials to list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MaterialQuery {
    /// Pieces of a code, a name, a store or a note.
    pub search: Option<String>,
    /// A store, by its whole name; capitals do not matter.
    pub store: Option<String>,
    /// Archived ones too.
    pub include_archived: Option<bool>,
    /// `code`, `name`, where a search's best matches come first, or `quantity`, in which the never counted come first;
    /// with `-` before it for descending.
    pub sort: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows on the page, 1 to 500; 50 unless told.
    pub limit: Option<u32>,
}

const SHAPE: Shape = Shape {
    columns: "m.id, m.code, m.name, m.unit, m.store, c.quantity_micro, c.counted_on, x.archived_at",
    table: "materials",
    alias: "m",
    joins: concat!(
        "left join material_archivals x on x.material_id = m.id ",
        latest_count!()
    ),
    sort_joins: latest_count!(),
    hidden: &[("material_archivals", "material_id")],
    sorts: &[
        ("code", "m.code_key"),
        ("name", "m.sort_name"),
        ("quantity", "coalesce(c.quantity_micro, -1)"),
    ],
    indexes: INDEXES,
};

/// A page of materials.
pub fn list(workshop: &Workshop, query: MaterialQuery) -> Result<Page<MaterialRow>> {
    let common = PageQuery {
        search: query.search,
        sort: query.sort,
        cursor: query.cursor,
        limit: query.limit,
        include_archived: query.include_archived,
    };
    let mut listing = Listing::new(SHAPE, workshop.id(), &common);
    if let Some(store) = query.store {
        listing.only_where("m.store_key = :store", ":store", fold(&store));
    }
    workshop.read(|read| {
        listing.page(read, |row| {
            Ok(MaterialRow {
                id: row.get(0)?,
                code: row.get(1)?,
                name: row.get(2)?,
                unit: row.get(3)?,
                store: row.get(4)?,
                quantity_on_hand: row.get(5)?,
                counted_on: row.get(6)?,
                archived_at: row.get(7)?,
            })
        })
    })
}
