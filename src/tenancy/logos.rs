//! A business's logo: re-encoded, kept in its own file, with a small copy in the catalogue for the start screen.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Tenancy, Tenant, TenantConfig, TenantId, catalog};
use crate::{
    author::Author,
    db::{Record, Tx, params},
    error::{Code, Error, Result},
    hex,
    logo::{self, LogoError},
};

/// The height and width of the catalogue's copy.
pub(super) const SMALL: u32 = 96;

impl Tenancy {
    /// Takes a PNG, JPEG, WebP or SVG picture as the business's logo.
    pub fn set_logo(
        &self,
        id: &TenantId,
        bytes: &[u8],
        media_type: &str,
        author: &Author,
    ) -> Result<Arc<TenantConfig>> {
        let config = self.config(id)?;
        let tenant = self.tenant_whatever_its_state(config, author.clone())?;
        let small = put_logo(&tenant, bytes, media_type)?;
        self.catalogue.write(author, &self.clock, |tx| {
            small.write_to_card(tx, id)?;
            catalog::touch(tx, id)
        })?;
        self.after_change(id)
    }

    /// Takes the logo away.
    pub fn remove_logo(&self, id: &TenantId, author: &Author) -> Result<Arc<TenantConfig>> {
        let config = self.config(id)?;
        let tenant = self.tenant_whatever_its_state(config, author.clone())?;
        let removed = tenant.write(|tx| {
            let removed = tx.execute("delete from tenant_logo", [])?;
            if removed > 0 {
                tx.log(
                    "tenant.remove_logo",
                    &Record::new("tenant", id),
                    None::<&()>,
                    None::<&()>,
                )?;
            }
            Ok(removed)
        })?;
        if removed > 0 {
            self.catalogue.write(author, &self.clock, |tx| {
                tx.execute(
                    "update tenant_cards set logo_png = null, logo_sha256 = null where tenant_id = ?1",
                    params![id.as_str()],
                )?;
                catalog::touch(tx, id)?;
                tx.log(
                    "tenant.remove_logo",
                    &Record::new("tenant", id),
                    None::<&()>,
                    None::<&()>,
                )
            })?;
        }
        self.after_change(id)
    }

    /// The logo as its own file keeps it, and its hash.
    pub fn logo(&self, id: &TenantId, author: &Author) -> Result<Option<(Vec<u8>, String)>> {
        let config = self.config(id)?;
        let tenant = self.tenant_whatever_its_state(config, author.clone())?;
        tenant.read(|read| {
            read.optional("select png, sha256 from tenant_logo", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })
    }

    /// Brings the catalogue's copy of a logo up to the file's, after a file was taken in.
    pub(super) fn copy_logo_to_card(&self, id: &TenantId, author: &Author) -> Result<()> {
        let Some((png, sha256)) = self.logo(id, author)? else {
            return Ok(());
        };
        let picture = logo::normalize(&png, "image/png").map_err(|error| refused(&error))?;
        let small = SmallLogo::of(&picture, sha256)?;
        self.catalogue
            .write(author, &self.clock, |tx| small.write_to_card(tx, id))
    }
}

/// Puts a PNG, JPEG, WebP or SVG picture into a business's file as its logo; what its card shows of it.
pub(crate) fn put_logo(tenant: &Tenant, bytes: &[u8], media_type: &str) -> Result<SmallLogo> {
    let picture = logo::normalize(bytes, media_type).map_err(|error| refused(&error))?;
    let small = SmallLogo::of(&picture, hex::encode(Sha256::digest(&picture.png)))?;
    tenant.write(|tx| {
        tx.execute(
            "insert into tenant_logo (png, sha256, width, height, updated_at) values (?1, ?2, ?3, ?4, ?5)
             on conflict (only_row) do update set png = ?1, sha256 = ?2, width = ?3, height = ?4, updated_at = ?5",
            params![picture.png, small.sha256, picture.width, picture.height, tx.now()],
        )?;
        tx.log(
            "tenant.set_logo",
            &Record::new("tenant", tenant.id()),
            None::<&()>,
            Some(&serde_json::json!({ "sha256": small.sha256 })),
        )
    })?;
    Ok(small)
}

/// A logo as the start screen shows it, and the hash of the whole one.
pub(crate) struct SmallLogo {
    png: Vec<u8>,
    sha256: String,
}

impl SmallLogo {
    fn of(picture: &logo::Logo, sha256: String) -> Result<Self> {
        let png = logo::thumbnail(picture, SMALL).map_err(|error| refused(&error))?;
        Ok(Self { png, sha256 })
    }

    pub(super) fn write_to_card(&self, tx: &Tx<'_>, id: &TenantId) -> Result<()> {
        tx.execute(
            "update tenant_cards set logo_png = ?2, logo_sha256 = ?3 where tenant_id = ?1",
            params![id.as_str(), self.png, self.sha256],
        )?;
        tx.log(
            "tenant.set_logo",
            &Record::new("tenant", id),
            None::<&()>,
            Some(&serde_json::json!({ "sha256": self.sha256 })),
        )
    }
}

fn refused(error: &LogoError) -> Error {
    let code = if error.code() == "too_large" {
        Code::TooLarge
    } else {
        Code::ValidationFailed
    };
    Error::new(code, error).and_field("logo", error.code(), error)
}
