//! What a desk remembers for the person at it: how lists are shown, and forms that were typed and not saved yet. It
//! knows no record and no rule of any: values are JSON that only the screens read.

mod drafts;
mod preferences;
pub(super) mod routes;

pub use drafts::{Draft, DraftListed, DraftToKeep, draft, drafts, forget_draft, keep_draft};
pub use preferences::{Preference, PreferenceToKeep, forget_preference, keep_preference, preferences};

use serde_json::Value;

use crate::{
    db::Desk,
    error::{Code, Error, Result},
    sentence::say,
};

/// Whose they are, until people sign in.
const NOBODY: &str = "";
/// Characters of a key.
const LONGEST_KEY: usize = 80;

/// A key is written as an address is, so that it can stand in one: `table.products`, `parties/new`.
fn check_key(key: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._/-".contains(c);
    let begins_plainly = key.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit());
    if key.len() <= LONGEST_KEY && begins_plainly && key.chars().all(plain) {
        return Ok(());
    }
    Err(Error::field(
        "key",
        "bad_key",
        say!(
            "A key has at most {longest_key} small letters, digits, dots, hyphens, underscores and slashes, and begins with a letter or a digit.",
            longest_key = LONGEST_KEY
        ),
    ))
}

/// A value as it is kept, at most `most` bytes of it.
fn written(value: &Value, most: usize) -> Result<String> {
    let text = serde_json::to_string(value).map_err(Error::internal)?;
    if text.len() <= most {
        return Ok(text);
    }
    let text = say!(
        "This is larger than the {most} KiB that are kept of it.",
        most = most >> 10
    );
    Err(Error::new(Code::TooLarge, &*text).and_field("value", "too_large", text))
}

/// Refuses one more when there are `most`; what is there can still be changed.
fn room_for(desk: &Desk<'_>, count_of_others: &str, key: &str, most: i64, text: &str) -> Result<()> {
    let others: i64 = desk.value(count_of_others, [NOBODY, key])?;
    if others < most {
        return Ok(());
    }
    Err(Error::field("key", "too_many", text))
}
