//! What a frame needs to show a business: its look, its words, and the menu of what it has.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    Tenancy, TenantConfig, TenantId,
    domain_pack::{DomainPack, MenuGroup, MenuItem},
};
use crate::{
    db::params,
    error::Result,
    feature::Feature,
    palette::Palette,
    sentence::{Say, Sentence},
};

/// A business as its frame shows it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Workspace {
    /// Its id.
    pub tenant_id: TenantId,
    /// The name people see.
    pub company_name: String,
    /// Two letters for where a logo would stand.
    pub initials: String,
    /// Its trade.
    pub domain: String,
    /// The trade in words.
    pub domain_name: String,
    /// Whether it may be worked in.
    pub is_active: bool,
    /// The gated features it has.
    pub features: BTreeSet<Feature>,
    /// The tones of its colours.
    pub palette: Palette,
    /// Where its logo is had; null when it has none.
    pub logo_url: Option<String>,
    /// Its own GST number.
    pub gst_number: Option<String>,
    /// Whether that number has the form and check digit of one.
    pub gst_verified: bool,
    /// Whether an address and a telephone are written down, which stand on every paper.
    pub profile_complete: bool,
    /// What is odd but no error.
    pub warnings: Vec<String>,
    /// The same for a reader of another language, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings_say: Vec<Say>,
    /// The trade's words for records.
    pub labels: BTreeMap<String, String>,
    /// The menu: only what is built and granted.
    pub menu: Vec<MenuGroup>,
}

impl Tenancy {
    /// A business's frame.
    pub fn workspace(&self, config: &TenantConfig) -> Result<Workspace> {
        let logo: Option<String> = self.catalogue.read(|read| {
            let found = read.optional(
                "select logo_sha256 from tenant_cards where tenant_id = ?1",
                params![config.tenant_id.as_str()],
                |row| row.get(0),
            )?;
            Ok(found.flatten())
        })?;
        Ok(Workspace {
            tenant_id: config.tenant_id.clone(),
            company_name: config.branding.company_name.clone(),
            initials: config.initials(),
            domain: config.domain.domain.clone(),
            domain_name: config.domain.name.clone(),
            is_active: config.is_active && config.archived_at.is_none(),
            features: config.features.clone(),
            palette: config.palette().clone(),
            logo_url: logo.map(|hash| {
                format!(
                    "/api/tenants/{}/logo?v={}",
                    config.tenant_id,
                    &hash[..hash.len().min(12)]
                )
            }),
            gst_number: config.gst_number.clone(),
            gst_verified: config.gst_verified,
            profile_complete: !config.branding.address.is_empty() && config.contact_info.phone.is_some(),
            warnings: config.warnings.iter().map(Sentence::to_string).collect(),
            warnings_say: config.warnings.iter().map(Sentence::to_say).collect(),
            labels: config.domain.labels.clone(),
            menu: menu(config),
        })
    }
}

impl Workspace {
    /// With the trade's words in this language, as far as its pack has them.
    #[must_use]
    pub fn in_language(mut self, pack: &DomainPack, language: &str) -> Self {
        let translate = |text: &mut String| *text = pack.say(language, text).to_owned();
        translate(&mut self.domain_name);
        self.labels.values_mut().for_each(translate);
        for group in &mut self.menu {
            translate(&mut group.label);
            group.items.iter_mut().for_each(|item| translate(&mut item.label));
        }
        self
    }
}

/// The trade's menu without what the business does not have.
fn menu(config: &TenantConfig) -> Vec<MenuGroup> {
    let granted = |item: &MenuItem| {
        item.feature.as_deref().is_none_or(|name| {
            name.parse()
                .is_ok_and(|feature: Feature| config.features.contains(&feature))
        })
    };
    let groups = config.domain.menu.iter().map(|group| MenuGroup {
        group: group.group.clone(),
        label: group.label.clone(),
        items: group.items.iter().filter(|item| granted(item)).cloned().collect(),
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}
