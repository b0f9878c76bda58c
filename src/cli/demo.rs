//! `demo`: the sample businesses.

use super::{Exit, Output, Session, progress};
use crate::{demo::make_samples, error::Result, tenancy::samples};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow demo\n",
    "  cashflow --data-dir /tmp/try demo        away from your own data",
))]
pub(super) struct Demo {}

pub(super) fn run(session: &Session, out: Output) -> Result<Exit> {
    let tenancy = session.tenancy()?;
    let bar = progress::bar(out, samples().len());
    let made = make_samples(&tenancy, &session.author(), |id| {
        bar.set_message(id.to_owned());
        bar.inc(1);
    });
    bar.finish_and_clear();
    let made = made?;
    out.answer(&made, |_| {
        let created = made.created.iter().map(|id| format!("{id} is made"));
        let existing = made.existing.iter().map(|id| format!("{id} was there already"));
        let text = created.chain(existing).collect::<Vec<_>>().join("\n");
        let program = session.program;
        let window = if program == "cashflow" {
            "“cashflow” opens them in a window; "
        } else {
            ""
        };
        format!("{text}\n{window}“{program} serve” answers a browser.")
    })?;
    Ok(Exit::Ok)
}
