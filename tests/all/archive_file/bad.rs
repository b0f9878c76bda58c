//! Archives that are none, or not what they say: each is told by its own code, and nothing of it is left behind.

use std::io::{Cursor, Read as _, Write as _};

use cashflow::db::Kind;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{archive_of, bring, full_house, take_in};
use crate::house::{House, notes};

const ENTRIES: [&str; 3] = ["manifest.json", "config.json", "business.sqlite"];

/// The entries of a good archive, to be made bad.
#[derive(Clone)]
struct Parts {
    manifest: Value,
    config: Vec<u8>,
    business: Vec<u8>,
}

impl Parts {
    fn of(archive: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
        assert_eq!(zip.len(), 3);
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        };
        let [manifest, config, business] = ENTRIES.map(&mut read);
        Self {
            manifest: serde_json::from_slice(&manifest).unwrap(),
            config,
            business,
        }
    }

    /// The manifest says again what the entries are.
    fn sealed(mut self) -> Self {
        for (name, bytes) in [("config.json", &self.config), ("business.sqlite", &self.business)] {
            self.manifest["files"][name] = json!({ "size_bytes": bytes.len(), "sha256": sha256(bytes) });
        }
        self
    }

    fn entries(&self) -> Vec<(&'static str, Vec<u8>)> {
        let manifest = serde_json::to_vec(&self.manifest).unwrap();
        vec![
            (ENTRIES[0], manifest),
            (ENTRIES[1], self.config.clone()),
            (ENTRIES[2], self.business.clone()),
        ]
    }

    fn zip(&self) -> Vec<u8> {
        zip_of(&self.entries())
    }

    fn with(&self, change: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut changed = self.clone();
        change(&mut changed);
        changed.zip()
    }

    /// The business's file after some SQL, with a manifest that says so.
    fn after(&self, sql: &str) -> Self {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &self.business).unwrap();
        Connection::open(file.path()).unwrap().execute_batch(sql).unwrap();
        Self {
            business: std::fs::read(file.path()).unwrap(),
            ..self.clone()
        }
        .sealed()
    }
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn zip_of(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same bytes with one name, or one number, in place of another of the same length.
fn patched(archive: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut bytes = archive.to_vec();
    let mut found = 0;
    for at in 0..bytes.len() - old.len() {
        if bytes[at..].starts_with(old) {
            bytes[at..at + new.len()].copy_from_slice(new);
            found += 1;
        }
    }
    assert!(found >= 2, "in the entry's own head and in the directory");
    bytes
}

/// Each must be refused with its code, and leave nothing.
fn refused(cases: Vec<(&str, Vec<u8>, (u16, &str))>) {
    let house = House::of(&["mill"]);
    let before = house.picture();
    for (what, archive, said) in cases {
        let answer = bring(&house, &archive);
        assert_eq!(answer.said(), said, "{what}: {}", answer.body);
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(
            !detail.contains(".drafts") && detail.ends_with('.'),
            "{what}: {detail}"
        );
        assert_eq!(house.picture(), before, "{what}");
    }
    let drafts = std::fs::read_dir(house.root().join("backups/.drafts")).unwrap();
    assert_eq!(drafts.count(), 0, "something is left in private");
}

const DAMAGED: (u16, &str) = (409, "file_damaged");
const FOREIGN: (u16, &str) = (409, "file_foreign");
const NEWER: (u16, &str) = (409, "file_newer");
const TOO_LARGE: (u16, &str) = (413, "too_large");

fn good() -> Parts {
    Parts::of(&archive_of(&full_house(), "shop"))
}

#[test]
fn what_is_no_archive() {
    let archive = good().zip();
    let mut cases = vec![
        ("nothing", Vec::new(), FOREIGN),
        (
            "a letter",
            b"dear friend, this is no archive at all".to_vec(),
            FOREIGN,
        ),
        ("a database", good().business, FOREIGN),
        ("an empty zip", zip_of(&[]), FOREIGN),
        (
            "another zip",
            zip_of(&[("a.txt", vec![1]), ("b.txt", vec![2]), ("c.txt", vec![3])]),
            FOREIGN,
        ),
        ("something behind it", [&archive[..], b"more"].concat(), DAMAGED),
        ("something before it", [b"more", &archive[..]].concat(), FOREIGN),
    ];
    for part in [5, 40, 70, 99] {
        cases.push(("cut off", archive[..archive.len() * part / 100].to_vec(), DAMAGED));
    }
    refused(cases);
}

#[test]
fn entries_that_no_archive_has() {
    let parts = good();
    let archive = parts.zip();
    let more = |name: &'static str| {
        let mut entries = parts.entries();
        entries.push((name, b"x".to_vec()));
        zip_of(&entries)
    };
    let linked = {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &parts.entries()[..2] {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.add_symlink("business.sqlite", "/etc/passwd", SimpleFileOptions::default())
            .unwrap();
        zip.finish().unwrap().into_inner()
    };
    refused(vec![
        ("a fourth", more("readme.txt"), FOREIGN),
        ("one that climbs", more("../../evil.sqlite"), FOREIGN),
        (
            "one that climbs in place of ours",
            patched(&archive, b"business.sqlite", b"../../../x.sqli"),
            FOREIGN,
        ),
        (
            "an absolute name",
            patched(&archive, b"business.sqlite", b"/tmp/bad.sqlite"),
            FOREIGN,
        ),
        (
            "other letters of the name",
            patched(&archive, b"business.sqlite", b"Business.sqlite"),
            FOREIGN,
        ),
        (
            "one of them twice",
            patched(
                &zip_of(&[
                    ("manifest.json", vec![]),
                    ("config.json", vec![]),
                    ("xonfig.json", vec![]),
                ]),
                b"xonfig.json",
                b"config.json",
            ),
            FOREIGN,
        ),
        ("a link", linked, FOREIGN),
        ("one less", zip_of(&parts.entries()[..2]), FOREIGN),
    ]);
}

#[test]
fn hashes_sizes_and_versions_that_do_not_fit() {
    let parts = good();
    let newest = Kind::Tenant.schema_version();
    let bit = parts.business.len() / 2;
    refused(vec![
        (
            "a flipped bit",
            parts.with(|parts| parts.business[bit] ^= 1),
            DAMAGED,
        ),
        (
            "another config",
            parts.with(|parts| parts.config.push(b' ')),
            DAMAGED,
        ),
        (
            "a wrong size",
            parts.with(|parts| parts.manifest["files"]["business.sqlite"]["size_bytes"] = json!(17)),
            DAMAGED,
        ),
        (
            "a wrong hash",
            parts.with(|parts| parts.manifest["files"]["config.json"]["sha256"] = json!("00")),
            DAMAGED,
        ),
        (
            "a newer format",
            parts.with(|parts| {
                parts.manifest["format_version"] = json!(2);
                parts.manifest["more"] = json!({});
            }),
            NEWER,
        ),
        (
            "a newer schema",
            parts.with(|parts| parts.manifest["schema_version"] = json!(newest + 1)),
            NEWER,
        ),
        (
            "a newer schema in the file alone",
            parts
                .after(&format!("pragma user_version = {}", newest + 1))
                .zip(),
            NEWER,
        ),
        (
            "an older schema in the file alone",
            parts.after("pragma user_version = 3").zip(),
            DAMAGED,
        ),
        (
            "another format",
            parts.with(|parts| parts.manifest["format"] = json!("something")),
            FOREIGN,
        ),
        (
            "a manifest that is none",
            zip_of(&[
                (ENTRIES[0], b"[1, 2".to_vec()),
                (ENTRIES[1], parts.config.clone()),
                (ENTRIES[2], parts.business.clone()),
            ]),
            FOREIGN,
        ),
        (
            "an id that leads out",
            parts.with(|parts| parts.manifest["tenant_id"] = json!("../../x")),
            DAMAGED,
        ),
        (
            "a time that is none",
            parts.with(|parts| parts.manifest["made_at"] = json!("<b>yesterday</b>")),
            DAMAGED,
        ),
    ]);
}

#[test]
fn files_and_configs_that_do_not_belong_in_it() {
    let parts = good();
    let config = |text: &str| {
        Parts {
            config: text.as_bytes().to_vec(),
            ..parts.clone()
        }
        .sealed()
        .zip()
    };
    let business = |bytes: &[u8]| {
        Parts {
            business: bytes.to_vec(),
            ..parts.clone()
        }
        .sealed()
        .zip()
    };
    let mut torn = parts.business.clone();
    for page in torn.chunks_mut(4096).skip(2) {
        page[..64].fill(0xa5);
    }
    refused(vec![
        (
            "another business's file",
            parts.with(|parts| parts.manifest["tenant_id"] = json!("mill")),
            FOREIGN,
        ),
        ("no database", business(&[7; 8192]), DAMAGED),
        ("an empty file", business(&[]), DAMAGED),
        ("torn pages", business(&torn), DAMAGED),
        (
            "another program's database",
            parts.after("pragma application_id = 7").zip(),
            FOREIGN,
        ),
        (
            "a file without an owner",
            parts
                .after("drop trigger tenant_identity_stays; delete from tenant_identity")
                .zip(),
            FOREIGN,
        ),
        (
            "a table less",
            parts.after("drop table tenant_logo").zip(),
            DAMAGED,
        ),
        ("a config that is none", config("nothing"), DAMAGED),
        (
            "an unknown trade",
            config(r#"{"domain":"astronautics"}"#),
            DAMAGED,
        ),
        ("an unknown key", config(r#"{"secret":1}"#), DAMAGED),
        (
            "a colour that is none",
            config(r#"{"branding":{"primary_color":"red;}"}}"#),
            DAMAGED,
        ),
    ]);
}

#[test]
fn more_than_fits() {
    let parts = good();
    const BOMB: u32 = 90_000_000;
    let bomb = Parts {
        business: vec![0; BOMB as usize],
        ..parts.clone()
    }
    .sealed();
    let archive = bomb.zip();
    assert!(archive.len() < 1 << 20);
    // The same that says it is small, to its manifest and to its own directory.
    let mut small = bomb.clone();
    small.manifest["files"]["business.sqlite"]["size_bytes"] = json!(1000);
    let lying = patched(&small.zip(), &BOMB.to_le_bytes(), &1000_u32.to_le_bytes());
    let text = vec![b' '; 1 << 20];
    refused(vec![
        ("a bomb", archive, TOO_LARGE),
        ("a bomb that says it is small", lying, DAMAGED),
        (
            "a config without end",
            parts.with(|parts| parts.config = text.clone()),
            TOO_LARGE,
        ),
    ]);
}

#[test]
fn an_older_file_is_brought_up_to_date_on_its_way_in() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let old = Connection::open(file.path()).unwrap();
    old.execute_batch(&format!(
        "pragma application_id = {}",
        Kind::Tenant.application_id()
    ))
    .unwrap();
    for (_, sql) in &Kind::Tenant.migrations()[..2] {
        old.execute_batch(sql).unwrap();
    }
    old.execute_batch(
        "pragma user_version = 2;
         insert into tenant_identity (tenant_id, created_at) values ('clinic', '2020-04-01T00:00:00.000Z');
         insert into edit_log (at, who, door, operation, record_kind, record_id)
         values ('2020-04-02T00:00:00.000Z', 'system', 'window', 'note.add', 'note', 'old');",
    )
    .unwrap();
    drop(old);
    let mut parts = Parts {
        business: std::fs::read(file.path()).unwrap(),
        config: br#"{"domain":"dental"}"#.to_vec(),
        ..good()
    };
    parts.manifest["tenant_id"] = json!("clinic");
    parts.manifest["company_name"] = json!("Old Clinic");
    parts.manifest["schema_version"] = json!(2);
    let archive = parts.sealed().zip();

    let house = House::of(&["mill"]);
    let arrival = bring(&house, &archive).ok();
    assert_eq!(arrival["schema"], "older");
    let taken = take_in(&house, &arrival, &json!({})).ok();
    assert_eq!(
        taken["branding"]["company_name"], "Old Clinic",
        "the name the manifest knows, where the business chose none itself"
    );
    assert_eq!(taken["domain"], "dental");
    let clinic = house.tenant("clinic").unwrap();
    assert_eq!(notes(&clinic), ["old"]);
    let version: i32 = clinic
        .read(|read| read.value("select user_version from pragma_user_version", []))
        .unwrap();
    assert_eq!(version, Kind::Tenant.schema_version());
}
