//! One business or many. Single while there is exactly one, unless `MULTI_TENANT_ENABLED` says otherwise.

use std::collections::BTreeSet;

use super::{Tenancy, TenantId, catalog};
use crate::{
    db::Read,
    error::{Code, Error, Result},
};

/// How the installation answers a call that names no business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// No chooser: every call is for the one business, if it is there yet.
    Single(Option<TenantId>),
    /// Each call names its business.
    Multi,
}

impl Mode {
    pub(super) fn of(forced: Option<bool>, mut first_two: Vec<TenantId>) -> Result<Self> {
        match (forced, first_two.len()) {
            (Some(false) | None, 1) => Ok(Mode::Single(first_two.pop())),
            (Some(false), 0) => Ok(Mode::Single(None)),
            // Another program added one meanwhile: which one is meant is not guessed at.
            (Some(false), _) => Err(several()),
            _ => Ok(Mode::Multi),
        }
    }

    /// `multi_tenant_enabled`.
    pub fn is_multi(&self) -> bool {
        *self == Mode::Multi
    }
}

fn several() -> Error {
    Error::new(
        Code::SingleTenant,
        "MULTI_TENANT_ENABLED=false holds this installation to one business, but its catalogue and its config sources have several. Unset the variable, or use another data directory.",
    )
}

impl Tenancy {
    /// `MULTI_TENANT_ENABLED=false` with several businesses, in the catalogue or declared, is refused at the start,
    /// before anything is registered: not guessed at.
    pub(super) fn refuse_contradiction(&self) -> Result<()> {
        if !self.is_held_to_one() {
            return Ok(());
        }
        let known = self.catalogue.read(catalog::first_two)?;
        let declared = self.file_layers.keys().chain(self.environment_layers.keys());
        let all: BTreeSet<&TenantId> = known.iter().chain(declared).collect();
        if all.len() < 2 {
            return Ok(());
        }
        Err(several())
    }

    /// Whether `MULTI_TENANT_ENABLED=false` holds this installation to one business.
    pub fn is_held_to_one(&self) -> bool {
        self.forced == Some(false)
    }

    /// Whether one more business would be taken in.
    pub fn takes_another(&self) -> Result<bool> {
        Ok(!self.is_held_to_one() || self.catalogue.read(catalog::first_two)?.is_empty())
    }

    /// Refuses a second business where the installation is held to one.
    pub(super) fn refuse_second(&self, read: &Read<'_>) -> Result<()> {
        if !self.is_held_to_one() || catalog::first_two(read)?.is_empty() {
            return Ok(());
        }
        Err(held_to_one())
    }
}

/// The error for a second business where the installation is held to one.
pub(crate) fn held_to_one() -> Error {
    Error::new(
        Code::SingleTenant,
        "MULTI_TENANT_ENABLED=false holds this installation to one business. Unset the variable to add another.",
    )
}
