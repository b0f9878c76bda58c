//! A consistent copy of a file, live or closed, and its compressed form with a hash: what a backup is made of.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use super::open::{self, Role};
use crate::{
    error::{Error, Result},
    hex,
};

/// A backup on disk.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Backup {
    /// The file's name in the tenant's backup folder.
    pub file_name: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of the uncompressed snapshot, in hex.
    pub sha256: String,
    /// Where it lies; not part of any answer.
    #[serde(skip)]
    pub path: PathBuf,
}

/// Writes a consistent snapshot of `source` to `target`, which must not exist. Writers may go on meanwhile.
pub fn snapshot(source: &Path, target: &Path) -> Result<()> {
    let connection = open::connect(source, Role::Private)?;
    // Made empty first, so that nothing that is there is overwritten or, on a failure, removed.
    super::private::create_private(target)?;
    let name = target
        .to_str()
        .ok_or_else(|| Error::internal("a backup's path is not plain text"))?;
    let copied = connection.execute("vacuum into ?1", [name]).map_err(Error::from);
    let done = copied.and_then(|_| Ok(File::open(target)?.sync_all()?));
    if done.is_err() {
        let _ = fs::remove_file(target);
    }
    done
}

/// Compresses a snapshot of the same disk into `target` with a manifest `<target>.json` beside it, and removes the
/// snapshot.
pub fn compress(snapshot: &Path, target: &Path, manifest: &serde_json::Value) -> Result<Backup> {
    let sha256 = sha256_file(snapshot)?;
    let part = snapshot.with_extension("part");
    let mut encoder = zstd::Encoder::new(super::private::create(&part)?, 3)?;
    io::copy(&mut File::open(snapshot)?, &mut encoder)?;
    encoder.finish()?.sync_all()?;
    let mut manifest = manifest.clone();
    manifest["sha256"] = serde_json::json!(sha256);
    let mut note = super::private::create(&super::restore::beside(target, ".json"))?;
    note.write_all(manifest.to_string().as_bytes())?;
    note.sync_all()?;
    fs::rename(&part, target)?;
    // What was backed up may be removed next: the backup's name must be on disk by then.
    super::restore::sync_folder(target)?;
    fs::remove_file(snapshot)?;
    let size_bytes = fs::metadata(target)?.len();
    Ok(Backup {
        file_name: open::shown(target),
        size_bytes,
        sha256,
        path: target.to_owned(),
    })
}

/// Unpacks a compressed snapshot into `target`.
pub fn decompress(backup: &Path, target: &Path) -> Result<()> {
    let mut out = super::private::create_new(target)?;
    zstd::stream::copy_decode(File::open(backup)?, &mut out)?;
    out.sync_all()?;
    Ok(())
}

/// SHA-256 of a file, in hex.
pub fn sha256_file(path: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
    }
    Ok(hex::encode(hash.finalize()))
}
