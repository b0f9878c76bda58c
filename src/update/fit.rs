//! Whether an update that is believed fits this program: its product, its machine, the way it was installed, and
//! forwards only.

use crate::sentence::say;
use std::path::Path;

use semver::Version;
use serde::Serialize;

use super::{Form, Manifest, Opened, Payload, Schemas, Updates, open, platform, refuse};
use crate::error::Result;

/// An update that fits, as a person is asked about it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Offer {
    /// The version that runs.
    pub from: String,
    /// The version it brings.
    pub to: String,
    /// The machines it is for.
    pub platform: String,
    /// What it brings: the program itself, or a package for the system's own installer.
    pub payload: Payload,
    /// The name of the key that signed it.
    pub signed_by: String,
    /// The fingerprint of that key.
    pub fingerprint: String,
    /// When it was made.
    pub made_at: String,
    /// What is new.
    pub notes: String,
    /// Bytes once unpacked.
    pub size_bytes: u64,
    /// Whether businesses' files are brought to a newer schema when the new program opens them.
    pub migrates: bool,
    /// The hash it is named by when it is applied.
    pub sha256: String,
}

/// Opens an update and looks whether it fits; what a person decides on. Nothing is changed.
pub fn check(file: &Path, updates: &Updates) -> Result<(Opened, Offer)> {
    let opened = open(file, &updates.keys)?;
    let manifest = &opened.manifest;
    fits(manifest, updates)?;
    let new = &manifest.new;
    let offer = Offer {
        from: updates.version().to_string(),
        to: new.version.clone(),
        platform: new.platform.clone(),
        payload: new.payload,
        signed_by: opened.signed_by.name(),
        fingerprint: opened.signed_by.fingerprint(),
        made_at: new.made_at.clone(),
        notes: new.notes.clone(),
        size_bytes: manifest.size_bytes,
        migrates: new.schema != Schemas::own(),
        sha256: manifest.packed_sha256.clone(),
    };
    Ok((opened, offer))
}

fn fits(manifest: &Manifest, updates: &Updates) -> Result<()> {
    let new = &manifest.new;
    if new.product != updates.product {
        let text = say!(
            "It is for another program than this one, which is {product}. Choose the update made for it.",
            product = updates.product
        );
        return Err(refuse("other_product", text));
    }
    if new.platform != platform() {
        let text = say!(
            "It is for other machines: this one is {platform}. Choose the update made for it.",
            platform = platform()
        );
        return Err(refuse("other_platform", text));
    }
    newer(new.version.as_str(), updates)?;
    let own = Schemas::own();
    if new.schema.catalog < own.catalog || new.schema.tenant < own.tenant {
        return Err(refuse(
            "older_data",
            "It could not read the files that this version wrote. Choose a newer one.",
        ));
    }
    suits(new.payload, updates.form)
}

fn newer(version: &str, updates: &Updates) -> Result<()> {
    let brought = Version::parse(version)
        .map_err(|error| refuse("damaged", "It names no version. Get it again.").caused_by(error))?;
    let here = updates.version();
    // Precedence alone counts: a build number makes no version newer.
    if brought.cmp_precedence(&here).is_gt() {
        return Ok(());
    }
    let text = if brought.cmp_precedence(&here).is_eq() {
        say!("It brings {brought}, which is here already.", brought)
    } else {
        say!(
            "It brings {brought}, which is older than {here}. An update never goes back: files of this version could not be read.",
            brought,
            here
        )
    };
    Err(refuse("not_newer", text))
}

fn suits(payload: Payload, form: Form) -> Result<()> {
    if form.takes(payload) {
        return Ok(());
    }
    let text = say!(
        "It is made for another kind of installation ({payload}); this CashFlow was installed {words}. Choose the update made for that.",
        payload = payload.as_str(),
        words = form.words()
    );
    Err(refuse("other_installation", text))
}
