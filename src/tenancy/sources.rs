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
    tenants: BTreeMap<String, ConfigLayer>,
}

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
    if file
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("json"))
    {
        return from_json(&name, &text);
    }
    let document: Document = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| {
            text[..span.start.min(text.len())].lines().count().max(1)
        });
        broken(
            &format!("{name}, line {line}"),
            &one_line(error.message(), &text, error.span()),
        )
    })?;
    checked(&name, document.tenants)
}

/// Reads JSON: `{"tenants": {...}}`, or the tenants alone.
pub fn from_json(name: &str, text: &str) -> Result<Layers> {
    let explain = |error: &serde_path_to_error::Error<serde_json::Error>| {
        let at = format!("{name}, line {}", error.inner().line());
        let path = error.path().to_string();
        let message = error.inner().to_string();
        broken(
            &at,
            &if path == "." {
                message
            } else {
                format!("{path}: {message}")
            },
        )
    };
    let wrapped = serde_json::from_str::<serde_json::Value>(text)
        .is_ok_and(|value| value.get("tenants").is_some_and(serde_json::Value::is_object));
    let mut reader = serde_json::Deserializer::from_str(text);
    let tenants = if wrapped {
        serde_path_to_error::deserialize::<_, Document>(&mut reader).map(|document| document.tenants)
    } else {
        serde_path_to_error::deserialize::<_, BTreeMap<String, ConfigLayer>>(&mut reader)
    }
    .map_err(|error| explain(&error))?;
    reader.end().map_err(|error| broken(name, &error.to_string()))?;
    checked(name, tenants)
}

fn checked(name: &str, tenants: BTreeMap<String, ConfigLayer>) -> Result<Layers> {
    let mut layers = Layers::new();
    for (id, layer) in tenants {
        let place = |error: Error| {
            let field = error
                .fields()
                .first()
                .map_or(String::new(), |field| format!(".{}", field.field));
            let message = error
                .fields()
                .first()
                .map_or_else(|| error.detail().to_owned(), |field| field.message.clone());
            broken(
                name,
                &format!(
                    "key tenants.{}{field}: {message}",
                    id.chars().take(60).collect::<String>()
                ),
            )
        };
        check_layer(&layer).map_err(place)?;
        let id = TenantId::parse(&id).map_err(place)?;
        layers.insert(id, layer);
    }
    Ok(layers)
}

fn one_line(message: &str, text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let key = span
        .and_then(|span| text.get(span))
        .map_or("", str::trim)
        .lines()
        .next()
        .unwrap_or("")
        .chars()
        .take(60)
        .collect::<String>();
    let message = message.replace('\n', " ");
    if key.is_empty() {
        message
    } else {
        format!("{message} (at `{key}`)")
    }
}

fn broken(place: &str, what: &str) -> Error {
    Error::new(
        Code::BadConfig,
        format!("{place}: {what}. Nothing of it was used; mend it and start again."),
    )
}
