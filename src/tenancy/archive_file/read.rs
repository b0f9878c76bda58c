//! Opens an archive that may come from anywhere. Nothing in it is believed: three entries and no other, each once, of
//! a bounded size, with the hash that the manifest has. Nothing is unpacked but what is asked for, to where it is asked.

use std::{
    fs::File,
    io::{BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};

use sha2::{Digest as _, Sha256};
use zip::{
    CompressionMethod, ZipArchive,
    read::{ArchiveOffset, Config},
};

use super::{BUSINESS, CONFIG, Content, FORMAT, FORMAT_VERSION, LARGEST, MANIFEST, Manifest, Told};
use crate::{
    db::{self, Kind},
    error::{Code, Error, Result},
    hex,
    sentence::say,
    size::size,
    tenancy::{
        Trades,
        config::{ConfigLayer, check_layer},
    },
};

const ENTRIES: [&str; 3] = [MANIFEST, CONFIG, BUSINESS];

/// What the two small entries may unpack to, in bytes.
const LARGEST_TEXT: u64 = 256 << 10;
/// What the business's file may unpack to, in bytes.
const LARGEST_BUSINESS: u64 = 64 << 30;
/// A small file may be mostly empty pages, which pack to nearly nothing; a large one is full of rows, which never pack
/// this well.
const SMALL: u64 = 64 << 20;
const HIGHEST_RATIO: u64 = 200;

/// An archive whose manifest and config are read and right.
pub(super) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    pub(super) manifest: Manifest,
    pub(super) layer: ConfigLayer,
}

impl Archive {
    /// Opens and checks everything but the business's file itself.
    pub(super) fn open(path: &Path, trades: &Trades) -> Result<Self> {
        let mut file = BufReader::new(open_file(path)?);
        check_ends(&mut file)?;
        let config = Config {
            archive_offset: ArchiveOffset::Known(0),
        };
        let mut zip = ZipArchive::with_config(config, file).map_err(damaged)?;
        check_entries(&mut zip)?;
        zip.validate_header_consistency().map_err(damaged)?;
        let manifest = read_manifest(&text(&mut zip, MANIFEST)?)?;
        let chosen = text(&mut zip, CONFIG)?;
        if content_of(&chosen) != manifest.files.config {
            return Err(wrong_hash(CONFIG));
        }
        let layer = read_layer(&chosen, trades)?;
        Ok(Self { zip, manifest, layer })
    }

    /// Unpacks the business's file to `target`, where nothing may be, and compares it with the manifest meanwhile.
    pub(super) fn unpack(&mut self, target: &Path, told: Told<'_>) -> Result<()> {
        let wanted = &self.manifest.files.business;
        let mut entry = self.zip.by_name(BUSINESS).map_err(damaged)?;
        if entry.size() != wanted.size_bytes {
            return Err(wrong_hash(BUSINESS));
        }
        check_room(target, wanted.size_bytes)?;
        let mut out = db::create_private(target)?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        let mut done = 0;
        loop {
            let count = entry.read(&mut buffer).map_err(damaged)?;
            if count == 0 {
                break;
            }
            done += count as u64;
            if done > wanted.size_bytes {
                return Err(wrong_hash(BUSINESS));
            }
            hash.update(&buffer[..count]);
            out.write_all(&buffer[..count])?;
            told(done, wanted.size_bytes);
        }
        if done != wanted.size_bytes || hex::encode(hash.finalize()) != wanted.sha256 {
            return Err(wrong_hash(BUSINESS));
        }
        out.sync_all()?;
        Ok(())
    }
}

fn open_file(path: &Path) -> Result<File> {
    let missing = || {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Error::new(
            Code::FileMissing,
            say!(
                "{name} is not there, or is no file. Choose the archive again.",
                name
            ),
        )
    };
    let found = path.metadata().map_err(|error| missing().caused_by(error))?;
    if !found.is_file() {
        return Err(missing());
    }
    if found.len() > LARGEST {
        return Err(Error::new(
            Code::TooLarge,
            say!(
                "The archive is larger than {size}, which is the most that is taken in. Bring the business over by “cashflow tenant export” and “cashflow tenant adopt”.",
                size = size(LARGEST)
            ),
        ));
    }
    Ok(File::open(path)?)
}

/// Looks at both ends before anything is read into memory by what the file itself says: a zip's beginning, and at its
/// very end a directory of exactly three entries.
fn check_ends(file: &mut BufReader<File>) -> Result<()> {
    const END: usize = 22;
    const LOCATOR: usize = 20;
    let length = file.get_ref().metadata()?.len();
    let mut begin = [0; 4];
    if length < 4 + END as u64 || file.read_exact(&mut begin).is_err() || begin != *b"PK\x03\x04" {
        return Err(Error::new(
            Code::FileForeign,
            "This is no archive of CashFlow. Choose a file that “Save as one file” made.",
        ));
    }
    let tail = (END + LOCATOR).min(usize::try_from(length).unwrap_or(usize::MAX));
    let mut bytes = vec![0; tail];
    file.seek(SeekFrom::End(-i64::try_from(tail).map_err(Error::internal)?))?;
    file.read_exact(&mut bytes)?;
    let end = &bytes[tail - END..];
    if !end.starts_with(b"PK\x05\x06") || end[20..] != [0, 0] {
        return Err(cut_off());
    }
    let mut entries = u64::from(u16::from_le_bytes([end[10], end[11]]));
    if tail == END + LOCATOR && bytes.starts_with(b"PK\x06\x07") {
        let at = u64::from_le_bytes(std::array::from_fn(|i| bytes[8 + i]));
        let mut long = [0; 56];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut long).map_err(|_| cut_off())?;
        entries = u64::from_le_bytes(std::array::from_fn(|i| long[32 + i]));
    }
    if entries != ENTRIES.len() as u64 {
        return Err(strange());
    }
    file.rewind()?;
    Ok(())
}

