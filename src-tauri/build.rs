//! Declares the window's own commands, so that a page may call one only where a capability says so; keeps the
//! symbols of our SQLite to ourselves.

use std::env;

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "business_selected",
        "open_business_window",
        "opened_archive",
        "pick_archive",
        "pick_logo",
        "save_download",
        "print_page",
        "pick_update",
        "start_again",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json and the capabilities are right");

    // WebKit links the system's SQLite, and a linker lends a program's symbols to the libraries that want some of
    // these names: WebKit would call a SQLite of another version than its own.
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
}
