//! Files that only their owner may read: everything this program makes holds a business's data.

use crate::sentence::say;
use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

use crate::error::{Code, Error, Result};

/// Options that make a file for its owner alone.
pub(super) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes an empty file for its owner alone. One that is there is left as it is.
pub fn create_private(path: &Path) -> Result<File> {
    create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::new(
            Code::Duplicate,
            say!(
                "{file} is there already. It was left as it is; choose another name.",
                file = path.display()
            ),
        ),
        _ => error.into(),
    })
}

/// Makes an empty file, or truncates the one that is there.
pub(super) fn create(path: &Path) -> io::Result<File> {
    options().write(true).create(true).truncate(true).open(path)
}

/// Makes a file that must not be there yet.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    options().write(true).create_new(true).open(path)
}
