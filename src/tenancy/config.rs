//! What is known of a business, put together from layers of which the later win, each value knowing its source.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::OnceLock,
};

use serde::{Deserialize, Serialize};

use super::{DomainPack, TenantId, domain_pack};
use crate::{
    contact,
    db::DatabaseUrl,
    error::{Error, FieldError, Result},
    feature::Feature,
    gstin,
    palette::{Color, Palette},
};

/// Where a value came from, in the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The domain pack built into the program.
    DomainPack,
    /// A config file: `tenants.toml` or `.json` in the data directory, or `--tenants FILE`.
    File,
    /// The catalogue.
    Catalogue,
    /// `TENANT_CONFIGS` in the environment.
    Environment,
}

/// One layer of a config: everything may be absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigLayer {
    /// Where the rows live, `sqlite:tenants/shop.sqlite`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// The trade: `dental`, `manufacturing`, `default`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Names, colours and texts.
    #[serde(skip_serializing_if = "BrandingLayer::is_empty")]
    pub branding: BrandingLayer,
    /// The features granted, instead of the domain's.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "feature_names")]
    pub features: Option<Vec<String>>,
    /// The business's own GST number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gst_number: Option<String>,
    /// How the business is reached.
    #[serde(skip_serializing_if = "ContactInfo::is_empty")]
    pub contact_info: ContactInfo,
    /// Whether it may be worked in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// One layer of branding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BrandingLayer {
    /// The name people see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_color: Option<String>,
    /// `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_color: Option<String>,
    /// `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent_color: Option<String>,
    /// Postal address, in lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Printed at the head of paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<String>,
    /// Printed at the foot of invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice_footer: Option<String>,
}

impl BrandingLayer {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a business is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContactInfo {
    /// Who answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Electronic mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Web site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

impl ContactInfo {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Takes `["a", "b"]` or `{"a": true, "b": false}`.
fn feature_names<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(
        untagged,
        expecting = "A list of feature names is wanted, or names with true or false"
    )]
    enum Shape {
        List(Vec<String>),
        Switches(BTreeMap<String, bool>),
    }
    let shape = Option::<Shape>::deserialize(deserializer)?;
    Ok(shape.map(|shape| match shape {
        Shape::List(names) => names,
        Shape::Switches(switches) => switches
            .into_iter()
            .filter(|(_, on)| *on)
            .map(|(name, _)| name)
            .collect(),
    }))
}

/// Names, colours and texts of a business.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Branding {
    /// The name people see.
    pub company_name: String,
    /// `#rrggbb`; every tone on screen follows from it.
    pub primary_color: Color,
    /// `#rrggbb`.
    pub secondary_color: Color,
    /// `#rrggbb`.
    pub accent_color: Color,
    /// Postal address, in lines.
    pub address: String,
    /// Printed at the head of paper.
    pub letterhead: String,
    /// Printed at the foot of invoices.
    pub invoice_footer: String,
}

/// Everything known of a business.
#[derive(Clone, Debug)]
pub struct TenantConfig {
    /// Its id, for ever.
    pub tenant_id: TenantId,
    /// Where its rows live.
    pub database_url: DatabaseUrl,
    /// The file of `database_url`.
    pub file: PathBuf,
    /// Its trade.
    pub domain: &'static DomainPack,
    /// Names, colours, texts.
    pub branding: Branding,
    /// The gated features it has.
    pub features: BTreeSet<Feature>,
    /// Its own GST number as it was written.
    pub gst_number: Option<String>,
    /// Whether the GST number has the form and check digit of one.
    pub gst_verified: bool,
    /// How it is reached.
    pub contact_info: ContactInfo,
    /// Whether it may be worked in.
    pub is_active: bool,
    /// When it was archived, if it is.
    pub archived_at: Option<String>,
    /// Counts the changes of the catalogue's layer.
    pub revision: i64,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When its catalogue layer last changed, RFC 3339.
    pub updated_at: String,
    /// What is odd but no error, for people.
    pub warnings: Vec<String>,
    /// Where each value came from, by dotted path.
    pub sources: BTreeMap<String, Source>,
    palette: OnceLock<Palette>,
}

impl TenantConfig {
    /// The tones derived from its colours, when somebody asks for them: a list does not.
    pub fn palette(&self) -> &Palette {
        self.palette.get_or_init(|| {
            Palette::derive(
                self.branding.primary_color,
                Some(self.branding.secondary_color),
                Some(self.branding.accent_color),
            )
        })
    }

    /// Two letters for where a logo would stand.
    pub fn initials(&self) -> String {
        initials(&self.branding.company_name)
    }
}