/// Three entries, each of ours, each a plain file once. What is not ours may be named anything and lead anywhere.
fn check_entries(zip: &mut ZipArchive<BufReader<File>>) -> Result<()> {
    let mut missing: Vec<&str> = ENTRIES.to_vec();
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(damaged)?;
        let known = missing
            .iter()
            .position(|name| name.as_bytes() == entry.name_raw());
        let Some(known) = known else { return Err(strange()) };
        let name = missing.swap_remove(known);
        let is_plain = entry.is_file()
            && !entry.encrypted()
            && matches!(
                entry.compression(),
                CompressionMethod::Stored | CompressionMethod::Deflated
            );
        if !is_plain {
            return Err(strange());
        }
        let (unpacked, packed) = (entry.size(), entry.compressed_size().max(1));
        let most = if name == BUSINESS {
            LARGEST_BUSINESS
        } else {
            LARGEST_TEXT
        };
        if unpacked > most || (unpacked > SMALL && unpacked / packed > HIGHEST_RATIO) {
            return Err(Error::new(
                Code::TooLarge,
                say!(
                    "{name} in this archive would unpack to {size}, more than a business can have. Nothing was taken in.",
                    name,
                    size = size(unpacked)
                ),
            ));
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(strange())
    }
}

/// One of the small entries, never more than it may have.
fn text(zip: &mut ZipArchive<BufReader<File>>, name: &str) -> Result<Vec<u8>> {
    let entry = zip.by_name(name).map_err(damaged)?;
    let mut bytes = Vec::new();
    entry
        .take(LARGEST_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(damaged)?;
    if bytes.len() as u64 > LARGEST_TEXT {
        return Err(wrong_hash(name));
    }
    Ok(bytes)
}

fn content_of(bytes: &[u8]) -> Content {
    Content {
        size_bytes: bytes.len() as u64,
        sha256: hex::encode(Sha256::digest(bytes)),
    }
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
        format_version: u32,
    }
    let head: Head = serde_json::from_slice(bytes).map_err(|error| strange().caused_by(error))?;
    if head.format != FORMAT {
        return Err(strange());
    }
    if head.format_version > FORMAT_VERSION {
        return Err(newer());
    }
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(damaged)?;
    if manifest.schema_version > Kind::Tenant.schema_version() {
        return Err(newer());
    }
    manifest.made_at.parse::<jiff::Timestamp>().map_err(damaged)?;
    Ok(manifest)
}

fn read_layer(bytes: &[u8], trades: &Trades) -> Result<ConfigLayer> {
    let layer: ConfigLayer = serde_json::from_slice(bytes).map_err(damaged)?;
    check_layer(&layer, trades).map_err(|error| {
        let wrong = error.fields().iter();
        let why = wrong
            .map(|field| say!("{field}: {why}", field = field.field, why = field.message))
            .reduce(|some, more| say!("{some} {more}", some, more));
        let text = say!(
            "What the business in this archive chose for itself cannot be used here: {why} Nothing was taken in.",
            why = why.unwrap_or_default()
        );
        Error::new(Code::FileDamaged, text).caused_by(error)
    })?;
    // The place it had elsewhere means nothing here.
    Ok(ConfigLayer {
        database_url: None,
        ..layer
    })
}

/// Room for the file unpacked, and for the copy of it that becomes the business.
fn check_room(target: &Path, unpacked: u64) -> Result<()> {
    let wanted = unpacked.saturating_mul(2);
    let free = fs4::available_space(target.parent().unwrap_or(target))?;
    if free >= wanted {
        return Ok(());
    }
    Err(Error::new(
        Code::DiskFull,
        say!(
            "The business in this archive needs {wanted} while it is taken in; {free} are free on the disk. Free some space and try again.",
            wanted = size(wanted),
            free = size(free)
        ),
    ))
}

/// What is wrong inside the archive; the cause is for the log.
pub(super) fn damaged(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(
        Code::FileDamaged,
        "The archive is damaged. Nothing was taken in; make it again where the business is, or copy it again.",
    )
    .caused_by(cause)
}

fn cut_off() -> Error {
    damaged("no end of a zip at the end of the file")
}

fn wrong_hash(name: &str) -> Error {
    Error::new(
        Code::FileDamaged,
        say!(
            "{name} in this archive is not what its manifest says: it was damaged or changed on its way. Nothing was taken in; copy the archive again.",
            name
        ),
    )
}

fn strange() -> Error {
    Error::new(
        Code::FileForeign,
        "This archive does not hold what an archive of CashFlow holds. Nothing was taken in; choose a file that “Save as one file” made.",
    )
}

pub(super) fn newer() -> Error {
    Error::new(
        Code::FileNewer,
        "The archive was made by a newer CashFlow. Nothing was taken in; update this program first.",
    )
}
