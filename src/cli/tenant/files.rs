//! Businesses' files: found ones taken in, a business's data taken out, its logo.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{Exit, Output, Session, answer};
use crate::{
    cli::{
        progress,
        table::{Cell, Look, Table},
    },
    db,
    error::{Code, Error, Result},
    logo::MAX_INPUT_BYTES,
    size::size,
    tenancy::{ARCHIVE_ENDING, TenantConfig, TenantId},
};

pub(super) fn strays(session: &Session, out: Output) -> Result<Exit> {
    let files = session.tenancy()?.strays()?;
    out.answer(&json!({ "files": files }), |paint| {
        if files.is_empty() {
            return "Every file in the tenants folder belongs to a business.".into();
        }
        let mut table = Table::new(["FILE", "BUSINESS", "NAME", "SIZE", "CAN BE ADOPTED"]);
        for stray in &files {
            let verdict = stray.problem.as_deref();
            table.row([
                (&stray.file_name).into(),
                stray
                    .tenant_id
                    .as_deref()
                    .map_or(Cell::new("-", Look::Faint), Cell::from),
                stray.company_name.as_deref().unwrap_or("").into(),
                size(stray.size_bytes).into(),
                Cell::new(
                    verdict.unwrap_or("yes"),
                    verdict.map_or(Look::Good, |_| Look::Warn),
                ),
            ]);
        }
        table.print(paint)
    })?;
    Ok(Exit::Ok)
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant strays                 shows what could be adopted\n",
    "  cashflow tenant adopt shop.sqlite\n",
    "  cashflow tenant adopt ~/backups/shop.sqlite.zst           a backup, under its own id\n",
    "  cashflow tenant adopt shop.sqlite.zst --id shop_of_may    or under another",
))]
pub(in crate::cli) struct Adopt {
    /// A file's name in the tenants folder, or a backup (.sqlite.zst) anywhere
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The id to give a backup; its own unless given
    #[arg(long, value_name = "TENANT")]
    id: Option<String>,
}

pub(super) fn adopt(adopt: &Adopt, session: &Session, out: Output) -> Result<Exit> {
    let tenancy = session.tenancy()?;
    let id = adopt.id.as_deref().map(TenantId::parse).transpose()?;
    if adopt.file.extension().is_some_and(|end| end == "zst") {
        let config = tenancy.take_in_backup(&adopt.file, id, &session.author())?;
        tracing::Span::current().record("tenant", config.tenant_id.as_str());
        return answer(&config, "is taken in; the backup was left as it is", out);
    }
    if is_archive(&adopt.file) {
        let text = format!(
            "This is an archive of a whole business. Take it in by “{} tenant take-in {}”.",
            session.program,
            adopt.file.display()
        );
        return Err(Error::new(Code::BadRequest, text));
    }
    if id.is_some() {
        let text =
            "--id is for a backup, a .sqlite.zst file; any other file is taken in as what it says it is.";
        return Err(Error::new(Code::BadRequest, text));
    }
    let folder = adopt
        .file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| {
        !folder
            .canonicalize()
            .is_ok_and(|folder| folder == tenancy.dir().tenants())
    }) {
        return Err(Error::new(
            Code::FileMissing,
            format!(
                "{} does not lie in {}. Put it there, or take a copy in by “{} tenant migrate-single --from FILE”.",
                adopt.file.display(),
                tenancy.dir().tenants().display(),
                session.program
            ),
        ));
    }
    let name = adopt.file.file_name().unwrap_or_default().to_string_lossy();
    let config = tenancy.adopt(&name, &session.author())?;
    taken_in(&config, out)
}

/// Says as what a business came.
fn taken_in(config: &TenantConfig, out: Output) -> Result<Exit> {
    tracing::Span::current().record("tenant", config.tenant_id.as_str());
    let sentence = match (&config.archived_at, config.is_active) {
        (Some(_), _) => "is taken in; it is archived",
        (None, false) => "is taken in; it is switched off",
        _ => "is taken in",
    };
    answer(config, sentence, out)
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant take-in ~/shop.cashflow\n",
    "  cashflow tenant take-in shop.cashflow --id shop_of_may --name \"The shop in May\"",
))]
pub(in crate::cli) struct TakeIn {
    /// An archive of a whole business (.cashflow); it is left as it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The id to give it; its own unless given
    #[arg(long, value_name = "TENANT")]
    id: Option<String>,
    /// The name to give it; its own unless given
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

pub(super) fn take_in(take_in: &TakeIn, session: &Session, out: Output) -> Result<Exit> {
    let id = take_in.id.as_deref().map(TenantId::parse).transpose()?;
    let bar = progress::bytes(out);
    let told = &mut |done, total| progress::tell(&bar, done, total);
    let name = take_in.name.as_deref();
    let taken = session
        .tenancy()?
        .take_in_archive(&take_in.file, id, name, &session.author(), told);
    bar.finish_and_clear();
    let config = taken.map_err(|error| match error.code() {
        Code::TenantExists => Error::new(
            Code::TenantExists,
            format!("{} Give it another one with --id.", error.detail()),
        ),
        _ => error,
    })?;
    taken_in(&config, out)
}

fn is_archive(file: &Path) -> bool {
    file.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case(ARCHIVE_ENDING))
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant export shop ~/shop.sqlite\n",
    "  cashflow tenant export shop /media/usb/shop-2026-11-23.sqlite --json\n",
    "  cashflow tenant export shop ~/shop.cashflow      the whole of it, to be taken in elsewhere",
))]
pub(in crate::cli) struct Export {
    /// Its id
    #[arg(value_name = "TENANT")]
    business: String,
    /// Where to write; nothing is overwritten. A name that ends in .cashflow makes an archive
    #[arg(value_name = "FILE", required_unless_present = "to")]
    file: Option<PathBuf>,
    /// The same, by its name
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    to: Option<PathBuf>,
}

