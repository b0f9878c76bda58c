//! A window follows the business it shows: title, icon, native menu.

use cashflow::{
    Result,
    tenancy::{TenantConfig, TenantId, Workspace},
};
use tauri::{Manager as _, WebviewWindow, Wry, image::Image};

use crate::{desk::Desk, icon, menu::Speech};

/// What a window wears.
struct Dress {
    title: String,
    icon: Option<Image<'static>>,
    workspace: Option<Workspace>,
    speech: Speech,
    has_chooser: bool,
    takes_another: bool,
}

/// Dresses a window for a business or for none. A later call wins, however long an earlier one takes.
pub(crate) fn dress(
    window: &WebviewWindow<Wry>,
    desk: &Desk,
    tenant: Option<&TenantId>,
    speech: Speech,
) -> Result<()> {
    let turn = desk.turn_to(window.label(), tenant.cloned(), &speech.language);
    let config = tenant.map(|id| desk.app.tenancy().config(id)).transpose();
    // A business that cannot be read wears the program's own; the screen says what is wrong with it.
    let (config, error) = match config {
        Ok(config) => (config, None),
        Err(error) => (None, Some(error)),
    };
    let dress = Dress::of(desk, config.as_deref(), speech)?;
    let alone = desk.dressing();
    if desk.is_still(window.label(), turn) {
        dress.put_on(window, desk).map_err(cashflow::Error::internal)?;
    }
    drop(alone);
    error.map_or(Ok(()), Err)
}

impl Dress {
    fn of(desk: &Desk, config: Option<&TenantConfig>, speech: Speech) -> Result<Self> {
        let tenancy = desk.app.tenancy();
        let workspace = config.map(|config| {
            let workspace = tenancy.workspace(config)?;
            Ok::<_, cashflow::Error>(workspace.in_language(&config.domain, &speech.language))
        });
        let workspace = workspace.transpose()?;
        Ok(Self {
            title: title(workspace.as_ref()),
            icon: config.map(|config| icon::of(&desk.app, config)),
            workspace,
            speech,
            has_chooser: tenancy.mode()?.is_multi(),
            takes_another: tenancy.takes_another()?,
        })
    }

    fn put_on(self, window: &WebviewWindow<Wry>, desk: &Desk) -> tauri::Result<()> {
        window.set_title(&self.title)?;
        let own = || window.app_handle().default_window_icon().cloned();
        if let Some(icon) = self.icon.or_else(own) {
            window.set_icon(icon)?;
        }
        let bar = desk.bar(window)?;
        let workspace = self.workspace.as_ref();
        bar.speak(&self.speech)?;
        bar.follow(
            window,
            workspace,
            &self.speech,
            self.has_chooser,
            self.takes_another,
        )
    }
}

/// A window's title.
pub(crate) fn title(workspace: Option<&Workspace>) -> String {
    workspace.map_or_else(
        || "CashFlow".into(),
        |workspace| format!("{} — CashFlow", workspace.company_name),
    )
}