/// The first letters of the first two words; of the first word's two letters when there is one word.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_alphanumeric));
    let first = words.next().unwrap_or("?");
    let upper = |word: &str, count: usize| {
        word.chars()
            .take(count)
            .flat_map(char::to_uppercase)
            .collect::<String>()
    };
    match words.next() {
        // A name that begins with an abbreviation is known by it: ABC Dental Clinic is AB.
        _ if first.chars().count() > 1 && first.chars().all(|c| c.is_ascii_uppercase()) => upper(first, 2),
        Some(second) => upper(first, 1) + &upper(second, 1),
        None => upper(first, 2),
    }
}

/// What the catalogue knows beside its layer.
#[derive(Clone, Debug)]
pub(super) struct Registration {
    pub(super) tenant_id: TenantId,
    pub(super) archived_at: Option<String>,
    pub(super) revision: i64,
    pub(super) created_at: String,
    pub(super) updated_at: String,
}

/// Puts the layers together, later ones winning, and checks the whole.
pub(super) fn resolve(
    registration: Registration,
    layers: &[(Source, &ConfigLayer)],
    data_dir: &std::path::Path,
) -> Result<TenantConfig> {
    let mut pick = Pick {
        layers,
        sources: BTreeMap::new(),
        overruled: Vec::new(),
    };
    let domain_name = pick
        .text("domain", |layer| layer.domain.as_ref())
        .unwrap_or_else(|| "default".into());
    let pack = domain_pack::pack(&domain_name)
        .ok_or_else(|| domain_pack::gone(&registration.tenant_id, &domain_name))?;
    let url = pick
        .text("database_url", |layer| layer.database_url.as_ref())
        .unwrap_or_else(|| DatabaseUrl::of_tenant(registration.tenant_id.as_str()).to_string());
    let database_url = DatabaseUrl::parse(&url)?;
    let branding = branding(&mut pick, pack, &registration.tenant_id)?;
    let features = features(&mut pick, pack)?;
    let gst_number = pick
        .text("gst_number", |layer| layer.gst_number.as_ref())
        .filter(|text| !text.is_empty());
    let contact_info = ContactInfo {
        person: pick.text("contact_info.person", |layer| layer.contact_info.person.as_ref()),
        phone: pick.text("contact_info.phone", |layer| layer.contact_info.phone.as_ref()),
        email: pick.text("contact_info.email", |layer| layer.contact_info.email.as_ref()),
        website: pick.text("contact_info.website", |layer| {
            layer.contact_info.website.as_ref()
        }),
    };
    let is_active = pick
        .value("is_active", |layer| layer.is_active.as_ref())
        .unwrap_or(true);
    let check = gst_number.as_deref().map(gstin::check);
    let gst_verified = check.as_ref().is_some_and(|check| check.valid);
    let warnings = check
        .filter(|check| !check.valid)
        .map(|check| {
            format!(
                "The GST number {} is unverified: {}",
                check.gstin,
                check.message.unwrap_or_default()
            )
        })
        .into_iter()
        .chain(pick.overruled.iter().map(|path| overruled(path)))
        .collect();
    Ok(TenantConfig {
        file: database_url.file(data_dir),
        tenant_id: registration.tenant_id,
        database_url,
        domain: pack,
        branding,
        features,
        gst_number,
        gst_verified,
        contact_info,
        is_active,
        archived_at: registration.archived_at,
        revision: registration.revision,
        created_at: registration.created_at,
        updated_at: registration.updated_at,
        warnings,
        sources: pick.sources,
        palette: OnceLock::new(),
    })
}

type Check = fn(&str) -> Option<contact::Complaint>;

