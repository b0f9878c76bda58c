//! Finds the line of a key in a config text, so that an error can name it: TOML by the spans its reader keeps, JSON by
//! reading up to the key and asking how far that was.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .as_bytes()
        .iter()
        .take(offset)
        .filter(|byte| **byte == b'\n')
        .count()
}

/// The line of the key at `path` in a TOML text, or of the nearest one above it that is there.
pub(super) fn in_toml(text: &str, path: &[&str]) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let mut found = None;
    let mut value: &Spanned<DeValue<'_>>;
    let mut table = document.get_ref();
    for (depth, part) in path.iter().enumerate() {
        let (key, below) = table.iter().find(|(key, _)| key.get_ref() == *part)?;
        found = Some(line_of(text, key.span().start));
        value = below;
        if let (DeValue::Array(items), Some(index)) = (value.get_ref(), path.get(depth + 1)) {
            let item = index.parse::<usize>().ok().and_then(|index| items.get(index));
            return item.map(|item| line_of(text, item.span().start)).or(found);
        }
        let DeValue::Table(inner) = value.get_ref() else {
            return found;
        };
        table = inner;
    }
    found
}

/// The line of the value at `path` in a JSON text, or of the nearest one above it that is there.
pub(super) fn in_json(text: &str, path: &[&str]) -> Option<usize> {
    (1..=path.len()).rev().find_map(|depth| {
        let mut reader = serde_json::Deserializer::from_str(text);
        let stopped = Search(&path[..depth]).deserialize(&mut reader).err()?;
        (stopped.is_data() && stopped.to_string().starts_with(HERE)).then(|| stopped.line())
    })
}

const HERE: &str = "here it is";

/// Reads until the path is reached and stops there by an error, which knows its line.
struct Search<'p>(&'p [&'p str]);

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        if self.0.is_empty() {
            return Err(D::Error::custom(HERE));
        }
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("something with parts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == self.0[0] {
                map.next_value_seed(Search(&self.0[1..]))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let wanted = self.0[0].parse::<usize>().ok();
        let mut index = 0;
        loop {
            if wanted == Some(index) {
                items.next_element_seed(Search(&self.0[1..]))?;
            } else if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
            index += 1;
            if index > wanted.unwrap_or(0) {
                // What is wanted was not there; the rest is read so that the text's own errors are told.
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
        }
    }
}
