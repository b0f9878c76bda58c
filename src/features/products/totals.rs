//! How many products there are, and how many of them miss something.

use serde::Serialize;

use crate::{error::Result, tenancy::Tenant};

/// Products and services that are not archived.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct ProductTotals {
    /// All of them.
    pub all: i64,
    /// Those without a selling price.
    pub without_price: i64,
    /// Those without an HSN or SAC code.
    pub without_hsn: i64,
}

/// How many there are: all of them by an index, less those that were put away, which are few.
pub fn totals(tenant: &Tenant) -> Result<ProductTotals> {
    tenant.read(|read| {
        read.one(
            "select (select count(*) from products) - count(*),
               (select count(*) from products where price_key = -1) - coalesce(sum(p.price_key = -1), 0),
               (select count(*) from products where hsn = '') - coalesce(sum(p.hsn = ''), 0)
             from product_archivals x join products p on p.id = x.product_id",
            [],
            |row| {
                Ok(ProductTotals {
                    all: row.get(0)?,
                    without_price: row.get(1)?,
                    without_hsn: row.get(2)?,
                })
            },
        )
    })
}
