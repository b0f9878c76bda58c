//! What an update says of itself, under its signature.

use serde::{Deserialize, Serialize};

use crate::db::Kind;

/// What stands in an update. Fields that a later program adds are passed over; a change that must not be passed over
/// gets another number in the file's first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What it is for.
    #[serde(flatten)]
    pub new: New,
    /// Bytes of the payload as it is stored.
    pub packed_bytes: u64,
    /// SHA-256 of the payload as it is stored, in hex.
    pub packed_sha256: String,
    /// Bytes of the payload once unpacked.
    pub size_bytes: u64,
}

/// What an update is for: the part of its manifest that whoever makes it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct New {
    /// `cashflow` or `cashflow-edge`.
    pub product: String,
    /// The version it brings.
    pub version: String,
    /// The machines it runs on, as in `linux-x86_64`.
    pub platform: String,
    /// What the payload is.
    pub payload: Payload,
    /// The newest schemas that the new program knows.
    pub schema: Schemas,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// What is new, a few lines for a person.
    #[serde(default)]
    pub notes: String,
}

/// The schemas of the two kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Schemas {
    /// Of the catalogue.
    pub catalog: i32,
    /// Of a business's file.
    pub tenant: i32,
}

impl Schemas {
    /// Those of this program.
    pub fn own() -> Self {
        Self {
            catalog: Kind::Catalog.schema_version(),
            tenant: Kind::Tenant.schema_version(),
        }
    }
}

/// What the payload of an update is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Payload {
    /// The program's own file, which takes the old one's place.
    Program,
    /// An AppImage, which takes the old one's place.
    Appimage,
    /// A package for Debian and Ubuntu.
    Deb,
    /// A package for Fedora and its kin.
    Rpm,
    /// An installer for Windows.
    Nsis,
    /// A package for Windows.
    Msi,
    /// A disk image for macOS.
    Dmg,
}

impl Payload {
    /// Each with its word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Program, "program"),
        (Self::Appimage, "appimage"),
        (Self::Deb, "deb"),
        (Self::Rpm, "rpm"),
        (Self::Nsis, "nsis"),
        (Self::Msi, "msi"),
        (Self::Dmg, "dmg"),
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(payload, _)| *payload == self)
            .map_or("", |(_, word)| word)
    }

    /// The end of a file's name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Program => "bin",
            Self::Appimage => "AppImage",
            Self::Nsis => "exe",
            other => other.as_str(),
        }
    }

    /// Whether it takes the program's place by itself, with no installer of the system's.
    pub(super) fn takes_the_place(self) -> bool {
        matches!(self, Self::Program | Self::Appimage)
    }
}

/// The machines this program runs on, as in `linux-x86_64`.
pub fn platform() -> String {
    format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH)
}
