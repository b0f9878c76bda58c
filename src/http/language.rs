//! The language a caller reads. It chooses the words of a trade, which are the pack's and not the screens' own; what the
//! program says itself is English, with codes by which the screens say it in theirs.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

/// The first language of `Accept-Language` without its country: `hi` of `hi-IN, en;q=0.8`. English where none is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

impl Language {
    /// As packs name it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(header: &str) -> Self {
        let first = header.split([',', ';', '-']).next().unwrap_or_default().trim();
        let named = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        Self(if named {
            first.to_ascii_lowercase()
        } else {
            "en".to_owned()
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = parts.headers.get(header::ACCEPT_LANGUAGE);
        Ok(Self::of(
            header.and_then(|value| value.to_str().ok()).unwrap_or_default(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_first_language_counts_without_its_country() {
        for (header, language) in [
            ("hi", "hi"),
            ("hi-IN, en;q=0.8", "hi"),
            ("EN;q=0.9, hi", "en"),
            ("*", "en"),
            ("", "en"),
            ("../x", "en"),
        ] {
            assert_eq!(Language::of(header).as_str(), language, "{header}");
        }
    }
}
