//! The form of a domain pack's file, and what makes one wrong. It knows nothing of the program but
//! colours, so that the build checks the shipped packs with this same code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::palette::Color;

/// A trade: what its businesses are granted, what their menu and their words are.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainPack {
    /// The stable name, `dental`; also the file's.
    pub domain: String,
    /// The name people see, "Dental clinic".
    pub name: String,
    /// A sentence that helps to choose it.
    pub description: String,
    /// The brand of a business that chose no colour.
    pub primary_color: Color,
    /// The second colour of such a business.
    pub secondary_color: Color,
    /// The accent of such a business.
    pub accent_color: Color,
    /// The gated features a new business is granted.
    pub features: Vec<String>,
    /// The trade's words for records: `parties` is "Suppliers and payers" at a clinic.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// The menu, in order.
    pub menu: Vec<MenuGroup>,
    /// The pack's texts in other languages: by language (`hi`) each text as it stands here, with its words there.
    #[serde(default)]
    pub translations: BTreeMap<String, BTreeMap<String, String>>,
    /// Rows a business of this trade begins with.
    #[serde(default)]
    pub starter: Rows,
}

/// Menu entries that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuGroup {
    /// The stable name.
    pub group: String,
    /// The heading; empty for none.
    pub label: String,
    /// The entries, in order.
    pub items: Vec<MenuItem>,
}

/// One entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// The stable name, unique in the pack.
    pub key: String,
    /// What people read.
    pub label: String,
    /// The address below the business's own, `parties`.
    pub path: String,
    /// A Lucide icon's name, `users`.
    pub icon: String,
    /// The feature without which the entry is not shown.
    #[serde(default)]
    pub feature: Option<String>,
}

/// Rows by kind of record, each in the shape of the body that creates one over HTTP.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rows {
    /// Customers and suppliers.
    #[serde(deserialize_with = "rows")]
    pub parties: Vec<Value>,
    /// Patients of a clinic.
    #[serde(deserialize_with = "rows")]
    pub patients: Vec<Value>,
    /// Materials of a workshop.
    #[serde(deserialize_with = "rows")]
    pub materials: Vec<Value>,
}

impl DomainPack {
    /// Reads the pack in the file `<domain>.toml`; `file` is how errors call it.
    ///
    /// # Errors
    /// [`PackError`] naming file, line and key.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let pack: Self = toml::from_str(text).map_err(|error| PackError::of_toml(file, text, &error))?;
        pack.check(file)
            .map_err(|(key, value, message)| PackError::at_value(file, text, &key, &value, &message))?;
        Ok(pack)
    }

    /// Every gated feature the pack names, granted or only asked for by a menu entry.
    pub fn features_named(&self) -> BTreeSet<&str> {
        let of_menu = self
            .menu
            .iter()
            .flat_map(|group| &group.items)
            .filter_map(|item| item.feature.as_deref());
        self.features.iter().map(String::as_str).chain(of_menu).collect()
    }

    /// A text of the pack in this language; as it stands where the pack has no other words for it.
    pub fn say<'a>(&'a self, language: &str, text: &'a str) -> &'a str {
        let words = self.translations.get(language);
        words
            .and_then(|words| words.get(text))
            .map_or(text, String::as_str)
    }

    /// Every text of the pack that people read.
    fn texts(&self) -> BTreeSet<&str> {
        let groups = self.menu.iter().map(|group| &group.label);
        let items = self
            .menu
            .iter()
            .flat_map(|group| &group.items)
            .map(|item| &item.label);
        [&self.name, &self.description]
            .into_iter()
            .chain(self.labels.values())
            .chain(groups)
            .chain(items)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn check(&self, file: &str) -> Result<(), Wrong> {
        name("domain", &self.domain)?;
        if !file.ends_with(&format!("{}.toml", self.domain)) {
            return wrong("domain", &self.domain, "must be the file's name without .toml");
        }
        said("name", &self.name)?;
        said("description", &self.description)?;
        self.features
            .iter()
            .try_for_each(|feature| name("features", feature))?;
        unique("features", self.features.iter().map(String::as_str))?;
        for (key, label) in &self.labels {
            name("labels", key)?;
            said(&format!("labels.{key}"), label)?;
        }
        self.check_menu()?;
        self.check_translations()
    }

    /// A language has all texts or none: what was left out would stand in English among the others.
    fn check_translations(&self) -> Result<(), Wrong> {
        let texts = self.texts();
        for (language, words) in &self.translations {
            let key = format!("translations.{language}");
            name("translations", language)?;
            for (text, word) in words {
                said(&key, word)?;
                if !texts.contains(text.as_str()) {
                    return wrong(&key, text, "is no text of this pack");
                }
            }
            if let Some(text) = texts.iter().find(|text| !words.contains_key(**text)) {
                return wrong(&key, text, "is not translated");
            }
        }
        Ok(())
    }

    fn check_menu(&self) -> Result<(), Wrong> {
        unique("menu.group", self.menu.iter().map(|group| group.group.as_str()))?;
        let items: Vec<&MenuItem> = self.menu.iter().flat_map(|group| &group.items).collect();
        unique("menu.items.key", items.iter().map(|item| item.key.as_str()))?;
        unique("menu.items.path", items.iter().map(|item| item.path.as_str()))?;
        self.menu
            .iter()
            .try_for_each(|group| name("menu.group", &group.group))?;
        for item in items {
            name("menu.items.key", &item.key)?;
            said("menu.items.label", &item.label)?;
            kebab("menu.items.path", &item.path)?;
            kebab("menu.items.icon", &item.icon)?;
            item.feature
                .as_deref()
                .map_or(Ok(()), |feature| name("menu.items.feature", feature))?;
        }
        Ok(())
    }
}

