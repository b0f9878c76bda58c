//! A screen, a home and a data directory that no other test knows.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::screen::Screen;

/// A place for the program to stand.
pub struct Desk {
    /// What it is seen on.
    pub screen: Screen,
    pub(crate) program: PathBuf,
    folder: tempfile::TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Desk {
    /// A desk with nothing on it, for this program.
    pub fn bare(program: impl Into<PathBuf>) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for name in ["home", "run"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(folder.path().join("run"), private).expect("a private folder");
        Self {
            screen: Screen::new(),
            program: program.into(),
            folder,
            variables: Vec::new(),
        }
    }

    /// A desk with the sample businesses, made by the program itself.
    pub fn with_samples(program: impl Into<PathBuf>) -> Self {
        let desk = Self::bare(program);
        desk.run(&["demo"]);
        desk
    }

    /// The desk, with a word more in the surroundings of its programs.
    #[must_use]
    pub fn with_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// The home of the one who sits there.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The data directory, which the program may still have to make.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The program, set to this desk.
    pub fn program(&self) -> Command {
        self.at_desk(&self.program)
    }

    /// Any program, set to this desk: nothing of the machine's own surroundings reaches it.
    pub fn at_desk(&self, program: &Path) -> Command {
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
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command of the program to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        let output = self.program().args(words).output().expect("the program runs");
        assert!(output.status.success(), "{words:?}: {output:?}");
        output
    }

    /// The process of the desk's own program with its window, if there is one.
    pub fn window_process(&self) -> Option<u32> {
        self.process_of(&self.program)
    }

    /// The process of a program at this desk that has a window, if there is one.
    pub fn process_of(&self, program: &Path) -> Option<u32> {
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
