//! Updates from a file: for the machine that no network reaches, a newer program on a stick, signed by whoever
//! releases CashFlow.
//!
//! Nothing here fetches anything, and nothing is believed before its signature is: first the signature, then the
//! manifest it covers, then the payload by the manifest's hash, then whether the update fits this program at all.
//! Every business is backed up before a byte of the program changes.

mod apply;
mod container;
mod fit;
mod form;
mod key;
mod manifest;
mod replace;

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use semver::Version;

use crate::{
    app::VERSION,
    error::{Code, Error},
    sentence::{Sentence, told_as_text},
};
pub use apply::{Applied, Outcome, apply, apply_waiting, bring};
pub use container::{Opened, make, open};
pub use fit::{Offer, check};
pub use form::Form;
pub use key::{PublicKey, SecretKey};
pub use manifest::{Manifest, New, Payload, Schemas, platform};

/// The end of an update's file name.
pub const ENDING: &str = "cashflow-update";

/// The largest update taken in, in bytes.
pub const LARGEST: usize = 256 << 20;

/// What this program knows of itself when an update is brought to it.
#[derive(Debug)]
pub struct Updates {
    /// Whose signatures are believed; none means that every update is refused.
    pub keys: Vec<PublicKey>,
    /// `cashflow` or `cashflow-edge`: one never takes the other's place.
    pub product: String,
    /// The program's file, as it was when the program began.
    pub program: PathBuf,
    /// How it came onto this machine.
    pub form: Form,
    applied: Mutex<Option<Version>>,
    turn: Mutex<()>,
}

impl Updates {
    /// For a program at this place.
    pub fn new(keys: Vec<PublicKey>, product: &str, program: PathBuf, form: Form) -> Self {
        Self {
            keys,
            product: product.into(),
            program,
            form,
            applied: Mutex::default(),
            turn: Mutex::default(),
        }
    }

    /// As the running program was built and installed. A debug build, and no other, also believes the key that
    /// `CASHFLOW_UPDATE_KEY` names: so an update can be tried without a release.
    pub fn of_this_program(product: &str) -> Self {
        let image = std::env::var_os("APPIMAGE").map(PathBuf::from);
        let program = image.clone().or_else(|| std::env::current_exe().ok());
        let program = program.unwrap_or_default();
        let form = Form::of(&program, image.is_some());
        let mut keys = PublicKey::list(env!("CASHFLOW_UPDATE_KEYS"));
        if cfg!(debug_assertions) {
            keys.extend(PublicKey::list(
                &std::env::var("CASHFLOW_UPDATE_KEY").unwrap_or_default(),
            ));
        }
        Self::new(keys, product, program, form)
    }

    /// The version that the next update must go beyond: the running one, or one that was put in its place since.
    pub fn version(&self) -> Version {
        self.waits_for_start().unwrap_or_else(running)
    }

    /// The version that opens when the program is started again, if it is another than the running one.
    pub fn waits_for_start(&self) -> Option<Version> {
        let applied = self.applied.lock().unwrap_or_else(PoisonError::into_inner);
        applied.clone()
    }

    /// Held while an update is applied: two people may press the button.
    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_applied(&self, version: &str) {
        let version = Version::parse(version).ok();
        *self.applied.lock().unwrap_or_else(PoisonError::into_inner) = version;
    }
}

told_as_text!(Version);

/// The version of this build.
fn running() -> Version {
    Version::parse(VERSION).unwrap_or(Version::new(0, 0, 0))
}

/// The error for an update that is not used: one reason for machines, one sentence for people.
fn refuse(reason: &str, sentence: impl Into<Sentence>) -> Error {
    Error::new(
        Code::UpdateRefused,
        "This update was not used, and nothing was changed.",
    )
    .and_field("file", reason, sentence)
}
