//! A tenant's id: checked by its type before it nears a path, and never changed later.

use crate::sentence::{Sentence, say, told_as_text};
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};

/// `[a-z0-9][a-z0-9_-]{0,49}`, and no name that Windows keeps for a device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "dental_clinic_abc", pattern = "^[a-z0-9][a-z0-9_-]{0,49}$")]
pub struct TenantId(String);

const LONGEST: usize = 50;

impl TenantId {
    /// Reads an id; the error names the field `tenant_id` and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self> {
        match complaint(text) {
            None => Ok(Self(text.to_owned())),
            Some(message) => Err(Error::field("tenant_id", "bad_tenant_id", message)),
        }
    }

    /// Reads an id by which a business is looked for: a text that can be no id names no business.
    pub fn named(text: &str) -> Result<Self> {
        match complaint(text) {
            None => Ok(Self(text.to_owned())),
            Some(_) => Err(Self::unknown(text)),
        }
    }

    /// The error for an id that no business has. Only the id's beginning is repeated, and no control character.
    pub fn unknown(text: &str) -> Error {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        Error::new(
            Code::TenantNotFound,
            say!(
                "There is no business “{shown}” here. Look at the list of businesses for its id.",
                shown
            ),
        )
    }

    /// Makes an id from a name people use: `ABC Dental Clinic` gives `abc_dental_clinic`. A name without any
    /// Latin letter or digit gives `business`.
    pub fn from_name(name: &str) -> Self {
        let mut id = String::new();
        for c in name.to_lowercase().chars() {
            if c.is_ascii_alphanumeric() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('_') {
                id.push('_');
            }
        }
        id.truncate(LONGEST - 4);
        let id = id.trim_end_matches('_');
        Self::parse(id).unwrap_or_else(|_| Self("business".into()))
    }

    /// The same id with a number behind it.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let ending = format!("_{number}");
        let kept = self.0.len().min(LONGEST - ending.len());
        Self(format!("{}{ending}", &self.0[..kept]))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as it stands in a subdomain, where `_` cannot.
    pub fn subdomain(&self) -> String {
        self.0.replace('_', "-")
    }
}

fn complaint(text: &str) -> Option<Sentence> {
    if text.is_empty() || text.len() > LONGEST {
        return Some(say!("Use 1 to {longest} characters.", longest = LONGEST));
    }
    if !text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    {
        return Some("Use small letters a–z, digits, _ and - only.".into());
    }
    if text.starts_with(['_', '-']) {
        return Some("Begin with a letter or a digit.".into());
    }
    let device = matches!(text, "con" | "prn" | "aux" | "nul")
        || (text.len() == 4
            && (text.starts_with("com") || text.starts_with("lpt"))
            && text.ends_with(|c: char| c.is_ascii_digit()));
    if matches!(text, "strays" | "adopt") {
        return Some("This word is an address of the program itself; choose another.".into());
    }
    device.then(|| "Windows keeps this name for a device; choose another.".into())
}

told_as_text!(TenantId);

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for TenantId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl TryFrom<String> for TenantId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<TenantId> for String {
    fn from(id: TenantId) -> String {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_ids_are_refused() {
        let long = "a".repeat(10_000);
        for text in [
            "",
            "../x",
            "CON",
            "con",
            "com1",
            "lpt9",
            "nul",
            "a\0b",
            "_a",
            "-a",
            "A",
            "a b",
            "a/b",
            "a.b",
            "ä",
            &long,
            &"a".repeat(51),
        ] {
            assert!(TenantId::parse(text).is_err(), "{text:.60} was taken");
        }
        for text in [
            "a",
            "0",
            "dental_clinic_abc",
            "console",
            "com",
            "com10",
            "a-b_c",
            &"a".repeat(50),
        ] {
            assert!(TenantId::parse(text).is_ok(), "{text} was refused");
        }
    }

    #[test]
    fn names_become_ids() {
        let id = |name| TenantId::from_name(name).to_string();
        assert_eq!(id("ABC Dental Clinic"), "abc_dental_clinic");
        assert_eq!(id("  Rao & Sons (Pune) "), "rao_sons_pune");
        assert_eq!(id("दुकान"), "business");
        assert_eq!(id("Con"), "business");
        assert!(
            TenantId::from_name(&"long name ".repeat(20))
                .numbered(12)
                .as_str()
                .len()
                <= 50
        );
    }
}
