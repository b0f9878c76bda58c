//! How a person likes to see things: a value for each key.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{NOBODY, check_key, room_for, written};
use crate::{
    db::Shelf,
    error::{Error, Result},
    tenancy::Tenant,
};

/// Bytes of one preference.
const LARGEST: usize = 16 << 10;
/// Preferences of one person.
const MOST: i64 = 500;

/// A preference to be kept.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceToKeep {
    /// Any JSON, at most 16 KiB.
    pub value: Value,
}

/// A preference as it is kept.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Preference {
    /// Its key, `table.products`.
    pub key: String,
    /// What was kept.
    pub value: Value,
    /// When, RFC 3339 in UTC.
    pub saved_at: String,
}

/// All preferences by their keys.
pub fn preferences(tenant: &Tenant) -> Result<Map<String, Value>> {
    let kept: Vec<(String, String)> = tenant.read(|read| {
        read.all(
            "select key, value from preferences where person = ?1 order by key",
            [NOBODY],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })?;
    kept.into_iter()
        .map(|(key, value)| Ok((key, serde_json::from_str(&value).map_err(Error::internal)?)))
        .collect()
}

/// Keeps a preference in place of what it was.
pub fn keep_preference(tenant: &Tenant, key: &str, wanted: PreferenceToKeep) -> Result<Preference> {
    check_key(key)?;
    let text = written(&wanted.value, LARGEST)?;
    let saved_at = tenant.remember(|desk| {
        room_for(
            desk,
            "select count(*) from preferences where person = ?1 and key <> ?2",
            key,
            MOST,
            "So many preferences are kept already that no other can be. Remove some first.",
        )?;
        desk.put_preference(NOBODY, key, &text).map(str::to_owned)
    })?;
    Ok(Preference {
        key: key.to_owned(),
        value: wanted.value,
        saved_at,
    })
}

/// Forgets a preference; it is no error if there was none.
pub fn forget_preference(tenant: &Tenant, key: &str) -> Result<()> {
    check_key(key)?;
    tenant.remember(|desk| desk.forget(Shelf::Preferences, NOBODY, key).map(drop))
}
