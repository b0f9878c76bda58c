//! Files that are no updates, are not believed, or do not fit: each is refused with its reason, and nothing changes.

use std::{fs, path::Path};

use cashflow::update::{Form, Payload, PublicKey, SecretKey, Updates, check, make, open};

use super::{Bench, new, script};

/// The reason for which a file is refused; the refusal is always of the same code.
#[track_caller]
fn reason(file: &Path, updates: &Updates) -> String {
    let error = check(file, updates).err().unwrap_or_else(|| panic!("it fits"));
    assert_eq!(error.code().as_str(), "update_refused", "{error}");
    let field = &error.fields()[0];
    assert!(field.message.ends_with('.'), "{}", field.message);
    field.code.clone()
}

#[test]
fn what_fits_is_told_as_a_person_is_asked_about_it() {
    let bench = Bench::new();
    let (file, manifest) = bench.update(&script("99.0.0"), |_| {});
    let (_, offer) = check(&file, &bench.updates()).unwrap();
    assert_eq!(
        (offer.from.as_str(), offer.to.as_str()),
        (cashflow::VERSION, "99.0.0")
    );
    assert_eq!(offer.signed_by, "The makers");
    assert_eq!(offer.sha256, manifest.packed_sha256);
    assert!(!offer.migrates);
}

#[test]
fn another_signature_than_the_makers_is_not_believed() {
    let bench = Bench::new();
    let (file, _) = bench.update(b"x", |_| {});
    let mut updates = bench.updates();
    updates.keys = vec![SecretKey::random().unwrap().public("Others")];
    assert_eq!(reason(&file, &updates), "bad_signature");
    updates.keys = PublicKey::list("");
    assert_eq!(reason(&file, &updates), "no_key");
    // Signed anew by another, manifest and all.
    let forged = bench.place("forged.cashflow-update");
    make(
        new(),
        &bench.place("payload"),
        &SecretKey::random().unwrap(),
        &forged,
    )
    .unwrap();
    assert_eq!(reason(&forged, &bench.updates()), "bad_signature");
}

#[test]
fn every_changed_byte_is_found() {
    let bench = Bench::new();
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let (whole, damaged) = (fs::read(&file).unwrap(), bench.place("damaged"));
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        fs::write(&damaged, bytes).unwrap();
        let reason = reason(&damaged, &bench.updates());
        let expected: &[&str] = match at {
            0..16 => &["no_update"],
            16 | 17 => &["newer_format"],
            // The signature, the length of the manifest, the manifest; then the payload.
            _ => &["bad_signature", "damaged"],
        };
        assert!(expected.contains(&reason.as_str()), "byte {at}: {reason}");
    }
}

#[test]
fn every_shorter_and_longer_file_is_found() {
    let bench = Bench::new();
    let (file, _) = bench.update(&script("99.0.0"), |_| {});
    let (whole, other) = (fs::read(&file).unwrap(), bench.place("other"));
    for length in 0..whole.len() {
        fs::write(&other, &whole[..length]).unwrap();
        assert_eq!(reason(&other, &bench.updates()), "damaged", "{length} bytes");
    }
    fs::write(&other, [&whole[..], b"x"].concat()).unwrap();
    assert_eq!(reason(&other, &bench.updates()), "damaged");
}

#[test]
fn junk_is_no_update() {
    let bench = Bench::new();
    let junk = bench.place("junk");
    let picture = &cashflow::tenancy::samples()[0].logo_png;
    for bytes in [
        &[0; 4096][..],
        b"PK\x03\x04 a zip, or something like it",
        &picture[..],
    ] {
        fs::write(&junk, bytes).unwrap();
        assert_eq!(reason(&junk, &bench.updates()), "no_update");
    }
    // A manifest said to be of four gigabytes is not waited for.
    let head = [&b"CASHFLOW-UPDATE-1\n"[..], &[0; 64], &[0xff; 4], b"{}"].concat();
    fs::write(&junk, head).unwrap();
    assert_eq!(reason(&junk, &bench.updates()), "damaged");
    let error = check(&bench.place("nowhere"), &bench.updates()).err().unwrap();
    assert_eq!(error.code().as_str(), "file_missing");
}

#[test]
fn an_update_goes_forwards_only() {
    let bench = Bench::new();
    let with_build = format!("{}+build.7", cashflow::VERSION);
    let before = format!("{}-rc.1", cashflow::VERSION);
    let versions: [(&str, &str); 6] = [
        (cashflow::VERSION, "not_newer"),
        (with_build.as_str(), "not_newer"),
        (before.as_str(), "not_newer"),
        ("0.0.1", "not_newer"),
        ("newest", "damaged"),
        ("", "damaged"),
    ];
    for (version, expected) in versions {
        let (file, _) = bench.update(b"x", |new| new.version = version.into());
        assert_eq!(reason(&file, &bench.updates()), expected, "{version}");
    }
    let (file, _) = bench.update(b"x", |new| new.schema.tenant -= 1);
    assert_eq!(reason(&file, &bench.updates()), "older_data");
    let (file, _) = bench.update(b"x", |new| new.schema.tenant += 1);
    assert!(check(&file, &bench.updates()).unwrap().1.migrates);
}

#[test]
fn what_is_made_for_something_else_is_refused() {
    let bench = Bench::new();
    let (file, _) = bench.update(b"x", |new| new.platform = "plan9-vax".into());
    assert_eq!(reason(&file, &bench.updates()), "other_platform");
    // A name that would lead to another folder is just another program.
    for product in ["cashflow", "../../etc/cron.d/x", ""] {
        let (file, _) = bench.update(b"x", |new| new.product = product.into());
        assert_eq!(reason(&file, &bench.updates()), "other_product", "{product}");
    }
    for (payload, form) in [(Payload::Deb, Form::Copied), (Payload::Program, Form::Deb)] {
        let (file, _) = bench.update(b"x", |new| new.payload = payload);
        let mut updates = bench.updates();
        updates.form = form;
        assert_eq!(reason(&file, &updates), "other_installation");
    }
    let (file, _) = bench.update(b"x", |new| new.version = "99.0.0/../../x".into());
    assert_eq!(reason(&file, &bench.updates()), "damaged");
}

#[test]
fn a_payload_is_unpacked_to_the_size_it_was_signed_with_and_no_further() {
    let bench = Bench::new();
    // Many megabytes of nothing pack into some kilobytes: honest, as long as the manifest says so.
    let (file, manifest) = bench.update(&vec![0; 32 << 20], |_| {});
    assert!(manifest.packed_bytes < 64 << 10, "{}", manifest.packed_bytes);
    let opened = open(&file, &bench.updates().keys).unwrap();
    let mut out = tempfile::tempfile().unwrap();
    opened.unpack(&mut out).unwrap();
    assert_eq!(out.metadata().unwrap().len(), 32 << 20);
    // One that says less than it holds is cut off.
    let mut lying = open(&file, &bench.updates().keys).unwrap();
    lying.manifest.size_bytes = 10;
    let mut out = tempfile::tempfile().unwrap();
    let error = lying.unpack(&mut out).err().unwrap();
    assert_eq!(error.fields()[0].code, "damaged");
    assert!(out.metadata().unwrap().len() <= 11);
}
