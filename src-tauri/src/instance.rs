//! One window program for each data directory: a lock in it, and a local socket by which a second start reaches the
//! first. `cashflow serve` takes neither, so it may run beside the window.

use std::{
    fs::{File, TryLockError},
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use cashflow::{Code, Error, Result, tenancy::TenantId};
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream, prelude::*};
use serde::{Deserialize, Serialize};

use crate::private;

/// How long a second start waits for the first to answer; the first may itself be starting.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest message, in bytes.
const LONGEST: u64 = 16 << 10;

const DONE: &str = "done";

/// What a start asks for, be it the first or the second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The business to show.
    pub(crate) tenant: Option<TenantId>,
    /// The archive to look into.
    pub(crate) archive: Option<PathBuf>,
}

/// The same as it is told.
#[derive(Debug, Serialize, Deserialize)]
struct Message {
    tenant: Option<String>,
    #[serde(default)]
    archive: Option<PathBuf>,
}

impl From<Message> for Wanted {
    fn from(message: Message) -> Self {
        Self {
            tenant: message.tenant.and_then(|id| TenantId::parse(&id).ok()),
            archive: message.archive,
        }
    }
}

/// Whose turn it is.
pub(crate) enum Claim {
    /// This program holds the data directory.
    First(Instance),
    /// Another does, and was told.
    HandedOver,
}

/// The hold on a data directory, given up when dropped or when the program ends, however it ends.
pub(crate) struct Instance {
    lock: File,
    listener: Listener,
}

/// Takes hold of a data directory, or tells the program that holds it what is wanted.
pub(crate) fn claim(root: &Path, wanted: &Wanted) -> Result<Claim> {
    claim_within(PATIENCE, root, wanted)
}

fn claim_within(patience: Duration, root: &Path, wanted: &Wanted) -> Result<Claim> {
    let lock = private::file(&root.join("window.lock"))?;
    let name = name(root)?;
    let started = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => {
                return Ok(Claim::First(Instance {
                    lock,
                    listener: listen(name)?,
                }));
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // It may be starting, and not listen yet, or ending, and not any more.
        match ask(name.borrow(), wanted) {
            Ok(()) => return Ok(Claim::HandedOver),
            Err(error) if started.elapsed() >= patience => return Err(no_answer(error)),
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn no_answer(error: io::Error) -> Error {
    let text = "CashFlow is open on this data directory already, but its window does not answer. Close it and start again.";
    Error::new(Code::AlreadyRunning, text).caused_by(error)
}

/// The socket's name: a file in the data directory; where its path is too long for a socket, one for the directory in
/// the folder for such things.
#[cfg(unix)]
fn name(root: &Path) -> Result<Name<'static>> {
    use interprocess::local_socket::GenericFilePath;
    use std::os::unix::ffi::OsStrExt as _;

    const LONGEST_PATH: usize = 100;
    let mut path = root.join("window.sock");
    if path.as_os_str().len() > LONGEST_PATH {
        let folder = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, Into::into);
        path = folder.join(format!(
            "cashflow-{:016x}.sock",
            mark(root.as_os_str().as_bytes())
        ));
    }
    Ok(path.to_fs_name::<GenericFilePath>()?)
}

/// The pipe's name, made from the data directory's path.
#[cfg(windows)]
fn name(root: &Path) -> Result<Name<'static>> {
    use interprocess::local_socket::GenericNamespaced;

    let mark = mark(root.as_os_str().as_encoded_bytes());
    Ok(format!("cashflow-{mark:016x}").to_ns_name::<GenericNamespaced>()?)
}

