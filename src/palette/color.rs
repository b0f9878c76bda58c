//! A colour as screens and paper take it: three bytes, written `#rrggbb`. No alpha, no names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sentence::{Sentence, say, spoken};

/// An opaque colour in sRGB. On the wire it is the text `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^#[0-9a-fA-F]{6}$", example = "#2e86ab")]
pub struct Color([u8; 3]);

impl Color {
    /// Paper.
    pub const WHITE: Self = Self::rgb(255, 255, 255);

    /// A colour of its three parts.
    #[must_use]
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Red, green and blue, each 0 to 255.
    #[must_use]
    pub const fn parts(self) -> [u8; 3] {
        self.0
    }

    /// Reads `#rgb` or `#rrggbb` in small or capital letters.
    ///
    /// # Errors
    /// [`BadColor`] with the text.
    pub fn parse(text: &str) -> Result<Self, BadColor> {
        let bad = || BadColor(text.chars().take(40).collect());
        let digits: Vec<u8> = text
            .trim()
            .strip_prefix('#')
            .filter(|digits| matches!(digits.len(), 3 | 6))
            .and_then(|digits| digits.bytes().map(hex_digit).collect())
            .ok_or_else(bad)?;
        match digits[..] {
            [r, g, b] => Ok(Self::rgb(r * 17, g * 17, b * 17)),
            [r1, r0, g1, g0, b1, b0] => Ok(Self::rgb(r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0)),
            _ => Err(bad()),
        }
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// A text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadColor(
    /// The text.
    pub String,
);

impl BadColor {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        say!(
            "“{text}” is not a colour. Write # and six digits or letters from a to f, for example #2E86AB.",
            text = self.0
        )
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "bad_color"
    }
}

spoken!(BadColor);

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Color {
    type Err = BadColor;

    fn from_str(text: &str) -> Result<Self, BadColor> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Color {
    type Error = BadColor;

    fn try_from(text: String) -> Result<Self, BadColor> {
        Self::parse(&text)
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_short_and_long() {
        assert_eq!(Color::parse("#fff"), Ok(Color::WHITE));
        assert_eq!(Color::parse(" #2E86AB "), Ok(Color::rgb(0x2e, 0x86, 0xab)));
        for text in [
            "",
            "#",
            "2E86AB",
            "#2E86A",
            "#2E86ABFF",
            "#gggggg",
            "#+1+1+1",
            "blue",
            "#é00",
            "rgb(1,2,3)",
        ] {
            assert_eq!(Color::parse(text), Err(BadColor(text.to_owned())), "{text}");
        }
    }

    proptest! {
        #[test]
        fn round_trips(red: u8, green: u8, blue: u8) {
            let color = Color::rgb(red, green, blue);
            prop_assert_eq!(Color::parse(&color.to_string()), Ok(color));
        }
    }
}
