//! A unit as it is typed, and everything that can be wrong with it, all at once.

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::{
    error::Result,
    features::{products::draft::more_than_nothing, text::Checks},
    quantity::Quantity,
    sentence::say,
};

/// The unit quantity codes that GST returns take (GSTN's list).
pub const UQCS: [&str; 45] = [
    "BAG", "BAL", "BDL", "BKL", "BOU", "BOX", "BTL", "BUN", "CAN", "CBM", "CCM", "CMS", "CTN", "DOZ", "DRM",
    "GGK", "GMS", "GRS", "GYD", "KGS", "KLR", "KME", "LTR", "MLT", "MTR", "MTS", "NOS", "OTH", "PAC", "PCS",
    "PRS", "QTL", "ROL", "SET", "SQF", "SQM", "SQY", "TBS", "TGM", "THD", "TON", "TUB", "UGS", "UNT", "YDS",
];

/// How many of another unit one of a unit always is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct UnitConversion {
    /// The other unit.
    pub unit: String,
    /// How many of it.
    pub factor: Quantity,
}

/// Such a conversion as it is typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnitConversionDraft {
    /// The code of the other unit.
    #[schema(required)]
    pub unit: String,
    /// How many of it one is, a decimal string above zero.
    #[schema(required)]
    pub factor: String,
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
    /// What one of it always is in another unit; none unless told.
    pub conversion: Option<UnitConversionDraft>,
}

/// The new state of a unit; its code stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnitChange {
    /// Its name, at most 40 characters.
    #[schema(required)]
    pub name: String,
    /// The unit quantity code that GST returns know it by; OTH for others.
    #[schema(required)]
    pub uqc: String,
    /// Decimals that a quantity of it has at most, 0 to 6; fewer only while nothing is counted more finely.
    #[schema(required)]
    pub decimals: i64,
    /// What one of it always is in another unit; none is removed.
    pub conversion: Option<UnitConversionDraft>,
}

/// A unit with nothing wrong in it.
pub(super) struct Sound {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) uqc: String,
    pub(super) decimals: i64,
    pub(super) conversion: Option<UnitConversion>,
}

impl UnitDraft {
    pub(super) fn check(&self, known: &[Unit]) -> Result<Sound> {
        let mut checks = Checks::default();
        let code = checks.required(
            "code",
            &self.code.to_uppercase(),
            8,
            &say!("a code, for example CRT"),
        );
        if !code
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        {
            checks.wrong("code", "bad_code", "Use letters A to Z and digits only.");
        }
        let rest = UnitChange {
            name: self.name.clone(),
            uqc: self.uqc.clone(),
            decimals: self.decimals,
            conversion: self.conversion.clone(),
        };
        let sound = rest.look_over(&mut checks, &code, known);
        checks.finish()?;
        Ok(sound)
    }
}

impl UnitChange {
    pub(super) fn check(&self, code: &str, known: &[Unit]) -> Result<Sound> {
        let mut checks = Checks::default();
        let sound = self.look_over(&mut checks, code, known);
        checks.finish()?;
        Ok(sound)
    }

    fn look_over(&self, checks: &mut Checks, code: &str, known: &[Unit]) -> Sound {
        let name = checks.required("name", &self.name, 40, &say!("a name"));
        let uqc = checks.required(
            "uqc",
            &self.uqc.to_uppercase(),
            3,
            &say!("a code of GST, OTH for others"),
        );
        if !uqc.is_empty() && !UQCS.contains(&uqc.as_str()) {
            checks.wrong(
                "uqc",
                "unknown_uqc",
                say!("GST knows {names}. Choose one of them.", names = UQCS.join(", ")),
            );
        }
        if !(0..=6).contains(&self.decimals) {
            checks.wrong("decimals", "out_of_range", "Enter 0 to 6 decimals.");
        }
        Sound {
            code: code.to_owned(),
            name,
            uqc,
            decimals: self.decimals,
            conversion: self.conversion(checks, code, known),
        }
    }

    fn conversion(&self, checks: &mut Checks, code: &str, known: &[Unit]) -> Option<UnitConversion> {
        let typed = self.conversion.as_ref()?;
        let unit = typed.unit.trim().to_uppercase();
        if !known.iter().any(|other| other.code == unit) {
            checks.wrong(
                "conversion.unit",
                "unknown",
                "There is no such unit. Choose one, or add it first.",
            );
        } else if leads_to(known, &unit, code) {
            checks.wrong(
                "conversion.unit",
                "cycle",
                say!(
                    "{unit} is told in {code} already. Choose the smaller of the two, or remove that first.",
                    unit,
                    code
                ),
            );
        }
        let factor = more_than_nothing(checks, "conversion.factor", &typed.factor)?;
        Some(UnitConversion { unit, factor })
    }
}

/// Whether a unit is the other, or is told in it over as many steps as there are.
fn leads_to(known: &[Unit], from: &str, to: &str) -> bool {
    let mut at = from;
    for _ in 0..=known.len() {
        if at == to {
            return true;
        }
        let unit = known.iter().find(|unit| unit.code == at);
        match unit.and_then(|unit| unit.conversion.as_ref()) {
            Some(next) => at = &next.unit,
            None => return false,
        }
    }
    true
}
