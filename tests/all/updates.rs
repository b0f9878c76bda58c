//! Updates from a file: what is believed, what is refused, and the program replaced with everything backed up first.

mod apply;
mod refuse;

use std::path::PathBuf;

use cashflow::update::{Form, Manifest, New, Payload, Schemas, SecretKey, Updates, make, platform};

/// A folder with a program in it, and a key whose signatures it believes.
pub(crate) struct Bench {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) key: SecretKey,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            key: SecretKey::parse(&"07".repeat(32)).unwrap(),
        }
    }

    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the program in the folder takes.
    pub(crate) fn updates(&self) -> Updates {
        let keys = vec![self.key.public("The makers")];
        Updates::new(keys, "cashflow-edge", self.place("cashflow-edge"), Form::Copied)
    }

    /// An update as it should be, but for what is changed.
    pub(crate) fn update(&self, payload: &[u8], change: impl FnOnce(&mut New)) -> (PathBuf, Manifest) {
        let mut new = new();
        change(&mut new);
        let (source, target) = (self.place("payload"), self.place("new.cashflow-update"));
        std::fs::write(&source, payload).unwrap();
        let manifest = make(new, &source, &self.key, &target).unwrap();
        (target, manifest)
    }
}

/// A version beyond every other, for this machine.
pub(crate) fn new() -> New {
    New {
        product: "cashflow-edge".into(),
        version: "99.0.0".into(),
        platform: platform(),
        payload: Payload::Program,
        schema: Schemas::own(),
        made_at: "2026-11-23T09:30:00Z".into(),
        notes: "A newer one.".into(),
    }
}

/// A program that says its version and nothing else.
pub(crate) fn script(version: &str) -> Vec<u8> {
    format!("#!/bin/sh\necho cashflow-edge {version}\n").into_bytes()
}
