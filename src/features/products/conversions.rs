//! What a unit always is in another one, and whether all that is counted in a unit can be told with fewer decimals.

use super::units::UnitConversion;
use crate::{
    db::{Read, Tx, named_params, params},
    error::{Error, Result},
    sentence::say,
};

/// Digits that a file keeps after the point.
const FILE_DECIMALS: u32 = 6;

/// Keeps what a unit is in another, in place of what it was.
pub(super) fn write(tx: &Tx<'_>, unit: &str, conversion: Option<&UnitConversion>) -> Result<()> {
    tx.execute("delete from unit_conversions where unit = ?1", params![unit])?;
    if let Some(UnitConversion { unit: into, factor }) = conversion {
        tx.execute(
            "insert into unit_conversions (unit, into_unit, factor_micro) values (?1, ?2, ?3)",
            params![unit, into, factor],
        )?;
    }
    Ok(())
}

/// Refuses so few decimals when something is counted more finely in this unit.
pub(super) fn fits(read: &Read<'_>, unit: &str, decimals: i64) -> Result<()> {
    let kept = u32::try_from(decimals).map_err(Error::internal)?;
    let step = 10_i64.pow(FILE_DECIMALS.saturating_sub(kept));
    let finer: Option<String> = read.optional(
        "select name from products where unit = :unit and reorder_micro % :step <> 0
         union all
         select p.name from product_prices x join products p on p.id = x.product_id
         where coalesce(x.unit, p.unit) = :unit and x.min_quantity_micro % :step <> 0
         limit 1",
        named_params! { ":unit": unit, ":step": step },
        |row| row.get(0),
    )?;
    match finer {
        None => Ok(()),
        Some(name) => Err(Error::field(
            "decimals",
            "used_more_finely",
            say!(
                "{name} is counted in {unit} more finely than that. Round its quantities first, or keep the decimals.",
                name,
                unit
            ),
        )),
    }
}
