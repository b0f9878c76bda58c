//! One telephone number is written in many ways; this finds out whether two are the same, so that a
//! party is not entered twice. What the person wrote is kept and shown: this form is for comparing.

/// Fewer digits than this are an extension or a note, never a number to compare.
const FEWEST_DIGITS: usize = 6;

/// The digits that tell one subscriber from another: without spaces and signs, without an extension,
/// without the trunk `0`, and for India without `+91`, `0091` or a bare `91` before ten digits.
/// Digits of Devanagari count. Empty when the text holds no number.
#[must_use]
pub fn normalize(text: &str) -> String {
    let number = without_extension(text);
    let digits: String = number.chars().filter_map(digit).collect();
    let abroad = number.trim_start().starts_with('+') || digits.starts_with("00");
    let digits = digits.trim_start_matches('0');
    match digits.strip_prefix("91") {
        Some(rest) if abroad || rest.len() == 10 => rest.trim_start_matches('0').to_owned(),
        _ => digits.to_owned(),
    }
}

/// Whether both texts name the same telephone. Two texts without a number never do.
#[must_use]
pub fn same_phone(one: &str, other: &str) -> bool {
    let one = normalize(one);
    one.len() >= FEWEST_DIGITS && one == normalize(other)
}

fn without_extension(text: &str) -> &str {
    // Latin letters do not occur inside a number; before it stands a word such as "Tel".
    let start = text
        .find(|c: char| c == '+' || digit(c).is_some())
        .unwrap_or(text.len());
    let number = &text[start..];
    let end = number
        .find(|c: char| c.is_ascii_alphabetic() || c == '#')
        .unwrap_or(number.len());
    &number[..end]
}

fn digit(c: char) -> Option<char> {
    let devanagari = u32::from(c)
        .checked_sub(u32::from('०'))
        .and_then(|value| char::from_digit(value, 10));
    if c.is_ascii_digit() { Some(c) } else { devanagari }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_mobile_in_all_its_spellings() {
        for text in [
            "98200 12345",
            "+91 98200 12345",
            "0091-98200-12345",
            "09820012345",
            "919820012345",
            "+91 (0) 98200 12345",
            "Tel. 98200.12345",
            "98200 12345 ext 4",
            "९८२०० १२३४५",
            "+91९८२००१२३४५",
        ] {
            assert_eq!(normalize(text), "9820012345", "{text}");
        }
    }

    #[test]
    fn landlines_and_numbers_abroad() {
        assert!(same_phone("022-2345 6789", "+91 22 2345 6789"));
        assert!(same_phone("+44 20 7946 0958", "0044 20 7946 0958"));
        assert!(
            !same_phone("+44 20 7946 0958", "+91 20 7946 0958"),
            "another country is another telephone"
        );
        assert_eq!(
            normalize("91987 65432"),
            "9198765432",
            "ten digits may begin with 91"
        );
    }

    #[test]
    fn what_is_no_number_equals_nothing() {
        assert!(!same_phone("", ""));
        assert!(!same_phone("ask", "ask"));
        assert!(!same_phone("ext 12", "ext 12"));
        assert_eq!(normalize("none"), "");
    }

    proptest! {
        #[test]
        fn spelling_does_not_matter(number in "[6-9][0-9]{9}", gap in 1usize..9) {
            let spaced = format!("+91 {}-{}", &number[..gap], &number[gap..]);
            prop_assert!(same_phone(&number, &spaced));
            prop_assert_eq!(normalize(&number), number);
        }

        #[test]
        fn never_panics(text in "\\PC{0,30}") {
            let _ = normalize(&text);
        }
    }
}
