//! The open tenants: a bounded set from which the longest unused goes first. A tenant in use is never closed
//! under its user, and two who open the same tenant at once open it once.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::TenantId;
use crate::{
    db::{self, Database},
    error::Result,
};

pub(super) struct OpenSet {
    limit: usize,
    slots: Mutex<HashMap<TenantId, Slot>>,
}

struct Slot {
    cell: Arc<Mutex<Held>>,
    used: Instant,
}

#[derive(Default)]
struct Held {
    database: Option<Arc<Database>>,
    /// A place whose file was given up, and which was not cleared yet.
    left_behind: Option<PathBuf>,
}

impl Held {
    /// The open database. One whose file was taken away or exchanged is given up, and closed when its last user is
    /// gone: until then nothing else is opened in its place.
    fn in_place(&mut self) -> Result<Option<Arc<Database>>> {
        if let Some(database) = &self.database {
            if database.is_in_place() {
                return Ok(Some(database.clone()));
            }
            let told = database.give_up();
            if Arc::strong_count(database) > 1 {
                return Err(told);
            }
            self.left_behind = Some(database.path().to_owned());
            self.database = None;
        }
        if let Some(place) = &self.left_behind {
            db::clear_leftovers(place)?;
            self.left_behind = None;
        }
        Ok(None)
    }
}

impl Slot {
    /// Nobody holds the database or is about to.
    fn is_idle(&self) -> bool {
        Arc::strong_count(&self.cell) == 1
            && self
                .cell
                .try_lock()
                .is_ok_and(|held| held.database.as_ref().is_none_or(|db| Arc::strong_count(db) == 1))
    }
}

impl OpenSet {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            slots: Mutex::default(),
        }
    }

    /// The tenant's database, opened by `open` if it is not.
    pub(super) fn get(
        &self,
        id: &TenantId,
        open: impl FnOnce() -> Result<Database>,
    ) -> Result<Arc<Database>> {
        let cell = {
            let mut slots = self.slots();
            let now = Instant::now();
            let slot = slots.entry(id.clone()).or_insert_with(|| Slot {
                cell: Arc::default(),
                used: now,
            });
            slot.used = now;
            slot.cell.clone()
        };
        let mut held = cell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(database) = held.in_place()? {
            return Ok(database);
        }
        let since = Instant::now();
        let opened = open();
        let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(tenant = %id, ms, opened = opened.is_ok(), "business opened");
        if let Ok(database) = opened {
            let database = Arc::new(database);
            held.database = Some(database.clone());
            drop(held);
            drop(cell);
            self.shrink();
            return Ok(database);
        }
        drop(held);
        drop(cell);
        let mut slots = self.slots();
        if slots.get(id).is_some_and(|slot| {
            slot.is_idle() && slot.cell.try_lock().is_ok_and(|held| held.database.is_none())
        }) {
            slots.remove(id);
        }
        drop(slots);
        opened.map(Arc::new)
    }

    /// Forgets a tenant; its file closes when its last user is done.
    pub(super) fn close(&self, id: &TenantId) {
        let gone = self.slots().remove(id);
        if gone.is_some() {
            tracing::debug!(tenant = %id, "business closed");
        }
        drop(gone);
    }

    /// Closes those not used for `age`; how many.
    pub(super) fn close_idle(&self, age: Duration) -> usize {
        let mut slots = self.slots();
        let old: Vec<TenantId> = slots
            .iter()
            .filter(|(_, slot)| slot.used.elapsed() >= age && slot.is_idle())
            .map(|(id, _)| id.clone())
            .collect();
        for id in &old {
            tracing::debug!(tenant = %id, "business closed: nobody used it");
        }
        let gone: Vec<Slot> = old.iter().filter_map(|id| slots.remove(id)).collect();
        drop(slots);
        gone.len()
    }

    /// Open tenants now.
    pub(super) fn len(&self) -> usize {
        self.slots().len()
    }

    fn shrink(&self) {
        let mut gone = Vec::new();
        let mut slots = self.slots();
        while slots.len() > self.limit {
            let oldest = slots
                .iter()
                .filter(|(_, slot)| slot.is_idle())
                .min_by_key(|(_, slot)| slot.used)
                .map(|(id, _)| id.clone());
            let Some((id, slot)) = oldest.and_then(|id| slots.remove_entry(&id)) else {
                break;
            };
            tracing::debug!(tenant = %id, "business closed: too many are open");
            gone.push(slot);
        }
        drop(slots);
        // Closing writes to the disk: not while the others wait for the set.
        drop(gone);
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<TenantId, Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
