//! `update`: a newer program from a file, and how such a file is made.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{Exit, Output, Session};
use crate::{
    app::VERSION,
    error::{Code, Error, Result},
    size::size,
    tenancy::{self, Tenancy},
    update::{self, New, Offer, Outcome, Payload, Schemas, SecretKey, Updates},
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow update check /media/usb/cashflow-0.2.0.cashflow-update\n",
    "  cashflow update apply /media/usb/cashflow-0.2.0.cashflow-update",
))]
pub(super) struct Update {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Look whether an update is to be believed and fits; changes nothing
    Check(Check),
    /// Back every business up, then apply an update
    Apply(Apply),
    /// For those who release CashFlow: make a key that updates are signed with
    Key(Key),
    /// For those who release CashFlow: make an update and sign it
    Make(Box<Make>),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  cashflow update check cashflow-0.2.0.cashflow-update --json")]
struct Check {
    /// The update
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow update apply cashflow-0.2.0.cashflow-update\n",
    "  cashflow update apply /media/usb/cashflow-0.2.0.cashflow-update --json",
))]
struct Apply {
    /// The update
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow update key ~/safe/cashflow-update.key\n",
    "  cashflow update key ~/safe/cashflow-update.key --name \"CashFlow releases 2026\"",
))]
struct Key {
    /// Where the secret half goes; nothing is overwritten
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What people are shown when they are asked about an update
    #[arg(long, default_value = "CashFlow releases")]
    name: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow update make --key update.key --payload program target/release/cashflow new.cashflow-update\n",
    "  cashflow update make --key update.key --payload deb cashflow_0.2.0_amd64.deb new.cashflow-update",
))]
struct Make {
    /// What is packed
    #[arg(value_name = "PAYLOAD")]
    source: PathBuf,
    /// Where the update goes: a file, or a folder where it is given its name
    #[arg(value_name = "FILE")]
    target: PathBuf,
    /// The secret key's file; CASHFLOW_UPDATE_SIGNING_KEY holds the key itself where there is no file
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// What the payload is
    #[arg(long, value_name = "KIND", value_parser = ["program", "appimage", "deb", "rpm", "nsis", "msi", "dmg"])]
    payload: String,
    /// The program it is for
    #[arg(long, value_name = "NAME", default_value = "cashflow")]
    product: String,
    /// The version it brings; this program's own unless told
    #[arg(long, value_name = "VERSION", default_value = VERSION)]
    brings: semver::Version,
    /// The machines it is for; this one's kind unless told
    #[arg(long, value_name = "PLATFORM")]
    platform: Option<String>,
    /// A text file that says what is new
    #[arg(long, value_name = "FILE")]
    notes: Option<PathBuf>,
}

impl Update {
    /// Its name in the log; nothing for what never touches a data directory.
    pub(super) fn operation(&self) -> Option<&'static str> {
        matches!(self.command, Command::Apply(_)).then_some("update apply")
    }
}

pub(super) fn run(update: &Update, session: &Session, out: Output) -> Result<Exit> {
    match &update.command {
        Command::Check(check) => look(&check.file, session, out),
        Command::Apply(apply) => put_in(&apply.file, session, out),
        Command::Key(key) => make_key(key, out),
        Command::Make(make) => pack(make, session, out),
    }
}

fn look(file: &Path, session: &Session, out: Output) -> Result<Exit> {
    let (_, offer) = update::check(file, &Updates::of_this_program(session.program))?;
    out.answer(&offer, |_| {
        format!("{}\n\nIt fits. Nothing was changed.", text(&offer))
    })?;
    Ok(Exit::Ok)
}

fn text(offer: &Offer) -> String {
    let mut lines = vec![
        format!("CashFlow {} → {}", offer.from, offer.to),
        format!("signed by  {} ({})", offer.signed_by, offer.fingerprint),
        format!("for        {}, {}", offer.platform, offer.payload.as_str()),
        format!("made at    {}", offer.made_at),
        format!("size       {}", size(offer.size_bytes)),
    ];
    if offer.migrates {
        lines.push("data       each business's file is brought up to date when it is opened".into());
    }
    if !offer.notes.is_empty() {
        lines.push(format!("\n{}", offer.notes));
    }
    lines.join("\n")
}

