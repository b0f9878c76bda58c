//! Applying an update that fits: every business backed up first, then the program replaced, or its package handed over
//! to whoever may install it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Opened, Payload, Updates, check, replace};
use crate::{
    author::Author,
    error::{Code, Error, Result},
    tenancy::{Left, Snapshot, Tenancy},
};

/// What came of an update.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Applied {
    /// The version that ran.
    pub from: String,
    /// The version it brings.
    pub to: String,
    /// What was done with it.
    pub outcome: Outcome,
    /// The backups that were taken first.
    pub snapshots: Vec<Snapshot>,
    /// Businesses whose file could not be backed up, for it is lost or broken already.
    pub left: Vec<Left>,
    /// The old program, or the package to install.
    #[schema(value_type = String)]
    pub path: PathBuf,
    /// What a person does next.
    pub next_step: String,
}

/// What was done with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The new program is in the old one's place.
    Replaced,
    /// The package waits for whoever may install it.
    HandedOver,
}

/// Checks an update once more, backs everything up and applies it. `sha256`, where given, is the hash of the one that
/// the person was asked about.
pub fn apply(
    file: &Path,
    sha256: Option<&str>,
    updates: &Updates,
    tenancy: &Tenancy,
    author: &Author,
) -> Result<Applied> {
    let _turn = updates.turn();
    let (opened, offer) = check(file, updates)?;
    if sha256.is_some_and(|sha256| sha256 != offer.sha256) {
        return Err(Error::new(
            Code::EditConflict,
            "Another update was brought meanwhile. Look at it first.",
        ));
    }
    let prepared = prepare(&opened, updates, tenancy)?;
    let kept = tenancy.back_up_all("before-update", author)?;
    let note =
        serde_json::json!({ "version": offer.to, "signed_by": offer.fingerprint, "sha256": offer.sha256 });
    tenancy.note_update(&offer.from, &note, author)?;
    let (outcome, path, next_step) = match prepared {
        Prepared::Program(draft) => {
            let previous = replace::put_in_place(draft, &updates.program)?;
            updates.note_applied(&offer.to);
            (
                Outcome::Replaced,
                previous,
                "Close CashFlow and start it again.".into(),
            )
        }
        Prepared::Package(package) => {
            let step = next_step(&package, opened.manifest.new.payload, updates);
            (Outcome::HandedOver, package, step)
        }
    };
    tracing::warn!(
        from = offer.from,
        to = offer.to,
        ?outcome,
        "an update was applied"
    );
    Ok(Applied {
        from: offer.from,
        to: offer.to,
        outcome,
        snapshots: kept.snapshots,
        left: kept.left,
        path,
        next_step,
    })
}

enum Prepared {
    Program(replace::Draft),
    Package(PathBuf),
}

/// Does what can fail before anything changes.
fn prepare(opened: &Opened, updates: &Updates, tenancy: &Tenancy) -> Result<Prepared> {
    let new = &opened.manifest.new;
    let is_there = updates.program.parent().is_some_and(Path::is_dir);
    if new.payload.takes_the_place() && (!is_there || replace::may_replace(&updates.program)) {
        let folder = updates.program.parent().unwrap_or(Path::new("/"));
        return replace::draft(opened, updates, folder).map(Prepared::Program);
    }
    // Each part was compared with what this program is, or is a version: none of them leads to another folder.
    let name = format!(
        "{}-{}-{}.{}",
        new.product,
        new.version,
        new.platform,
        new.payload.ending()
    );
    let folder = tenancy.dir().updates()?;
    let package = folder.join(name);
    if new.payload.takes_the_place() {
        replace::put_aside(replace::draft(opened, updates, &folder)?, &package)?;
        return Ok(Prepared::Package(package));
    }
    let mut draft = tempfile::NamedTempFile::new_in(&folder)?;
    opened.unpack(draft.as_file_mut())?;
    draft.persist(&package).map_err(|error| error.error)?;
    Ok(Prepared::Package(package))
}

/// What a person does with a package whose installation asks for more rights than this program has.
fn next_step(package: &Path, payload: Payload, updates: &Updates) -> String {
    let shown = package.display();
    match payload {
        Payload::Deb => format!("sudo apt install '{shown}'"),
        Payload::Rpm => format!("sudo dnf install '{shown}'"),
        Payload::Program | Payload::Appimage if cfg!(unix) => {
            format!("sudo install -m 755 '{shown}' '{}'", updates.program.display())
        }
        _ => shown.to_string(),
    }
}

/// Takes an update in that was sent, in the place of one that waits; it waits until it is applied. One that does not
/// fit is not kept.
pub fn bring(bytes: &[u8], updates: &Updates, tenancy: &Tenancy) -> Result<super::Offer> {
    let folder = tenancy.dir().updates()?;
    let mut draft = tempfile::NamedTempFile::new_in(&folder)?;
    std::io::Write::write_all(draft.as_file_mut(), bytes)?;
    draft.as_file().sync_all()?;
    let (_, offer) = check(draft.path(), updates)?;
    draft.persist(waiting(&folder)).map_err(|error| error.error)?;
    Ok(offer)
}

/// Applies the update that waits.
pub fn apply_waiting(sha256: &str, updates: &Updates, tenancy: &Tenancy, author: &Author) -> Result<Applied> {
    let file = waiting(&tenancy.dir().updates()?);
    if !file.exists() {
        let text = "No update waits here. Choose its file first.";
        return Err(Error::new(Code::NotFound, text));
    }
    let applied = apply(&file, Some(sha256), updates, tenancy, author)?;
    fs::remove_file(&file)?;
    Ok(applied)
}

fn waiting(folder: &Path) -> PathBuf {
    folder.join("waiting.cashflow-update")
}
