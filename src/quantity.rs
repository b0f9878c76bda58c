//! Quantities as whole millionths of their unit, so that 0.1 kg ten times is 1 kg. No float ever
//! holds one, and the unit (kg, m, piece) is kept beside it, not in it.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::decimal::{DecimalFault, parse_scaled, print_scaled};
use crate::sentence::{Sentence, say, spoken};

const DECIMALS: usize = 6;

/// How much of something, in millionths of its unit.
///
/// On the wire it is a decimal string without trailing zeros (`"2.5"`), in a file an `INTEGER`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = "decimal", pattern = r"^-?[0-9]+(\.[0-9]{1,6})?$", example = "2.5")]
pub struct Quantity(i64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A quantity of so many millionths.
    #[must_use]
    pub const fn from_micro(micro: i64) -> Self {
        Self(micro)
    }

    /// The quantity in millionths.
    #[must_use]
    pub const fn micro(self) -> i64 {
        self.0
    }

    /// Reads `2`, `2.5` or `-0.000001`.
    ///
    /// # Errors
    /// [`BadQuantity`] when the text is no number, has more than six decimals, or is past what a file holds.
    pub fn parse(text: &str) -> Result<Self, BadQuantity> {
        parse_scaled(text, DECIMALS)
            .map(Self)
            .map_err(|fault| match fault {
                DecimalFault::NotANumber => BadQuantity::NotANumber(text.to_owned()),
                DecimalFault::TooManyDecimals => BadQuantity::TooManyDecimals(text.to_owned()),
                DecimalFault::TooLarge => BadQuantity::TooLarge,
            })
    }

    /// The sum.
    ///
    /// # Errors
    /// [`BadQuantity::TooLarge`] when it is past what a file holds (about 9 million million).
    pub fn checked_add(self, other: Self) -> Result<Self, BadQuantity> {
        self.0.checked_add(other.0).map(Self).ok_or(BadQuantity::TooLarge)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`BadQuantity::TooLarge`] when it is past what a file holds (about 9 million million).
    pub fn checked_sub(self, other: Self) -> Result<Self, BadQuantity> {
        self.0.checked_sub(other.0).map(Self).ok_or(BadQuantity::TooLarge)
    }

    /// Whether the quantity is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// Why a text or a sum is no quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadQuantity {
    /// The text is not a plain decimal number.
    NotANumber(String),
    /// More decimals than are kept.
    TooManyDecimals(String),
    /// Past 64 bits of millionths.
    TooLarge,
}

impl BadQuantity {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NotANumber(text) => {
                say!(
                    "“{text}” is not a quantity. Write digits with a point, for example 2.5.",
                    text
                )
            }
            Self::TooManyDecimals(text) => {
                say!(
                    "“{text}” has more than six decimals. Round it, or use a smaller unit.",
                    text
                )
            }
            Self::TooLarge => say!("The quantity is too large to be kept. Use a larger unit."),
        }
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "bad_quantity"
    }
}

spoken!(BadQuantity);

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = print_scaled(self.0, DECIMALS);
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl FromStr for Quantity {
    type Err = BadQuantity;

    fn from_str(text: &str) -> Result<Self, BadQuantity> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Quantity {
    type Error = BadQuantity;

    fn try_from(text: String) -> Result<Self, BadQuantity> {
        Self::parse(&text)
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.to_string()
    }
}

impl ToSql for Quantity {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Quantity {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prints_without_trailing_zeros() {
        for (micro, text) in [
            (0, "0"),
            (2_500_000, "2.5"),
            (100_000_000, "100"),
            (1, "0.000001"),
            (-10_000, "-0.01"),
        ] {
            assert_eq!(Quantity(micro).to_string(), text);
            assert_eq!(Quantity::parse(text), Ok(Quantity(micro)));
        }
    }

    #[test]
    fn refuses_what_is_no_quantity() {
        for text in ["", "two", "1.", "1,5", "5 kg"] {
            assert_eq!(
                Quantity::parse(text),
                Err(BadQuantity::NotANumber(text.to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            Quantity::parse("0.0000001"),
            Err(BadQuantity::TooManyDecimals("0.0000001".to_owned()))
        );
        assert_eq!(
            Quantity::parse("9223372036854.775808"),
            Err(BadQuantity::TooLarge)
        );
    }

    #[test]
    fn a_tenth_ten_times_is_one() {
        let tenth = Quantity::parse("0.1").unwrap();
        let sum = (0..10)
            .try_fold(Quantity::ZERO, |sum, _| sum.checked_add(tenth))
            .unwrap();
        assert_eq!(sum.to_string(), "1");
    }

    proptest! {
        #[test]
        fn round_trips(micro: i64) {
            let quantity = Quantity(micro);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
            let back: Quantity = serde_json::from_str(&serde_json::to_string(&quantity).unwrap()).unwrap();
            prop_assert_eq!(back, quantity);
        }

        #[test]
        fn a_file_gives_back_what_it_was_given(micro: i64) {
            let file = rusqlite::Connection::open_in_memory().unwrap();
            let back: Quantity = file.query_row("select ?1", [Quantity(micro)], |row| row.get(0)).unwrap();
            prop_assert_eq!(back, Quantity(micro));
        }
    }
}