fn put_in(file: &Path, session: &Session, out: Output) -> Result<Exit> {
    let updates = Updates::of_this_program(session.program);
    // A file that will not do is refused before anyone is asked to close anything.
    update::check(file, &updates)?;
    tenancy::require_alone(&session.options.data_dir)?;
    let tenancy: Tenancy = session.tenancy()?;
    let applied = update::apply(file, None, &updates, &tenancy, &session.author())?;
    out.answer(&applied, |_| {
        let mut lines = vec![match applied.outcome {
            Outcome::Replaced => format!(
                "CashFlow {} is in place of {}, which is kept as {}.",
                applied.to,
                applied.from,
                applied.path.display()
            ),
            Outcome::HandedOver => {
                format!(
                    "CashFlow {} is checked and waits to be installed:\n\n  {}\n",
                    applied.to, applied.next_step
                )
            }
        }];
        let count = applied.snapshots.len();
        let noun = if count == 1 {
            "business was"
        } else {
            "businesses were"
        };
        lines.push(format!("{count} {noun} backed up first."));
        let left = applied.left.iter();
        lines.extend(left.map(|left| format!("Not backed up: {}. {}", left.tenant_id, left.reason)));
        lines.join("\n")
    })?;
    Ok(if applied.left.is_empty() {
        Exit::Ok
    } else {
        Exit::Warnings
    })
}

fn make_key(key: &Key, out: Output) -> Result<Exit> {
    let secret = SecretKey::random()?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&key.file).map_err(|error| {
        let text = format!(
            "{} cannot be made: {error}. A key is never overwritten.",
            key.file.display()
        );
        Error::new(Code::Storage, text).caused_by(error)
    })?;
    file.write_all(format!("{}\n", secret.text()).as_bytes())?;
    file.sync_all()?;
    let public = secret.public(&key.name);
    let answer =
        json!({ "secret_key": key.file, "public_key": public.line(), "fingerprint": public.fingerprint() });
    out.answer(&answer, |_| {
        format!(
            "The secret half is in {}. Keep it where no network reaches.\nThe public half, a line of src-tauri/update-key.pub:\n\n{}\n\nIts fingerprint is {}.",
            key.file.display(),
            public.line(),
            public.fingerprint()
        )
    })?;
    Ok(Exit::Ok)
}

fn pack(make: &Make, session: &Session, out: Output) -> Result<Exit> {
    let secret = match &make.key {
        Some(file) => fs::read_to_string(file).map_err(|error| {
            let text = format!("The key {} cannot be read: {error}.", file.display());
            Error::new(Code::FileMissing, text).caused_by(error)
        })?,
        None => std::env::var("CASHFLOW_UPDATE_SIGNING_KEY").unwrap_or_default(),
    };
    let secret = SecretKey::parse(&secret)?;
    let payload = Payload::ALL.iter().find(|(_, word)| *word == make.payload);
    let new = New {
        product: make.product.clone(),
        version: make.brings.to_string(),
        platform: make.platform.clone().unwrap_or_else(update::platform),
        payload: payload.map_or(Payload::Program, |(payload, _)| *payload),
        schema: Schemas::own(),
        made_at: session.options.clock.now_text(),
        notes: make
            .notes
            .as_ref()
            .map(fs::read_to_string)
            .transpose()?
            .unwrap_or_default(),
    };
    let target = if make.target.is_dir() {
        let (product, version, platform) = (&new.product, &new.version, &new.platform);
        let name = format!(
            "{product}-{version}-{platform}-{}.{}",
            make.payload,
            update::ENDING
        );
        make.target.join(name)
    } else {
        make.target.clone()
    };
    let manifest = update::make(new, &make.source, &secret, &target)?;
    let public = secret.public("");
    out.answer(
        &json!({ "file": target, "manifest": manifest, "fingerprint": public.fingerprint() }),
        |_| {
            format!(
                "{} brings {} {} to {}, {}, signed by {}.",
                target.display(),
                manifest.new.product,
                manifest.new.version,
                manifest.new.platform,
                size(manifest.packed_bytes),
                public.fingerprint()
            )
        },
    )?;
    Ok(Exit::Ok)
}
