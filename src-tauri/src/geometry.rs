//! Where windows stand, remembered in `window.json` of the data directory. Nothing hangs on it: a file that cannot be
//! read is as good as none, and one that cannot be written is a line in the log.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use cashflow::Result;
use serde::{Deserialize, Serialize};

/// Windows remembered at most; a person with more businesses than this loses the places of some.
const LIMIT: usize = 200;

/// The smallest window that can be worked in, in the pixels of the screen.
const SMALLEST: (u32, u32) = (480, 320);

/// How much of a window must lie on some screen for its title bar to be caught.
const CATCHABLE: (i32, i32) = (120, 40);

/// Where a window stands and how large its inside is, in the pixels of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) maximized: bool,
}

/// A screen's part that windows may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The places of all windows, by their labels.
pub(crate) struct Places {
    file: PathBuf,
    kept: Mutex<BTreeMap<String, Place>>,
    unsaved: AtomicBool,
}

impl Places {
    /// Reads the file of a data directory.
    pub(crate) fn read(root: &Path) -> Self {
        let file = root.join("window.json");
        let kept = std::fs::read(&file)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default();
        Self {
            file,
            kept: Mutex::new(kept),
            unsaved: AtomicBool::new(false),
        }
    }

    /// Where a window stood, moved onto the screens there are now; nothing if it was never seen.
    pub(crate) fn of(&self, label: &str, screens: &[Screen]) -> Option<Place> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(label).map(|place| place.onto(screens))
    }

    /// Notes where a window stands; whether the caller should see to it that this is saved soon.
    pub(crate) fn note(&self, label: &str, place: Place) -> bool {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.get(label) == Some(&place) {
            return false;
        }
        if kept.len() >= LIMIT && !kept.contains_key(label) {
            let other = kept.keys().find(|other| *other != "main").cloned();
            other.and_then(|other| kept.remove(&other));
        }
        kept.insert(label.to_owned(), place);
        !self.unsaved.swap(true, Ordering::SeqCst)
    }

    /// Notes that a window was maximised or is no more; its place to go back to stays.
    pub(crate) fn note_maximized(&self, label: &str) -> bool {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.get(label).copied();
        drop(kept);
        place.is_some_and(|place| {
            self.note(
                label,
                Place {
                    maximized: true,
                    ..place
                },
            )
        })
    }

    /// Writes the file if anything changed.
    pub(crate) fn save(&self) {
        if !self.unsaved.swap(false, Ordering::SeqCst) {
            return;
        }
        if let Err(error) = self.write() {
            tracing::warn!(?error, "the windows' places were not saved");
        }
    }

    fn write(&self) -> Result<()> {
        let text = {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            serde_json::to_vec_pretty(&*kept).map_err(cashflow::Error::internal)?
        };
        let folder = self.file.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&text)?;
        file.persist(&self.file).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Place {
    /// The same place if it can be caught on some screen; else in the middle of the first, as large as it may be.
    fn onto(self, screens: &[Screen]) -> Self {
        let (width, height) = (self.width.max(SMALLEST.0), self.height.max(SMALLEST.1));
        let place = Self {
            width,
            height,
            ..self
        };
        let Some(first) = screens.first() else {
            return place;
        };
        let best = screens.iter().find(|screen| place.is_catchable_on(screen));
        let screen = best.unwrap_or(first);
        let (width, height) = (width.min(screen.width), height.min(screen.height));
        if best.is_some() {
            return Self {
                width,
                height,
                ..place
            };
        }
        Self {
            x: screen.x + half(screen.width - width),
            y: screen.y + half(screen.height - height),
            width,
            height,
            ..place
        }
    }

    /// Whether enough of the top edge lies on the screen.
    fn is_catchable_on(&self, screen: &Screen) -> bool {
        let right = i64::from(self.x) + i64::from(self.width);
        let screen_right = i64::from(screen.x) + i64::from(screen.width);
        let screen_bottom = i64::from(screen.y) + i64::from(screen.height);
        let across = right.min(screen_right) - i64::from(self.x.max(screen.x));
        let top_is_in = self.y >= screen.y && i64::from(self.y) + i64::from(CATCHABLE.1) <= screen_bottom;
        across >= i64::from(CATCHABLE.0) && top_is_in
    }
}

fn half(length: u32) -> i32 {
    i32::try_from(length / 2).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Place, Places, Screen};

    const SCREEN: Screen = Screen {
        x: 0,
        y: 0,
        width: 1280,
        height: 800,
    };

    fn place(x: i32, y: i32, width: u32, height: u32) -> Place {
        Place {
            x,
            y,
            width,
            height,
            maximized: false,
        }
    }

    #[test]
    fn a_place_on_a_screen_is_kept() {
        let right = Screen { x: 1280, ..SCREEN };
        for kept in [
            place(10, 20, 900, 600),
            place(-700, 0, 900, 600),
            place(1300, 5, 800, 600),
        ] {
            assert_eq!(kept.onto(&[SCREEN, right]), kept);
        }
    }

    #[test]
    fn a_place_on_a_screen_that_is_gone_moves_to_the_middle_of_the_first() {
        for lost in [
            place(1300, 5, 800, 600),
            place(0, -50, 800, 600),
            place(100, 790, 800, 600),
        ] {
            assert_eq!(lost.onto(&[SCREEN]), place(240, 100, 800, 600));
        }
    }

    #[test]
    fn no_window_is_larger_than_its_screen_or_too_small_to_work_in() {
        assert_eq!(place(0, 0, 9000, 9000).onto(&[SCREEN]), place(0, 0, 1280, 800));
        assert_eq!(place(0, 0, 1, 1).onto(&[SCREEN]), place(0, 0, 480, 320));
        assert_eq!(
            place(i32::MIN, i32::MAX, u32::MAX, u32::MAX).onto(&[SCREEN]),
            place(0, 0, 1280, 800)
        );
    }

    #[test]
    fn places_outlive_the_program_and_a_broken_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::read(folder.path());
        assert_eq!(places.of("main", &[SCREEN]), None);
        assert!(places.note("main", place(1, 2, 900, 600)));
        assert!(
            !places.note("main", place(3, 4, 900, 600)),
            "saving is on its way"
        );
        places.save();
        assert!(
            !places.note("main", place(3, 4, 900, 600)),
            "nothing changed since it was saved"
        );

        let again = Places::read(folder.path());
        assert_eq!(again.of("main", &[SCREEN]), Some(place(3, 4, 900, 600)));

        std::fs::write(folder.path().join("window.json"), "{\"main\":").unwrap();
        assert_eq!(Places::read(folder.path()).of("main", &[SCREEN]), None);
    }
}