pub(super) fn export(export: &Export, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(Some(&export.business))?;
    let named = export.file.as_ref().or(export.to.as_ref());
    let target = std::path::absolute(named.map_or_else(PathBuf::new, Clone::clone))?;
    if let Some(folder) = target.parent().filter(|folder| !folder.is_dir()) {
        let text = format!("The folder {} is not there. Make it first.", folder.display());
        return Err(Error::new(Code::Storage, text));
    }
    if is_archive(&target) {
        let bar = progress::bytes(out);
        let told = &mut |done, total| progress::tell(&bar, done, total);
        session
            .tenancy()?
            .archive_to(&id, &target, &session.author(), told)?;
        bar.finish_and_clear();
    } else {
        session.tenancy()?.export_to(&id, &target, &session.author())?;
    }
    let (sha256, size_bytes) = (db::sha256_file(&target)?, target.metadata()?.len());
    let answer = json!({ "tenant_id": id, "file": target, "size_bytes": size_bytes, "sha256": sha256 });
    out.answer(&answer, |_| {
        format!(
            "{id} is written to {}, {}.\nSHA-256 {sha256}",
            target.display(),
            size(size_bytes)
        )
    })?;
    Ok(Exit::Ok)
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant backup shop\n",
    "  cashflow tenant adopt FILE.sqlite.zst       takes one in again",
))]
pub(in crate::cli) struct BackUp {
    /// Its id; the only business when there is one
    #[arg(value_name = "TENANT")]
    business: Option<String>,
}

pub(super) fn back_up(backup: &BackUp, session: &Session, out: Output) -> Result<Exit> {
    let tenancy = session.tenancy()?;
    let id = session.business_or_only(backup.business.as_deref(), &tenancy)?;
    let made = tenancy.backup(&id, &session.author())?;
    let answer =
        json!({ "tenant_id": id, "file": made.path, "size_bytes": made.size_bytes, "sha256": made.sha256 });
    out.answer(&answer, |_| {
        format!(
            "{id} is backed up, {}: {}",
            size(made.size_bytes),
            made.path.display()
        )
    })?;
    Ok(Exit::Ok)
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant logo shop ~/logo.png\n",
    "  cashflow tenant logo shop --remove",
))]
pub(in crate::cli) struct Logo {
    /// Its id
    #[arg(value_name = "TENANT")]
    business: String,
    /// A picture: .png, .jpg, .webp or .svg
    #[arg(value_name = "FILE", required_unless_present = "remove")]
    file: Option<PathBuf>,
    /// Take the logo away
    #[arg(long, conflicts_with = "file")]
    remove: bool,
}

pub(super) fn logo(logo: &Logo, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(Some(&logo.business))?;
    let Some(file) = &logo.file else {
        let config = session.tenancy()?.remove_logo(&id, &session.author())?;
        return answer(&config, "has no logo", out);
    };
    let media_type = media_type(file)?;
    let bytes = picture(file)?;
    let config = session
        .tenancy()?
        .set_logo(&id, &bytes, media_type, &session.author())?;
    answer(&config, "has its logo", out)
}

fn media_type(file: &Path) -> Result<&'static str> {
    let ending = file
        .extension()
        .map(std::ffi::OsStr::to_ascii_lowercase)
        .unwrap_or_default();
    match ending.to_str() {
        Some("png") => Ok("image/png"),
        Some("jpg" | "jpeg") => Ok("image/jpeg"),
        Some("webp") => Ok("image/webp"),
        Some("svg") => Ok("image/svg+xml"),
        _ => Err(Error::new(
            Code::UnsupportedMediaType,
            "A logo is a .png, .jpg, .webp or .svg file. Save the picture as one of these.",
        )),
    }
}

/// Reads a picture, but never much more than a logo may have.
fn picture(file: &Path) -> Result<Vec<u8>> {
    let cannot = |error: std::io::Error| {
        let code = if error.kind() == std::io::ErrorKind::NotFound {
            Code::FileMissing
        } else {
            Code::Storage
        };
        Error::new(code, format!("{} cannot be read: {error}.", file.display())).caused_by(error)
    };
    let most = u64::try_from(MAX_INPUT_BYTES).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).map_err(cannot)?;
    std::io::Read::read_to_end(&mut std::io::Read::take(opened, most), &mut bytes).map_err(cannot)?;
    Ok(bytes)
}
