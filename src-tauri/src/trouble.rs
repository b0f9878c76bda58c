//! Telling a person at a desk that the window cannot open. The terminal and the exit code are the command line's.

use cashflow::{Code, Error, Result};

/// Refuses when the display that the environment names is not there; without this, the toolkit ends the program.
#[cfg(target_os = "linux")]
pub(crate) fn require_display() -> Result<()> {
    gtk::init().map_err(|error| {
        let text = "The display that DISPLAY or WAYLAND_DISPLAY names does not answer. Correct it, or run “cashflow serve” and open the address it tells in a browser.";
        Error::new(Code::NoDisplay, text).caused_by(error)
    })
}

/// Every other system has its display built in.
#[cfg(not(target_os = "linux"))]
pub(crate) fn require_display() -> Result<()> {
    Ok(())
}

/// Shows what went wrong and waits until it was read. On this thread: it is the one that owns the toolkit.
#[cfg(target_os = "linux")]
pub(crate) fn show(error: &Error) {
    use gtk::prelude::{DialogExt as _, GtkWindowExt as _, MessageDialogExt as _};

    let dialog = gtk::MessageDialog::new(
        None::<&gtk::Window>,
        gtk::DialogFlags::empty(),
        gtk::MessageType::Error,
        gtk::ButtonsType::Close,
        error.code().title(),
    );
    dialog.set_title("CashFlow");
    dialog.set_secondary_text(Some(&error.to_string()));
    dialog.run();
}

/// Shows what went wrong and waits until it was read.
#[cfg(not(target_os = "linux"))]
pub(crate) fn show(error: &Error) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("CashFlow")
        .set_description(format!("{}\n\n{error}", error.code().title()))
        .show();
}
