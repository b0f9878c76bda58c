//! Common HSN and SAC codes to begin with, from `tenants/hsn.toml`: a help to the memory, not the law.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::product::ProductKind;
use crate::{features::search::fold, rate::Rate};

const SHIPPED: &str = include_str!("../../../tenants/hsn.toml");

/// A code of GST.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HsnCode {
    /// Its digits.
    pub code: String,
    /// What goes under it, in short.
    pub description: String,
    /// Of goods or of services.
    pub kind: ProductKind,
    /// The rate since 22 September 2025; null where it hangs on price, packing or use.
    pub gst_rate: Option<Rate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    codes: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    code: String,
    description: String,
    hi: String,
    gst_rate: Option<Rate>,
}

/// A code with what it is called in each language, and what it is found by.
struct Shipped {
    code: HsnCode,
    hi: String,
    folded: String,
}

impl Shipped {
    fn in_language(&self, language: &str) -> HsnCode {
        let mut code = self.code.clone();
        if language == "hi" {
            code.description.clone_from(&self.hi);
        }
        code
    }
}

/// The codes that begin with the digits, or whose words in any language hold all the words, of `search`; by code. All of
/// them without. They are described in the language where it is one of ours, else in English.
pub fn hsn_codes(search: &str, language: &str) -> Vec<HsnCode> {
    // The shipped file was read by the same code when the program was tested.
    static CODES: LazyLock<Vec<Shipped>> = LazyLock::new(|| read(SHIPPED).unwrap_or_default());
    let typed = fold(search);
    let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    let answers = |shipped: &&Shipped| {
        let code = &shipped.code.code;
        words.iter().all(|word| {
            // A longer code than any here is found by the heading it belongs to.
            code.starts_with(word) || word.starts_with(code) || shipped.folded.contains(word)
        })
    };
    let found = CODES.iter().filter(answers);
    found.map(|shipped| shipped.in_language(language)).collect()
}

fn read(text: &str) -> Result<Vec<Shipped>, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    let mut codes: Vec<Shipped> = file
        .codes
        .into_iter()
        .map(|line| Shipped {
            folded: fold(&format!("{} {}", line.description, line.hi)),
            hi: line.hi,
            code: HsnCode {
                kind: if line.code.starts_with("99") {
                    ProductKind::Service
                } else {
                    ProductKind::Goods
                },
                code: line.code,
                description: line.description,
                gst_rate: line.gst_rate,
            },
        })
        .collect();
    codes.sort_by(|one, other| one.code.code.cmp(&other.code.code));
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_codes_are_whole() {
        let codes = read(SHIPPED).unwrap();
        assert!(codes.len() >= 120, "{}", codes.len());
        assert!(
            codes
                .windows(2)
                .all(|pair| pair[0].code.code != pair[1].code.code),
            "each code once"
        );
        let rates = [0, 5, 18, 40, 3];
        for shipped in &codes {
            let HsnCode {
                code,
                description,
                kind,
                gst_rate,
            } = &shipped.code;
            let hindi = &shipped.hi;
            assert!((2..=60).contains(&hindi.chars().count()), "{code} {hindi}");
            assert!(
                hindi.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c))
                    && !hindi.chars().any(|c| c.is_ascii_alphabetic()),
                "{code} in Hindi: {hindi}"
            );
            let lengths: &[usize] = match kind {
                ProductKind::Goods => &[4, 6, 8],
                ProductKind::Service => &[6],
            };
            assert!(
                code.bytes().all(|byte| byte.is_ascii_digit()) && lengths.contains(&code.len()),
                "{code}"
            );
            assert!((3..=80).contains(&description.len()), "{code} {description}");
            let known = gst_rate.is_none_or(|rate| rates.contains(&(rate.basis_points() / 100)));
            assert!(known, "{code} {gst_rate:?}");
        }
    }

    #[test]
    fn found_by_digits_and_by_words() {
        let found = |search: &str| -> Vec<String> {
            let codes = hsn_codes(search, "en");
            codes.into_iter().map(|code| code.code).collect()
        };
        assert_eq!(found("90184"), ["9018", "901841", "901849"]);
        assert_eq!(found("90184900"), ["9018", "901849"]);
        assert_eq!(found("DENTAL burs"), ["901849"]);
        assert_eq!(found("999312 treatment"), ["999312"]);
        assert_eq!(found("zzz"), [""; 0]);
        assert_eq!(found("चावल"), ["1006"]);
        assert_eq!(found("ज\u{93c}ेवर"), [""; 0]);
        assert_eq!(
            found("प्याज\u{93c}"),
            found("onions"),
            "however its letters are composed"
        );
        assert_eq!(found(" ").len(), hsn_codes("", "hi").len());
    }

    #[test]
    fn described_in_the_language_of_who_asks_and_found_in_both() {
        let first = |search: &str, language: &str| hsn_codes(search, language)[0].description.clone();
        for search in ["rice", "चावल", "1006"] {
            assert_eq!(first(search, "en"), "Rice");
            assert_eq!(first(search, "hi"), "चावल");
            assert_eq!(first(search, "ta"), "Rice", "English where we have no words");
        }
    }
}
