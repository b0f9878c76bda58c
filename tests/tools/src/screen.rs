//! A screen of the test's own, and what stands on it.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

/// An X server without a screen.
pub struct Screen {
    server: Child,
    /// What a program is told to find it by.
    pub display: String,
}

impl Screen {
    /// Starts one.
    #[expect(clippy::new_without_default, reason = "a process is nobody's default")]
    pub fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1400x950x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("its output"))
            .read_line(&mut number)
            .expect("Xvfb tells its number");
        Self {
            server,
            display: format!(":{}", number.trim()),
        }
    }

    /// Runs one of X's small tools here and answers what it says.
    pub fn tool(&self, name: &str, words: &[&str]) -> String {
        let output = Command::new(name)
            .args(words)
            .env("DISPLAY", &self.display)
            .output()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The titles of the windows that can be seen.
    pub fn titles(&self) -> Vec<String> {
        let titles = self
            .windows()
            .into_iter()
            .map(|id| self.tool("xdotool", &["getwindowname", &id]));
        titles.map(|title| title.trim().to_owned()).collect()
    }

    /// The window with this title, by its number.
    pub fn window(&self, title: &str) -> Option<String> {
        self.windows()
            .into_iter()
            .find(|id| self.tool("xdotool", &["getwindowname", id]).trim() == title)
    }

    fn windows(&self) -> Vec<String> {
        let found = self.tool("xdotool", &["search", "--onlyvisible", "--name", "."]);
        found.lines().map(str::to_owned).collect()
    }

    /// Keeps a picture of the screen for a person to look at, if `CASHFLOW_TEST_PICTURES` names a folder.
    pub fn picture(&self, name: &str) {
        if let Ok(folder) = std::env::var("CASHFLOW_TEST_PICTURES") {
            self.tool("import", &["-window", "root", &format!("{folder}/{name}.png")]);
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
