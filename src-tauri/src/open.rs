//! Opens the window and stays until the last one is closed.

use std::time::Duration;

use cashflow::{App, Error, Result, cli::WindowRequest, tenancy::TenantId};
use tauri::Manager as _;

use crate::{
    commands,
    desk::Desk,
    instance::{self, Claim, Instance},
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
    match instance::claim(app.tenancy().dir().root(), request.tenant.as_ref())? {
        Claim::HandedOver => Ok(()),
        Claim::First(instance) => run(&app, instance, request.tenant),
    }
}

fn run(app: &App, instance: Instance, tenant: Option<TenantId>) -> Result<()> {
    let ahead = app.clone();
    std::thread::spawn(move || ahead.router()); // built while the window is
    let desk = Desk::new(app.clone());
    let window = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(scheme::NAME, scheme::answer)
        .invoke_handler(tauri::generate_handler![
            commands::business_selected,
            commands::open_business_window,
            commands::pick_logo,
            commands::save_download,
            commands::print_page,
        ])
        .on_menu_event(menu::clicked)
        .on_window_event(windows::happened)
        .setup(move |tauri| {
            tauri.manage(desk);
            windows::open_main(tauri.handle(), tenant.as_ref())?;
            let handle = tauri.handle().clone();
            instance.listen(move |tenant| windows::come_forward(&handle, tenant))?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(Error::internal)?;
    match window.run_return(|_, _| {}) {
        0 => Ok(()),
        code => Err(Error::internal(format!("the window's loop ended with {code}"))),
    }?;
    app.tenancy().close_idle(Duration::ZERO);
    Ok(())
}
