//! Checks a layer of a config by itself.

use super::ConfigLayer;
use crate::{
    contact,
    db::DatabaseUrl,
    error::{Error, FieldError, Result},
    feature::Feature,
    palette::Color,
    sentence::{Sentence, say},
    tenancy::Trades,
};

type Check = fn(&str) -> Option<contact::Complaint>;

/// Checks a layer by itself, naming every wrong field at once.
pub(in crate::tenancy) fn check_layer(layer: &ConfigLayer, trades: &Trades) -> Result<()> {
    let mut wrong: Vec<FieldError> = Vec::new();
    let mut say = |field: &str, code: &str, message: Sentence| {
        wrong.push(FieldError {
            field: field.into(),
            code: code.into(),
            message,
        });
    };
    if let Some(domain) = &layer.domain
        && trades.find(domain).is_none()
    {
        say("domain", "unknown_domain", trades.unknown(domain));
    }
    let branding = &layer.branding;
    for (field, text) in [
        ("branding.primary_color", &branding.primary_color),
        ("branding.secondary_color", &branding.secondary_color),
        ("branding.accent_color", &branding.accent_color),
    ] {
        if let Some(Err(error)) = text.as_deref().map(Color::parse) {
            say(field, error.code(), (&error).into());
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
            say(
                field,
                "too_long",
                say!("Use at most {longest} characters.", longest),
            );
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
            say(&format!("features.{index}"), "unknown_feature", (&error).into());
        }
    }
    if let Some(Err(error)) = layer.database_url.as_deref().map(DatabaseUrl::parse) {
        wrong.extend_from_slice(error.fields());
    }
    Error::from_fields(wrong)
}
