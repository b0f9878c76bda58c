//! Imports in the making. A table waits in memory between the upload and the commit: it lies in no file, and is gone
//! with the program.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use super::{
    Existing, ImportFailure, ImportProgress, ImportState, ImportSummary, Outcome, mapping, problems::Problem,
};
use crate::{
    error::{Code, Error, Result},
    features::intake::{self, Headed, Intake},
    hex,
    sheets::{Book, Sheet},
    tenancy::{Tenant, TenantId},
};

/// Imports that wait at once at most; the one untouched for longest makes room.
const MOST: usize = 12;
/// An import untouched for this long is forgotten.
const PATIENCE: Duration = Duration::from_secs(4 * 3600);

/// The imports in the making of one program.
#[derive(Default)]
pub struct Imports(Mutex<HashMap<String, Arc<Slot>>>);

/// One import.
pub(super) struct Slot {
    pub(super) id: String,
    pub(super) tenant: TenantId,
    pub(super) kind: &'static dyn Intake,
    pub(super) file_name: String,
    pub(super) size_bytes: usize,
    done: AtomicUsize,
    total: AtomicUsize,
    state: Mutex<State>,
}

/// What changes of it.
pub(super) struct State {
    pub(super) book: Arc<Book>,
    pub(super) step: ImportState,
    pub(super) choice: Choice,
    pub(super) checked: Option<Arc<Checked>>,
    pub(super) failure: Option<ImportFailure>,
    pub(super) added: usize,
    pub(super) changed: usize,
    touched: Instant,
}

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) sheet: usize,
    /// The place of the headings among the rows that are there.
    pub(super) header: Option<usize>,
    /// The column of each field.
    pub(super) columns: Vec<Option<usize>>,
    pub(super) existing: Existing,
}

/// What a check found.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) summary: ImportSummary,
    pub(super) problems: Vec<Problem>,
    /// What should be looked at, though it holds nothing up.
    pub(super) notices: Vec<Problem>,
    /// What each row below the heading comes to, by its place.
    pub(super) outcomes: Vec<(u32, Outcome)>,
}

impl Imports {
    /// Takes a file in and guesses what its columns mean.
    pub(super) fn begin(
        &self,
        tenant: &Tenant,
        kind: &'static dyn Intake,
        file_name: String,
        size_bytes: usize,
        book: Book,
    ) -> Result<Arc<Slot>> {
        let choice = mapping::first(tenant, kind, &book)?;
        self.put(
            tenant,
            kind,
            hex::random::<16>()?,
            file_name,
            size_bytes,
            State {
                book: Arc::new(book),
                step: ImportState::Mapping,
                choice,
                checked: None,
                failure: None,
                added: 0,
                changed: 0,
                touched: Instant::now(),
            },
        )
    }

    /// An import of the past, to be taken back.
    pub(super) fn recall(
        &self,
        tenant: &Tenant,
        kind: &'static dyn Intake,
        id: String,
        file_name: String,
        (added, changed): (usize, usize),
    ) -> Result<Arc<Slot>> {
        self.put(
            tenant,
            kind,
            id,
            file_name,
            0,
            State {
                book: Arc::default(),
                step: ImportState::Done,
                choice: Choice {
                    sheet: 0,
                    header: None,
                    columns: vec![None; kind.about().fields.len()],
                    existing: Existing::Refuse,
                },
                checked: None,
                failure: None,
                added,
                changed,
                touched: Instant::now(),
            },
        )
    }

    fn put(
        &self,
        tenant: &Tenant,
        kind: &'static dyn Intake,
        id: String,
        file_name: String,
        size_bytes: usize,
        state: State,
    ) -> Result<Arc<Slot>> {
        let slot = Arc::new(Slot {
            id: id.clone(),
            tenant: tenant.id().clone(),
            kind,
            file_name,
            size_bytes,
            done: AtomicUsize::new(0),
            total: AtomicUsize::new(0),
            state: Mutex::new(state),
        });
        let mut slots = self.slots();
        slots.retain(|_, slot| slot.is_busy() || slot.state().touched.elapsed() < PATIENCE);
        while slots.len() >= MOST {
            let idle = slots.iter().filter(|(_, slot)| !slot.is_busy());
            let oldest = idle
                .min_by_key(|(_, slot)| slot.state().touched)
                .map(|(id, _)| id.clone());
            let Some(oldest) = oldest else {
                return Err(Error::new(
                    Code::RateLimited,
                    "So many imports are under way that no other can begin. Wait until one of them ends.",
                ));
            };
            slots.remove(&oldest);
        }
        slots.insert(id, slot.clone());
        Ok(slot)
    }

    /// The import of this id, in this business.
    pub(super) fn get(&self, tenant: &Tenant, id: &str) -> Option<Arc<Slot>> {
        let slot = self
            .slots()
            .get(id)
            .filter(|slot| slot.tenant == *tenant.id())
            .cloned()?;
        slot.state().touched = Instant::now();
        Some(slot)
    }

    /// Forgets an import.
    pub(super) fn forget(&self, id: &str) {
        self.slots().remove(id);
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<String, Arc<Slot>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a thread works on it.
    pub(super) fn is_busy(&self) -> bool {
        self.state().step.is_busy()
    }

    /// Begins a step over `total` rows; refuses while another is under way, and where `ready` refuses.
    pub(super) fn step(
        &self,
        step: ImportState,
        total: impl FnOnce(&State) -> usize,
        ready: impl FnOnce(&State) -> Result<()>,
    ) -> Result<()> {
        let mut state = self.state();
        if state.step.is_busy() {
            return Err(Error::new(
                Code::ImportNotReady,
                "This import is at work. Wait until it ends.",
            ));
        }
        ready(&state)?;
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total(&state), Ordering::Relaxed);
        state.step = step;
        state.failure = None;
        state.touched = Instant::now();
        Ok(())
    }

    /// One more row is dealt with.
    pub(super) fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How far the present step is.
    pub(super) fn progress(&self) -> ImportProgress {
        ImportProgress {
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
        }
    }
}

impl Choice {
    /// The columns that are read by their headings, for no field has them.
    pub(super) fn further<'s>(&self, kind: &dyn Intake, sheet: &'s Sheet) -> Vec<Headed<'s>> {
        intake::further(kind.about(), sheet, self.header, &self.columns)
    }
}

impl State {
    /// The table that is brought in.
    pub(super) fn sheet(&self) -> Result<&Sheet> {
        sheet_of(&self.book, &self.choice)
    }
}

/// The table that was chosen.
pub(super) fn sheet_of<'b>(book: &'b Book, choice: &Choice) -> Result<&'b Sheet> {
    book.sheets.get(choice.sheet).ok_or_else(|| {
        Error::new(
            Code::ImportNotReady,
            "The file of this import is forgotten. Choose it again.",
        )
    })
}

impl ImportState {
    /// Whether a thread works on it.
    pub(super) fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Committing | Self::Undoing)
    }
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Import({} of {})", self.id, self.tenant)
    }
}
