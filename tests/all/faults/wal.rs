//! A log damaged at many points, as a disk may leave it: always a clean beginning of what was written, never a panic.

use std::{fs, path::PathBuf, process::Command};

use crate::house::{House, note, notes};

const COMMITS: usize = 60;
/// A page of the log with its head, in bytes.
const FRAME: usize = 24 + 4096;

/// A house whose business `shop` has a log with that many commits in it, kept beside as it lay.
fn with_log() -> (House, PathBuf) {
    let mut house = House::of(&["shop", "mill"]);
    note(&house.tenant("mill").unwrap(), "untouched").unwrap();
    let shop = house.tenant("shop").unwrap();
    for number in 0..COMMITS {
        note(&shop, &number.to_string()).unwrap();
    }
    let kept = house.root().join("kept");
    fs::create_dir(&kept).unwrap();
    // By another process: a plain handle of this one on a live file would drop SQLite's locks.
    for ending in ["sqlite", "sqlite-wal"] {
        let from = house.file("shop").with_extension(ending);
        assert!(
            Command::new("cp")
                .arg(from)
                .arg(&kept)
                .status()
                .unwrap()
                .success()
        );
    }
    drop(shop);
    house.close();
    (house, kept)
}

#[test]
fn a_damaged_log_leaves_a_clean_beginning() {
    let (mut house, kept) = with_log();
    let (database, log) = (
        fs::read(kept.join("shop.sqlite")).unwrap(),
        fs::read(kept.join("shop.sqlite-wal")).unwrap(),
    );
    assert!(
        log.len() >= 32 + COMMITS * FRAME,
        "the log holds every commit: {}",
        log.len()
    );
    let mut damaged: Vec<(String, Vec<u8>)> = Vec::new();
    // A simple, fixed spread of positions: head, frame heads, frame bodies, everywhere between.
    let points =
        (0..log.len())
            .step_by(log.len() / 70)
            .chain([1, 8, 16, 24, 31, 32, 33, 55, 56, log.len() - 1]);
    for at in points {
        let mut truncated = log.clone();
        truncated.truncate(at);
        damaged.push((format!("cut at {at}"), truncated));
        let mut flipped = log.clone();
        flipped[at] ^= 0x10;
        damaged.push((format!("flipped at {at}"), flipped));
        let mut zeroed = log.clone();
        let end = (at + 512).min(zeroed.len());
        zeroed[at..end].fill(0);
        damaged.push((format!("zeroed from {at}"), zeroed));
        // Torn: from here on, an older state of the same place, as a disk that reorders its writes leaves it.
        let mut torn = log.clone();
        let older = at.saturating_sub(FRAME);
        let piece = log[older..(older + FRAME / 2).min(log.len())].to_vec();
        let end = (at + piece.len()).min(torn.len());
        torn[at..end].copy_from_slice(&piece[..end - at]);
        damaged.push((format!("torn at {at}"), torn));
    }
    assert!(damaged.len() > 300);
    let (mut whole, mut empty) = (0, 0);
    for (what, log) in damaged {
        house.close();
        let _ = fs::remove_file(house.file("shop").with_extension("sqlite-shm"));
        fs::write(house.file("shop"), &database).unwrap();
        fs::write(house.file("shop").with_extension("sqlite-wal"), &log).unwrap();
        let shop = match house.tenant("shop") {
            Ok(shop) => shop,
            // The business itself was made before the log began: it is always there.
            Err(error) => panic!("{what}: {error:?}"),
        };
        let left = notes(&shop);
        let beginning: Vec<String> = (0..left.len()).map(|number| number.to_string()).collect();
        assert_eq!(left, beginning, "{what}: not a beginning");
        whole += usize::from(left.len() == COMMITS);
        empty += usize::from(left.is_empty());
        assert_eq!(shop.integrity().unwrap(), None, "{what}");
        note(&shop, "after").unwrap();
        drop(shop);
        assert_eq!(notes(&house.tenant("mill").unwrap()), ["untouched"], "{what}");
    }
    assert!(
        whole > 0 && empty > 0,
        "the damage reached from the first commit to behind the last: {whole} {empty}"
    );
}
