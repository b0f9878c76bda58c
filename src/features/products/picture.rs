//! A product's picture, made small and harmless as a business's logo is.

use sha2::{Digest as _, Sha256};

use super::product::{self, Product, ProductId};
use crate::{
    db::{Tx, params},
    error::{Code, Error, Result},
    features::record::not_found,
    hex,
    logo::{self, LogoError},
    tenancy::Tenant,
};

/// The picture, a PNG, and its hash.
pub fn picture(tenant: &Tenant, id: ProductId) -> Result<(Vec<u8>, String)> {
    let found = tenant.read(|read| {
        read.optional(
            "select png, sha256 from product_pictures where product_id = ?1",
            params![id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })?;
    found.ok_or_else(not_found)
}

/// Takes a PNG, JPEG, WebP or SVG picture of at most 10 MB for a product.
pub fn set_picture(tenant: &Tenant, id: ProductId, bytes: &[u8], media_type: &str) -> Result<Product> {
    let picture = logo::normalize(bytes, media_type).map_err(|error| refused(&error))?;
    let sha256 = hex::encode(Sha256::digest(&picture.png));
    change(tenant, id, "product.set_picture", |tx| {
        tx.execute(
            "insert into product_pictures (product_id, sha256, png) values (?1, ?2, ?3)
             on conflict (product_id) do update set sha256 = ?2, png = ?3 where sha256 <> ?2",
            params![id, sha256, picture.png],
        )
    })
}

/// Takes the picture away.
pub fn remove_picture(tenant: &Tenant, id: ProductId) -> Result<Product> {
    change(tenant, id, "product.remove_picture", |tx| {
        tx.execute("delete from product_pictures where product_id = ?1", params![id])
    })
}

/// The revision stays: a form that is open beside it is not disturbed.
fn change(
    tenant: &Tenant,
    id: ProductId,
    operation: &str,
    work: impl FnOnce(&Tx<'_>) -> Result<usize>,
) -> Result<Product> {
    tenant.write(|tx| {
        let before = product::load(tenant, tx, id)?;
        if work(tx)? == 0 {
            return Ok(before);
        }
        tx.execute(
            "update products set updated_at = ?2 where id = ?1",
            params![id, tx.now()],
        )?;
        let product = product::load(tenant, tx, id)?;
        tx.log(operation, &product::named(id), Some(&before), Some(&product))?;
        Ok(product)
    })
}

fn refused(error: &LogoError) -> Error {
    let (code, field) = match error {
        LogoError::TooLarge => (Code::TooLarge, "too_large"),
        LogoError::Unreadable(_) => (Code::ValidationFailed, "picture_unreadable"),
        LogoError::Unsafe(_) => (Code::ValidationFailed, "svg_unsafe"),
    };
    Error::new(code, error).and_field("picture", field, error)
}
