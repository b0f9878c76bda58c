//! The whole of one business as one `.cashflow` file: made, looked into, taken in.
//!
//! It is a zip of exactly three entries with known names, so that nothing in it can go anywhere but where it is read
//! to. `docs/decisions/0013-one-file-for-a-whole-business.md` has the format.

mod arrival;
mod arrivals;
mod coming;
mod read;
mod write;

pub use arrival::{Arrival, Held, Schema};
pub(super) use arrivals::Arrivals;
pub use coming::{Coming, ComingStep, Watch};

use serde::{Deserialize, Serialize};

use super::TenantId;

/// How such a file's name ends.
pub const ENDING: &str = "cashflow";

/// The largest file taken in, in bytes.
pub const LARGEST: u64 = 4 << 30;

const MANIFEST: &str = "manifest.json";
const CONFIG: &str = "config.json";
const BUSINESS: &str = "business.sqlite";

const FORMAT: &str = "cashflow-archive";
/// The newest format this program knows.
const FORMAT_VERSION: u32 = 1;

/// Hears how far it is: bytes done, bytes in all.
pub(super) type Told<'t> = &'t mut dyn FnMut(u64, u64);

/// What an archive says of itself, in its first entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: String,
    format_version: u32,
    /// The program that made it.
    program_version: String,
    /// The schema of the business's file in it.
    schema_version: i32,
    tenant_id: TenantId,
    company_name: String,
    /// RFC 3339.
    made_at: String,
    files: Files,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Files {
    #[serde(rename = "config.json")]
    config: Content,
    #[serde(rename = "business.sqlite")]
    business: Content,
}

/// What an entry must unpack to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    size_bytes: u64,
    /// In hex.
    sha256: String,
}