/// Key, value and what is wrong with it.
type Wrong = (String, String, String);

fn wrong(key: &str, value: &str, message: &str) -> Result<(), Wrong> {
    Err((key.to_owned(), value.to_owned(), message.to_owned()))
}

fn name(key: &str, value: &str) -> Result<(), Wrong> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if value.starts_with(|first: char| first.is_ascii_lowercase())
        && value.len() <= 50
        && value.bytes().all(plain)
    {
        return Ok(());
    }
    wrong(
        key,
        value,
        "must begin with a small letter and hold small letters, digits and _ only, at most 50",
    )
}

fn kebab(key: &str, value: &str) -> Result<(), Wrong> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if value.starts_with(|first: char| first.is_ascii_lowercase())
        && value.len() <= 50
        && value.bytes().all(plain)
    {
        return Ok(());
    }
    wrong(
        key,
        value,
        "must begin with a small letter and hold small letters, digits and - only, at most 50",
    )
}

fn said(key: &str, value: &str) -> Result<(), Wrong> {
    if value.trim().is_empty() {
        wrong(key, value, "must not be empty")
    } else {
        Ok(())
    }
}

fn unique<'a>(key: &str, values: impl Iterator<Item = &'a str>) -> Result<(), Wrong> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value) {
            return wrong(key, value, "stands twice");
        }
    }
    Ok(())
}

/// Reads tables of TOML as objects of JSON; a date becomes its text.
pub(crate) fn rows<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Value>, D::Error> {
    let tables = Vec::<toml::Table>::deserialize(deserializer)?;
    let rows = tables.into_iter().map(|table| json(toml::Value::Table(table)));
    rows.collect::<Option<_>>()
        .ok_or_else(|| serde::de::Error::custom("write numbers with decimals as text, \"2.5\""))
}

/// `None` for a float: amounts and quantities are texts.
fn json(value: toml::Value) -> Option<Value> {
    Some(match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Float(_) => return None,
        toml::Value::Array(values) => Value::Array(values.into_iter().map(json).collect::<Option<_>>()?),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| Some((key, json(value)?)))
                .collect::<Option<_>>()?,
        ),
    })
}

/// What is wrong with a pack or a sample, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PackError {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// The key, where it is known.
    pub key: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl PackError {
    pub(crate) fn of_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map(|span| span.start);
        let key = start.and_then(|start| key_at(text, start));
        Self {
            file: file.to_owned(),
            line: start.map(|start| line_at(text, start)),
            key,
            message: one_line(error.message()),
        }
    }

    /// The last place where `value` stands is the one that is one too many.
    pub(crate) fn at_value(file: &str, text: &str, key: &str, value: &str, message: &str) -> Self {
        let line = text
            .rfind(&format!("\"{value}\""))
            .map(|start| line_at(text, start));
        let message = format!("“{value}” {message}");
        Self {
            file: file.to_owned(),
            line,
            key: Some(key.to_owned()),
            message,
        }
    }
}

fn line_at(text: &str, start: usize) -> usize {
    text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1
}

/// The key before the `=` nearest to the left on the same line.
fn key_at(text: &str, start: usize) -> Option<String> {
    let line = text.lines().nth(line_at(text, start) - 1)?;
    let from = text[..start.min(text.len())]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let before = line.get(..start.saturating_sub(from)).unwrap_or(line);
    let key = match before.rsplit_once('=') {
        Some((key, _)) => key.rsplit(['{', ',']).next().unwrap_or(key),
        None => line.split('=').next().unwrap_or(line),
    };
    let key = key.trim().trim_matches(['[', ']']);
    (!key.is_empty()).then(|| key.to_owned())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ", key {key}")?;
        }
        write!(f, ": {}", self.message)
    }
}
