//! Putting a product away and taking it back.

use super::product::{self, Product, ProductId};
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::Archive,
    tenancy::Tenant,
};

const ARCHIVE: Archive = Archive {
    table: "product_archivals",
    key: "product_id",
};

/// Puts a product away; one that is away already stays so.
pub fn archive(tenant: &Tenant, id: ProductId) -> Result<Product> {
    change(tenant, id, "product.archive", |tx| ARCHIVE.put(tx, id.0))
}

/// Takes a product back into the lists.
pub fn restore(tenant: &Tenant, id: ProductId) -> Result<Product> {
    change(tenant, id, "product.restore", |tx| ARCHIVE.take(tx, id.0))
}

fn change(
    tenant: &Tenant,
    id: ProductId,
    operation: &str,
    work: impl FnOnce(&Tx<'_>) -> Result<bool>,
) -> Result<Product> {
    tenant.write(|tx| {
        let before = product::load(tenant, tx, id)?;
        if !work(tx)? {
            return Ok(before);
        }
        tx.execute(
            "update products set revision = revision + 1, updated_at = ?2 where id = ?1",
            params![id, tx.now()],
        )?;
        let product = product::load(tenant, tx, id)?;
        tx.log(operation, &product::named(id), Some(&before), Some(&product))?;
        Ok(product)
    })
}
