//! The catalogue's SQL: which businesses there are. No rule of their life comes in here.

use rusqlite::Row;

use super::{
    TenantId,
    config::{ConfigLayer, Registration, TenantConfig},
};
use crate::{
    author::{Author, Door},
    db::{Read, Record, Tx, named_params, params},
    error::{Code, Error, Result},
    sentence::say,
};

/// A business as the catalogue's row has it.
pub(super) struct Entry {
    pub(super) registration: Registration,
    pub(super) layer: ConfigLayer,
}

const COLUMNS: &str = "select c.tenant_id, c.database_url, c.domain, c.branding_config, c.features, c.gst_number, c.contact_info, c.is_active,
       c.created_at, c.updated_at, c.revision, a.archived_at
from tenant_configs c left join tenant_archivals a on a.tenant_id = c.tenant_id";

pub(super) fn find(read: &Read<'_>, id: &TenantId) -> Result<Option<Entry>> {
    let found = read.optional(
        &format!("{COLUMNS} where c.tenant_id = ?1"),
        params![id.as_str()],
        entry,
    )?;
    found.transpose()
}

pub(super) fn get(read: &Read<'_>, id: &TenantId) -> Result<Entry> {
    find(read, id)?.ok_or_else(|| TenantId::unknown(id.as_str()))
}

/// Who made a business's config what it is, as the edit log has it.
pub(super) fn author_of(read: &Read<'_>, id: &TenantId) -> Result<Author> {
    let found = read.optional(
        "select l.who, l.door, l.request_id
         from edit_log l join tenant_configs c on c.tenant_id = l.record_id and c.updated_at = l.at
         where l.record_kind = 'tenant' and l.record_id = ?1 and l.operation <> 'tenant.open'
         order by l.id desc limit 1",
        params![id.as_str()],
        |row| {
            let door: String = row.get(1)?;
            Ok(Author {
                who: row.get(0)?,
                door: Door::named(&door).unwrap_or(Door::Program),
                request_id: row.get(2)?,
            })
        },
    )?;
    Ok(found.unwrap_or_else(|| Author::system(Door::Program)))
}

/// The id whose subdomain this is.
pub(super) fn by_subdomain(read: &Read<'_>, label: &str) -> Result<Option<TenantId>> {
    let id: Option<String> = read.optional(
        "select tenant_id from tenant_configs where replace(tenant_id, '_', '-') = ?1",
        params![label.replace('_', "-")],
        |row| row.get(0),
    )?;
    id.as_deref().map(TenantId::parse).transpose()
}

pub(super) fn ids(read: &Read<'_>) -> Result<Vec<TenantId>> {
    let ids: Vec<String> = read.all(
        "select tenant_id from tenant_configs order by tenant_id",
        [],
        |row| row.get(0),
    )?;
    ids.iter().map(|id| TenantId::parse(id)).collect()
}

/// The ids of at most two businesses: enough to tell none, one and several apart, at any size of the catalogue.
pub(super) fn first_two(read: &Read<'_>) -> Result<Vec<TenantId>> {
    let ids: Vec<String> = read.all("select tenant_id from tenant_configs limit 2", [], |row| {
        row.get(0)
    })?;
    ids.iter().map(|id| TenantId::parse(id)).collect()
}

