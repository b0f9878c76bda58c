//! Units of measure: those every file begins with, and those a business adds. A unit keeps its code, for documents count
//! in it; one that is not wanted any more is retired, and only not offered.

mod draft;

use std::collections::BTreeMap;

use serde::Serialize;

pub use draft::{UQCS, UnitChange, UnitConversion, UnitConversionDraft, UnitDraft};

use super::conversions;
use crate::{
    db::{Read, Record, Tx, params},
    error::{Code, Error, Result},
    features::search::fold,
    quantity::Quantity,
    sentence::say,
    tenancy::Tenant,
};

/// A unit of measure.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Unit {
    /// Its code, at most 8 capital letters and digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit quantity code that GST returns know it by.
    pub uqc: String,
    /// Decimals that a quantity of it has at most.
    pub decimals: i64,
    /// How many of another unit one of it always is; null where that hangs on what is counted.
    pub conversion: Option<UnitConversion>,
    /// Since when it is not offered any more.
    pub retired_at: Option<String>,
}

/// All units by their codes, retired ones too.
pub fn units(tenant: &Tenant) -> Result<Vec<Unit>> {
    tenant.read(all)
}

/// Adds a unit.
pub fn create_unit(tenant: &Tenant, draft: &UnitDraft) -> Result<Unit> {
    tenant.write(|tx| {
        let sound = draft.check(&all(tx)?)?;
        let added = tx.execute(
            "insert into units (code, name, uqc, decimals) values (?1, ?2, ?3, ?4) on conflict do nothing",
            params![sound.code, sound.name, sound.uqc, sound.decimals],
        )?;
        if added == 0 {
            return Err(Error::new(
                Code::Duplicate,
                say!(
                    "There is a unit {code} already. Use it, or choose another code.",
                    code = sound.code
                ),
            )
            .and_field("code", "duplicate", "This unit is there already."));
        }
        conversions::write(tx, &sound.code, sound.conversion.as_ref())?;
        let unit = load(tx, &sound.code)?;
        tx.log("unit.create", &named(&unit), None::<&()>, Some(&unit))?;
        Ok(unit)
    })
}

/// Changes a unit's name, its code of GST, its decimals and what it always is in another.
pub fn edit_unit(tenant: &Tenant, code: &str, change: &UnitChange) -> Result<Unit> {
    tenant.write(|tx| {
        let before = load(tx, code)?;
        let sound = change.check(&before.code, &all(tx)?)?;
        if sound.decimals < before.decimals {
            conversions::fits(tx, &before.code, sound.decimals)?;
        }
        tx.execute(
            "update units set name = ?2, uqc = ?3, decimals = ?4 where code = ?1",
            params![before.code, sound.name, sound.uqc, sound.decimals],
        )?;
        conversions::write(tx, &before.code, sound.conversion.as_ref())?;
        let unit = load(tx, &before.code)?;
        tx.log("unit.edit", &named(&unit), Some(&before), Some(&unit))?;
        Ok(unit)
    })
}

/// Stops offering a unit. What counts in it goes on doing so.
pub fn retire_unit(tenant: &Tenant, code: &str) -> Result<Unit> {
    change(tenant, code, "unit.retire", |tx, code| {
        tx.execute(
            "insert into unit_retirements (unit, retired_at, retired_by) values (?1, ?2, ?3) on conflict do nothing",
            params![code, tx.now(), tx.author().who],
        )
    })
}

/// Offers a retired unit again.
pub fn restore_unit(tenant: &Tenant, code: &str) -> Result<Unit> {
    change(tenant, code, "unit.restore", |tx, code| {
        tx.execute("delete from unit_retirements where unit = ?1", params![code])
    })
}

/// The code of each unit by its folded name.
pub(super) fn by_name(read: &Read<'_>) -> Result<BTreeMap<String, String>> {
    let named = |unit: Unit| (fold(&unit.name), unit.code);
    Ok(all(read)?.into_iter().map(named).collect())
}

/// The decimals of each unit.
pub(super) fn decimals(read: &Read<'_>) -> Result<BTreeMap<String, i64>> {
    read.all("select code, decimals from units", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
    .map(BTreeMap::from_iter)
}

fn change(
    tenant: &Tenant,
    code: &str,
    operation: &'static str,
    work: impl FnOnce(&Tx<'_>, &str) -> Result<usize>,
) -> Result<Unit> {
    tenant.write(|tx| {
        let before = load(tx, code)?;
        if work(tx, &before.code)? == 0 {
            return Ok(before);
        }
        let unit = load(tx, &before.code)?;
        tx.log(operation, &named(&unit), Some(&before), Some(&unit))?;
        Ok(unit)
    })
}

fn named(unit: &Unit) -> Record {
    Record::new("unit", &unit.code)
}

fn load(read: &Read<'_>, code: &str) -> Result<Unit> {
    let code = code.to_uppercase();
    let found = all(read)?.into_iter().find(|unit| unit.code == code);
    found.ok_or_else(crate::features::record::not_found)
}

fn all(read: &Read<'_>) -> Result<Vec<Unit>> {
    read.all(
        "select u.code, u.name, u.uqc, u.decimals, r.retired_at, c.into_unit, c.factor_micro
         from units u
         left join unit_conversions c on c.unit = u.code
         left join unit_retirements r on r.unit = u.code
         order by u.code",
        [],
        |row| {
            let into: Option<String> = row.get(5)?;
            let factor: Option<Quantity> = row.get(6)?;
            Ok(Unit {
                code: row.get(0)?,
                name: row.get(1)?,
                uqc: row.get(2)?,
                decimals: row.get(3)?,
                conversion: into
                    .zip(factor)
                    .map(|(unit, factor)| UnitConversion { unit, factor }),
                retired_at: row.get(4)?,
            })
        },
    )
}
