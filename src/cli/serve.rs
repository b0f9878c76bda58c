//! `serve`: the router on a port of this machine, until it is told to stop.

use std::{net::SocketAddr, time::Duration};

use serde_json::json;

use super::{Exit, Output, Session};
use crate::{app::App, error::Result, update::Updates};

/// How long requests in progress may take to end once the program was told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow serve\n",
    "  cashflow serve --listen 127.0.0.1:0 --json     any free port, told as JSON\n",
    "  cashflow --data-dir ~/books serve",
))]
pub(super) struct Serve {
    /// Address and port; port 0 takes a free one. Until people sign in, only this machine's own addresses
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    listen: SocketAddr,
}

pub(super) fn run(serve: &Serve, session: &Session, out: Output) -> Result<Exit> {
    let app = App::open_as(
        Updates::of_this_program(session.program),
        session.options.clone(),
        session.base_domain(),
    )?;
    let runtime = tokio::runtime::Runtime::new()?;
    let ready = move |address: SocketAddr| {
        tracing::info!(%address, "answering");
        // Whoever started it may not read; it serves all the same.
        let _ = out.answer(
            &json!({ "address": format!("http://{address}"), "listen": address }),
            |_| format!("CashFlow answers at http://{address}"),
        );
    };
    let served = runtime.block_on(async {
        let (told, heard) = tokio::sync::oneshot::channel::<()>();
        let stopping = async move {
            stop_signal().await;
            let _ = told.send(());
        };
        tokio::select! {
            served = app.serve(serve.listen, ready, stopping) => served,
            () = async { let _ = heard.await; tokio::time::sleep(PATIENCE).await } => {
                tracing::warn!("stopped although requests were in progress");
                Ok(())
            }
        }
    });
    runtime.shutdown_timeout(PATIENCE);
    app.tenancy().close_idle(Duration::ZERO);
    served.map(|()| Exit::Ok)
}

/// Ctrl-C, or a polite request to end.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(error) => {
                tracing::warn!(%error, "only Ctrl-C ends this program");
                let _ = tokio::signal::ctrl_c().await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
    tracing::info!("asked to stop");
}
