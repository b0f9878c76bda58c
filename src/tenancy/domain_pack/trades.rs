//! The trades of an installation: those built in, and its own, one TOML file each in `<data>/domains/`. They are read
//! when the program starts. One that is wrong stops the start, naming file, line and key: no half of it is used.

use std::{fmt, fs, path::Path, sync::Arc};

use super::{DomainPack, PackError, Rows, packs};
use crate::{
    error::{Code, Error, Place, Result},
    feature::Feature,
    sentence::{Sentence, say},
    tenancy::TenantId,
};

/// Looks whether rows have the shape of what they are entered by; the features that know live a floor above.
pub type CheckRows = fn(&Rows) -> Result<()>;

/// Bytes of a trade's file; it is some thousand.
const LARGEST: u64 = 1 << 20;

/// What trades there are. By default those built in.
#[derive(Clone, Debug, Default)]
pub struct Trades {
    own: Arc<[Arc<DomainPack>]>,
}

impl Trades {
    /// Those of a data directory, which need not be there.
    pub fn of(data_dir: &Path, check_rows: CheckRows) -> Result<Self> {
        let Ok(entries) = fs::read_dir(data_dir.join("domains")) else {
            return Ok(Self::default());
        };
        let mut own = Vec::new();
        for entry in entries {
            let file = entry?.path();
            if file.extension().is_some_and(|ending| ending == "toml") {
                own.push(Arc::new(Self::read(&file, check_rows)?));
            }
        }
        own.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { own: own.into() })
    }

    /// Reads one trade of an installation's own.
    pub fn read(file: &Path, check_rows: CheckRows) -> Result<DomainPack> {
        let shown = file.display().to_string();
        let whole = |message: String| PackError {
            file: shown.clone(),
            line: None,
            key: None,
            message,
        };
        let text = read(file).map_err(|why| broken(&whole(why)))?;
        let text = text.trim_start_matches('\u{feff}');
        let pack = DomainPack::parse(&shown, text).map_err(|error| broken(&error))?;
        let at =
            |key: &str, value: &str, why: &str| broken(&PackError::at_value(&shown, text, key, value, why));
        if file.file_stem().is_none_or(|stem| stem != pack.domain.as_str()) {
            return Err(at(
                "domain",
                &pack.domain,
                "must be the file's name without .toml",
            ));
        }
        if packs().iter().any(|shipped| shipped.domain == pack.domain) {
            return Err(at(
                "domain",
                &pack.domain,
                "is built in and stays as it is; give yours and its file another name",
            ));
        }
        let unknown = pack
            .features_named()
            .into_iter()
            .find(|name| name.parse::<Feature>().is_err());
        if let Some(name) = unknown {
            let key = if pack.features.iter().any(|granted| granted == name) {
                "features"
            } else {
                "menu.items.feature"
            };
            let known: Vec<&str> = Feature::ALL.iter().map(|feature| feature.as_str()).collect();
            return Err(at(
                key,
                name,
                &format!("is no feature; there is {}", known.join(", ")),
            ));
        }
        check_rows(&pack.starter).map_err(|error| {
            let field = error.fields().first();
            broken(&PackError {
                file: shown.clone(),
                line: None,
                key: Some(format!("starter.{}", field.map_or("", |field| &field.field))),
                message: field.map_or(error.detail(), |field| &field.message).to_owned(),
            })
        })?;
        Ok(with_usual_labels(pack))
    }

    /// All, those built in first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<DomainPack>> {
        packs().iter().chain(self.own.iter())
    }

    /// Those of the installation's own.
    pub fn own(&self) -> &[Arc<DomainPack>] {
        &self.own
    }

    /// The one of this name.
    pub fn find(&self, domain: &str) -> Option<&Arc<DomainPack>> {
        self.all().find(|pack| pack.domain == domain)
    }

    /// What people call it; its stable name where there is no such trade any more.
    pub(in crate::tenancy) fn name_of(&self, domain: &str) -> String {
        self.find(domain).map_or(domain, |pack| &pack.name).to_owned()
    }

    /// The sentence for a trade that does not exist: it names those that do.
    pub(in crate::tenancy) fn unknown(&self, domain: &str) -> Sentence {
        let domain: String = domain.chars().take(40).collect();
        say!(
            "There is no domain “{domain}”. Choose one of {known}.",
            domain,
            known = self.to_string()
        )
    }

    /// The error for a business whose trade this program does not have any more.
    pub(in crate::tenancy) fn gone(&self, id: &TenantId, domain: &str) -> Error {
        let known = self.unknown(domain);
        Error::new(
            Code::BadConfig,
            say!(
                "“{id}” is of a trade that this program does not have. {known} “cashflow tenant edit {id} --domain default” gives it another; its data stay as they are.",
                id,
                known
            ),
        )
        .and_field("domain", "unknown_domain", known)
    }

    /// The error of a business that could not be made because of its trade's first rows.
    pub(in crate::tenancy) fn of_starter(&self, domain: &str, error: Error) -> Error {
        if !self.own.iter().any(|pack| pack.domain == domain) {
            return error;
        }
        let field = error.fields().first();
        let why = field.map_or(error.said().clone(), |field| {
            say!("{field}: {why}", field = field.field, why = field.message)
        });
        let file = format!("domains/{domain}.toml");
        Error::new(
            Code::BadConfig,
            say!(
                "{file}, key starter: {why} The business was not made; mend the file and start again.",
                file,
                why
            ),
        )
        .at(Place {
            file,
            line: None,
            key: "starter".into(),
        })
        .caused_by(error)
    }
}

impl fmt::Display for Trades {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.all().map(|pack| pack.domain.as_str()).collect();
        f.write_str(&names.join(", "))
    }
}

fn read(file: &Path) -> Result<String, String> {
    let found = file
        .metadata()
        .map_err(|error| format!("it cannot be read: {error}"))?;
    if !found.is_file() || found.len() > LARGEST {
        return Err("it is no plain file, or larger than a megabyte".into());
    }
    fs::read_to_string(file).map_err(|error| format!("it cannot be read: {error}"))
}

/// Words that a trade does not say are the usual ones.
fn with_usual_labels(mut pack: DomainPack) -> DomainPack {
    let usual = packs().iter().find(|shipped| shipped.domain == "default");
    for (key, label) in usual.iter().flat_map(|usual| &usual.labels) {
        pack.labels.entry(key.clone()).or_insert_with(|| label.clone());
    }
    pack
}

fn broken(error: &PackError) -> Error {
    let said = error.to_string();
    Error::new(
        Code::BadConfig,
        say!(
            "{what}. Nothing of it was used; mend it and start again.",
            what = said.trim_end_matches('.')
        ),
    )
    .at(Place {
        file: error.file.clone(),
        line: error.line,
        key: error.key.clone().unwrap_or_default(),
    })
}