/// Checks a layer by itself, naming every wrong field at once.
pub(super) fn check_layer(layer: &ConfigLayer) -> Result<()> {
    let mut wrong: Vec<FieldError> = Vec::new();
    let mut say = |field: &str, code: &str, message: String| {
        wrong.push(FieldError {
            field: field.into(),
            code: code.into(),
            message,
        });
    };
    if let Some(domain) = &layer.domain
        && domain_pack::pack(domain).is_none()
    {
        say("domain", "unknown_domain", domain_pack::unknown_domain(domain));
    }
    let branding = &layer.branding;
    for (field, text) in [
        ("branding.primary_color", &branding.primary_color),
        ("branding.secondary_color", &branding.secondary_color),
        ("branding.accent_color", &branding.accent_color),
    ] {
        if let Some(Err(error)) = text.as_deref().map(Color::parse) {
            say(field, error.code(), error.to_string());
        }
    }
    if branding
        .company_name
        .as_deref()
        .is_some_and(|name| name.trim().is_empty())
    {
        say(
            "branding.company_name",
            "required",
            "Give the business a name.".into(),
        );
    }
    let info = &layer.contact_info;
    for (field, text, longest) in [
        ("branding.company_name", &branding.company_name, 120),
        ("branding.address", &branding.address, 500),
        ("branding.letterhead", &branding.letterhead, 500),
        ("branding.invoice_footer", &branding.invoice_footer, 1000),
        ("gst_number", &layer.gst_number, 40),
        ("contact_info.person", &info.person, 120),
        ("contact_info.phone", &info.phone, 40),
        ("contact_info.email", &info.email, 200),
        ("contact_info.website", &info.website, 200),
    ] {
        let Some(text) = text else { continue };
        if text.chars().count() > longest {
            say(field, "too_long", format!("Use at most {longest} characters."));
        }
        if text.chars().any(|c| c.is_control() && c != '\n') {
            say(field, "bad_character", "Take out the control characters.".into());
        }
    }
    for (field, text, complaint) in [
        ("contact_info.phone", &info.phone, contact::phone as Check),
        ("contact_info.email", &info.email, contact::email),
        ("contact_info.website", &info.website, contact::website),
    ] {
        let text = text.as_deref().map(str::trim).filter(|text| text.len() <= 200);
        if let Some((code, message)) = text.and_then(complaint) {
            say(field, code, message.into());
        }
    }
    for (index, name) in layer.features.iter().flatten().enumerate() {
        if let Err(error) = name.parse::<Feature>() {
            say(&format!("features.{index}"), "unknown_feature", error.to_string());
        }
    }
    if let Some(Err(error)) = layer.database_url.as_deref().map(DatabaseUrl::parse) {
        wrong.extend_from_slice(error.fields());
    }
    Error::from_fields(wrong)
}

struct Pick<'l> {
    layers: &'l [(Source, &'l ConfigLayer)],
    sources: BTreeMap<String, Source>,
    /// Where the business's own value does not show.
    overruled: Vec<String>,
}

/// An edit that does not show must say why.
fn overruled(path: &str) -> String {
    let name = path.rsplit('.').next().unwrap_or(path).replace('_', " ");
    format!("What is saved here as {name} does not show: TENANT_CONFIGS sets another value, and it wins.")
}

impl Pick<'_> {
    fn value<T: Clone + PartialEq>(
        &mut self,
        path: &str,
        of: impl Fn(&ConfigLayer) -> Option<&T>,
    ) -> Option<T> {
        let mut said = self
            .layers
            .iter()
            .rev()
            .filter_map(|(source, layer)| of(layer).map(|value| (*source, value)));
        let (source, value) = said.next()?;
        if said.any(|(source, other)| source == Source::Catalogue && other != value) {
            self.overruled.push(path.into());
        }
        self.sources.insert(path.into(), source);
        Some(value.clone())
    }

    fn text(&mut self, path: &str, of: impl Fn(&ConfigLayer) -> Option<&String>) -> Option<String> {
        self.value(path, of)
    }
}

fn branding(pick: &mut Pick<'_>, pack: &DomainPack, id: &TenantId) -> Result<Branding> {
    let mut color = |path: &str, own: Color, of: fn(&ConfigLayer) -> Option<&String>| -> Result<Color> {
        let Some(text) = pick.text(path, of) else {
            pick.sources.insert(path.into(), Source::DomainPack);
            return Ok(own);
        };
        Color::parse(&text).map_err(|error| Error::field(path, error.code(), error.to_string()))
    };
    Ok(Branding {
        primary_color: color("branding.primary_color", pack.primary_color, |l| {
            l.branding.primary_color.as_ref()
        })?,
        secondary_color: color("branding.secondary_color", pack.secondary_color, |l| {
            l.branding.secondary_color.as_ref()
        })?,
        accent_color: color("branding.accent_color", pack.accent_color, |l| {
            l.branding.accent_color.as_ref()
        })?,
        company_name: pick
            .text("branding.company_name", |l| l.branding.company_name.as_ref())
            .unwrap_or_else(|| id.to_string()),
        address: pick
            .text("branding.address", |l| l.branding.address.as_ref())
            .unwrap_or_default(),
        letterhead: pick
            .text("branding.letterhead", |l| l.branding.letterhead.as_ref())
            .unwrap_or_default(),
        invoice_footer: pick
            .text("branding.invoice_footer", |l| l.branding.invoice_footer.as_ref())
            .unwrap_or_default(),
    })
}

fn features(pick: &mut Pick<'_>, pack: &DomainPack) -> Result<BTreeSet<Feature>> {
    let names = pick
        .value("features", |layer| layer.features.as_ref())
        .unwrap_or_else(|| {
            pick.sources.insert("features".into(), Source::DomainPack);
            pack.features.clone()
        });
    names
        .iter()
        .map(|name| {
            name.parse().map_err(|error: crate::feature::UnknownFeature| {
                Error::field("features", "unknown_feature", error.to_string())
            })
        })
        .collect()
}
