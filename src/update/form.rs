//! How the program came onto this machine, which decides what may take its place: a file that a package manager keeps
//! account of is changed by that package manager alone.

use std::path::{Component, Path};

use serde::Serialize;

use super::Payload;

use crate::sentence::{Sentence, say};

/// How a program was installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A file that was copied to its place.
    Copied,
    /// An `AppImage`.
    Appimage,
    /// By apt or dpkg.
    Deb,
    /// By dnf or rpm.
    Rpm,
    /// By an installer, on Windows.
    Windows,
    /// An app bundle, on macOS.
    Macos,
}

impl Form {
    /// Of a program at this place.
    pub fn of(program: &Path, is_image: bool) -> Self {
        if is_image {
            return Self::Appimage;
        }
        if cfg!(target_os = "macos") && program.components().any(|part| is_app_folder(&part)) {
            return Self::Macos;
        }
        let is_installed = || {
            program.with_file_name("uninstall.exe").exists()
                || program.components().any(|part| is_program_files(&part))
        };
        if cfg!(windows) && is_installed() {
            return Self::Windows;
        }
        // What lies under /usr belongs to the system's packages, but for /usr/local.
        let of_the_system = program.starts_with("/usr") && !program.starts_with("/usr/local");
        match (of_the_system, Path::new("/var/lib/dpkg/status").exists()) {
            (false, _) => Self::Copied,
            (true, true) => Self::Deb,
            (true, false) => Self::Rpm,
        }
    }

    /// Whether an update with this payload is made for it.
    pub(super) fn takes(self, payload: Payload) -> bool {
        matches!(
            (self, payload),
            (Self::Copied, Payload::Program)
                | (Self::Appimage, Payload::Appimage)
                | (Self::Deb, Payload::Deb)
                | (Self::Rpm, Payload::Rpm)
                | (Self::Windows, Payload::Nsis | Payload::Msi)
                | (Self::Macos, Payload::Dmg)
        )
    }

    /// The end of “it was installed …”.
    pub(super) fn words(self) -> Sentence {
        match self {
            Self::Copied => say!("by copying its file"),
            Self::Appimage => say!("as an AppImage"),
            Self::Deb => say!("from a .deb package"),
            Self::Rpm => say!("from an .rpm package"),
            Self::Windows => say!("by its installer"),
            Self::Macos => say!("as an app"),
        }
    }
}

fn is_app_folder(part: &Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().ends_with(".app")
}

fn is_program_files(part: &Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().starts_with("Program Files")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_copied_program_is_replaced_by_another() {
        assert_eq!(Form::of(Path::new("/opt/cashflow/cashflow"), false), Form::Copied);
        assert_eq!(
            Form::of(Path::new("/usr/local/bin/cashflow"), false),
            Form::Copied
        );
        assert_eq!(
            Form::of(Path::new("/opt/CashFlow.AppImage"), true),
            Form::Appimage
        );
        let of_the_system = Form::of(Path::new("/usr/bin/cashflow"), false);
        assert!(!of_the_system.takes(Payload::Program), "{of_the_system:?}");
        for (payload, word) in Payload::ALL {
            assert_eq!(Form::Copied.takes(payload), word == "program");
        }
    }
}
