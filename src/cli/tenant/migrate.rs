//! Bringing files to the newest schema, and older single-business databases in.

use std::path::PathBuf;

use serde::Serialize;

use super::{Exit, Output, Session, answer};
use crate::{
    cli::{
        progress,
        table::{Cell, Look, Table},
    },
    db::Migrated,
    error::Result,
    tenancy::TenantId,
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant migrate shop\n",
    "  cashflow tenant migrate --all       a damaged or busy file is reported, the others go on",
))]
pub(in crate::cli) struct Migrate {
    /// Its id; the only business when there is one
    #[arg(value_name = "TENANT", conflicts_with = "all")]
    business: Option<String>,
    /// Every business, inactive and archived ones too
    #[arg(long)]
    all: bool,
}

impl Migrate {
    pub(super) fn is_of_all(&self) -> bool {
        self.all
    }
}

#[derive(Serialize)]
struct Moved {
    tenant_id: TenantId,
    from: i32,
    to: i32,
}

#[derive(Serialize)]
struct Failed {
    tenant_id: TenantId,
    code: &'static str,
    detail: String,
}

#[derive(Default, Serialize)]
struct Report {
    migrated: Vec<Moved>,
    current: Vec<TenantId>,
    failed: Vec<Failed>,
}

impl Report {
    fn add(&mut self, tenant_id: TenantId, done: Option<Migrated>) {
        match done {
            Some(Migrated { from, to }) => self.migrated.push(Moved { tenant_id, from, to }),
            None => self.current.push(tenant_id),
        }
    }
}

pub(super) fn migrate(migrate: &Migrate, session: &Session, out: Output) -> Result<Exit> {
    let tenancy = session.tenancy()?;
    let mut report = Report::default();
    if migrate.all {
        let ids = tenancy.ids()?;
        let bar = progress::bar(out, ids.len());
        for id in ids {
            bar.set_message(id.to_string());
            match tenancy.migrate(&id, &session.author()) {
                Ok(done) => report.add(id, done),
                Err(error) => {
                    tracing::warn!(tenant = %id, ?error, "not migrated");
                    let (code, detail) = (error.code().as_str(), error.detail().to_owned());
                    report.failed.push(Failed {
                        tenant_id: id,
                        code,
                        detail,
                    });
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
    } else {
        let id = session.business_or_only(migrate.business.as_deref(), &tenancy)?;
        let done = tenancy.migrate(&id, &session.author())?;
        report.add(id, done);
    }
    out.answer(&report, |paint| {
        let mut table = Table::headless();
        for moved in &report.migrated {
            let steps = format!("migrated from schema {} to {}", moved.from, moved.to);
            table.row([moved.tenant_id.as_str().into(), Cell::new(steps, Look::Good)]);
        }
        for failed in &report.failed {
            let why = format!("{} ({})", failed.detail, failed.code);
            table.row([failed.tenant_id.as_str().into(), Cell::new(why, Look::Bad)]);
        }
        let counts = [report.migrated.len(), report.current.len(), report.failed.len()];
        let [migrated, current, failed] = counts;
        format!(
            "{}{migrated} migrated, {current} current already, {failed} failed.",
            table.print(paint)
        )
    })?;
    Ok(if report.failed.is_empty() {
        Exit::Ok
    } else {
        Exit::Warnings
    })
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant migrate-single --from /old/tenants/default.sqlite\n",
    "  cashflow tenant migrate-single --from old.sqlite --id rao_works",
))]
pub(in crate::cli) struct MigrateSingle {
    /// The older database; it is copied and left as it is
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The id to give it; its own, or one made from its name, unless given
    #[arg(long, value_name = "TENANT")]
    id: Option<String>,
}

pub(super) fn migrate_single(single: &MigrateSingle, session: &Session, out: Output) -> Result<Exit> {
    let id = single.id.as_deref().map(TenantId::parse).transpose()?;
    let config = session
        .tenancy()?
        .take_in_single(&single.from, id, &session.author())?;
    tracing::Span::current().record("tenant", config.tenant_id.as_str());
    answer(&config, "is taken in; the older database was left as it is", out)
}
