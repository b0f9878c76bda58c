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

/// How many there are.
pub fn totals(tenant: &Tenant) -> Result<ProductTotals> {
    tenant.read(|read| {
        read.one(
            "select count(*), coalesce(sum(p.selling_price_minor is null), 0), coalesce(sum(p.hsn = ''), 0)
             from products p
             where not exists (select 1 from product_archivals x where x.product_id = p.id)",
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
