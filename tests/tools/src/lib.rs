//! What the tests of both packages have in their hands: a desk with the window on it, driven as a person drives it,
//! and eyes for printed paper. Nothing of it is in the program, and it knows no more of the program than its path.
#![expect(
    clippy::missing_panics_doc,
    reason = "whatever goes wrong here is the test's failure"
)]

pub mod paper;
mod patience;

#[cfg(unix)]
mod desk;
#[cfg(unix)]
mod hands;
#[cfg(unix)]
mod screen;
#[cfg(unix)]
mod window;

pub use patience::{PATIENCE, until, until_async};

#[cfg(unix)]
pub use {desk::Desk, screen::Screen, window::Window};
