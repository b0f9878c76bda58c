//! A workbook is a ZIP file. Before anything reads it, all of it is unpacked once into nothing, counting, so that one
//! that grows without end is refused while it is still small.

use std::io::{Cursor, Read as _, copy, sink};

use zip::ZipArchive;

use super::bad;
use crate::error::{Error, Result};

/// Bytes of a workbook when unpacked, at most.
const LARGEST: u64 = 600 << 20;
/// Times that a part of more than `SMALL` bytes may grow. Sheets of a program that repeats itself reach fifty.
const MOST_GROWTH: u64 = 200;
const SMALL: u64 = 8 << 20;
/// Parts of a workbook at most.
const MOST_PARTS: usize = 2000;

/// Refuses what is no workbook, and one that would fill the memory.
pub(super) fn look_over(bytes: &[u8]) -> Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(bomb());
    }
    let is_workbook = archive
        .file_names()
        .any(|name| name.is_ok_and(|name| name.ends_with("xl/workbook.xml")));
    if !is_workbook {
        return Err(bad(
            "not_a_table",
            "This is no XLSX workbook. Save the table as .xlsx or .csv and choose that file.",
        ));
    }
    let mut unpacked = 0;
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(|error| damaged(&error))?;
        let (packed, told) = (part.compressed_size().max(1), part.size());
        let most = (LARGEST - unpacked).min(SMALL.max(packed.saturating_mul(MOST_GROWTH)));
        if told > most {
            return Err(bomb());
        }
        let counted =
            copy(&mut part.by_ref().take(most + 1), &mut sink()).map_err(|error| damaged(&error))?;
        if counted > most {
            return Err(bomb());
        }
        unpacked += counted;
    }
    Ok(())
}

fn bomb() -> Error {
    bad(
        "zip_bomb",
        "Unpacked, this workbook is far larger than a table of this program can be. It was not opened.",
    )
}

fn damaged(error: &(impl std::error::Error + ?Sized)) -> Error {
    bad(
        "damaged",
        "The workbook is damaged, or only a part of it arrived. Save it again and choose it anew.",
    )
    .caused_by(error.to_string())
}
