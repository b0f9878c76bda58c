//! How far the archives are that are on their way in. Whoever brings a large one makes up a name for its coming, and asks
//! under that name meanwhile; it is gone when the answer is there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde::Serialize;

use crate::error::{Error, Result};

/// How many are watched at once; more come unwatched.
const MOST: usize = 16;

/// How far an archive is on its way in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Coming {
    /// What is done with it.
    pub step: ComingStep,
    /// Bytes done.
    pub done: u64,
    /// Bytes in all; 0 where the step has no measure.
    pub total: u64,
}

/// What is done with an archive on its way in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComingStep {
    /// Nothing comes under this name: not yet, or no more.
    #[default]
    Unknown,
    /// It is sent.
    Bringing,
    /// The business's file in it is unpacked and its hash reckoned.
    Unpacking,
    /// The file is looked over.
    Checking,
}

type All = Arc<Mutex<HashMap<String, Coming>>>;

/// All that are on their way in.
#[derive(Default)]
pub(in crate::tenancy) struct Watches(All);

impl Watches {
    pub(super) fn begin(&self, name: &str) -> Result<Watch> {
        if name.is_empty() || name.len() > 64 || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Error::field(
                "watch",
                "invalid",
                "Make up a name of at most 64 letters and digits.",
            ));
        }
        let is_room = lock(&self.0).len() < MOST;
        Ok(Watch(is_room.then(|| (Arc::clone(&self.0), name.to_owned()))))
    }

    pub(super) fn of(&self, name: &str) -> Coming {
        lock(&self.0).get(name).copied().unwrap_or_default()
    }
}

/// The one who tells how far an archive is; with it the name is forgotten.
#[derive(Default)]
pub struct Watch(Option<(All, String)>);

impl Watch {
    /// Tells of bytes that were sent here; a total of 0 is one that is not known.
    pub fn brought(&self, done: u64, total: u64) {
        self.tell(ComingStep::Bringing, done, total);
    }

    /// Tells of bytes that were unpacked. After the last the file is looked over, which has no measure.
    pub fn unpacked(&self, done: u64, total: u64) {
        if done < total {
            self.tell(ComingStep::Unpacking, done, total);
        } else {
            self.tell(ComingStep::Checking, 0, 0);
        }
    }

    fn tell(&self, step: ComingStep, done: u64, total: u64) {
        if let Some((all, name)) = &self.0 {
            lock(all).insert(name.clone(), Coming { step, done, total });
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some((all, name)) = &self.0 {
            lock(all).remove(name);
        }
    }
}

fn lock(all: &All) -> std::sync::MutexGuard<'_, HashMap<String, Coming>> {
    all.lock().unwrap_or_else(PoisonError::into_inner)
}
