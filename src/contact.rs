//! How somebody is reached: telephones, mail addresses and web sites that can be none are refused wherever they are
//! entered, so that nothing that is shown as one leads elsewhere.

use std::ops::RangeInclusive;

use crate::phone;

/// Digits a telephone number may have; fewer are an extension, more are two numbers (ITU-T E.164).
const PHONE_DIGITS: RangeInclusive<usize> = 6..=15;

/// A code and a sentence.
pub(crate) type Complaint = (&'static str, &'static str);

/// What is wrong with a telephone number, if anything is. An empty text is none.
pub(crate) fn phone(text: &str) -> Option<Complaint> {
    let fine = text.is_empty() || is_phone(text);
    (!fine).then_some((
        "bad_phone",
        "This is no telephone number: it needs 6 to 15 digits, for example +91 98200 12345.",
    ))
}

/// What is wrong with a mail address.
pub(crate) fn email(text: &str) -> Option<Complaint> {
    let fine = text.is_empty() || is_email(text);
    (!fine).then_some((
        "bad_email",
        "This is no e-mail address. Write it like name@shop.example.",
    ))
}

/// What is wrong with a web site's address.
pub(crate) fn website(text: &str) -> Option<Complaint> {
    let fine = text.is_empty() || is_website(text);
    (!fine).then_some((
        "bad_website",
        "This is no web site. Write it like https://shop.example.",
    ))
}

/// Whether a text has as many digits as a telephone number.
pub(crate) fn is_phone(text: &str) -> bool {
    PHONE_DIGITS.contains(&phone::normalize(text).len())
}

/// Whether mail could go there: something, one `@`, a domain with a dot inside.
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && is_domain(domain) && !text.contains(char::is_whitespace)
    })
}

/// Whether a browser would go to a site: `https://` or `http://`, or neither, and a domain with a dot inside.
fn is_website(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = host.split_once(':').unwrap_or((host, "80"));
    is_domain(host) && port.parse::<u16>().is_ok() && !text.contains(char::is_whitespace)
}

fn is_domain(text: &str) -> bool {
    text.contains('.') && !text.contains('@') && text.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_website};

    #[test]
    fn mail_that_can_go_somewhere() {
        assert!(is_email("a@b.in"));
        for text in [
            "a@b", "@b.in", "a b@c.in", "a@@b.in", "a@b..in", "a@b.in.", "a@b@c.in",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn sites_that_a_browser_goes_to() {
        for text in [
            "https://shop.example",
            "http://shop.example:8080/a?b#c",
            "HTTPS://Shop.Example",
            "www.shop.example",
            "https://दुकान.भारत",
        ] {
            assert!(is_website(text), "{text}");
        }
        for text in [
            "javascript:alert(1)",
            "javascript:alert(1.5)",
            "data:text/html,x.y",
            "ftp://shop.example",
            "file:///etc/x.y",
            "//shop.example",
            "https://",
            "https://shop",
            "nope",
            "https://a@b.example",
            "https://sh op.example",
        ] {
            assert!(!is_website(text), "{text}");
        }
    }
}
