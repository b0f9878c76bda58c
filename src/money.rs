//! Money as whole minor units (paise), so that a sum is exact. No float ever holds an amount, and
//! nothing here rounds: rates and their rounding live where tax and cost are computed.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::decimal::{DecimalFault, parse_scaled, print_scaled};
use crate::sentence::{Sentence, say, spoken};

const DECIMALS: usize = 2;

/// An amount in minor units of the business's currency (paise), negative for what is owed or lost.
///
/// On the wire it is a decimal string with two decimals (`"1180.00"`), in a file an `INTEGER`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = "decimal", pattern = r"^-?[0-9]+(\.[0-9]{1,2})?$", example = "1180.00")]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount of so many minor units (paise).
    #[must_use]
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The amount in minor units (paise).
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Reads `1180`, `1180.5` or `-1180.50`.
    ///
    /// # Errors
    /// [`BadMoney`] when the text is no number, has more than two decimals, or is past what a file holds.
    pub fn parse(text: &str) -> Result<Self, BadMoney> {
        parse_scaled(text, DECIMALS)
            .map(Self)
            .map_err(|fault| match fault {
                DecimalFault::NotANumber => BadMoney::NotANumber(text.to_owned()),
                DecimalFault::TooManyDecimals => BadMoney::TooManyDecimals(text.to_owned()),
                DecimalFault::TooLarge => BadMoney::TooLarge,
            })
    }

    /// The sum.
    ///
    /// # Errors
    /// [`BadMoney::TooLarge`] when it is past what a file holds (about 92 quadrillion).
    pub fn checked_add(self, other: Self) -> Result<Self, BadMoney> {
        self.0.checked_add(other.0).map(Self).ok_or(BadMoney::TooLarge)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`BadMoney::TooLarge`] when it is past what a file holds (about 92 quadrillion).
    pub fn checked_sub(self, other: Self) -> Result<Self, BadMoney> {
        self.0.checked_sub(other.0).map(Self).ok_or(BadMoney::TooLarge)
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// Why a text or a sum is no amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadMoney {
    /// The text is not a plain decimal number.
    NotANumber(String),
    /// More decimals than the currency has.
    TooManyDecimals(String),
    /// Past 64 bits of minor units.
    TooLarge,
}

impl BadMoney {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NotANumber(text) => {
                say!(
                    "“{text}” is not an amount. Write digits with a point, for example 1180.50.",
                    text
                )
            }
            Self::TooManyDecimals(text) => say!(
                "“{text}” has more than two decimals. Round it to the paisa, for example 1180.50.",
                text
            ),
            Self::TooLarge => say!("The amount is too large to be kept. Check its digits."),
        }
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "bad_money"
    }
}

spoken!(BadMoney);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&print_scaled(self.0, DECIMALS))
    }
}

impl FromStr for Money {
    type Err = BadMoney;

    fn from_str(text: &str) -> Result<Self, BadMoney> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Money {
    type Error = BadMoney;

    fn try_from(text: String) -> Result<Self, BadMoney> {
        Self::parse(&text)
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

impl ToSql for Money {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Money {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_and_programs_write() {
        for (text, minor) in [
            ("0", 0),
            ("1180.00", 118_000),
            ("1180.5", 118_050),
            (" 12 ", 1200),
            ("-0.01", -1),
            ("-0.00", 0),
            ("007", 700),
        ] {
            assert_eq!(Money::parse(text), Ok(Money(minor)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for text in [
            "", "-", ".", "1.", ".5", "1,180.00", "₹5", "1e3", "--1", "+1", "1.2.3", "१२", "0x1", "NaN",
            "1 2",
        ] {
            assert_eq!(
                Money::parse(text),
                Err(BadMoney::NotANumber(text.to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            Money::parse("1.005"),
            Err(BadMoney::TooManyDecimals("1.005".to_owned()))
        );
        assert_eq!(Money::parse("92233720368547758.08"), Err(BadMoney::TooLarge));
        assert_eq!(Money::parse(&"9".repeat(10_000)), Err(BadMoney::TooLarge));
    }

    #[test]
    fn reaches_both_ends() {
        for minor in [i64::MIN, i64::MAX] {
            assert_eq!(Money::parse(&Money(minor).to_string()), Ok(Money(minor)));
        }
        assert_eq!(Money(i64::MAX).checked_add(Money(1)), Err(BadMoney::TooLarge));
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), Err(BadMoney::TooLarge));
    }

    #[test]
    fn json_is_a_string_and_never_a_number() {
        assert_eq!(serde_json::to_string(&Money(118_000)).unwrap(), r#""1180.00""#);
        assert_eq!(serde_json::from_str::<Money>(r#""-3.4""#).unwrap(), Money(-340));
        assert!(serde_json::from_str::<Money>("1180.0").is_err());
    }

    proptest! {
        #[test]
        fn round_trips(minor: i64) {
            let money = Money(minor);
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
            let back: Money = serde_json::from_str(&serde_json::to_string(&money).unwrap()).unwrap();
            prop_assert_eq!(back, money);
        }

        #[test]
        fn never_panics_on_text(text in ".{0,40}") {
            let _ = Money::parse(&text);
        }

        #[test]
        fn a_file_gives_back_what_it_was_given(minor: i64) {
            let file = rusqlite::Connection::open_in_memory().unwrap();
            let back: Money = file.query_row("select ?1", [Money(minor)], |row| row.get(0)).unwrap();
            prop_assert_eq!(back, Money(minor));
        }
    }
}
