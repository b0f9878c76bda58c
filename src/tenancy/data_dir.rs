//! The data directory: its folders, who may look into them, and the names of the files in it.

use crate::sentence::{Sentence, say};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use super::TenantId;
use crate::error::{Code, Error, Result};

/// A draft of this age has no program any more.
const OLD_DRAFT: Duration = Duration::from_secs(3600);

/// A data directory that exists, by its canonical path.
#[derive(Clone, Debug)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// Where data lies unless told otherwise, as the system has it.
    pub fn usual() -> Result<PathBuf> {
        directories::ProjectDirs::from("", "", "CashFlow")
            .map(|dirs| dirs.data_dir().to_owned())
            .ok_or_else(|| {
                Error::new(
                    Code::Storage,
                    "This account has no home folder. Name a folder with --data-dir.",
                )
            })
    }

    /// Makes the folders that are missing, open to their owner alone.
    pub fn prepare(path: &Path) -> Result<Self> {
        make_private(path)?;
        let root = path.canonicalize()?;
        for folder in [
            "tenants",
            "backups",
            "backups/.drafts",
            "logs",
            "quarantine",
            "templates",
        ] {
            make_private(&root.join(folder))?;
        }
        Ok(Self(root))
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// `catalog.sqlite`.
    pub fn catalogue(&self) -> PathBuf {
        self.0.join("catalog.sqlite")
    }

    /// Where files of businesses lie outside the tenants folder, for the day the catalogue is lost.
    pub(super) fn elsewhere(&self) -> PathBuf {
        self.0.join("elsewhere.json")
    }

    /// A little room kept back for the day the disk is full.
    pub fn reserve(&self) -> PathBuf {
        self.0.join("reserve")
    }

    /// The folder of the tenant files.
    pub fn tenants(&self) -> PathBuf {
        self.0.join("tenants")
    }

    /// The folder of the templates.
    pub fn templates(&self) -> PathBuf {
        self.0.join("templates")
    }

    /// The folder of the log files.
    pub fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }

    /// The folder of damaged files put aside.
    pub fn quarantine(&self) -> PathBuf {
        self.0.join("quarantine")
    }

    /// The folder of snapshots in the making and of exports waiting to be fetched.
    pub fn drafts(&self) -> PathBuf {
        self.0.join("backups/.drafts")
    }

    /// Removes what a program that was stopped left among the drafts. Another program's are younger: an export waits
    /// ten minutes.
    pub(super) fn clear_old_drafts(&self) -> Result<()> {
        for entry in fs::read_dir(self.drafts())? {
            let entry = entry?;
            let age = entry
                .metadata()
                .and_then(|found| found.modified())
                .map(|at| at.elapsed());
            if age.is_ok_and(|age| age.is_ok_and(|age| age > OLD_DRAFT)) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// What is odd about where the directory lies: folders shared over a network or kept in step by a cloud
    /// service break SQLite's write-ahead log.
    pub fn warnings(&self) -> Vec<Sentence> {
        let path = self.0.display().to_string();
        let cloud = ["Dropbox", "OneDrive", "Google Drive", "iCloud", "Nextcloud"]
            .into_iter()
            .find(|name| path.contains(name));
        let cloud = cloud.map(|name| {
            say!(
                "The data directory lies in a {name} folder. Keeping it in step with other machines can damage it; move it out.",
                name
            )
        });
        let network = network_filesystem(&self.0).map(|kind| {
            say!(
                "The data directory lies on a network disk ({kind}). SQLite is not safe there; use a disk of this machine.",
                kind
            )
        });
        cloud.into_iter().chain(network).collect()
    }

    /// The folder of updates that wait, and of packages to be installed, made if it is not there.
    pub fn updates(&self) -> Result<PathBuf> {
        let folder = self.0.join("updates");
        make_private(&folder)?;
        Ok(folder)
    }

    /// A tenant's backup folder, made if it is not there.
    pub fn backups(&self, id: &TenantId) -> Result<PathBuf> {
        let folder = self.0.join("backups").join(id.as_str());
        make_private(&folder)?;
        Ok(folder)
    }
}

fn make_private(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Error::new(
            Code::Storage,
            say!(
                "The folder {file} cannot be made: {error}.",
                file = folder.display(),
                error
            ),
        )
        .caused_by(error)
    })
}

/// Lets the owner alone read and write a file.
pub(super) fn make_file_private(file: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// The kind of the mounted file system that holds `path`, if it is one shared over a network.
fn network_filesystem(path: &Path) -> Option<String> {
    const NETWORK: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"];
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let holder = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.nth(1)?, words.next()?))
        })
        .filter(|(point, _)| path.starts_with(point))
        .max_by_key(|(point, _)| point.len())?;
    NETWORK.contains(&holder.1).then(|| holder.1.to_owned())
}
