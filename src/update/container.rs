//! The file an update comes in: a line that says what it is, the signature, the manifest it covers, the payload.
//!
//! There are no names of files and no folders in it, so none can lead astray; every length is bounded before it is
//! believed; the payload is unpacked only when its hash is the manifest's, and never beyond the size that says.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
};

use ed25519_dalek::SIGNATURE_LENGTH;
use sha2::{Digest as _, Sha256};

use super::{LARGEST, Manifest, New, PublicKey, SecretKey, refuse};
use crate::{
    error::{Code, Error, Result},
    hex,
    sentence::say,
};

const MAGIC: &[u8; 18] = b"CASHFLOW-UPDATE-1\n";
/// What every such file begins with, whatever its number.
const FAMILY: &[u8] = b"CASHFLOW-UPDATE-";
/// The longest manifest, in bytes.
const LONGEST_MANIFEST: usize = 64 << 10;
/// How hard zstd tries: a release is packed once.
const LEVEL: i32 = 12;
/// The largest payload once unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 1 << 30;

/// An update whose signature is believed and whose payload is whole.
#[derive(Debug)]
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Who signed it.
    pub signed_by: PublicKey,
    path: PathBuf,
    payload_at: u64,
}

/// Opens an update and believes nothing of it before its signature.
pub fn open(path: &Path, keys: &[PublicKey]) -> Result<Opened> {
    if keys.is_empty() {
        return Err(no_key());
    }
    let mut file = BufReader::new(File::open(path).map_err(|error| not_there(path, error))?);
    let (signature, text) = head(&mut file)?;
    let message = [&MAGIC[..], &text].concat();
    let signed_by = keys
        .iter()
        .find(|key| key.signed(&message, &signature))
        .ok_or_else(bad_signature)?
        .clone();
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| damaged().caused_by(error))?;
    let payload_at = file.stream_position()?;
    check_payload(file, &manifest)?;
    Ok(Opened {
        manifest,
        signed_by,
        path: path.to_owned(),
        payload_at,
    })
}

/// The signature and the manifest's text.
fn head(file: &mut impl Read) -> Result<([u8; SIGNATURE_LENGTH], Vec<u8>)> {
    let mut magic = [0; MAGIC.len()];
    fill(file, &mut magic)?;
    if &magic != MAGIC && magic.starts_with(FAMILY) {
        return Err(refuse(
            "newer_format",
            "It is of a newer kind than this program reads. Bring an update to a version in between first.",
        ));
    }
    if &magic != MAGIC {
        return Err(refuse(
            "no_update",
            "It is no CashFlow update. Choose a file whose name ends in .cashflow-update.",
        ));
    }
    let (mut signature, mut length) = ([0; SIGNATURE_LENGTH], [0; 4]);
    fill(file, &mut signature)?;
    fill(file, &mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LONGEST_MANIFEST {
        return Err(damaged());
    }
    let mut text = vec![0; length];
    fill(file, &mut text)?;
    Ok((signature, text))
}

fn fill(file: &mut impl Read, buffer: &mut [u8]) -> Result<()> {
    file.read_exact(buffer).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => damaged(),
        _ => error.into(),
    })
}

/// The payload has the length and the hash that the manifest says, and nothing follows it.
fn check_payload(file: impl Read, manifest: &Manifest) -> Result<()> {
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    if manifest.packed_bytes > most || manifest.size_bytes > LARGEST_UNPACKED {
        return Err(damaged());
    }
    let mut hash = HashingWriter::new(io::sink());
    let read = io::copy(&mut file.take(manifest.packed_bytes + 1), &mut hash)?;
    if read != manifest.packed_bytes || hash.finish().1 != manifest.packed_sha256 {
        return Err(damaged());
    }
    Ok(())
}

impl Opened {
    /// Writes the payload, unpacked, and brings it to the disk.
    pub fn unpack(&self, target: &mut File) -> Result<()> {
        let mut file = BufReader::new(File::open(&self.path)?);
        file.seek(SeekFrom::Start(self.payload_at))?;
        let packed = file.take(self.manifest.packed_bytes);
        let decoder = zstd::Decoder::new(packed).map_err(|error| damaged().caused_by(error))?;
        let written = io::copy(&mut decoder.take(self.manifest.size_bytes + 1), target);
        let written = written.map_err(|error| match error.kind() {
            io::ErrorKind::StorageFull => Error::from(error),
            _ => damaged().caused_by(error),
        })?;
        if written != self.manifest.size_bytes {
            return Err(damaged());
        }
        Ok(target.sync_all()?)
    }
}

/// Makes an update of a payload and signs it; its manifest.
pub fn make(new: New, payload: &Path, key: &SecretKey, target: &Path) -> Result<Manifest> {
    let mut source = File::open(payload).map_err(|error| not_there(payload, error))?;
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut packed = tempfile::NamedTempFile::new_in(folder)?;
    let mut encoder = zstd::Encoder::new(HashingWriter::new(packed.as_file_mut()), LEVEL)?;
    let size_bytes = io::copy(&mut source, &mut encoder)?;
    let (packed_bytes, packed_sha256) = encoder.finish()?.finish();
    let manifest = Manifest {
        new,
        packed_bytes,
        packed_sha256,
        size_bytes,
    };
    let text = serde_json::to_vec(&manifest).map_err(Error::internal)?;
    let length = u32::try_from(text.len()).map_err(Error::internal)?;
    let signature = key.sign(&[&MAGIC[..], &text].concat());

    let mut out = BufWriter::new(tempfile::NamedTempFile::new_in(folder)?);
    for part in [&MAGIC[..], &signature, &length.to_be_bytes(), &text] {
        out.write_all(part)?;
    }
    packed.as_file_mut().seek(SeekFrom::Start(0))?;
    io::copy(packed.as_file_mut(), &mut out)?;
    let out = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    out.as_file().sync_all()?;
    out.persist(target).map_err(|error| error.error)?;
    Ok(manifest)
}

/// Counts and hashes what passes through it.
struct HashingWriter<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> HashingWriter<W> {
    fn new(inner: W) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// The bytes that passed, and their hash.
    fn finish(self) -> (u64, String) {
        (self.bytes, hex::encode(self.hash.finalize()))
    }
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hash.update(&buffer[..written]);
        self.bytes += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn no_key() -> Error {
    refuse(
        "no_key",
        "This build knows no key that an update could be signed with, so it takes none. Install the new version by hand, as this one was installed; all data stays.",
    )
}

fn bad_signature() -> Error {
    refuse(
        "bad_signature",
        "It was not signed by those who release CashFlow, or was changed since. Get it again from where CashFlow comes from.",
    )
}

fn damaged() -> Error {
    refuse(
        "damaged",
        "It is damaged or not whole. Copy it onto the stick again, or get it again.",
    )
}

fn not_there(path: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::new(
            Code::FileMissing,
            say!(
                "{file} is not there. Is the stick still in?",
                file = path.display()
            ),
        )
        .caused_by(error),
        _ => error.into(),
    }
}
