//! The window: one more door to the same program, and what only a desktop can do.
//!
//! Every rule of a business is behind the router, which this package hands each request of its webview to. Here are
//! windows, their menus, titles and icons, native dialogs, and nothing that another door could need.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod desk;
mod dress;
mod files;
mod geometry;
mod icon;
mod instance;
mod menu;
mod open;
mod private;
mod scheme;
mod trouble;
mod windows;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    cashflow::cli::main(Some(open::open))
}
