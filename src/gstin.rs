//! A GST identification number: who holds it, where, and whether it can be real. Form and check digit
//! are those of the GST registration rules; whether it was ever issued only the GST portal knows.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sentence::{Say, Sentence, say, spoken, told_as_text};
use crate::states::{State, state};

const LENGTH: usize = 15;

/// A GSTIN of the right form, with a known state and a right check digit: 15 capital letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "24AAQCA8719H1ZC", min_length = 15, max_length = 15)]
pub struct Gstin(String);

impl Gstin {
    /// Reads a GSTIN; small letters, spaces and hyphens are forgiven.
    ///
    /// # Errors
    /// [`BadGstin`] telling what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, BadGstin> {
        let gstin = tidy(text);
        let length = gstin.chars().count();
        if length != LENGTH {
            return Err(BadGstin::Length(length));
        }
        if kind_of(&gstin).is_none() {
            return Err(first_misfit(&gstin));
        }
        if !gstin.starts_with(CENTRE) && state(&gstin[..2]).is_none() {
            return Err(BadGstin::State(gstin[..2].to_owned()));
        }
        let expected = check_digit(&gstin);
        if !gstin.ends_with(expected) {
            return Err(BadGstin::CheckDigit {
                found: gstin[LENGTH - 1..].to_owned(),
                expected,
            });
        }
        Ok(Self(gstin))
    }

    /// The 15 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What its holder is registered as.
    #[must_use]
    pub fn kind(&self) -> HolderKind {
        kind_of(&self.0).unwrap_or(HolderKind::Regular)
    }

    /// The state of registration; `None` for online services from abroad, which the centre registers.
    #[must_use]
    pub fn state(&self) -> Option<&'static State> {
        state(&self.0[..2])
    }

    /// The holder's income-tax number inside it, where the kind of holder has one there.
    #[must_use]
    pub fn pan(&self) -> Option<&str> {
        let pan = &self.0[2..12];
        matches(pan, "aaaaadddda").then_some(pan)
    }
}

/// What the holder of a GSTIN is registered as. Its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// A taxable person: regular, composition, SEZ, casual, input service distributor.
    Regular,
    /// A government department, known by its TAN.
    Department,
    /// A non-resident taxable person.
    NonResident,
    /// A body of the United Nations, an embassy or another holder of a UIN.
    UnBody,
    /// A supplier of online services from abroad.
    OnlineServices,
    /// A deductor of tax at source.
    TaxDeductor,
    /// A collector of tax at source: an electronic market place.
    TaxCollector,
}

/// What can be said of a text that should be a GSTIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GstinCheck {
    /// The text, tidied: capitals, no spaces.
    pub gstin: String,
    /// Whether form, state and check digit are right.
    pub valid: bool,
    /// What the holder is registered as.
    pub kind: Option<HolderKind>,
    /// Two digits.
    pub state_code: Option<&'static str>,
    /// The state's name.
    pub state_name: Option<&'static str>,
    /// The holder's PAN, where it is in the number.
    pub pan: Option<String>,
    /// What is wrong and what to do, when it is not valid.
    pub message: Option<String>,
    /// The same for a reader of another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<Say>,
}

/// Looks a GSTIN over without refusing it: a form shows the answer while the person still types.
#[must_use]
pub fn check(text: &str) -> GstinCheck {
    match Gstin::parse(text) {
        Ok(gstin) => GstinCheck {
            valid: true,
            kind: Some(gstin.kind()),
            state_code: gstin.state().map(|state| state.code),
            state_name: gstin.state().map(|state| state.name),
            pan: gstin.pan().map(str::to_owned),
            message: None,
            say: None,
            gstin: gstin.0,
        },
        Err(fault) => GstinCheck {
            gstin: tidy(text),
            valid: false,
            kind: None,
            state_code: None,
            state_name: None,
            pan: None,
            message: Some(fault.to_string()),
            say: fault.sentence().say().cloned(),
        },
    }
}

/// Why a text is no GSTIN. Positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadGstin {
    /// Not 15 characters.
    Length(usize),
    /// A character that cannot stand where it stands.
    Character {
        /// Where, from 1.
        position: usize,
        /// What stands there.
        found: char,
        /// The sign of what could.
        expected: char,
    },
    /// The first two digits name no state.
    State(String),
    /// A slip somewhere among the first 14 characters, or in the last.
    CheckDigit {
        /// The last character.
        found: String,
        /// What the first 14 call for.
        expected: char,
    },
}

