//! `doctor`: looks the installation over, from the folder to each business's file, and changes nothing unless told.
//! It works when nothing else does: what cannot be opened is a line of its report.

mod place;

use serde::Serialize;

use super::{
    Exit, Output, Session,
    output::Paint,
    progress,
    table::{Cell, Look, Table},
};
use crate::{
    app::VERSION,
    db,
    error::{Code, Error, Result},
    logging::{self, Warnings},
    tenancy::{
        DataDir, Mode, Rebuilt, Status, Stray, Tenancy, TenantHealth, Trades, rebuild_catalogue, worst,
    },
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow doctor\n",
    "  cashflow doctor --json\n",
    "  cashflow doctor --rebuild-catalogue      when the catalogue is damaged or lost",
))]
pub(super) struct Doctor {
    /// Put a damaged catalogue into quarantine/ and make a new one from the businesses' files
    #[arg(long)]
    rebuild_catalogue: bool,
}

/// One thing looked at.
#[derive(Debug, Serialize)]
struct Check {
    check: &'static str,
    status: Status,
    message: String,
    #[serde(skip)]
    exit: Exit,
}

impl Check {
    fn ok(check: &'static str, message: impl Into<String>) -> Self {
        Self {
            check,
            status: Status::Ok,
            message: message.into(),
            exit: Exit::Ok,
        }
    }

    fn warning(check: &'static str, message: impl Into<String>) -> Self {
        Self {
            check,
            status: Status::Warning,
            message: message.into(),
            exit: Exit::Warnings,
        }
    }

