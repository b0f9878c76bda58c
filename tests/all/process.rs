//! The real program as a process of its own, to be spoken to and to be killed.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::Value;

/// `cashflow-edge serve` on a port of its own.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
}

/// The program with its data directory, nothing from this process's environment but the path.
pub(crate) fn program(wrapped_in: &[&str], data: &Path) -> Command {
    let binary = env!("CARGO_BIN_EXE_cashflow-edge");
    let mut command = match wrapped_in {
        [] => Command::new(binary),
        [outer, arguments @ ..] => {
            let mut command = Command::new(outer);
            command.args(arguments).arg(binary);
            command
        }
    };
    for name in [
        "TENANT_CONFIGS",
        "MULTI_TENANT_ENABLED",
        "CASHFLOW_DATA_DIR",
        "LOG_LEVEL",
    ] {
        command.env_remove(name);
    }
    command.args(["--json", "--data-dir"]).arg(data);
    command
}

impl Server {
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_in(&[], data)
    }

    /// Starts it inside another program, `strace` or `unshare`.
    pub(crate) fn start_in(wrapped_in: &[&str], data: &Path) -> Self {
        let mut child = program(wrapped_in, data)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut told = String::new();
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
        // The answer may be printed over several lines.
        let address = loop {
            let read = lines.read_line(&mut told).expect("the program says where it is");
            assert!(read > 0, "the program ended before it served: {told}");
            if let Ok(json) = serde_json::from_str::<Value>(&told) {
                break json["listen"]
                    .as_str()
                    .expect("an address")
                    .parse()
                    .expect("an address");
            }
        };
        Self { child, address }
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to end and waits until it has.
    pub(crate) fn end(mut self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(told.expect("kill runs").success());
        self.child.wait().expect("it ends");
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// One call on a connection of its own; nothing when the program was gone before it answered.
    pub(crate) fn call(&self, method: &str, path: &str, tenant: &str, body: &Value) -> Option<(u16, Value)> {
        ask(self.address, method, path, tenant, body)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    tenant: &str,
    body: &Value,
) -> Option<(u16, Value)> {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let tenant = if tenant.is_empty() {
        String::new()
    } else {
        format!("x-tenant-id: {tenant}\r\n")
    };
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json\r\n{tenant}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let text = String::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    // A body that was cut off was not answered.
    let length: usize = head
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length: ")
                .map(str::to_owned)
        })
        .map_or(Some(0), |length| length.parse().ok())?;
    if body.len() < length {
        return None;
    }
    Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}
