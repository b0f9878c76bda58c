//! Putting a product away and taking it back.

use super::product::{self, Product, ProductId};
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::{Archive, Moved, Several},
    tenancy::Tenant,
};

const ARCHIVE: Archive = Archive {
    table: "product_archivals",
    key: "product_id",
};

/// Puts a product away; one that is away already stays so.
pub fn archive(tenant: &Tenant, id: ProductId) -> Result<Product> {
    Ok(tenant.write(|tx| change(tenant, tx, id, true))?.0)
}

/// Takes a product back into the lists.
pub fn restore(tenant: &Tenant, id: ProductId) -> Result<Product> {
    Ok(tenant.write(|tx| change(tenant, tx, id, false))?.0)
}

/// Moves several at once, all of them or none.
pub fn move_several(tenant: &Tenant, several: &Several) -> Result<Moved> {
    tenant.write(|tx| several.each(|id, archived| Ok(change(tenant, tx, ProductId(id), archived)?.1)))
}

/// The product as it is afterwards, and whether it was otherwise before.
fn change(tenant: &Tenant, tx: &Tx<'_>, id: ProductId, archived: bool) -> Result<(Product, bool)> {
    let before = product::load(tenant, tx, id)?;
    if !ARCHIVE.set(tx, id.0, archived)? {
        return Ok((before, false));
    }
    tx.execute(
        "update products set revision = revision + 1, updated_at = ?2 where id = ?1",
        params![id, tx.now()],
    )?;
    let after = product::load(tenant, tx, id)?;
    let operation = if archived {
        "product.archive"
    } else {
        "product.restore"
    };
    tx.log(operation, &product::named(id), Some(&before), Some(&after))?;
    Ok((after, true))
}
