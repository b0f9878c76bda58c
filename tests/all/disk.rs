//! A small disk of its own, to fill or to lie elsewhere: a tmpfs, which only root can mount.

use std::{path::Path, process::Command};

pub(crate) struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// Mounts one; says why and gives none where that is not allowed.
    pub(crate) fn of_megabytes(size: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}m,mode=0700"), "none"])
            .arg(folder.path())
            .output()
            .is_ok_and(|done| done.status.success());
        if !mounted {
            eprintln!("LEFT OUT: no small disk can be mounted here (root only)");
            return None;
        }
        Some(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes every free byte.
    pub(crate) fn fill(&self) {
        use std::io::Write as _;
        let mut file = std::fs::File::create(self.0.path().join("ballast")).expect("a file");
        for size in [1 << 16, 1 << 12, 1] {
            while file.write(&vec![7; size]).is_ok_and(|written| written == size) {}
        }
    }

    /// Gives the bytes back.
    pub(crate) fn relieve(&self) {
        std::fs::remove_file(self.0.path().join("ballast")).expect("the ballast goes");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).output();
    }
}
