//! Who makes a change and through which door: what the edit log writes beside it.

/// The way in that a call took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The desktop window.
    Window,
    /// `cashflow serve`.
    Http,
    /// The command line.
    CommandLine,
    /// The program itself: starting, migrating, catching up.
    Program,
}

impl Door {
    /// The name kept in the edit log.
    pub fn as_str(self) -> &'static str {
        match self {
            Door::Window => "window",
            Door::Http => "http",
            Door::CommandLine => "command line",
            Door::Program => "program",
        }
    }

    /// The door of a name in the edit log.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Door::Window, Door::Http, Door::CommandLine, Door::Program]
            .into_iter()
            .find(|door| door.as_str() == name)
    }
}

/// The author of a change.
#[derive(Clone, Debug)]
pub struct Author {
    /// The person's name; `system` until people sign in.
    pub who: String,
    /// The way in.
    pub door: Door,
    /// The request the change came with, to find it in the log files.
    pub request_id: Option<String>,
}

impl Author {
    /// The system user at a door.
    pub fn system(door: Door) -> Self {
        Self {
            who: "system".into(),
            door,
            request_id: None,
        }
    }

    /// The same author within a request.
    #[must_use]
    pub fn in_request(mut self, request_id: impl Into<String>) -> Self {
        self.request_id = Some(request_id.into());
        self
    }
}
