//! The windows: one to begin with, one more for each business that is given its own. None leads anywhere but to the
//! program's own screens.

use std::path::PathBuf;

use cashflow::{Error, Result, tenancy::TenantId};
use tauri::{
    AppHandle, LogicalSize, Manager as _, PhysicalPosition, PhysicalSize, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, Window, WindowEvent, Wry, webview::NewWindowResponse,
};

use crate::{
    desk::Desk,
    dress,
    geometry::{Place, Screen},
    instance::Wanted,
    menu::{self, Speech},
    private, scheme,
};

/// The label of the window that the program begins with.
const MAIN: &str = "main";

/// Inside a new window, in points.
const USUAL: LogicalSize<f64> = LogicalSize::new(1240.0, 820.0);
const SMALLEST: LogicalSize<f64> = LogicalSize::new(720.0, 480.0);

/// How soon a moved window's place is written, in milliseconds.
const SAVE_AFTER_MS: u64 = 400;

/// Opens the first window, on a business if one was named.
pub(crate) fn open_main(app: &AppHandle<Wry>, tenant: Option<&TenantId>) -> Result<()> {
    open(app, MAIN, tenant).map(drop)
}

/// Opens a business in a window of its own, or brings that window to the front.
pub(crate) fn open_business(app: &AppHandle<Wry>, tenant: &TenantId) -> Result<()> {
    let desk = app.state::<Desk>();
    desk.app.tenancy().config(tenant)?;
    let own = |label: &&String| label.as_str() != MAIN && desk.shown_in(label).as_ref() == Some(tenant);
    let windows = app.webview_windows();
    if let Some(label) = windows.keys().find(own) {
        return windows[label.as_str()].come_forward();
    }
    // The label is taken when that window was led on to another business.
    let label = (1..=u32::MAX)
        .map(|number| match number {
            1 => format!("business-{tenant}"),
            _ => format!("business-{tenant}-{number}"),
        })
        .find(|label| !windows.contains_key(label));
    open(app, &label.unwrap_or_default(), Some(tenant)).map(drop)
}

/// What a second start of the program asks for: the window in front, on a business if one was named, with the question
/// about an archive if one was opened.
pub(crate) fn come_forward(app: &AppHandle<Wry>, wanted: Wanted) {
    let done = match (wanted.archive, wanted.tenant) {
        (Some(archive), _) => show_archive(app, archive),
        (None, Some(tenant)) => show_business(app, &tenant),
        (None, None) => front(app).map_or(Ok(()), |window| window.come_forward()),
    };
    if let Err(error) = done {
        tracing::warn!(?error, "a second start was not followed");
    }
}

/// Keeps the archive for the page in front, and tells that page to ask for it. One that is still loading asks by itself.
fn show_archive(app: &AppHandle<Wry>, archive: PathBuf) -> Result<()> {
    app.state::<Desk>().open_with(Some(archive));
    let Some(window) = front(app) else { return Ok(()) };
    window.come_forward()?;
    menu::tell(&window, "archive.opened").map_err(Error::internal)
}

/// Shows a business where it is shown already, else in the main window if that is free, else in one of its own.
fn show_business(app: &AppHandle<Wry>, tenant: &TenantId) -> Result<()> {
    let desk = app.state::<Desk>();
    let windows = app.webview_windows();
    if let Some(window) = windows
        .values()
        .find(|window| desk.shown_in(window.label()).as_ref() == Some(tenant))
    {
        return window.come_forward();
    }
    match windows.get(MAIN).filter(|_| desk.shown_in(MAIN).is_none()) {
        Some(main) => {
            main.navigate(scheme::address(&home(tenant)))
                .map_err(Error::internal)?;
            main.come_forward()
        }
        None => open_business(app, tenant),
    }
}

/// The window to bring forward when none in particular is meant.
fn front(app: &AppHandle<Wry>) -> Option<WebviewWindow<Wry>> {
    let windows = app.webview_windows();
    windows.get(MAIN).or_else(|| windows.values().next()).cloned()
}

fn home(tenant: &TenantId) -> String {
    format!("/b/{tenant}/home")
}

