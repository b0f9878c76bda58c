//! What the environment says. A variable that is set to nothing counts as not set; one that cannot be understood is
//! an error that names it, never a guess.

use std::path::PathBuf;

use super::args::Global;
use crate::{
    demo,
    error::{Code, Error, Result},
    logging::Level,
    tenancy::{DataDir, Options},
};

/// Puts the command line and the environment together; the command line wins.
pub(super) fn options(global: &Global) -> Result<Options> {
    let data_dir = match (&global.data_dir, path("CASHFLOW_DATA_DIR")) {
        (Some(named), _) => named.clone(),
        (None, Some(set)) => set,
        (None, None) => DataDir::usual()?,
    };
    Ok(Options {
        tenants_file: global.tenants.clone(),
        tenant_configs: text("TENANT_CONFIGS")?,
        first_rows: demo::first_rows,
        check_rows: demo::check_rows,
        multi_tenant: text("MULTI_TENANT_ENABLED")?.as_deref().map(switch).transpose()?,
        ..Options::new(data_dir)
    })
}

/// How much is logged.
pub(super) fn log_level(global: &Global) -> Result<Level> {
    match &global.log_level {
        Some(named) => named.parse(),
        None => text("LOG_LEVEL")?.map_or(Ok(Level::Info), |set| set.parse()),
    }
}

fn switch(text: &str) -> Result<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => Err(Error::new(
            Code::BadConfig,
            format!(
                "MULTI_TENANT_ENABLED is “{}”. Set it to true or false, or unset it.",
                shown(text)
            ),
        )),
    }
}

fn path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn text(name: &str) -> Result<Option<String>> {
    let Some(value) = std::env::var_os(name).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let text = value
        .into_string()
        .map_err(|_| Error::new(Code::BadConfig, format!("{name} is not plain text. Set it anew.")))?;
    Ok(Some(text))
}

/// A value as an error repeats it: its beginning, without control characters.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
