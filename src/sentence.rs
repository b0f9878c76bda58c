//! A sentence for a person: English as it is written here, and, for the screens of another language, the same with
//! its values taken out. A language's sentences stand in `ui/messages/program/`, under the English ones; no language
//! comes in here.

use std::{borrow::Cow, collections::BTreeMap, fmt, ops::Deref};

use serde::Serialize;

/// `say!("There is no business “{id}”.", id)`: a sentence with its values. Each value is named; `name = expression`
/// names one that is no plain variable. A sentence without values is a plain text wherever one is wanted; here it marks
/// the part of a sentence (`say!("a letter or a digit")`) that is a value of another.
macro_rules! say {
    (@ $name:ident) => { $name };
    (@ $name:ident $value:expr) => { $value };
    ($text:literal $(,)?) => { $crate::sentence::Sentence::from($text) };
    ($text:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        match ($(&$crate::sentence::say!(@ $name $($value)?),)+) {
            ($($name,)+) => $crate::sentence::Sentence::of(
                ::std::format!($text, $($name = $name),+),
                $text,
                [$((::std::stringify!($name), $crate::sentence::Told::told($name))),+].into(),
            ),
        }
    };
}
pub(crate) use say;

/// A sentence for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Sentence {
    /// A sentence for a person, in English.
    message: String,
    /// The same for a reader of another language; missing when it holds no values.
    #[serde(skip_serializing_if = "Option::is_none")]
    say: Option<Say>,
}

/// A sentence with its values taken out. A language's own sentence stands under `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Say {
    /// The English sentence, a name in braces where each value belongs.
    pub text: String,
    /// The values by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<&'static str, SayValue>,
}

/// What stands in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
#[schema(no_recursion)]
pub enum SayValue {
    /// Text that is the same in every language: a name, a number.
    Text(String),
    /// A sentence of its own, or a part of one.
    Said(Say),
}

impl Sentence {
    /// The parts that `say!` found.
    pub fn of(message: String, text: &'static str, values: BTreeMap<&'static str, SayValue>) -> Self {
        let text = text.to_owned();
        let say = Some(Say { text, values });
        Self { message, say }
    }

    /// In English.
    pub fn as_str(&self) -> &str {
        &self.message
    }

    /// For a reader of another language; nothing when the English text alone tells it.
    pub fn say(&self) -> Option<&Say> {
        self.say.as_ref()
    }

    /// For a reader of another language, in any case.
    pub fn to_say(&self) -> Say {
        self.say.clone().unwrap_or_else(|| Say {
            text: self.message.clone(),
            values: BTreeMap::new(),
        })
    }
}

impl Deref for Sentence {
    type Target = str;

    fn deref(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl PartialEq<&str> for Sentence {
    fn eq(&self, other: &&str) -> bool {
        self.message == *other
    }
}

impl From<String> for Sentence {
    fn from(message: String) -> Self {
        Self { message, say: None }
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&Sentence> for Sentence {
    fn from(sentence: &Sentence) -> Self {
        sentence.clone()
    }
}

/// What can stand in a sentence as a value.
pub(crate) trait Told {
    /// As the screens are told of it.
    fn told(&self) -> SayValue;
}

impl Told for Sentence {
    fn told(&self) -> SayValue {
        SayValue::Said(self.to_say())
    }
}

impl<T: Told + ?Sized> Told for &T {
    fn told(&self) -> SayValue {
        (**self).told()
    }
}

/// Tells of values by what they show.
macro_rules! told_as_text {
    ($($kind:ty),+ $(,)?) => {
        $(impl $crate::sentence::Told for $kind {
            fn told(&self) -> $crate::sentence::SayValue {
                $crate::sentence::SayValue::Text(self.to_string())
            }
        })+
    };
}

pub(crate) use told_as_text;

told_as_text!(
    str,
    String,
    Cow<'_, str>,
    char,
    u8,
    u16,
    u32,
    u64,
    usize,
    i32,
    i64,
    std::path::Display<'_>,
    std::io::Error,
);

/// Makes an error of what has a `sentence()`: it shows it, and is it.
macro_rules! spoken {
    ($kind:ty) => {
        impl ::std::fmt::Display for $kind {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.sentence())
            }
        }

        impl ::std::error::Error for $kind {}

        impl From<&$kind> for $crate::sentence::Sentence {
            fn from(fault: &$kind) -> Self {
                fault.sentence()
            }
        }
    };
}
pub(crate) use spoken;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_english_and_its_parts() {
        let (id, free) = ("shop", 3_u64);
        let sentence = say!(
            "“{id}” needs {wanted} rows; {free} are free.",
            id,
            wanted = free + 1,
            free
        );
        assert_eq!(sentence, "“shop” needs 4 rows; 3 are free.");
        insta::assert_json_snapshot!(sentence, @r#"
        {
          "message": "“shop” needs 4 rows; 3 are free.",
          "say": {
            "text": "“{id}” needs {wanted} rows; {free} are free.",
            "values": {
              "free": "3",
              "id": "shop",
              "wanted": "4"
            }
          }
        }
        "#);
    }

    #[test]
    fn a_plain_sentence_is_its_own_name() {
        let plain: Sentence = "Give the business a name.".into();
        assert_eq!(plain.say(), None);
        assert_eq!(say!("Give the business a name."), plain);
        assert_eq!(plain.to_say().text, "Give the business a name.");
    }

    #[test]
    fn a_sentence_may_hold_another() {
        let why = say!("{digits} digits are needed.", digits = 6);
        let whole = say!(
            "It was left: {why} Expected {what}.",
            why = &why,
            what = say!("a letter")
        );
        assert_eq!(whole, "It was left: 6 digits are needed. Expected a letter.");
        insta::assert_json_snapshot!(whole.say().unwrap().values, @r#"
        {
          "what": {
            "text": "a letter"
          },
          "why": {
            "text": "{digits} digits are needed.",
            "values": {
              "digits": "6"
            }
          }
        }
        "#);
    }

    #[test]
    fn a_value_cannot_pass_for_a_place() {
        let sentence = say!("There is no business “{id}”.", id = "{name}");
        assert_eq!(sentence, "There is no business “{name}”.");
        assert_eq!(sentence.to_say().text, "There is no business “{id}”.");
    }
}
