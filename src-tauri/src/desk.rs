//! `Desk`: what the windows of one data directory share.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use cashflow::{App, tenancy::TenantId};
use tauri::{WebviewWindow, Wry};

use crate::{geometry::Places, menu::Bar};

/// Kept by Tauri for as long as the program runs.
pub(crate) struct Desk {
    /// The program.
    pub(crate) app: App,
    /// Where the windows stand.
    pub(crate) places: Places,
    /// The archive that the program was last opened with, until a page asks for it.
    opened: Mutex<Option<PathBuf>>,
    shown: Mutex<HashMap<String, Shown>>,
    dressing: Mutex<()>,
    again: Arc<AtomicBool>,
}

/// What a window shows.
#[derive(Default)]
struct Shown {
    tenant: Option<TenantId>,
    /// What its page speaks; empty until it has spoken.
    language: String,
    bar: Option<Bar>,
    /// Counts up with every choice, so that a slow answer to an earlier one can be told from the last.
    turn: u64,
}

impl Desk {
    /// `again` is set when the program is to be started again once its windows are closed.
    pub(crate) fn new(app: App, again: Arc<AtomicBool>) -> Self {
        let places = Places::read(app.tenancy().dir().root());
        Self {
            app,
            places,
            opened: Mutex::default(),
            shown: Mutex::default(),
            dressing: Mutex::default(),
            again,
        }
    }

    /// Has the program start again once its windows are closed.
    pub(crate) fn start_again(&self) {
        self.again.store(true, Ordering::Release);
    }

    /// Notes that an archive was opened, by a double-click for example.
    pub(crate) fn open_with(&self, archive: Option<PathBuf>) {
        if archive.is_some() {
            *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = archive;
        }
    }

    /// That archive, once.
    pub(crate) fn take_opened(&self) -> Option<PathBuf> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Notes that a window turned to a business, or to none, and in which language; the answer is this turn's number.
    pub(crate) fn turn_to(&self, label: &str, tenant: Option<TenantId>, language: &str) -> u64 {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = shown.entry(label.to_owned()).or_default();
        entry.tenant = tenant;
        language.clone_into(&mut entry.language);
        entry.turn += 1;
        entry.turn
    }

    /// Whether a window has not turned to anything else since.
    pub(crate) fn is_still(&self, label: &str, turn: u64) -> bool {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get(label).is_some_and(|entry| entry.turn == turn)
    }

    /// Held while a window is dressed, so that two calls do not mix their menus.
    pub(crate) fn dressing(&self) -> MutexGuard<'_, ()> {
        self.dressing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The business a window shows.
    pub(crate) fn shown_in(&self, label: &str) -> Option<TenantId> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get(label).and_then(|entry| entry.tenant.clone())
    }

    /// The language that a window's page speaks.
    pub(crate) fn language_of(&self, label: &str) -> String {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown
            .get(label)
            .map(|entry| entry.language.clone())
            .unwrap_or_default()
    }

    /// A window's menu, drawn when it is first asked for.
    pub(crate) fn bar(&self, window: &WebviewWindow<Wry>) -> tauri::Result<Bar> {
        if let Some(bar) = self.kept_bar(window.label()) {
            return Ok(bar);
        }
        let bar = Bar::draw(window)?;
        bar.hang(window)?;
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.entry(window.label().to_owned()).or_default().bar = Some(bar.clone());
        Ok(bar)
    }

    fn kept_bar(&self, label: &str) -> Option<Bar> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get(label).and_then(|entry| entry.bar.clone())
    }

    /// Forgets a window that was closed.
    pub(crate) fn forget(&self, label: &str) {
        self.shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(label);
    }
}
