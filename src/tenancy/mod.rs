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
mod domain_pack;
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

pub use archive_file::{Arrival, ENDING as ARCHIVE_ENDING, Held, LARGEST as LARGEST_ARCHIVE, Schema};
pub use cards::{Card, Cards, CardsQuery};
pub use config::{Branding, BrandingLayer, ConfigLayer, ContactInfo, Source, TenantConfig, initials};
pub use data_dir::DataDir;
pub use domain_pack::{DomainPack, MenuGroup, MenuItem, Rows, pack, packs};
pub use export::{Download, Downloads, Fetched};
pub use found::Stray;
pub(crate) use health::worst;
pub use health::{Check, FileSize, LOW_DISK_BYTES, Status, TenantHealth};
pub use id::TenantId;
pub use life::Deleted;
pub(crate) use logos::{SmallLogo, put_logo};
pub use make::NewTenant;
pub use mode::Mode;
pub(crate) use mode::held_to_one;
pub use registry::{FirstRows, Options, Tenancy};
pub use samples::{Sample, samples};
pub use sources::{
    check_file as check_config_places, from_file as check_config_file, from_json as check_config_json,
};
pub use tenant::Tenant;
pub use upkeep::{Rebuilt, rebuild_catalogue};
pub use view::{BrandingView, ConfigView};
pub use workspace::Workspace;
