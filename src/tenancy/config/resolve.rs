//! Puts the layers of a config together: later ones win, and each value keeps its source.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use super::{Branding, ConfigLayer, ContactInfo, Source, TenantConfig};
use crate::{
    db::DatabaseUrl,
    error::{Error, Result},
    feature::Feature,
    gstin::{self, Gstin},
    palette::Color,
    sentence::{Sentence, say},
    tenancy::{DomainPack, TenantId, Trades},
};

/// What the catalogue knows beside its layer.
#[derive(Clone, Debug)]
pub(in crate::tenancy) struct Registration {
    pub(in crate::tenancy) tenant_id: TenantId,
    pub(in crate::tenancy) archived_at: Option<String>,
    pub(in crate::tenancy) revision: i64,
    pub(in crate::tenancy) created_at: String,
    pub(in crate::tenancy) updated_at: String,
}

/// Puts the layers together, later ones winning, and checks the whole.
pub(in crate::tenancy) fn resolve(
    registration: Registration,
    layers: &[(Source, &ConfigLayer)],
    data_dir: &std::path::Path,
    trades: &Trades,
) -> Result<TenantConfig> {
    let mut pick = Pick {
        layers,
        sources: BTreeMap::new(),
        overruled: Vec::new(),
    };
    let domain_name = pick
        .text("domain", |layer| layer.domain.as_ref())
        .unwrap_or_else(|| {
            pick.sources.insert("domain".into(), Source::DomainPack);
            "default".into()
        });
    let pack = trades
        .find(&domain_name)
        .ok_or_else(|| trades.gone(&registration.tenant_id, &domain_name))?;
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
    let read = gst_number.as_deref().map(Gstin::parse);
    let gst_verified = matches!(read, Some(Ok(_)));
    let warnings = read
        .and_then(Result::err)
        .map(|fault| {
            say!(
                "The GST number {gstin} is unverified: {why}",
                gstin = gstin::tidy(gst_number.as_deref().unwrap_or_default()),
                why = fault.sentence()
            )
        })
        .into_iter()
        .chain(pick.overruled.iter().map(|path| overruled(path)))
        .collect();
    Ok(TenantConfig {
        file: database_url.file(data_dir),
        tenant_id: registration.tenant_id,
        database_url,
        domain: pack.clone(),
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

struct Pick<'l> {
    layers: &'l [(Source, &'l ConfigLayer)],
    sources: BTreeMap<String, Source>,
    /// Where the business's own value does not show.
    overruled: Vec<String>,
}

/// An edit that does not show must say why.
fn overruled(path: &str) -> Sentence {
    let name = path.rsplit('.').next().unwrap_or(path).replace('_', " ");
    say!(
        "What is saved here as {name} does not show: TENANT_CONFIGS sets another value, and it wins.",
        name
    )
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
        Color::parse(&text).map_err(|error| Error::field(path, error.code(), &error))
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
                Error::field("features", "unknown_feature", &error)
            })
        })
        .collect()
}
