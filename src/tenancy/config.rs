//! What is known of a business, put together from layers of which the later win, each value knowing its source.

mod check;
mod resolve;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

pub(super) use check::check_layer;
pub(super) use resolve::{Registration, resolve};

use super::{DomainPack, TenantId};
use crate::{
    db::DatabaseUrl,
    error::Result,
    feature::Feature,
    palette::{Color, Palette},
    sentence::Sentence,
};

/// Where a value came from, in the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The pack of its trade.
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
    pub domain: Arc<DomainPack>,
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
    pub warnings: Vec<Sentence>,
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