/// FNV-1a: the same for the same path in every version of the program, and no secret.
fn mark(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Listens under the name. What a program that ended badly left there goes: the lock says that it is gone.
fn listen(name: Name<'static>) -> Result<Listener> {
    Ok(ListenerOptions::new()
        .name(name)
        .try_overwrite(true)
        .create_sync()?)
}

/// Tells the first program and waits until it has understood.
fn ask(name: Name<'_>, wanted: &Wanted) -> io::Result<()> {
    let mut stream = Stream::connect(name)?;
    stream.set_recv_timeout(Some(PATIENCE))?;
    let message = Message {
        tenant: wanted.tenant.as_ref().map(ToString::to_string),
        archive: wanted.archive.clone(),
    };
    serde_json::to_writer(&mut stream, &message)?;
    stream.write_all(b"\n")?;
    let mut answer = String::new();
    BufReader::new(stream.take(LONGEST)).read_line(&mut answer)?;
    if answer.trim_end() == DONE {
        return Ok(());
    }
    Err(io::Error::other("no answer"))
}

impl Instance {
    /// Hears second starts from now on.
    pub(crate) fn listen(self, wanted: impl Fn(Wanted) + Send + 'static) -> Result<()> {
        let hear = move || {
            // Held for as long as the program runs.
            let _lock = self.lock;
            for stream in self.listener.incoming().flatten() {
                match answer(stream) {
                    Ok(message) => wanted(message.into()),
                    Err(error) => tracing::warn!(%error, "a second start was not understood"),
                }
            }
        };
        std::thread::Builder::new()
            .name("second starts".into())
            .spawn(hear)?;
        Ok(())
    }
}

fn answer(stream: Stream) -> io::Result<Message> {
    stream.set_recv_timeout(Some(Duration::from_secs(2)))?;
    stream.set_send_timeout(Some(Duration::from_secs(2)))?;
    let mut line = String::new();
    let mut reader = BufReader::new(stream.take(LONGEST));
    reader.read_line(&mut line)?;
    let message = serde_json::from_str(&line)?;
    let mut stream = reader.into_inner().into_inner();
    stream.write_all(format!("{DONE}\n").as_bytes())?;
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::{Claim, Wanted, claim_within};
    use cashflow::tenancy::TenantId;
    use std::{sync::mpsc, time::Duration};

    const SHORT: Duration = Duration::from_millis(200);

    fn first(root: &std::path::Path) -> mpsc::Receiver<Wanted> {
        let Claim::First(instance) = claim_within(SHORT, root, &Wanted::default()).unwrap() else {
            panic!("nobody else holds it");
        };
        let (tell, told) = mpsc::channel();
        instance.listen(move |wanted| tell.send(wanted).unwrap()).unwrap();
        told
    }

    #[test]
    fn a_second_start_is_handed_over() {
        let folder = tempfile::tempdir().unwrap();
        // What a program that was killed leaves behind.
        std::fs::write(folder.path().join("window.sock"), "").unwrap();
        let told = first(folder.path());
        let shop = TenantId::parse("corner_shop").unwrap();
        let of = |tenant: Option<TenantId>, archive: Option<&str>| Wanted {
            tenant,
            archive: archive.map(Into::into),
        };
        for wanted in [
            of(None, None),
            of(Some(shop), None),
            of(None, Some("/media/usb/दुकान.cashflow")),
        ] {
            let claim = claim_within(SHORT, folder.path(), &wanted).unwrap();
            assert!(matches!(claim, Claim::HandedOver));
            assert_eq!(told.recv_timeout(SHORT).unwrap(), wanted);
        }
    }

    #[test]
    fn a_path_too_long_for_a_socket_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("deep".repeat(40));
        std::fs::create_dir(&deep).unwrap();
        let told = first(&deep);
        assert!(matches!(
            claim_within(SHORT, &deep, &Wanted::default()).unwrap(),
            Claim::HandedOver
        ));
        assert_eq!(told.recv_timeout(SHORT).unwrap(), Wanted::default());
    }

    #[test]
    fn one_that_does_not_answer_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let lock = std::fs::File::create(folder.path().join("window.lock")).unwrap();
        lock.lock().unwrap();
        let error = claim_within(SHORT, folder.path(), &Wanted::default())
            .err()
            .unwrap();
        assert_eq!(error.code(), cashflow::Code::AlreadyRunning);
    }
}