impl BadGstin {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Length(length) => say!(
                "A GSTIN has 15 characters; this one has {length}. Compare it with the certificate.",
                length
            ),
            Self::Character {
                position,
                found,
                expected,
            } => say!(
                "Character {position} of the GSTIN is “{found}”, but {expected} belongs there.",
                position,
                found,
                expected = in_words(*expected)
            ),
            Self::State(code) => say!(
                "No state has the code {code}. A GSTIN begins with the state's two digits, for example 27 for Maharashtra.",
                code
            ),
            Self::CheckDigit { found, expected } => say!(
                "The last character of the GSTIN is {found}, but the others give {expected}. One character is mistyped; compare it with the certificate.",
                found,
                expected
            ),
        }
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "bad_gstin"
    }
}

spoken!(BadGstin);
told_as_text!(Gstin);

/// Registrations of the centre, which belong to no state.
const CENTRE: &str = "99";

/// The forms, one sign a character: `d` digit, `a` letter, `x` either, `e` either but 0, `z` the
/// reserved place of a taxable person, `t` D or C, `o` U or O; others stand for themselves.
/// The first that fits decides.
const FORMS: [(&str, HolderKind); 7] = [
    ("99ddaaadddddOSx", HolderKind::OnlineServices),
    ("ddddaaadddddNRx", HolderKind::NonResident),
    ("ddddaaadddddoNx", HolderKind::UnBody),
    ("ddaaaaxddddaeDx", HolderKind::TaxDeductor),
    ("ddaaaaxddddaeCx", HolderKind::TaxCollector),
    ("ddaaaadddddadZd", HolderKind::Department),
    ("ddaaaaaddddaezx", HolderKind::Regular),
];

fn kind_of(gstin: &str) -> Option<HolderKind> {
    FORMS
        .iter()
        .find(|(form, _)| matches(gstin, form))
        .map(|(_, kind)| *kind)
}

fn matches(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .chars()
            .zip(form.chars())
            .all(|(found, sign)| fits(found, sign))
}

fn fits(found: char, sign: char) -> bool {
    match sign {
        'd' => found.is_ascii_digit(),
        'a' => found.is_ascii_uppercase(),
        'x' => found.is_ascii_digit() || found.is_ascii_uppercase(),
        'e' => matches!(found, '1'..='9' | 'A'..='Z'),
        'z' => matches!(found, 'Z' | '1'..='9' | 'A' | 'B' | 'D'..='J'),
        'o' => matches!(found, 'U' | 'O'),
        exact => found == exact,
    }
}

/// The first character that breaks the form the text comes nearest to.
fn first_misfit(gstin: &str) -> BadGstin {
    let misfits = |form: &'static str| {
        gstin
            .chars()
            .zip(form.chars())
            .enumerate()
            .filter(|(_, (found, sign))| !fits(*found, *sign))
    };
    // Most people mean a taxable person: another form must come nearer to be meant. min_by_key keeps the first.
    let nearest = FORMS
        .iter()
        .rev()
        .map(|(form, _)| *form)
        .min_by_key(|form| misfits(form).count());
    let misfit = nearest.and_then(|form| misfits(form).next());
    let (at, (found, sign)) = misfit.unwrap_or((0, (' ', 'd')));
    BadGstin::Character {
        position: at + 1,
        found,
        expected: sign,
    }
}

fn in_words(sign: char) -> Sentence {
    match sign {
        'd' => say!("a digit"),
        'a' => say!("a letter"),
        'x' => say!("a letter or a digit"),
        'e' => say!("a letter or a digit from 1 to 9"),
        'o' => say!("U or O"),
        'z' | 'Z' => say!("usually Z"),
        'D' | 'C' | 'N' | 'R' | 'S' | 'O' => sign.to_string().into(),
        _ => "9".into(),
    }
}

/// Base 36 over the first 14, weights 1, 2, 1, 2 …: of each product the quotient and remainder by 36
/// are added; the digit brings the sum to a multiple of 36.
fn check_digit(gstin: &str) -> char {
    let sum: u32 = gstin
        .chars()
        .take(LENGTH - 1)
        .filter_map(|c| c.to_digit(36))
        .zip([1, 2].into_iter().cycle())
        .map(|(value, weight)| (value * weight) / 36 + (value * weight) % 36)
        .sum();
    let digit = (36 - sum % 36) % 36;
    char::from_digit(digit, 36).map_or('0', |c| c.to_ascii_uppercase())
}

pub(crate) fn tidy(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(64)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

impl fmt::Display for Gstin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Gstin {
    type Err = BadGstin;

    fn from_str(text: &str) -> Result<Self, BadGstin> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Gstin {
    type Error = BadGstin;

    fn try_from(text: String) -> Result<Self, BadGstin> {
        Self::parse(&text)
    }
}

impl From<Gstin> for String {
    fn from(gstin: Gstin) -> Self {
        gstin.0
    }
}

impl ToSql for Gstin {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_str().into())
    }
}

impl FromSql for Gstin {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}

#[cfg(test)]
mod tests;