fn open(app: &AppHandle<Wry>, label: &str, tenant: Option<&TenantId>) -> Result<WebviewWindow<Wry>> {
    let desk = app.state::<Desk>();
    let fragment = tenant.map(home).unwrap_or_default();
    let place = desk.places.of(label, &screens(app));
    let window =
        WebviewWindowBuilder::new(app, label, WebviewUrl::CustomProtocol(scheme::address(&fragment)))
            .title(dress::title(None))
            .inner_size(USUAL.width, USUAL.height)
            .min_inner_size(SMALLEST.width, SMALLEST.height)
            .data_directory(private::folder(&desk.app.tenancy().dir().root().join("webview"))?)
            .devtools(cfg!(debug_assertions))
            // The screens take files dropped on them; Tauri's own handler would hide these.
            .disable_drag_drop_handler()
            .on_navigation(|url| {
                let own = scheme::is_own(url);
                if !own {
                    tracing::warn!(%url, "leading the window away was refused");
                }
                own
            })
            .on_new_window(|url, _| {
                tracing::warn!(%url, "opening a window was refused");
                NewWindowResponse::Deny
            })
            .on_download(|_, _| false)
            .visible(false)
            .build()
            .map_err(Error::internal)?;
    if let Err(error) = dress::dress(&window, &desk, tenant, Speech::default()) {
        tracing::warn!(?error, label, "the window is not dressed");
    }
    window.put(place).map_err(Error::internal)?;
    window.come_forward()?;
    Ok(window)
}

fn screens(app: &AppHandle<Wry>) -> Vec<Screen> {
    let monitors = app.available_monitors().unwrap_or_default();
    let screen = |monitor: &tauri::Monitor| {
        let area = monitor.work_area();
        Screen {
            x: area.position.x,
            y: area.position.y,
            width: area.size.width,
            height: area.size.height,
        }
    };
    monitors.iter().map(screen).collect()
}

/// Hears what happens to windows.
pub(crate) fn happened(window: &Window<Wry>, event: &WindowEvent) {
    let Some(desk) = window.try_state::<Desk>() else {
        return;
    };
    match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => note_place(window, &desk),
        WindowEvent::CloseRequested { .. } => {
            note_place(window, &desk);
            desk.places.save();
        }
        WindowEvent::Destroyed => desk.forget(window.label()),
        #[cfg(target_os = "macos")]
        WindowEvent::Focused(true) => {
            if let Some(window) = window.get_webview_window(window.label()) {
                let _ = desk.bar(&window).and_then(|bar| bar.hang(&window));
            }
        }
        _ => {}
    }
}

fn note_place(window: &Window<Wry>, desk: &Desk) {
    if window.is_minimized().unwrap_or(false) || !window.is_visible().unwrap_or(false) {
        return;
    }
    let save_soon = if window.is_maximized().unwrap_or(false) {
        desk.places.note_maximized(window.label())
    } else {
        let (Ok(position), Ok(size)) = (window.outer_position(), window.inner_size()) else {
            return;
        };
        let place = Place {
            x: position.x,
            y: position.y,
            width: size.width,
            height: size.height,
            maximized: false,
        };
        desk.places.note(window.label(), place)
    };
    if save_soon {
        let app = window.app_handle().clone();
        std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(SAVE_AFTER_MS));
            app.state::<Desk>().places.save();
        });
    }
}

/// Closes every window, and with the last of them the program.
pub(crate) fn close_all(app: &AppHandle<Wry>) {
    for window in app.webview_windows().values() {
        if let Err(error) = window.close() {
            tracing::warn!(label = window.label(), ?error, "the window stays open");
        }
    }
}

/// What windows are told to do.
trait Told {
    /// Comes to the front, whatever hides it.
    fn come_forward(&self) -> Result<()>;
    /// Takes the place it had.
    fn put(&self, place: Option<Place>) -> tauri::Result<()>;
}

impl Told for WebviewWindow<Wry> {
    fn come_forward(&self) -> Result<()> {
        self.unminimize()
            .and_then(|()| self.show())
            .and_then(|()| self.set_focus())
            .map_err(Error::internal)
    }

    fn put(&self, place: Option<Place>) -> tauri::Result<()> {
        let Some(place) = place else {
            return Ok(());
        };
        self.set_size(PhysicalSize::new(place.width, place.height))?;
        self.set_position(PhysicalPosition::new(place.x, place.y))?;
        if place.maximized {
            self.maximize()?;
        }
        Ok(())
    }
}
