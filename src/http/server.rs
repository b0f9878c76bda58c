//! The HTTP door: the router on a TCP port of this machine.

use std::net::SocketAddr;

use crate::{
    app::App,
    error::{Code, Error, Result},
};

/// Serves until `stop` is done. Until sign-in exists, any address but loopback is refused.
pub async fn serve(
    app: &App,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    if !address.ip().is_loopback() {
        return Err(Error::new(
            Code::ListenRefused,
            format!(
                "{address} can be reached from other machines, and nobody signs in yet. Listen on 127.0.0.1."
            ),
        ));
    }
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| {
        Error::new(
            Code::ListenRefused,
            format!("{address} cannot be listened on: {error}. Choose another port with --listen."),
        )
        .caused_by(error)
    })?;
    ready(listener.local_addr()?);
    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop)
        .await?;
    Ok(())
}
