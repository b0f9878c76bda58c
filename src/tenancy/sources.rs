//! Reads the config sources that lie outside the catalogue: a file and the environment. A broken source is an
//! error that names the file, the line and the key; it never half-loads.

mod locate;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    TenantId, Trades,
    config::{ConfigLayer, check_layer},
};
use crate::{
    db::DatabaseUrl,
    error::{Code, Error, Place, Result},
};

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

/// The config file there is: the one given, or `tenants.toml` or `tenants.json` of the data directory.
pub(super) fn file_of(data_dir: &Path, given: Option<&Path>) -> Result<Option<PathBuf>> {
    if let Some(file) = given {
        return Ok(Some(file.to_owned()));
    }
    let present: Vec<_> = ["tenants.toml", "tenants.json"]
        .iter()
        .map(|name| data_dir.join(name))
        .filter(|file| file.exists())
        .collect();
    match present.as_slice() {
        [] => Ok(None),
        [file] => Ok(Some(file.clone())),
        _ => Err(broken(
            "tenants.toml and tenants.json",
            None,
            "",
            "both exist; keep one of them",
        )),
    }
}

/// Reads one config file, and looks whether each folder it names is there.
pub fn check_file(file: &Path, data_dir: &Path, trades: &Trades) -> Result<Layers> {
    let layers = from_file(file, trades)?;
    for (id, layer) in &layers {
        let Some(url) = &layer.database_url else { continue };
        let place = DatabaseUrl::parse(url)?.file(data_dir);
        // The data directory's own folders are made with it.
        let folder = place.parent().filter(|folder| !folder.starts_with(data_dir));
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Error::new(
                Code::BadConfig,
                format!(
                    "{}: tenants.{id}.database_url: The folder {} is not there. Make it or plug its disk in; until then the others work without this one.",
                    file.display(),
                    folder.display()
                ),
            ));
        }
    }
    Ok(layers)
}

/// Reads one config file whose businesses are of the trades built in.
pub fn check_alone(file: &Path) -> Result<Layers> {
    from_file(file, &Trades::default())
}

/// The same of a text of JSON.
pub fn check_json(name: &str, text: &str) -> Result<Layers> {
    from_json(name, text, &Trades::default())
}

/// Reads one config file, TOML or JSON by its ending.
pub(super) fn from_file(file: &Path, trades: &Trades) -> Result<Layers> {
    let name = file.display().to_string();
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::new(
            Code::FileMissing,
            format!("{name} is not there. Look at the path."),
        ),
        _ => broken(&name, None, "", &format!("it cannot be read: {error}")),
    })?;
    // Some editors begin a text with a byte order mark.
    let text = text.trim_start_matches('\u{feff}');
    let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
    let layers = match ending.to_str() {
        Some("json") => from_json(&name, text, trades),
        Some("toml") => from_toml(&name, text, trades),
        _ => Err(broken(
            &name,
            None,
            "",
            "its ending is neither .toml nor .json, which says how it is read",
        )),
    }?;
    tracing::debug!(file = name, businesses = layers.len(), "config read");
    Ok(layers)
}

fn from_toml(name: &str, text: &str, trades: &Trades) -> Result<Layers> {
    let explain = |path: &str, error: &toml::de::Error| {
        let line = error.span().map_or(1, |span| locate::line_of(text, span.start));
        unreadable(name, line, path, error.message())
    };
    let reader = toml::Deserializer::parse(text).map_err(|error| explain(key_at(text, &error), &error))?;
    let document: Document = serde_path_to_error::deserialize(reader)
        .map_err(|error| explain(&error.path().to_string(), error.inner()))?;
    checked(name, document.tenants, trades, |key| {
        let path: Vec<&str> = [&["tenants"], key].concat();
        locate::in_toml(text, &path)
    })
}

/// The key that the reader stopped at, when what it stopped at is one.
fn key_at<'t>(text: &'t str, error: &toml::de::Error) -> &'t str {
    let found = error.span().and_then(|span| text.get(span)).unwrap_or_default();
    let is_key = found
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    if is_key { found } else { "" }
}

/// Reads JSON: `{"tenants": {...}}`, or the tenants alone.
pub(super) fn from_json(name: &str, text: &str, trades: &Trades) -> Result<Layers> {
    // A text broken further down is wrapped all the same.
    let wrapped = locate::in_json(text, &["tenants"]).is_some();
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
    checked(name, tenants, trades, |key| {
        let path: Vec<&str> = [if wrapped { &["tenants"][..] } else { &[] }, key].concat();
        locate::in_json(text, &path)
    })
}

/// Checks what could be read, each business by itself and all beside each other; `line_of` finds a key's line.
fn checked(
    name: &str,
    tenants: BTreeMap<String, ConfigLayer>,
    trades: &Trades,
    line_of: impl Fn(&[&str]) -> Option<usize>,
) -> Result<Layers> {
    let mut layers = Layers::new();
    let mut subdomains = BTreeMap::new();
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
            let shown = key.iter().map(|part| quoted(part)).collect::<Vec<_>>().join(".");
            let shown: String = format!("tenants.{shown}").chars().take(100).collect();
            broken(name, Some(line_of(&key).unwrap_or(1)), &shown, message)
        };
        check_layer(&layer, trades).map_err(|error| place(&error))?;
        let id = TenantId::parse(&id).map_err(|error| place(&error))?;
        if let Some(twin) = subdomains.insert(id.subdomain(), id.clone()) {
            let message =
                format!("It would have the same address as “{twin}”: in addresses - and _ are the same.");
            return Err(place(&Error::new(Code::BadConfig, message)));
        }
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

/// A source that cannot be read as what it is: the file, the line, the key.
fn unreadable(name: &str, line: usize, path: &str, message: &str) -> Error {
    // JSON's reader says the line once more.
    let message = message
        .split(" at line ")
        .next()
        .unwrap_or(message)
        .replace('\n', " ");
    // A place that has no name yet is a question mark to the reader.
    let key = path.trim_end_matches(['.', '?']);
    broken(name, Some(line), key, &message)
}

/// A part of a key as it stands in a file: in quotes unless it is plain.
fn quoted(part: &str) -> String {
    let is_plain = part
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    if is_plain && !part.is_empty() {
        part.to_owned()
    } else {
        format!("\"{part}\"")
    }
}

fn broken(file: &str, line: Option<usize>, key: &str, what: &str) -> Error {
    let what = what.trim_end_matches('.');
    let place = line.map_or_else(|| file.to_owned(), |line| format!("{file}, line {line}"));
    let place = if key.is_empty() {
        place
    } else {
        format!("{place}: {key}")
    };
    Error::new(
        Code::BadConfig,
        format!("{place}: {what}. Nothing of it was used; mend it and start again."),
    )
    .at(Place {
        file: file.to_owned(),
        line,
        key: key.to_owned(),
    })
}

#[cfg(test)]
mod tests;
