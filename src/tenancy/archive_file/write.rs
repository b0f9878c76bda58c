//! Makes an archive: a snapshot of the file, what its business chose, and a manifest with the hash of both.

use std::{
    fs::{self, File},
    io::{BufWriter, Read as _, Write as _},
    path::Path,
};

use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    super::{Download, Tenancy, TenantId, export::TempFile, found::layer_of},
    BUSINESS, CONFIG, Content, ENDING, FORMAT, FORMAT_VERSION, Files, MANIFEST, Manifest, Told,
};
use crate::{
    author::Author,
    db::{self, Kind, Record},
    error::{Error, Result},
    hex,
};

/// Deflate's quickest: a business's file comes out at about a third, and the disk is waited for, not the processor.
const LEVEL: i64 = 1;

/// From this size on an entry needs the longer fields of zip64.
const LONG: u64 = u32::MAX as u64;

impl Tenancy {
    /// Writes the whole of a business, an inactive or archived one too, to `target`, where nothing may be.
    pub fn archive_to(&self, id: &TenantId, target: &Path, author: &Author, told: Told<'_>) -> Result<()> {
        let config = self.config(id)?;
        // Through the open set, so that an older file is brought up to date and a foreign one refused.
        let tenant = self.tenant_whatever_its_state(config.clone(), author.clone())?;
        let snapshot = self.passing_file()?;
        db::snapshot(tenant.database.path(), snapshot.path())?;
        drop(tenant);
        // What the snapshot itself says, for the catalogue may have changed since.
        let layer = layer_of(&db::identity(snapshot.path())?, &self.trades)?;
        let chosen = serde_json::to_vec_pretty(&layer).map_err(Error::internal)?;
        let manifest = Manifest {
            format: FORMAT.into(),
            format_version: FORMAT_VERSION,
            program_version: env!("CASHFLOW_VERSION").into(),
            schema_version: Kind::Tenant.schema_version(),
            tenant_id: id.clone(),
            company_name: config.branding.company_name.clone(),
            made_at: self.clock.now_text(),
            files: Files {
                config: Content {
                    size_bytes: chosen.len() as u64,
                    sha256: hex::encode(Sha256::digest(&chosen)),
                },
                business: Content {
                    size_bytes: snapshot.path().metadata()?.len(),
                    sha256: db::sha256_file(snapshot.path())?,
                },
            },
        };
        let file = db::create_private(target)?;
        if let Err(error) = write(file, &manifest, &chosen, snapshot.path(), told) {
            let _ = fs::remove_file(target);
            return Err(error);
        }
        self.catalogue.write(author, &self.clock, |tx| {
            tx.log(
                "tenant.archive_file",
                &Record::new("tenant", id),
                None::<&()>,
                None::<&()>,
            )
        })
    }

    /// Makes the whole of a business ready to be fetched once.
    pub fn archive_file(&self, id: &TenantId, author: &Author) -> Result<Download> {
        let file: TempFile = self.passing_file()?;
        self.archive_to(id, file.path(), author, &mut |_, _| {})?;
        self.to_be_fetched(file, format!("{id}-{}.{ENDING}", self.clock.today()))
    }
}

fn write(file: File, manifest: &Manifest, chosen: &[u8], snapshot: &Path, told: Told<'_>) -> Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .unix_permissions(0o600);
    // The manifest first: whoever looks into it with other means finds it at the top.
    zip.start_file(MANIFEST, options).map_err(failed)?;
    serde_json::to_writer_pretty(&mut zip, manifest).map_err(Error::internal)?;
    zip.start_file(CONFIG, options).map_err(failed)?;
    zip.write_all(chosen)?;
    let total = manifest.files.business.size_bytes;
    zip.start_file(BUSINESS, options.large_file(total >= LONG))
        .map_err(failed)?;
    let mut source = File::open(snapshot)?;
    let mut buffer = vec![0; 1 << 20];
    let mut done = 0;
    loop {
        let count = source.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        zip.write_all(&buffer[..count])?;
        done += count as u64;
        told(done, total);
    }
    let file = zip.finish().map_err(failed)?;
    file.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(())
}

fn failed(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => error.into(),
        error => Error::internal(error),
    }
}
