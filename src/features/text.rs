//! What people type, tidied and looked over. All wrong fields of a body are named at once, so a form is corrected in
//! one go.

use crate::{
    contact,
    error::{Error, FieldError, Result},
    phone,
    sentence::{Sentence, say},
    size::grouped,
};

/// Characters a note may have.
const LONGEST_NOTE: usize = 4000;

/// The wrong fields found so far.
#[derive(Debug, Default)]
pub(super) struct Checks {
    fields: Vec<FieldError>,
}

impl Checks {
    /// Notes a wrong field.
    pub(super) fn wrong(&mut self, field: impl Into<String>, code: &str, message: impl Into<Sentence>) {
        self.fields.push(FieldError {
            field: field.into(),
            code: code.into(),
            message: message.into(),
        });
    }

    /// One line of at most `most` characters, without the space around it; may be empty.
    pub(super) fn line(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = text.trim();
        if text.chars().any(|c| c.is_control() || turns(c)) {
            self.wrong(field, "bad_text", "This must be one line of plain text.");
        }
        self.at_most(field, text, most);
        text.to_owned()
    }

    /// One line that must not be empty; `what` completes “Enter …”.
    pub(super) fn required(&mut self, field: &str, text: &str, most: usize, what: &Sentence) -> String {
        let text = self.line(field, text, most);
        if text.is_empty() {
            self.wrong(field, "required", say!("Enter {what}.", what));
        }
        text
    }

    /// A note of several lines; may be empty.
    pub(super) fn note(&mut self, field: &str, text: &str) -> String {
        let text = text.trim().replace("\r\n", "\n");
        if text
            .chars()
            .any(|c| (c.is_control() && c != '\n' && c != '\t') || turns(c))
        {
            self.wrong(field, "bad_text", "This must be plain text.");
        }
        self.at_most(field, &text, LONGEST_NOTE);
        text
    }

    /// A telephone number as it was written, if it can be one; may be empty.
    pub(super) fn phone(&mut self, field: &str, text: &str) -> String {
        let text = self.line(field, text, 40);
        if let Some((code, message)) = contact::phone(&text) {
            self.wrong(field, code, message);
        }
        text
    }

    /// An address for electronic mail, if it can be one; may be empty.
    pub(super) fn email(&mut self, field: &str, text: &str) -> String {
        let text = self.line(field, text, 254);
        if let Some((code, message)) = contact::email(&text) {
            self.wrong(field, code, message);
        }
        text
    }

    /// The error that names all of them, if any is wrong.
    pub(super) fn finish(self) -> Result<()> {
        Error::from_fields(self.fields)
    }

    fn at_most(&mut self, field: &str, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.wrong(
                field,
                "too_long",
                say!(
                    "This has {length} characters; {most} are kept. Shorten it.",
                    length = grouped(length),
                    most = grouped(most)
                ),
            );
        }
    }
}

/// Turns the direction of the letters after it: a name with one reads as another.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The digits two telephones are compared by; empty when there are too few to compare.
pub(super) fn phone_digits(text: &str) -> String {
    if contact::is_phone(text) {
        phone::normalize(text)
    } else {
        String::new()
    }
}

/// Digits a number in a code is padded to.
const NUMBER_WIDTH: usize = 12;

/// A text to compare and sort codes by: case does not matter, and each number in it counts as a number, so that
/// `P-2` comes before `P-10`. Codes that differ otherwise have different keys, `P-2` and `P-02` too.
pub(super) fn code_key(text: &str) -> String {
    let folded = super::search::fold(text);
    let mut key = String::with_capacity(folded.len() + 12);
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        key.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        key.extend(std::iter::repeat_n('0', NUMBER_WIDTH.saturating_sub(end)));
        key.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    key + rest + " " + &folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_sort_as_people_count() {
        let mut codes = ["P-10", "p-9", "RM-ST-063", "RM-ST-40", "P-0002", "P"];
        assert_ne!(code_key("P-2"), code_key("P-02"));
        assert_eq!(code_key("ｐ-2"), code_key("P-2"));
        codes.sort_by_key(|code| code_key(code));
        assert_eq!(codes, ["P", "P-0002", "p-9", "P-10", "RM-ST-40", "RM-ST-063"]);
    }

    #[test]
    fn telephones_that_cannot_be() {
        for (phone, fine) in [
            ("98200 12345", true),
            ("९८२२० ००११२", true),
            ("ask", false),
            ("12345", false),
        ] {
            let mut checks = Checks::default();
            checks.phone("phone", phone);
            assert_eq!(checks.finish().is_ok(), fine, "{phone}");
        }
    }
}
