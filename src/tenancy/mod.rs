//! Which business: its config and where that came from, its file, its pools, its life.
//!
//! Everything here is about the whole of a business. What a business does all day is in `features`.

mod archive_file;
mod backup;
mod cards;
mod catalog;
mod config;
mod data_dir;
mod declared;
mod disk;
mod domain_pack;
mod elsewhere;
mod export;
mod file;
mod found;
mod health;
mod id;
mod life;
mod logos;
mod make;
mod many;
mod mode;
mod open_set;
mod registry;
pub mod routes;
mod samples;
mod sources;
mod tenant;
mod upkeep;
mod view;
mod workspace;

pub use archive_file::{
    Arrival, Coming, ComingStep, ENDING as ARCHIVE_ENDING, Held, LARGEST as LARGEST_ARCHIVE, Schema, Watch,
};
pub use backup::{BackedUp, Left, Snapshot};
pub use cards::{Card, Cards, CardsQuery};
pub use config::{Branding, BrandingLayer, ConfigLayer, ContactInfo, Source, TenantConfig, initials};
pub use data_dir::DataDir;
pub use disk::LOW_DISK_BYTES;
pub(crate) use disk::room;
pub use domain_pack::{CheckRows, DomainPack, MenuGroup, MenuItem, Rows, Trades};
pub use export::{Download, Downloads, Fetched};
pub use found::Stray;
pub(crate) use health::worst;
pub use health::{Check, FileSize, Status, TenantHealth};
pub use id::TenantId;
pub use life::Deleted;
pub(crate) use logos::{SmallLogo, put_logo};
pub use make::{IdOffer, NewTenant};
pub use mode::Mode;
pub(crate) use mode::held_to_one;
pub use registry::{FirstRows, Options, Tenancy};
pub use samples::{Sample, SampleProducts, samples};
pub use sources::{
    check_alone as check_config_file, check_file as check_config_places, check_json as check_config_json,
};
pub use tenant::Tenant;
pub use upkeep::{Rebuilt, rebuild_catalogue, require_alone};
pub use view::{BrandingView, ConfigView};
pub use workspace::Workspace;
