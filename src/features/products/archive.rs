//! Putting a product away and taking it back.

use super::product::{self, Product, ProductId};
use crate::{
    db::Tx,
    error::Result,
    features::record::{Archive, Moved, Several},
    tenancy::Tenant,
};

const ARCHIVE: Archive = Archive {
    kind: "product",
    records: "products",
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
    ARCHIVE.change(tx, id.0, archived, || product::load(tenant, tx, id))
}