pub(super) fn insert(tx: &Tx<'_>, id: &TenantId, database_url: &str, layer: &ConfigLayer) -> Result<()> {
    let taken: Option<String> = tx.optional(
        "select tenant_id from tenant_configs where replace(tenant_id, '_', '-') = ?1 or database_url = ?2",
        params![id.subdomain(), database_url],
        |row| row.get(0),
    )?;
    if let Some(taken) = taken {
        return Err(exists(id, &taken));
    }
    let (branding, features, contact) = columns(layer)?;
    tx.insert(
        "insert into tenant_configs (tenant_id, database_url, domain, branding_config, features, gst_number, contact_info, is_active, created_at, updated_at)
         values (:id, :database_url, :domain, :branding, :features, :gst_number, :contact, :is_active, :now, :now)",
        named_params! {
            ":id": id.as_str(), ":database_url": database_url, ":domain": layer.domain, ":branding": branding, ":features": features,
            ":gst_number": layer.gst_number, ":contact": contact, ":is_active": layer.is_active.unwrap_or(true), ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Gives a business taken in from its file the revision and the archival that the file remembers.
pub(super) fn remember(tx: &Tx<'_>, id: &TenantId, revision: i64, archived_at: Option<&str>) -> Result<()> {
    tx.execute(
        "update tenant_configs set revision = max(?2, 1) where tenant_id = ?1",
        params![id.as_str(), revision],
    )?;
    if let Some(archived_at) = archived_at {
        tx.execute(
            "insert into tenant_archivals (tenant_id, archived_at, archived_by) values (?1, ?2, ?3)",
            params![id.as_str(), archived_at, tx.author().who],
        )?;
    }
    Ok(())
}

/// A fact about the installation, if it was noted.
pub(super) fn setting(read: &Read<'_>, name: &str) -> Result<Option<String>> {
    read.optional(
        "select value from installation_settings where name = ?1",
        params![name],
        |row| row.get(0),
    )
}

/// Notes a fact about the installation.
pub(super) fn set_setting(tx: &Tx<'_>, name: &str, value: &str) -> Result<()> {
    tx.execute(
        "insert into installation_settings (name, value, updated_at) values (?1, ?2, ?3)
         on conflict (name) do update set value = ?2, updated_at = ?3",
        params![name, value, tx.now()],
    )?;
    tx.log(
        "installation.set",
        &Record::new("setting", name),
        None::<&()>,
        Some(&value),
    )
}

/// The error for an id, or its twin in a subdomain, that is taken.
pub(super) fn exists(id: &TenantId, taken: &str) -> Error {
    let sentence = if id.as_str() == taken {
        say!("The business “{id}” exists already. Choose another id.", id)
    } else {
        say!(
            "The business “{id}” would have the same address as “{taken}”. Choose another id.",
            id,
            taken
        )
    };
    Error::new(Code::TenantExists, sentence).and_field("tenant_id", "tenant_exists", "This id is taken.")
}

pub(super) fn update(tx: &Tx<'_>, id: &TenantId, layer: &ConfigLayer) -> Result<()> {
    let (branding, features, contact) = columns(layer)?;
    tx.execute(
        "update tenant_configs set domain = :domain, branding_config = :branding, features = :features, gst_number = :gst_number,
           contact_info = :contact, is_active = :is_active, updated_at = :now, revision = revision + 1
         where tenant_id = :id",
        named_params! {
            ":id": id.as_str(), ":domain": layer.domain, ":branding": branding, ":features": features, ":gst_number": layer.gst_number,
            ":contact": contact, ":is_active": layer.is_active.unwrap_or(true), ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Counts a change that lies outside the layer, a logo or an archival.
pub(super) fn touch(tx: &Tx<'_>, id: &TenantId) -> Result<()> {
    tx.execute(
        "update tenant_configs set updated_at = ?2, revision = revision + 1 where tenant_id = ?1",
        params![id.as_str(), tx.now()],
    )?;
    Ok(())
}

pub(super) fn remove(tx: &Tx<'_>, id: &TenantId) -> Result<()> {
    tx.execute(
        "delete from tenant_configs where tenant_id = ?1",
        params![id.as_str()],
    )?;
    Ok(())
}

/// Writes what the start screen shows of a business, whatever program asks.
pub(super) fn write_card(tx: &Tx<'_>, config: &TenantConfig) -> Result<()> {
    tx.execute(
        "insert into tenant_cards (tenant_id, company_name, sort_name, domain, primary_color, is_active)
         values (:id, :name, :sort_name, :domain, :color, :is_active)
         on conflict (tenant_id) do update set company_name = :name, sort_name = :sort_name, domain = :domain,
           primary_color = :color, is_active = :is_active",
        named_params! {
            ":id": config.tenant_id.as_str(), ":name": config.branding.company_name, ":sort_name": super::cards::sort_name(&config.branding.company_name),
            ":domain": config.domain.domain, ":color": config.branding.primary_color.to_string(), ":is_active": config.is_active,
        },
    )?;
    Ok(())
}

type Columns = (Option<String>, Option<String>, Option<String>);

fn columns(layer: &ConfigLayer) -> Result<Columns> {
    let text = |value: serde_json::Result<String>| {
        value
            .map(|text| (text != "{}").then_some(text))
            .map_err(Error::internal)
    };
    let features = layer
        .features
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(Error::internal)?;
    Ok((
        text(serde_json::to_string(&layer.branding))?,
        features,
        text(serde_json::to_string(&layer.contact_info))?,
    ))
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Result<Entry>> {
    let id: String = row.get(0)?;
    let branding: Option<String> = row.get(3)?;
    let features: Option<String> = row.get(4)?;
    let contact: Option<String> = row.get(6)?;
    let layer = |id: &str| -> Result<ConfigLayer> {
        let broken = |error: serde_json::Error| {
            Error::new(
                Code::BadConfig,
                say!(
                    "The catalogue's row of “{id}” cannot be read: {error}. Restore the catalogue.",
                    id,
                    error = error.to_string()
                ),
            )
            .caused_by(error)
        };
        Ok(ConfigLayer {
            database_url: None,
            domain: None,
            branding: branding
                .as_deref()
                .map(serde_json::from_str)
                .transpose()
                .map_err(broken)?
                .unwrap_or_default(),
            features: features
                .as_deref()
                .map(serde_json::from_str)
                .transpose()
                .map_err(broken)?,
            gst_number: None,
            contact_info: contact
                .as_deref()
                .map(serde_json::from_str)
                .transpose()
                .map_err(broken)?
                .unwrap_or_default(),
            is_active: None,
        })
    };
    let made = (|| {
        let layer = layer(&id)?;
        let tenant_id = TenantId::parse(&id)?;
        Ok((tenant_id, layer))
    })();
    let (database_url, domain, gst_number, is_active) = (row.get(1)?, row.get(2)?, row.get(5)?, row.get(7)?);
    let (created_at, updated_at, revision, archived_at) =
        (row.get(8)?, row.get(9)?, row.get(10)?, row.get(11)?);
    Ok(made.map(|(tenant_id, layer)| Entry {
        registration: Registration {
            tenant_id,
            archived_at,
            revision,
            created_at,
            updated_at,
        },
        layer: ConfigLayer {
            database_url: Some(database_url),
            domain,
            gst_number,
            is_active: Some(is_active),
            ..layer
        },
    }))
}
