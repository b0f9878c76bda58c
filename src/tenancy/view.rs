//! A business's config and branding as they are answered.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Branding, ContactInfo, Source, TenantConfig, TenantId};
use crate::{
    feature::Feature,
    palette::Palette,
    sentence::{Say, Sentence},
};

/// A business's config, and where each part of it came from.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ConfigView {
    /// Its id.
    pub tenant_id: TenantId,
    /// Where its rows live; never with a secret.
    pub database_url: String,
    /// Its trade.
    pub domain: String,
    /// Names, colours, texts.
    pub branding: Branding,
    /// The gated features it has.
    pub features: BTreeSet<Feature>,
    /// Its own GST number as it was written.
    pub gst_number: Option<String>,
    /// Whether that number has the form and check digit of one.
    pub gst_verified: bool,
    /// How it is reached.
    pub contact_info: ContactInfo,
    /// Whether it may be worked in.
    pub is_active: bool,
    /// When it was archived, if it is.
    pub archived_at: Option<String>,
    /// Counts the changes; send it back with an edit.
    pub revision: i64,
    /// When it was made.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
    /// What is odd but no error.
    pub warnings: Vec<String>,
    /// The same for a reader of another language, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings_say: Vec<Say>,
    /// Where each value came from, by dotted path.
    pub sources: BTreeMap<String, Source>,
}

impl From<&TenantConfig> for ConfigView {
    fn from(config: &TenantConfig) -> Self {
        Self {
            tenant_id: config.tenant_id.clone(),
            database_url: config.database_url.to_string(),
            domain: config.domain.domain.clone(),
            branding: config.branding.clone(),
            features: config.features.clone(),
            gst_number: config.gst_number.clone(),
            gst_verified: config.gst_verified,
            contact_info: config.contact_info.clone(),
            is_active: config.is_active,
            archived_at: config.archived_at.clone(),
            revision: config.revision,
            created_at: config.created_at.clone(),
            updated_at: config.updated_at.clone(),
            warnings: config.warnings.iter().map(Sentence::to_string).collect(),
            warnings_say: config.warnings.iter().map(Sentence::to_say).collect(),
            sources: config.sources.clone(),
        }
    }
}

/// A business's look.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct BrandingView {
    /// Its id.
    pub tenant_id: TenantId,
    /// Names, colours, texts, tones.
    pub branding: BrandingWithPalette,
    /// What stands on paper.
    pub company_info: CompanyInfo,
}

/// Branding with the tones derived from it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct BrandingWithPalette {
    /// Names, colours, texts.
    #[serde(flatten)]
    pub branding: Branding,
    /// The tones of its colours.
    pub palette: Palette,
}

/// Who the business is.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CompanyInfo {
    /// The name people see.
    pub name: String,
    /// Its own GST number.
    pub gst_number: Option<String>,
    /// Postal address, in lines.
    pub address: String,
    /// How it is reached.
    pub contact: ContactInfo,
}

impl From<&TenantConfig> for BrandingView {
    fn from(config: &TenantConfig) -> Self {
        Self {
            tenant_id: config.tenant_id.clone(),
            branding: BrandingWithPalette {
                branding: config.branding.clone(),
                palette: config.palette().clone(),
            },
            company_info: CompanyInfo {
                name: config.branding.company_name.clone(),
                gst_number: config.gst_number.clone(),
                address: config.branding.address.clone(),
                contact: config.contact_info.clone(),
            },
        }
    }
}