    fn error(check: &'static str, error: &Error, hint: &str) -> Self {
        logging::cause(error);
        let message = format!("{error} {hint}").trim_end().to_owned();
        Self {
            check,
            status: Status::Error,
            message,
            exit: error.code().into(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Report {
    status: Status,
    version: &'static str,
    sqlite_version: &'static str,
    data_directory: String,
    checks: Vec<Check>,
    tenants: Vec<TenantHealth>,
    strays: Vec<Stray>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rebuilt: Option<Rebuilt>,
}

pub(super) fn run(doctor: &Doctor, session: &Session, out: Output) -> Result<Exit> {
    let folder = &session.options.data_dir;
    let mut report = Report {
        status: Status::Ok,
        version: VERSION,
        sqlite_version: db::engine_version(),
        data_directory: folder.display().to_string(),
        checks: Vec::new(),
        tenants: Vec::new(),
        strays: Vec::new(),
        rebuilt: None,
    };
    if folder.is_dir() {
        // The doctor is asked when things are broken: without a log it looks all the same.
        let _log = DataDir::prepare(folder)
            .and_then(|dir| logging::begin(&dir.logs(), session.log_level, Warnings::InFile));
        if doctor.rebuild_catalogue {
            report.rebuilt = rebuild_catalogue(session.options.clone())?;
        }
        look(&mut report, session, out);
    } else {
        let text = "It is not there yet; the first command that needs it makes it. Look whether it is the one you mean.";
        report.checks.push(Check::warning("data_directory", text));
    }
    let tenants = report.tenants.iter().map(|health| health.status);
    report.status = worst(report.checks.iter().map(|check| check.status).chain(tenants));
    let exit = exit(&report);
    tracing::info!(
        operation = "doctor",
        request_id = session.request_id(),
        exit_code = exit as u8,
        "ended"
    );
    out.answer(&report, |paint| text(&report, doctor.rebuild_catalogue, paint))?;
    Ok(exit)
}

fn look(report: &mut Report, session: &Session, out: Output) {
    match DataDir::prepare(&session.options.data_dir) {
        Ok(dir) => {
            report.data_directory = dir.root().display().to_string();
            report.checks.extend(place::look(&dir));
        }
        Err(error) => report.checks.push(Check::error("data_directory", &error, "")),
    }
    report.checks.push(match db::ready_engine() {
        Ok(()) => Check::ok("sqlite", format!("SQLite {} is built in.", db::engine_version())),
        Err(error) => Check::error("sqlite", &error, ""),
    });
    match session.tenancy() {
        Ok(tenancy) => look_inside(report, &tenancy, session, out),
        Err(error) => report.checks.push(not_opened(&error)),
    }
}

/// Why the installation does not open, under the name of what stands in the way.
fn not_opened(error: &Error) -> Check {
    match error.code() {
        Code::BadConfig | Code::ValidationFailed => Check::error("configuration", error, ""),
        Code::SingleTenant => Check::error("mode", error, ""),
        _ => Check::error("catalogue", error, ""),
    }
}

fn look_inside(report: &mut Report, tenancy: &Tenancy, session: &Session, out: Output) {
    report.checks.push(match tenancy.catalogue_complaint() {
        Ok(None) => Check::ok("catalogue", "A quick look through it found nothing wrong."),
        // Its own sentence says already what helps.
        Err(error) if is_damaged(&error) => Check::error("catalogue", &error, ""),
        Ok(Some(complaint)) => {
            let text = format!("The catalogue is damaged: {complaint}.");
            Check::error(
                "catalogue",
                &Error::new(Code::FileDamaged, text),
                "Make it again with --rebuild-catalogue.",
            )
        }
        Err(error) => Check::error("catalogue", &error, "Make it again with --rebuild-catalogue."),
    });
    report.checks.extend(
        tenancy
            .made_again()
            .map(|text| Check::warning("made_again", text.as_str())),
    );
    let troubles = tenancy.troubles().iter();
    report
        .checks
        .extend(troubles.map(|text| Check::warning("configuration", text.as_str())));
    report.checks.push(Check::ok("domains", trades(tenancy.trades())));
    report.checks.push(match tenancy.mode() {
        Ok(Mode::Single(Some(id))) => Check::ok("mode", format!("One business, {id}.")),
        Ok(Mode::Single(None)) => Check::ok("mode", "One business, not made yet."),
        Ok(Mode::Multi) => Check::ok("mode", "Made for many businesses, each in a file of its own."),
        Err(error) => not_read("mode", &error, ""),
    });
    match tenancy.ids() {
        Ok(ids) => {
            let bar = progress::bar(out, ids.len());
            for id in ids {
                bar.set_message(id.to_string());
                match tenancy.health(&id, &session.author()) {
                    Ok(health) => report.tenants.push(health),
                    Err(error) => report
                        .checks
                        .push(not_read("tenants", &error, &format!("({id})"))),
                }
                bar.inc(1);
            }
            bar.finish_and_clear();
        }
        Err(error) => report.checks.push(not_read("tenants", &error, "")),
    }
    match tenancy.strays() {
        Ok(strays) if strays.is_empty() => {
            report.checks.push(Check::ok(
                "strays",
                "Every file in the tenants folder belongs to a business.",
            ));
        }
        Ok(strays) => {
            let text = format!(
                "{} to no business. “{} tenant strays” shows what can be done.",
                counted(
                    strays.len(),
                    "thing in the tenants folder belongs",
                    "things in the tenants folder belong"
                ),
                session.program
            );
            report.checks.push(Check::warning("strays", text));
            report.strays = strays;
        }
        Err(error) => report.checks.push(not_read("strays", &error, "")),
    }
}

fn is_damaged(error: &Error) -> bool {
    error.code() == Code::FileDamaged
}

/// Something that stands in the catalogue and cannot be read from it: what helps a damaged one is said once, above.
fn not_read(check: &'static str, error: &Error, hint: &str) -> Check {
    if !is_damaged(error) {
        return Check::error(check, error, hint);
    }
    let text = "Not looked at: the catalogue is damaged.";
    Check::error(check, &Error::new(Code::FileDamaged, text), hint)
}

/// The trades there are.
fn trades(trades: &Trades) -> String {
    let own: Vec<&str> = trades.own().iter().map(|pack| pack.domain.as_str()).collect();
    let built_in = trades.all().count() - own.len();
    let built_in = format!("{} built in", counted(built_in, "trade is", "trades are"));
    if own.is_empty() {
        format!("{built_in}, none is your own.")
    } else {
        format!("{built_in}; your own: {}.", own.join(", "))
    }
}

fn exit(report: &Report) -> Exit {
    let broken = report.tenants.iter().any(|health| health.status == Status::Error);
    let worst = report
        .checks
        .iter()
        .map(|check| check.exit)
        .max()
        .unwrap_or(Exit::Ok);
    match (broken, report.status) {
        (true, _) => worst.max(Exit::File),
        (false, Status::Warning) => Exit::Warnings,
        _ => worst,
    }
}

fn text(report: &Report, asked_to_rebuild: bool, paint: Paint) -> String {
    let mut text = vec![format!(
        "CashFlow {} in {}\n",
        report.version, report.data_directory
    )];
    if let Some(rebuilt) = &report.rebuilt {
        let (businesses, left) = (rebuilt.tenants.len(), rebuilt.left.len());
        text.push(format!(
            "The catalogue is made again: {} taken in, {} left aside.",
            counted(businesses, "business", "businesses"),
            counted(left, "file", "files"),
        ));
        let moved = rebuilt.moved.iter();
        text.extend(moved.map(|name| format!("The old one is kept as quarantine/{name}")));
        text.push(String::new());
    } else if asked_to_rebuild {
        text.push("The catalogue is well and was left as it is.\n".into());
    }
    let mut table = Table::headless();
    for check in &report.checks {
        table.row([mark(check.status), check.check.into(), (&check.message).into()]);
    }
    for health in &report.tenants {
        let wrong: Vec<&str> = health
            .checks
            .iter()
            .filter(|check| check.status != Status::Ok)
            .map(|check| check.message.as_str())
            .collect();
        let words = if wrong.is_empty() {
            "is well.".to_owned()
        } else {
            wrong.join(" ")
        };
        table.row([
            mark(health.status),
            health.tenant_id.as_str().into(),
            words.into(),
        ]);
    }
    let verdict = match report.status {
        Status::Ok => "All is well.",
        Status::Warning => "Someone should look at the warnings.",
        Status::Error => "Something does not work.",
    };
    format!("{}\n{}\n{verdict}", text.join("\n"), table.print(paint))
}

fn mark(status: Status) -> Cell {
    match status {
        Status::Ok => Cell::new("ok", Look::Good),
        Status::Warning => Cell::new("warning", Look::Warn),
        Status::Error => Cell::new("error", Look::Bad),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
