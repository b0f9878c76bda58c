//! The trades the program knows. Each is one TOML file: under `tenants/domains/`, embedded, or in the data directory.
//! A new trade is a new file and no code. What a business adds or takes away lives in its config, not here.

mod file;
mod trades;

use std::sync::{Arc, LazyLock};

pub use file::{DomainPack, MenuGroup, MenuItem, Rows};
pub(super) use file::{PackError, rows};
pub use trades::{CheckRows, Trades};

/// `tenants/`: the domain packs and the sample businesses.
#[derive(rust_embed::RustEmbed)]
#[folder = "tenants"]
pub(super) struct Shipped;

/// The domain packs built in, `default` first, the others by name.
pub(super) fn packs() -> &'static [Arc<DomainPack>] {
    static PACKS: LazyLock<Vec<Arc<DomainPack>>> = LazyLock::new(|| {
        // The shipped files were read by the same code when the program was built and tested.
        let mut packs = shipped().unwrap_or_else(|error| panic!("{error}"));
        packs.sort_by(|one, other| {
            (one.domain != "default", &one.name).cmp(&(other.domain != "default", &other.name))
        });
        packs.into_iter().map(Arc::new).collect()
    });
    &PACKS
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
