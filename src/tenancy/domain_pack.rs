//! The trades the program knows. Each is one TOML file under `tenants/domains/`, embedded: a new
//! trade is a new file and no code. What a business adds or takes away lives in its config, not here.

mod file;

use std::sync::LazyLock;

use super::TenantId;
use crate::error::{Code, Error};

pub use file::{DomainPack, MenuGroup, MenuItem, Rows};
pub(super) use file::{PackError, rows};

/// `tenants/`: the domain packs and the sample businesses.
#[derive(rust_embed::RustEmbed)]
#[folder = "tenants"]
pub(super) struct Shipped;

/// All domain packs, `default` first, the others by name.
pub fn packs() -> &'static [DomainPack] {
    static PACKS: LazyLock<Vec<DomainPack>> = LazyLock::new(|| {
        // The shipped files were read by the same code when the program was built and tested.
        let mut packs = shipped().unwrap_or_else(|error| panic!("{error}"));
        packs.sort_by(|one, other| {
            (one.domain != "default", &one.name).cmp(&(other.domain != "default", &other.name))
        });
        packs
    });
    &PACKS
}

/// The pack of this trade.
pub fn pack(domain: &str) -> Option<&'static DomainPack> {
    packs().iter().find(|pack| pack.domain == domain)
}

/// The sentence for a trade that does not exist: it names those that do.
pub(super) fn unknown_domain(domain: &str) -> String {
    let domain: String = domain.chars().take(40).collect();
    let known: Vec<&str> = packs().iter().map(|pack| pack.domain.as_str()).collect();
    format!(
        "There is no domain “{domain}”. Choose one of {}.",
        known.join(", ")
    )
}

/// The error for a business whose trade this program does not have any more.
pub(super) fn gone(id: &TenantId, domain: &str) -> Error {
    let known = unknown_domain(domain);
    Error::new(
        Code::BadConfig,
        format!(
            "“{id}” is of a trade that this program does not have. {known} “cashflow tenant edit {id} --domain default” gives it another; its data stay as they are."
        ),
    )
    .and_field("domain", "unknown_domain", known)
}

fn shipped() -> Result<Vec<DomainPack>, PackError> {
    let files = Shipped::iter().filter(|path| path.starts_with("domains/") && path.ends_with(".toml"));
    files
        .map(|path| DomainPack::parse(&format!("tenants/{path}"), &text(&path)?))
        .collect()
}

/// A shipped file as text.
pub(super) fn text(path: &str) -> Result<String, PackError> {
    let fault = |message: &str| PackError {
        file: format!("tenants/{path}"),
        line: None,
        key: None,
        message: message.to_owned(),
    };
    let file = Shipped::get(path).ok_or_else(|| fault("is not there"))?;
    String::from_utf8(file.data.into_owned()).map_err(|_| fault("is not UTF-8 text"))
}

#[cfg(test)]
mod tests;
