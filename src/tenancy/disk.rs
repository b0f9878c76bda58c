//! How much room a disk has, in a sentence, and whether someone should look.

use crate::sentence::{Sentence, say};
use std::path::Path;

use super::{Status, Tenancy};
use crate::size::size;

/// Below this much free space the disk is said to be nearly full, in bytes.
pub const LOW_DISK_BYTES: u64 = 500 * 1024 * 1024;

/// How much room there is on the disk of `folder`.
pub(crate) fn room(folder: &Path) -> (Status, Sentence) {
    match fs4::available_space(folder) {
        Ok(free) if free < 1024 => (
            Status::Warning,
            "The disk is full: nothing is free. Make room, or nothing can be saved.".into(),
        ),
        Ok(free) if free < LOW_DISK_BYTES => (
            Status::Warning,
            say!(
                "Only {size} are free. Make room before the disk is full.",
                size = size(free)
            ),
        ),
        Ok(free) => (Status::Ok, say!("{size} are free.", size = size(free))),
        Err(error) => (
            Status::Warning,
            say!("The free space cannot be read: {error}.", error),
        ),
    }
}

impl Tenancy {
    /// What is to be said of the disk under the data directory before it is full.
    pub(super) fn disk_warning(&self) -> Option<Sentence> {
        let (status, said) = room(self.dir.root());
        (status != Status::Ok).then_some(said)
    }

    /// Keeps a little room back for the day the disk is full, if there is any.
    pub fn keep_reserve(&self) {
        self.reserve.keep();
    }
}
