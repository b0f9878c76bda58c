//! Opens the window and stays until the last one is closed.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use cashflow::{App, Error, Result, cli::WindowRequest};
use tauri::Manager as _;

use crate::{
    commands,
    desk::Desk,
    instance::{self, Claim, Instance, Wanted},
    menu, scheme, trouble, windows,
};

/// What the command line calls when it is given no command. An error is shown on the display too: whoever started
/// the program from a menu sees no terminal.
pub(crate) fn open(request: WindowRequest) -> Result<()> {
    trouble::require_display()?;
    begin(request).inspect_err(trouble::show)
}

fn begin(request: WindowRequest) -> Result<()> {
    let app = App::open(request.options, request.base_domain)?;
    if let Some(tenant) = &request.tenant {
        // Before a window is asked for, here or in the program that runs: one that does not exist is told.
        app.tenancy().config(tenant)?;
    }
    let wanted = Wanted {
        tenant: request.tenant,
        archive: request.archive,
    };
    match instance::claim(app.tenancy().dir().root(), &wanted)? {
        Claim::HandedOver => Ok(()),
        Claim::First(instance) => run(&app, instance, wanted),
    }
}

fn run(app: &App, instance: Instance, wanted: Wanted) -> Result<()> {
    let ahead = app.clone();
    std::thread::spawn(move || ahead.router()); // built while the window is
    let again = Arc::new(AtomicBool::new(false));
    let desk = Desk::new(app.clone(), again.clone());
    desk.open_with(wanted.archive);
    let window = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(scheme::NAME, scheme::answer)
        .invoke_handler(tauri::generate_handler![
            commands::business_selected,
            commands::open_business_window,
            commands::opened_archive,
            commands::pick_archive,
            commands::pick_logo,
            commands::save_download,
            commands::print_page,
            commands::pick_update,
            commands::start_again,
        ])
        .on_menu_event(menu::clicked)
        .on_window_event(windows::happened)
        .setup(move |tauri| {
            tauri.manage(desk);
            windows::open_main(tauri.handle(), wanted.tenant.as_ref())?;
            let handle = tauri.handle().clone();
            instance.listen(move |wanted| windows::come_forward(&handle, wanted))?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(Error::internal)?;
    match window.run_return(|_, _| {}) {
        0 => Ok(()),
        code => Err(Error::internal(format!("the window's loop ended with {code}"))),
    }?;
    app.tenancy().close_idle(Duration::ZERO);
    if again.load(Ordering::Acquire) {
        return Err(start_again(app));
    }
    Ok(())
}

/// Becomes the program that lies where this one lay: the hold on the data directory ends at that very moment, and not
/// before. Returns only when that fails.
#[cfg(unix)]
fn start_again(app: &App) -> Error {
    use std::os::unix::process::CommandExt as _;

    let is_archive = |word: &std::ffi::OsString| word.to_string_lossy().ends_with(".cashflow");
    let words = std::env::args_os().skip(1).filter(|word| !is_archive(word));
    std::process::Command::new(&app.updates().program)
        .args(words)
        .exec()
        .into()
}

/// Never asked for here: the command that would is refused.
#[cfg(not(unix))]
fn start_again(_app: &App) -> Error {
    Error::internal("this system starts no program in another's place")
}
