//! Runs the program in a data directory of its own and keeps what it said.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

/// A data directory.
pub(super) struct Home {
    folder: TempDir,
}

/// What one run said.
pub(super) struct Said {
    pub(super) exit: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl Home {
    pub(super) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// With three businesses in it.
    pub(super) fn with_samples() -> Self {
        let home = Self::new();
        home.run(&["demo"]).done();
        home
    }

    /// The data directory, which the first command makes.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A place beside the data directory.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn tenant_file(&self, id: &str) -> PathBuf {
        self.data().join(format!("tenants/{id}.sqlite"))
    }

    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cashflow-edge"));
        for name in ["LOG_LEVEL", "MULTI_TENANT_ENABLED", "TENANT_CONFIGS"] {
            command.env_remove(name);
        }
        command
            .env("CASHFLOW_DATA_DIR", self.data())
            .current_dir(self.folder.path())
            .args(words)
            .stdin(Stdio::null());
        command
    }

    pub(super) fn run(&self, words: &[&str]) -> Said {
        self.run_with(&[], words)
    }

    pub(super) fn run_with(&self, environment: &[(&str, &str)], words: &[&str]) -> Said {
        let output = self.command(words).envs(environment.iter().copied()).output();
        output.expect("the program starts").into()
    }

    /// Serves until dropped.
    pub(super) fn serve(&self, environment: &[(&str, &str)]) -> Serving {
        self.serve_at("127.0.0.1:0", environment)
    }

    /// Serves on another address until dropped.
    pub(super) fn serve_at(&self, address: &str, environment: &[(&str, &str)]) -> Serving {
        let mut child = self
            .command(&["serve", "--listen", address])
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("CashFlow answers at http://");
        let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
        Serving { child, address }
    }

    /// The log's lines, from all its files.
    pub(super) fn log(&self) -> Vec<Value> {
        let files = std::fs::read_dir(self.data().join("logs")).expect("the logs");
        let texts = files.map(|file| std::fs::read_to_string(file.expect("an entry").path()).expect("a log"));
        let texts: Vec<String> = texts.collect();
        let lines = texts.iter().flat_map(|text| text.lines());
        lines
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            exit: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("plain text"),
            err: String::from_utf8(output.stderr).expect("plain text"),
        }
    }
}

impl Said {
    /// What was said by a run that went well, and said nothing beside it.
    #[track_caller]
    pub(super) fn done(self) -> String {
        assert_eq!((self.exit, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// The same as JSON.
    #[track_caller]
    pub(super) fn json(self) -> Value {
        serde_json::from_str(&self.done()).expect("JSON")
    }

    /// The exit code and the error's code of a run that went wrong and answered nothing.
    #[track_caller]
    pub(super) fn refused(&self) -> (i32, &str) {
        assert_eq!(self.out, "", "{}", self.err);
        assert!(self.err.starts_with("error: "), "{}", self.err);
        let code = self.err.lines().find_map(|line| line.strip_prefix("code: "));
        (self.exit, code.unwrap_or("none"))
    }

    /// The problem object of a run with --json that went wrong.
    #[track_caller]
    pub(super) fn problem(&self) -> Value {
        assert_eq!(self.out, "");
        let problem: Value =
            serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {}", self.err));
        assert_eq!(problem["exit_code"], self.exit);
        problem
    }
}

/// A program that answers browsers.
pub(super) struct Serving {
    child: Child,
    pub(super) address: String,
}

impl Serving {
    pub(super) fn get(&self, path: &str) -> (u16, Value) {
        self.call("GET", path, "", "")
    }

    /// One call; `headers` are whole lines.
    pub(super) fn call(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, Value) {
        let mut stream = TcpStream::connect(&self.address).expect("it answers");
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}",
            self.address
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .expect("a status");
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    /// Asks it politely to end; what it said until then.
    pub(super) fn stop(mut self) -> Said {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(asked.expect("kill runs").success());
        let since = Instant::now();
        while self.child.try_wait().expect("its state").is_none() {
            assert!(since.elapsed() < Duration::from_secs(15), "it ends when asked");
            std::thread::sleep(Duration::from_millis(20));
        }
        let mut err = String::new();
        let stderr = self.child.stderr.take();
        stderr
            .expect("its errors")
            .read_to_string(&mut err)
            .expect("plain text");
        let exit = self.child.wait().expect("its end").code().unwrap_or(-1);
        Said {
            exit,
            out: String::new(),
            err,
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
