//! How the products are spread over the categories at the top.

use std::collections::BTreeMap;

use super::categories::{CategoryId, Tree};
use crate::{
    error::Result,
    features::monthly::{Share, greatest},
    tenancy::Tenant,
};

/// Categories told by name.
const MOST: usize = 5;

/// Products that are not archived, by the category at the top of theirs; the greatest first, the rest as one.
pub fn by_category(tenant: &Tenant) -> Result<Vec<Share>> {
    tenant.read(|read| {
        let tree = Tree::load(read)?;
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        // Two counts by index, for a look into the archive for each product would take as long as the products are many.
        for (sign, sql) in [
            (1, "select category_id, count(*) from products group by category_id"),
            (
                -1,
                "select p.category_id, count(*) from product_archivals x join products p on p.id = x.product_id
                 group by p.category_id",
            ),
        ] {
            let rows: Vec<(Option<CategoryId>, i64)> = read.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (category, count) in rows {
                let top = category.and_then(|id| tree.names(id).first().map(|name| (*name).to_owned()));
                *counts.entry(top.unwrap_or_default()).or_default() += sign * count;
            }
        }
        let shares = counts.into_iter().map(|(name, count)| Share { name, count });
        Ok(greatest(shares.collect(), MOST))
    })
}
