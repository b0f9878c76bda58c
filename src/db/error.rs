//! Turns the engine's errors into the program's few public ones, in one place.

use rusqlite::ErrorCode;

use super::Kind;
use crate::{
    error::{Code, Error},
    sentence::say,
};

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let Some(code) = error.sqlite_error_code() else {
            return Error::internal(error);
        };
        // The shared memory beside a file could not grow: the same want of room under another name.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        let is_full = code == ErrorCode::DiskFull || extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        let (code, detail) = match code {
            _ if is_full => (
                Code::DiskFull,
                "The disk is full. Nothing was changed; free some space and try again.",
            ),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => (
                Code::TenantBusy,
                "Someone else is writing just now. Nothing was changed; try again in a moment.",
            ),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => (
                Code::FileDamaged,
                "The file is damaged or is no database. It was left as it is; delete the business and take a backup in by “cashflow tenant adopt FILE.sqlite.zst”.",
            ),
            ErrorCode::CannotOpen => (
                Code::Storage,
                "The file cannot be opened. Look at its folder and its permissions.",
            ),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => (
                Code::Storage,
                "The file cannot be written. Look at its permissions and whether the disk is read-only.",
            ),
            ErrorCode::SystemIoFailure => (
                Code::Storage,
                "The disk failed while the file was read or written.",
            ),
            _ => return Error::internal(error),
        };
        Error::new(code, detail).caused_by(error)
    }
}

impl Kind {
    /// What the engine's error means in a file of this kind.
    pub(super) fn failed(self, error: rusqlite::Error) -> Error {
        let error = Error::from(error);
        match self {
            Kind::Catalog => no_catalogue(error),
            Kind::Tenant => error,
        }
    }
}

/// A catalogue that cannot be read is made again from the businesses; to delete one of them would lose what is well.
pub fn no_catalogue(error: Error) -> Error {
    if !matches!(error.code(), Code::FileDamaged | Code::FileForeign) {
        return error;
    }
    let text = say!(
        "catalog.sqlite is damaged or is no catalogue. It was left as it is; “cashflow doctor --rebuild-catalogue” puts it aside and makes it again from the files of the businesses."
    );
    Error::new(error.code(), text).caused_by(error)
}

impl From<r2d2::Error> for Error {
    fn from(error: r2d2::Error) -> Self {
        Error::new(
            Code::TenantBusy,
            "All connections to this business are busy. Nothing was changed; try again in a moment.",
        )
        .caused_by(error)
    }
}
