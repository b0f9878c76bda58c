//! CashFlow: the offline program in which every business is its own file.

pub mod access;
mod app;
mod author;
pub mod cli;
mod clock;
mod contact;
pub mod date;
pub mod db;
mod decimal;
mod demo;
pub mod documents;
mod error;
pub mod feature;
pub mod features;
pub mod gstin;
mod hex;
pub mod http;
pub mod logging;
pub mod logo;
pub mod money;
pub mod page;
pub mod palette;
pub mod phone;
pub mod quantity;
pub mod rate;
pub mod sheets;
mod size;
pub mod states;
pub mod tenancy;
mod unreadable;
pub mod update;

pub use app::{App, VERSION};
pub use author::{Author, Door};
pub use clock::Clock;
pub use demo::{Made, check_rows, first_rows, make_samples};
pub use error::{Code, Error, FieldError, Place, Result};
