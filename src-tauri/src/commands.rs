//! What a page may ask of its window, and a browser cannot do. Each is declared in `build.rs` and granted in
//! `capabilities/`; each failure is a sentence for a person.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its arguments by value"
)]

use std::collections::HashMap;

use cashflow::tenancy::{Arrival, TenantId};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use tauri::{AppHandle, State, WebviewWindow, Wry};

use crate::{
    desk::Desk,
    dress,
    files::{self, PickedFile},
    menu::{self, Speech},
    windows,
};

/// A failure as a page takes it: what the API would have answered.
pub(crate) struct Refusal(Value);

impl Refusal {
    /// What the program itself answered.
    pub(crate) fn answered(problem: Value) -> Self {
        Self(problem)
    }
}

impl From<cashflow::Error> for Refusal {
    fn from(error: cashflow::Error) -> Self {
        tracing::warn!(
            code = error.code().as_str(),
            ?error,
            "a command of the window failed"
        );
        Self(json!({
            "code": error.code().as_str(),
            "title": error.code().title(),
            "status": 0,
            "detail": error.detail(),
            "say": error.said().say(),
            "fields": error.fields(),
        }))
    }
}

impl From<tauri::Error> for Refusal {
    fn from(error: tauri::Error) -> Self {
        cashflow::Error::internal(error).into()
    }
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

type Answer<T> = Result<T, Refusal>;

/// The page turned to a business, or to none: title, icon and menu follow, in the language that the page speaks.
#[tauri::command(async)]
pub(crate) fn business_selected(
    window: WebviewWindow<Wry>,
    desk: State<'_, Desk>,
    tenant_id: Option<&str>,
    language: &str,
    words: HashMap<String, String>,
) -> Answer<()> {
    let tenant = tenant_id.map(TenantId::parse).transpose()?;
    let speech = Speech {
        language: language.to_owned(),
        words,
    };
    Ok(dress::dress(&window, &desk, tenant.as_ref(), speech)?)
}

/// Opens a business in a window of its own, or brings that window to the front.
#[tauri::command(async)]
pub(crate) fn open_business_window(app: AppHandle<Wry>, tenant_id: &str) -> Answer<()> {
    Ok(windows::open_business(&app, &TenantId::parse(tenant_id)?)?)
}

/// Lets the person choose a picture, and reads it here: the page is given no way to files of its own.
#[tauri::command]
pub(crate) async fn pick_logo(
    window: WebviewWindow<Wry>,
    desk: State<'_, Desk>,
) -> Answer<Option<PickedFile>> {
    let language = desk.language_of(window.label());
    Ok(files::pick_logo(&window, &language).await?)
}

/// Lets the person choose an archive, and looks into it here: it may be larger than a page could hold.
#[tauri::command]
pub(crate) async fn pick_archive(
    window: WebviewWindow<Wry>,
    desk: State<'_, Desk>,
    watch: String,
) -> Answer<Option<Arrival>> {
    let language = desk.language_of(window.label());
    Ok(files::pick_archive(&window, &desk.app, &watch, &language).await?)
}

/// Looks into the archive that the program was opened with, if one was and no page asked yet.
#[tauri::command]
pub(crate) async fn opened_archive(
    window: WebviewWindow<Wry>,
    desk: State<'_, Desk>,
    watch: String,
) -> Answer<Option<Arrival>> {
    let Some(path) = desk.take_opened() else {
        return Ok(None);
    };
    menu::tell(&window, "archive.reading")?;
    Ok(Some(files::look_into(&desk.app, path, &watch).await?))
}

/// Lets the person choose where a one-use download is kept, fetches it, and keeps it; answers the path.
#[tauri::command]
pub(crate) async fn save_download(
    window: WebviewWindow<Wry>,
    desk: State<'_, Desk>,
    url: String,
    file_name: String,
) -> Answer<Option<String>> {
    let language = desk.language_of(window.label());
    Ok(files::save_download(&window, desk.app.router(), &url, &file_name, &language).await?)
}

/// Lets the person choose an update's file and hands it to the program, which looks at it; answers what it is.
#[tauri::command]
pub(crate) async fn pick_update(window: WebviewWindow<Wry>, desk: State<'_, Desk>) -> Answer<Option<Value>> {
    let language = desk.language_of(window.label());
    files::pick_update(&window, desk.app.router(), &language).await
}

/// Closes every window and starts the program that lies in this one's place.
#[tauri::command]
pub(crate) fn start_again(app: AppHandle<Wry>, desk: State<'_, Desk>) -> Answer<()> {
    if !cfg!(unix) {
        let text = "Close CashFlow and open it again: the new version opens then.";
        return Err(cashflow::Error::new(cashflow::Code::BadRequest, text).into());
    }
    desk.start_again();
    windows::close_all(&app);
    Ok(())
}

/// Prints the page by the system's own dialog.
#[tauri::command]
pub(crate) fn print_page(window: WebviewWindow<Wry>) -> Answer<()> {
    Ok(window.print()?)
}
