//! A screen, a home and a data directory that no other test knows.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use cashflow::update::SecretKey;

use super::screen::Screen;

/// The key whose updates the program believes at a desk.
pub(crate) fn update_key() -> SecretKey {
    SecretKey::parse(&"07".repeat(32)).expect("a key")
}

pub(crate) struct Desk {
    pub(crate) screen: Screen,
    folder: tempfile::TempDir,
}

impl Desk {
    /// A desk with nothing on it.
    pub(crate) fn bare() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for name in ["home", "run"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(folder.path().join("run"), private).expect("a private folder");
        Self {
            screen: Screen::new(),
            folder,
        }
    }

    /// A desk with the sample businesses, made by the program itself.
    pub(crate) fn with_samples() -> Self {
        let desk = Self::bare();
        desk.run(&["demo"]);
        desk
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The program, set to this desk.
    pub(crate) fn program(&self) -> Command {
        self.at_desk(Path::new(env!("CARGO_BIN_EXE_cashflow")))
    }

    /// Any program, set to this desk: nothing of the machine's own surroundings reaches it.
    pub(crate) fn at_desk(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        for name in ["PATH", "DBUS_SESSION_BUS_ADDRESS", "RUST_BACKTRACE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", self.home())
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("DISPLAY", &self.screen.display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("CASHFLOW_DATA_DIR", self.data())
            .env("CASHFLOW_UPDATE_KEY", update_key().public("Tests").line());
        command
    }

    /// Runs a command of the program to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Output {
        let output = self.program().args(words).output().expect("the program runs");
        assert!(output.status.success(), "{words:?}: {output:?}");
        output
    }

    /// The process of the window program at this desk, if there is one.
    pub(crate) fn window_process(&self) -> Option<u32> {
        self.process_of(Path::new(env!("CARGO_BIN_EXE_cashflow")))
    }

    /// The process of a program at this desk that has a window, if there is one.
    pub(crate) fn process_of(&self, program: &Path) -> Option<u32> {
        let own = format!("CASHFLOW_DATA_DIR={}", self.data().display());
        let is_ours = |process: &PathBuf| {
            let is_program = std::fs::read_link(process.join("exe")).is_ok_and(|exe| exe == program);
            let has = |file: &str, word: &str| {
                let words = std::fs::read(process.join(file)).unwrap_or_default();
                words
                    .split(|byte| *byte == 0)
                    .any(|other| other == word.as_bytes())
            };
            is_program && has("environ", &own) && !has("cmdline", "serve")
        };
        let processes = std::fs::read_dir("/proc").expect("a list of processes").flatten();
        let found = processes.map(|entry| entry.path()).find(is_ours)?;
        found.file_name()?.to_str()?.parse().ok()
    }
}

impl Drop for Desk {
    /// A test that failed leaves its program running.
    fn drop(&mut self) {
        while let Some(process) = self.window_process() {
            self.screen.tool("kill", &["-9", &process.to_string()]);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}
