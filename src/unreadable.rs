//! What cannot be read, in people's words: serde speaks of structs, sequences and integers of so many bits.

use crate::error::{Code, Error};

/// Signs of a sentence that may repeat what was sent.
const LONGEST: usize = 200;
/// What JSON calls so.
pub(crate) const OBJECT: &str = "an object with fields, { … }";

/// The error for a value that `place` (the body, the query, the change) cannot have, naming the field.
pub(crate) fn unreadable<E: std::error::Error>(place: &str, error: &serde_path_to_error::Error<E>) -> Error {
    let message = error.inner().to_string();
    let path = error.path().to_string();
    let path = path.trim_end_matches('?').trim_end_matches('.');
    // A field that is missing or that nobody knows is named by the message, not by the path to it.
    let own = named_in(&message).filter(|name| !path.ends_with(name));
    let field = match (path, own) {
        ("", None) => place.to_owned(),
        ("", Some(name)) => name.to_owned(),
        (path, None) => path.to_owned(),
        (path, Some(name)) => format!("{path}.{name}"),
    };
    let field = short(&field);
    let sentence = in_words(&message);
    let detail = if field == place {
        format!("The {place} cannot be read. {sentence}")
    } else {
        format!("The {place} cannot be read at “{field}”. {sentence}")
    };
    Error::new(Code::BadRequest, detail).and_field(field, "unreadable", sentence)
}

fn named_in(message: &str) -> Option<&str> {
    let rest = ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    rest.split('`').next()
}

/// One of serde's sentences, or one of our own that came through it.
fn in_words(message: &str) -> String {
    // JSON's reader says where; the field says it better.
    let message = message.split(" at line ").next().unwrap_or(message);
    if message.starts_with("missing field") {
        return "This field is missing.".into();
    }
    if message.starts_with("duplicate field") {
        return "This field stands twice. Send it once.".into();
    }
    if message.starts_with("unknown field") {
        return match offered(message) {
            Some(names) => short(&format!("There is no such field. There is {names}.")),
            None => "There is no such field.".into(),
        };
    }
    if message.starts_with("unknown variant") {
        return short(&format!("Use one of {}.", offered(message).unwrap_or_default()));
    }
    if let Some(rest) = message.strip_prefix("invalid type: ")
        && let Some((found, wanted)) = rest.rsplit_once(", expected ")
    {
        return format!("Here stands {}; {} is wanted.", kind(found), kind(wanted));
    }
    if message.starts_with("invalid length") {
        // A list is read as an object whose fields are not named.
        return format!("Here stands a list; {OBJECT} is wanted.");
    }
    if message.starts_with("invalid value: integer") || message.starts_with("number too") {
        return "This number is too large or too small.".into();
    }
    if message.starts_with("invalid digit") || message.starts_with("cannot parse integer") {
        return "A whole number is wanted.".into();
    }
    if message.contains("`true` or `false`") {
        return "Use true or false.".into();
    }
    let mut sentence = short(message.trim_end_matches('.'));
    sentence.push('.');
    sentence
}

/// The names after "expected", as a list.
fn offered(message: &str) -> Option<String> {
    let (_, names) = message.rsplit_once(", expected ")?;
    let names: Vec<&str> = names.split('`').skip(1).step_by(2).collect();
    Some(names.join(", "))
}

/// A kind of value: what serde calls "string \"x\"" and "a string" is a text to everybody else.
fn kind(text: &str) -> &'static str {
    let word = text.trim_start_matches("a ").trim_start_matches("an ");
    let word = word.split([' ', '`']).next().unwrap_or_default();
    match word {
        "string" | "borrowed" | "str" | "character" => "a text",
        "boolean" => "true or false",
        "sequence" | "tuple" | "array" | "list" => "a list",
        "null" | "unit" | "none" | "option" | "Option" => "nothing",
        "floating" => "a number",
        "integer" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" | "isize" => {
            "a whole number"
        }
        "map" | "struct" | "object" => OBJECT,
        _ => "another kind of value",
    }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::unreadable;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "read and refused only")]
    struct Shape {
        name: String,
        #[serde(default)]
        days: u16,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        inner: Option<Box<Shape>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Buyer,
        Seller,
    }

    fn said(text: &str) -> String {
        let mut reader = serde_json::Deserializer::from_str(text);
        let error = serde_path_to_error::deserialize::<_, Shape>(&mut reader).unwrap_err();
        let error = unreadable("body", &error);
        format!("{}: {}", error.fields()[0].field, error.fields()[0].message)
    }

    #[test]
    fn serde_is_put_into_words() {
        let texts = [
            "7",
            "{}",
            r#"{"name":1}"#,
            r#"{"name":null}"#,
            r#"{"name":"A","days":"many"}"#,
            r#"{"name":"A","days":70000}"#,
            r#"{"name":"A","days":1.5}"#,
            r#"{"name":"A","kind":"thief"}"#,
            r#"{"name":"A","name":"B"}"#,
            r#"{"name":"A","colour":1}"#,
            r#"{"name":"A","inner":{"name":"B","colour":1}}"#,
            r#"{"name":"A","inner":{}}"#,
            r#"{"name":"A","inner":[]}"#,
        ];
        let all: Vec<String> = texts.iter().map(|text| said(text)).collect();
        insta::assert_snapshot!(all.join("\n"), @r"
        body: Here stands a whole number; an object with fields, { … } is wanted.
        name: This field is missing.
        name: Here stands a whole number; a text is wanted.
        name: Here stands nothing; a text is wanted.
        days: Here stands a text; a whole number is wanted.
        days: This number is too large or too small.
        days: Here stands a number; a whole number is wanted.
        kind: Use one of buyer, seller.
        name: This field stands twice. Send it once.
        colour: There is no such field. There is name, days, kind, inner.
        inner.colour: There is no such field. There is name, days, kind, inner.
        inner.name: This field is missing.
        inner: Here stands a list; an object with fields, { … } is wanted.
        ");
    }
}
