//! A calendar day, and the two questions the trades ask of it: how old is someone, and which
//! financial year is it. It has no clock: today comes from the context.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sentence::{Sentence, say, spoken, told_as_text};

/// The first year taken for real: an earlier one is a slip of the keys.
const FIRST_YEAR: i16 = 1800;

/// A day of the Gregorian calendar from 1800 to 9999, without a time or a zone.
///
/// On the wire and in a file it is the text `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = "date", example = "2026-11-23")]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day of this year, month (1–12) and day of the month (1–31).
    ///
    /// # Errors
    /// [`BadDate`] when the calendar has no such day or the year is before 1800.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, BadDate> {
        let text = || format!("{year:04}-{month:02}-{day:02}");
        let date = jiff::civil::Date::new(year, month, day).map_err(|_| BadDate::NoSuchDay(text()))?;
        if year < FIRST_YEAR {
            Err(BadDate::TooEarly(text()))
        } else {
            Ok(Self(date))
        }
    }

    /// Reads `YYYY-MM-DD`, and no other form: 03/04 is two different days to two people.
    ///
    /// # Errors
    /// [`BadDate`] saying whether the form is wrong or the day does not exist.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        let form = || BadDate::Form(text.chars().take(40).collect());
        let bytes = text.trim().as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(form());
        }
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0i16, |sum, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0'))
            })
        };
        let day_number = |digits| number(digits).and_then(|value| i8::try_from(value).ok());
        match (
            number(&bytes[..4]),
            day_number(&bytes[5..7]),
            day_number(&bytes[8..]),
        ) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day),
            _ => Err(form()),
        }
    }

    /// The day as the calendar library knows it.
    #[must_use]
    pub const fn civil(self) -> jiff::civil::Date {
        self.0
    }
}

/// Full years of life on `today`: the age rises on the birthday, for one born on 29 February on 1 March
/// of a common year. `None` when `birth` is still to come.
#[must_use]
pub fn age_years(birth: Date, today: Date) -> Option<u16> {
    let had_birthday = (today.0.month(), today.0.day()) >= (birth.0.month(), birth.0.day());
    let years = today.0.year() - birth.0.year() - i16::from(!had_birthday);
    u16::try_from(years).ok()
}

/// The Indian financial year (1 April to 31 March) a day belongs to.
#[must_use]
pub fn financial_year(date: Date) -> FinancialYear {
    FinancialYear {
        start_year: date.0.year() - i16::from(date.0.month() < 4),
    }
}

/// A financial year, written `2026-27`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    /// The calendar year of its 1 April.
    pub start_year: i16,
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.start_year, (self.start_year + 1) % 100)
    }
}

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadDate {
    /// Not `YYYY-MM-DD`.
    Form(String),
    /// The calendar has no such day.
    NoSuchDay(String),
    /// A year before 1800.
    TooEarly(String),
}

impl BadDate {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Form(text) => {
                say!(
                    "“{text}” is not a date. Write year-month-day, for example 2026-11-23.",
                    text
                )
            }
            Self::NoSuchDay(text) => {
                say!(
                    "There is no {text} in the calendar. Check the month and the day.",
                    text
                )
            }
            Self::TooEarly(text) => say!("{text} lies before 1800. Check the year.", text),
        }
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "bad_date"
    }
}

spoken!(BadDate);
told_as_text!(Date);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Date {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Self, BadDate> {
        Self::parse(&text)
    }
}

impl TryFrom<jiff::civil::Date> for Date {
    type Error = BadDate;

    fn try_from(date: jiff::civil::Date) -> Result<Self, BadDate> {
        Self::new(date.year(), date.month(), date.day())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl ToSql for Date {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Date {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn says_what_is_wrong_with_a_date() {
        for text in [
            "",
            "23/11/2026",
            "2026-1-2",
            "2026-11-23T09:00",
            "20261123",
            "२०२६-११-२३",
            "2026-+1-01",
            "2026-11-2x",
        ] {
            assert_eq!(Date::parse(text), Err(BadDate::Form(text.to_owned())), "{text}");
        }
        for text in [
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
        ] {
            assert_eq!(
                Date::parse(text),
                Err(BadDate::NoSuchDay(text.to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            Date::parse("0026-11-23"),
            Err(BadDate::TooEarly("0026-11-23".to_owned()))
        );
    }

    #[test]
    fn age_rises_on_the_birthday() {
        let birth = day("1990-11-23");
        assert_eq!(age_years(birth, day("2026-11-22")), Some(35));
        assert_eq!(age_years(birth, day("2026-11-23")), Some(36));
        assert_eq!(age_years(birth, day("1990-11-23")), Some(0));
        assert_eq!(age_years(birth, day("1990-11-22")), None, "not born yet");
        assert_eq!(age_years(day("2024-02-29"), day("2025-02-28")), Some(0));
        assert_eq!(age_years(day("2024-02-29"), day("2025-03-01")), Some(1));
    }

    #[test]
    fn financial_year_turns_on_the_first_of_april() {
        assert_eq!(financial_year(day("2026-03-31")).to_string(), "2025-26");
        assert_eq!(financial_year(day("2026-04-01")).to_string(), "2026-27");
        assert_eq!(financial_year(day("2099-12-31")).to_string(), "2099-00");
    }

    #[test]
    fn a_file_with_a_wrong_date_is_an_error_and_no_panic() {
        let file = rusqlite::Connection::open_in_memory().unwrap();
        assert!(
            file.query_row("select '2026-02-30'", [], |row| row.get::<_, Date>(0))
                .is_err()
        );
        let back: Date = file
            .query_row("select ?1", [day("2026-11-23")], |row| row.get(0))
            .unwrap();
        assert_eq!(back, day("2026-11-23"));
    }

    proptest! {
        #[test]
        fn round_trips(year in 1800i16..=9999, month in 1i8..=12, day in 1i8..=28) {
            let date = Date::new(year, month, day).unwrap();
            prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
            let back: Date = serde_json::from_str(&serde_json::to_string(&date).unwrap()).unwrap();
            prop_assert_eq!(back, date);
        }

        #[test]
        fn never_panics_on_text(text in "\\PC{0,12}|[0-9]{4}-[0-9]{2}-[0-9]{2}") {
            let _ = Date::parse(&text);
        }
    }
}
