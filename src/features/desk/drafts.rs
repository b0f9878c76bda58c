//! Forms that were typed and not saved yet: they outlive a switch of business, a closed window and a power cut.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{NOBODY, check_key, room_for, written};
use crate::{
    db::Shelf,
    error::{Error, Result},
    features::{record::not_found, text::Checks},
    tenancy::Tenant,
};

/// Bytes of one draft.
const LARGEST: usize = 256 << 10;
/// Drafts of one person.
const MOST: i64 = 200;

/// A draft to be kept.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftToKeep {
    /// What the list of drafts calls it: the name typed so far, at most 120 characters.
    #[serde(default)]
    pub label: String,
    /// The form, any JSON, at most 256 KiB.
    pub value: Value,
}

/// A draft in the list of drafts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DraftListed {
    /// Its key: the screen that it was typed in.
    pub key: String,
    /// The name typed so far; empty when there was none.
    pub label: String,
    /// When it was kept last, RFC 3339 in UTC.
    pub saved_at: String,
}

/// A draft.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Draft {
    /// Its key: the screen that it was typed in.
    pub key: String,
    /// The name typed so far; empty when there was none.
    pub label: String,
    /// The form.
    pub value: Value,
    /// When it was kept last, RFC 3339 in UTC.
    pub saved_at: String,
}

/// All drafts, the newest first, without what is in them.
pub fn drafts(tenant: &Tenant) -> Result<Vec<DraftListed>> {
    tenant.read(|read| {
        read.all(
            "select key, label, saved_at from drafts where person = ?1 order by saved_at desc, key",
            [NOBODY],
            |row| {
                Ok(DraftListed {
                    key: row.get(0)?,
                    label: row.get(1)?,
                    saved_at: row.get(2)?,
                })
            },
        )
    })
}

/// A draft with what is in it.
pub fn draft(tenant: &Tenant, key: &str) -> Result<Draft> {
    check_key(key)?;
    let found: Option<(String, String, String)> = tenant.read(|read| {
        read.optional(
            "select label, value, saved_at from drafts where person = ?1 and key = ?2",
            [NOBODY, key],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
    })?;
    let (label, value, saved_at) = found.ok_or_else(not_found)?;
    Ok(Draft {
        key: key.to_owned(),
        label,
        value: serde_json::from_str(&value).map_err(Error::internal)?,
        saved_at,
    })
}

/// Keeps a draft in place of what it was.
pub fn keep_draft(tenant: &Tenant, key: &str, wanted: &DraftToKeep) -> Result<DraftListed> {
    check_key(key)?;
    let mut checks = Checks::default();
    let label = checks.line("label", &wanted.label, 120);
    checks.finish()?;
    let text = written(&wanted.value, LARGEST)?;
    let saved_at = tenant.remember(|desk| {
        room_for(
            desk,
            "select count(*) from drafts where person = ?1 and key <> ?2",
            key,
            MOST,
            "So many forms wait unsaved that no other can be kept. Save or discard some of them first.",
        )?;
        desk.put_draft(NOBODY, key, &label, &text).map(str::to_owned)
    })?;
    Ok(DraftListed {
        key: key.to_owned(),
        label,
        saved_at,
    })
}

/// Forgets a draft; it is no error if there was none.
pub fn forget_draft(tenant: &Tenant, key: &str) -> Result<()> {
    check_key(key)?;
    tenant.remember(|desk| desk.forget(Shelf::Drafts, NOBODY, key).map(drop))
}
