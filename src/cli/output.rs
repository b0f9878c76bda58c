//! What a command says: text for people or JSON for scripts on standard output, errors on standard error.
//!
//! A reader that goes away (`| head`) is no error: the rest is not said, the work is done all the same.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::json;

use super::{exit::Exit, table::Look};
use crate::error::{Code, Error, Result};

/// Where a command's answers go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    json: bool,
    paint: Paint,
}

/// Colours, when someone looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint(bool);

impl Output {
    pub(super) fn new(json: bool) -> Self {
        Self {
            json,
            paint: Paint::of(&io::stdout()),
        }
    }

    /// Whether a script reads.
    pub(super) fn is_json(self) -> bool {
        self.json
    }

    /// Says an answer: the value as JSON, or the text made of it.
    pub(super) fn answer<T: Serialize>(self, value: &T, text: impl FnOnce(Paint) -> String) -> Result<()> {
        if !self.json {
            return say(&text(self.paint));
        }
        let json = serde_json::to_string_pretty(value).map_err(Error::internal)?;
        say(&json)
    }

    /// Says what went wrong.
    pub(super) fn error(self, error: &Error) {
        if self.json {
            problem(error);
            return;
        }
        let paint = Paint::of(&io::stderr());
        let mut text = vec![format!("{} {}", paint.look(Look::Bad, "error:"), error.detail())];
        let fields = error.fields().iter();
        text.extend(fields.map(|field| format!("  {}: {} ({})", field.field, field.message, field.code)));
        text.push(format!("code: {}\n", error.code().as_str()));
        note(&text.join("\n"));
    }
}

/// Says a text, ended by one line end.
pub(super) fn say(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    let said = out
        .write_all(text.trim_end_matches('\n').as_bytes())
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush());
    match said {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::new(
            Code::Storage,
            format!("What was asked for is done, but the answer could not be written: {error}."),
        )
        .caused_by(error)),
        _ => Ok(()),
    }
}

/// Says an error as a problem object on standard error.
pub(super) fn problem(error: &Error) {
    let mut problem = json!({
        "code": error.code().as_str(),
        "title": error.code().title(),
        "detail": error.detail(),
        "fields": error.fields(),
        "exit_code": Exit::from(error.code()) as u8,
    });
    if let Some(feature) = error.feature() {
        problem["feature"] = json!(feature);
    }
    if let Some(place) = error.place() {
        problem["file"] = json!(place.file);
        problem["line"] = json!(place.line);
        problem["key"] = json!(place.key);
    }
    note(&format!("{problem:#}\n"));
}

/// Says something beside the answer. Where nobody hears it, nothing is lost.
pub(super) fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

impl Paint {
    fn of(stream: &impl io::IsTerminal) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self(stream.is_terminal() && !plain)
    }

    fn in_color(self, color: &str, text: &str) -> String {
        if self.0 {
            format!("\x1b[{color}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// Colours for nobody's eyes.
    #[cfg(test)]
    pub(super) fn plain() -> Self {
        Self(false)
    }

    pub(super) fn look(self, look: Look, text: &str) -> String {
        match look {
            Look::Plain => text.to_owned(),
            Look::Strong => self.in_color("1", text),
            Look::Good => self.in_color("32", text),
            Look::Warn => self.in_color("33", text),
            Look::Bad => self.in_color("1;31", text),
            Look::Faint => self.in_color("2", text),
        }
    }
}
