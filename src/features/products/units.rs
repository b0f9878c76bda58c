//! Units of measure: those every file begins with, and those a business adds. A unit stays as it is, for documents
//! count in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    db::{Read, Record, params},
    error::{Code, Error, Result},
    features::{search::fold, text::Checks},
    tenancy::Tenant,
};

/// The unit quantity codes that GST returns take (GSTN's list).
const UQCS: [&str; 45] = [
    "BAG", "BAL", "BDL", "BKL", "BOU", "BOX", "BTL", "BUN", "CAN", "CBM", "CCM", "CMS", "CTN", "DOZ", "DRM",
    "GGK", "GMS", "GRS", "GYD", "KGS", "KLR", "KME", "LTR", "MLT", "MTR", "MTS", "NOS", "OTH", "PAC", "PCS",
    "PRS", "QTL", "ROL", "SET", "SQF", "SQM", "SQY", "TBS", "TGM", "THD", "TON", "TUB", "UGS", "UNT", "YDS",
];

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
}

/// A unit to be added.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnitDraft {
    /// Its code, at most 8 letters and digits, unique.
    #[schema(required)]
    pub code: String,
    /// Its name, at most 40 characters.
    #[schema(required)]
    pub name: String,
    /// The unit quantity code that GST returns know it by; OTH for others.
    #[schema(required)]
    pub uqc: String,
    /// Decimals that a quantity of it has at most, 0 to 6.
    pub decimals: i64,
}

/// All units by their codes.
pub fn units(tenant: &Tenant) -> Result<Vec<Unit>> {
    tenant.read(all)
}

/// Adds a unit.
pub fn create_unit(tenant: &Tenant, draft: &UnitDraft) -> Result<Unit> {
    let unit = draft.check()?;
    tenant.write(|tx| {
        let added = tx.execute(
            "insert into units (code, name, uqc, decimals) values (?1, ?2, ?3, ?4) on conflict do nothing",
            params![unit.code, unit.name, unit.uqc, unit.decimals],
        )?;
        if added == 0 {
            return Err(Error::new(
                Code::Duplicate,
                format!(
                    "There is a unit {} already. Use it, or choose another code.",
                    unit.code
                ),
            )
            .and_field("code", "duplicate", "This unit is there already."));
        }
        tx.log(
            "unit.create",
            &Record::new("unit", &unit.code),
            None::<&()>,
            Some(&unit),
        )?;
        Ok(unit)
    })
}

/// The code of each unit by its folded name.
pub(super) fn by_name(read: &Read<'_>) -> Result<BTreeMap<String, String>> {
    let named = |unit: Unit| (fold(&unit.name), unit.code);
    Ok(all(read)?.into_iter().map(named).collect())
}

/// The decimals of each unit.
pub(super) fn decimals(read: &Read<'_>) -> Result<BTreeMap<String, i64>> {
    Ok(all(read)?
        .into_iter()
        .map(|unit| (unit.code, unit.decimals))
        .collect())
}

fn all(read: &Read<'_>) -> Result<Vec<Unit>> {
    read.all(
        "select code, name, uqc, decimals from units order by code",
        [],
        |row| {
            Ok(Unit {
                code: row.get(0)?,
                name: row.get(1)?,
                uqc: row.get(2)?,
                decimals: row.get(3)?,
            })
        },
    )
}

impl UnitDraft {
    fn check(&self) -> Result<Unit> {
        let mut checks = Checks::default();
        let code = checks.required("code", &self.code.to_uppercase(), 8, "a code, for example CRT");
        if !code
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        {
            checks.wrong("code", "bad_code", "Use letters A to Z and digits only.");
        }
        let name = checks.required("name", &self.name, 40, "a name");
        let uqc = checks.required(
            "uqc",
            &self.uqc.to_uppercase(),
            3,
            "a code of GST, OTH for others",
        );
        if !uqc.is_empty() && !UQCS.contains(&uqc.as_str()) {
            checks.wrong(
                "uqc",
                "unknown_uqc",
                format!("GST knows {}. Choose one of them.", UQCS.join(", ")),
            );
        }
        if !(0..=6).contains(&self.decimals) {
            checks.wrong("decimals", "out_of_range", "Enter 0 to 6 decimals.");
        }
        checks.finish()?;
        Ok(Unit {
            code,
            name,
            uqc,
            decimals: self.decimals,
        })
    }
}
