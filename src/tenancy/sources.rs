//! Reads the config sources that lie outside the catalogue: a file and the environment. A broken source is an
//! error that names the file, the line and the key; it never half-loads.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use super::{
    TenantId,
    config::{ConfigLayer, check_layer},
};
use crate::error::{Code, Error, Result};

/// The tenants of one source.
pub(super) type Layers = BTreeMap<TenantId, ConfigLayer>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(deserialize_with = "each_once")]
    tenants: BTreeMap<String, ConfigLayer>,
}

/// The tenants alone, as the environment may have them.
#[derive(Deserialize)]
#[serde(transparent)]
struct Bare(#[serde(deserialize_with = "each_once")] BTreeMap<String, ConfigLayer>);

/// Reads `tenants.toml` or `tenants.json` of the data directory, or the file given instead; empty when there is none.
pub(super) fn from_data_dir(data_dir: &Path, instead: Option<&Path>) -> Result<Layers> {
    if let Some(file) = instead {
        return from_file(file);
    }
    let present: Vec<_> = ["tenants.toml", "tenants.json"]
        .iter()
        .map(|name| data_dir.join(name))
        .filter(|file| file.exists())
        .collect();
    match present.as_slice() {
        [] => Ok(Layers::new()),
        [file] => from_file(file),
        _ => Err(broken(
            "tenants.toml and tenants.json",
            "both exist; keep one of them",
        )),
    }
}

/// Reads one config file, TOML or JSON by its ending.
pub fn from_file(file: &Path) -> Result<Layers> {
    let name = file.display().to_string();
    let text =
        fs::read_to_string(file).map_err(|error| broken(&name, &format!("it cannot be read: {error}")))?;
    // Some editors begin a text with a byte order mark.
    let text = text.trim_start_matches('\u{feff}');
    if file
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("json"))
    {
        return from_json(&name, text);
    }
    from_toml(&name, text)
}

fn from_toml(name: &str, text: &str) -> Result<Layers> {
    let explain = |path: &str, error: &toml::de::Error| {
        let line = error.span().map_or(1, |span| line_at(text, span.start));
        unreadable(name, line, path, error.message())
    };
    let reader = toml::Deserializer::parse(text).map_err(|error| explain(".", &error))?;
    let document: Document = serde_path_to_error::deserialize(reader)
        .map_err(|error| explain(&error.path().to_string(), error.inner()))?;
    checked(name, text, document.tenants)
}

/// Reads JSON: `{"tenants": {...}}`, or the tenants alone.
pub fn from_json(name: &str, text: &str) -> Result<Layers> {
    let wrapped =
        serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.get("tenants").is_some());
    let mut reader = serde_json::Deserializer::from_str(text);
    let tenants = if wrapped {
        serde_path_to_error::deserialize::<_, Document>(&mut reader).map(|document| document.tenants)
    } else {
        serde_path_to_error::deserialize::<_, Bare>(&mut reader).map(|bare| bare.0)
    };
    let tenants = tenants.map_err(|error| {
        unreadable(
            name,
            error.inner().line(),
            &error.path().to_string(),
            &error.inner().to_string(),
        )
    })?;
    reader
        .end()
        .map_err(|error| unreadable(name, error.line(), ".", &error.to_string()))?;
    checked(name, text, tenants)
}

/// Checks what could be read, each business by itself.
fn checked(name: &str, text: &str, tenants: BTreeMap<String, ConfigLayer>) -> Result<Layers> {
    let mut layers = Layers::new();
    for (id, layer) in tenants {
        let place = |error: &Error| {
            let field = error.fields().first();
            let message = field.map_or(error.detail(), |field| &field.message);
            let inner = field.map_or("", |field| &field.field);
            let inner = if inner == "tenant_id" { "" } else { inner };
            let key: Vec<&str> = [id.as_str()]
                .into_iter()
                .chain(inner.split('.').filter(|part| !part.is_empty()))
                .collect();
            let shown: String = key.join(".").chars().take(100).collect();
            let line = line_of(text, &key);
            broken(
                &format!("{name}, line {line}"),
                &format!("tenants.{shown}: {message}"),
            )
        };
        check_layer(&layer).map_err(|error| place(&error))?;
        let id = TenantId::parse(&id).map_err(|error| place(&error))?;
        layers.insert(id, layer);
    }
    Ok(layers)
}

/// A map in which a name may stand only once: the later would silently win.
fn each_once<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, ConfigLayer>, D::Error> {
    struct Once;

    impl<'de> serde::de::Visitor<'de> for Once {
        type Value = BTreeMap<String, ConfigLayer>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("businesses by their ids")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(id) = access.next_key::<String>()? {
                if map.contains_key(&id) {
                    return Err(serde::de::Error::custom(format!(
                        "the business `{id}` stands twice"
                    )));
                }
                map.insert(id, access.next_value()?);
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(Once)
}

/// The line of a position in a text, from 1.
fn line_at(text: &str, position: usize) -> usize {
    let before = text.get(..position).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// The line on which a key stands: each part of it is looked for behind the one before, as a whole word.
fn line_of(text: &str, key: &[&str]) -> usize {
    let mut position = 0;
    for part in key {
        let is_word = |at: usize| {
            let inner =
                |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            !inner(text.as_bytes()[..at].last()) && !inner(text.as_bytes().get(at + part.len()))
        };
        let found = text[position..]
            .match_indices(part)
            .map(|(at, _)| position + at)
            .find(|at| is_word(*at));
        let Some(at) = found else { break };
        position = at;
    }
    line_at(text, position)
}

/// A source that cannot be read as what it is: the file, the line, the key.
fn unreadable(name: &str, line: usize, path: &str, message: &str) -> Error {
    let message = message.replace('\n', " ");
    let key = if path == "." {
        String::new()
    } else {
        format!("{path}: ")
    };
    broken(&format!("{name}, line {line}"), &format!("{key}{message}"))
}

fn broken(place: &str, what: &str) -> Error {
    let what = what.trim_end_matches('.');
    Error::new(
        Code::BadConfig,
        format!("{place}: {what}. Nothing of it was used; mend it and start again."),
    )
}
