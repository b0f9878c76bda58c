//! Rates of tax as whole hundredths of a percent, so that 0.25 % is 25 and no float holds one.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::decimal::{DecimalFault, parse_scaled, print_scaled};
use crate::sentence::{Sentence, say, spoken, told_as_text};

const DECIMALS: usize = 2;

/// A rate in hundredths of a percent (basis points).
///
/// On the wire it is the percentage as a decimal string without trailing zeros (`"18"`, `"0.25"`), in a file an
/// `INTEGER`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = "decimal", pattern = r"^[0-9]+(\.[0-9]{1,2})?$", example = "18")]
pub struct Rate(i64);

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A rate of so many hundredths of a percent.
    #[must_use]
    pub const fn from_basis_points(basis_points: i64) -> Self {
        Self(basis_points)
    }

    /// The rate in hundredths of a percent.
    #[must_use]
    pub const fn basis_points(self) -> i64 {
        self.0
    }

    /// Reads `18` or `0.25`, a percentage.
    ///
    /// # Errors
    /// [`BadRate`] when the text is no number, is below zero, or has more than two decimals.
    pub fn parse(text: &str) -> Result<Self, BadRate> {
        match parse_scaled(text, DECIMALS) {
            Ok(basis_points) if basis_points >= 0 => Ok(Self(basis_points)),
            Err(DecimalFault::TooManyDecimals) => Err(BadRate::TooManyDecimals(short(text))),
            _ => Err(BadRate::NotARate(short(text))),
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Why a text is no rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadRate {
    /// The text is not a plain decimal number, or one below zero.
    NotARate(String),
    /// More decimals than a rate has.
    TooManyDecimals(String),
}

impl BadRate {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NotARate(text) => say!(
                "“{text}” is not a rate. Write the percentage in digits, for example 18 or 0.25.",
                text
            ),
            Self::TooManyDecimals(text) => {
                say!("“{text}” has more than two decimals. Check the rate.", text)
            }
        }
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "bad_rate"
    }
}

spoken!(BadRate);
told_as_text!(Rate);

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = print_scaled(self.0, DECIMALS);
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl TryFrom<String> for Rate {
    type Error = BadRate;

    fn try_from(text: String) -> Result<Self, BadRate> {
        Self::parse(&text)
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> Self {
        rate.to_string()
    }
}

impl ToSql for Rate {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Rate {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_percentages() {
        for (text, basis_points, printed) in [
            ("18", 1800, "18"),
            (" 0.25 ", 25, "0.25"),
            ("1.50", 150, "1.5"),
            ("0", 0, "0"),
            ("40.00", 4000, "40"),
            ("100", 10_000, "100"),
        ] {
            assert_eq!(Rate::parse(text), Ok(Rate(basis_points)), "{text}");
            assert_eq!(Rate(basis_points).to_string(), printed);
        }
        for text in ["", "18%", "-5", "1e2", ".5", "१८", "99999999999999999999"] {
            assert_eq!(
                Rate::parse(text),
                Err(BadRate::NotARate(text.to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            Rate::parse("0.125"),
            Err(BadRate::TooManyDecimals("0.125".to_owned()))
        );
    }
}
