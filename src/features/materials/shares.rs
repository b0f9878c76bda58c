//! How the materials are spread over the stores.

use std::collections::BTreeMap;

use super::Workshop;
use crate::{
    db::params,
    error::Result,
    features::monthly::{Share, greatest},
};

/// Stores told by name.
const MOST: usize = 5;

/// Materials that are not archived, by store; the greatest first, the rest as one.
pub fn by_store(workshop: &Workshop) -> Result<Vec<Share>> {
    workshop.read(|read| {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        // Two counts by index, for a look into the archive for each material would take as long as there are many.
        for (sign, sql) in [
            (1, "select store_key, count(*) from materials group by store_key"),
            (
                -1,
                "select m.store_key, count(*) from material_archivals x join materials m on m.id = x.material_id
                 group by m.store_key",
            ),
        ] {
            let rows: Vec<(String, i64)> = read.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (store, count) in rows {
                *counts.entry(store).or_default() += sign * count;
            }
        }
        let shares = counts.into_iter().map(|(name, count)| Share { name, count });
        let mut shares = greatest(shares.collect(), MOST);
        for share in shares.iter_mut().filter(|share| !share.name.is_empty()) {
            share.name = read.value(
                "select store from materials where store_key = ?1 limit 1",
                params![share.name],
            )?;
        }
        Ok(shares)
    })
}
