//! The host check: a name that this machine does not go by is refused, so that a page elsewhere cannot reach in by
//! pointing its own name at this address. Also reads the tenant's subdomain. An address that is written out whole, as
//! proxies are sent it, names a machine too.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::Response,
};

use super::headers::door;
use crate::{
    app::App,
    author::Door,
    error::{Code, Error, Result},
};

/// The subdomain a request came to, as an extension of the request.
#[derive(Clone, Debug)]
pub(super) struct Subdomain(pub(super) String);

pub(super) async fn check(State(app): State<App>, mut request: Request, next: Next) -> Result<Response> {
    if door(&request) == Door::Http {
        let host = request
            .headers()
            .get(header::HOST)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let label = subdomain(host, app.base_domain())?;
        if let Some(target) = request.uri().authority()
            && subdomain(target.as_str(), app.base_domain())? != label
        {
            return Err(Error::new(
                Code::TenantContradiction,
                "The address and the header Host name different businesses. Name one.",
            ));
        }
        if let Some(label) = label {
            request.extensions_mut().insert(Subdomain(label));
        }
    }
    Ok(next.run(request).await)
}

/// The label before the base domain, if there is one; an error for a host that is not this machine.
fn subdomain(host: &str, base_domain: &str) -> Result<Option<String>> {
    let refused = || {
        Error::new(
            Code::BadHost,
            format!(
                "This machine does not answer to that name. Use localhost, 127.0.0.1 or <business>.{base_domain}; --base-domain adds another."
            ),
        )
    };
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    let name = name.to_ascii_lowercase();
    if name == "localhost" || is_loopback(&name) || name == base_domain {
        return Ok(None);
    }
    let label = name
        .strip_suffix(base_domain)
        .and_then(|rest| rest.strip_suffix('.'))
        .ok_or_else(refused)?;
    let plain = !label.is_empty()
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if plain {
        Ok(Some(label.to_owned()))
    } else {
        Err(refused())
    }
}

/// Whether this is an address of this machine alone, written out: each of them can be listened on. A name that only
/// leads to one is someone else's.
fn is_loopback(name: &str) -> bool {
    let v6 = || {
        let inside = name.strip_prefix('[')?.strip_suffix(']')?;
        inside.parse::<Ipv6Addr>().ok()
    };
    name.parse::<Ipv4Addr>()
        .is_ok_and(|address| address.is_loopback())
        || v6().is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::subdomain;

    #[test]
    fn only_own_names_are_answered() {
        for host in [
            "localhost",
            "localhost:7878",
            "127.0.0.1:7878",
            "[::1]:7878",
            "127.0.0.2",
            "127.1.2.3:7878",
            "app.example",
            "LOCALHOST",
        ] {
            assert_eq!(subdomain(host, "app.example").unwrap(), None, "{host}");
        }
        assert_eq!(
            subdomain("dental-clinic-abc.app.example:80", "app.example")
                .unwrap()
                .as_deref(),
            Some("dental-clinic-abc")
        );
        for host in [
            "",
            "evil.example",
            "a.b.app.example",
            ".app.example",
            "app.example.evil.com",
            "128.0.0.1",
            "127.0.0.1.",
            "127.0.0.2.nip.example",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "[::ffff:127.0.0.1]",
            "[::]",
            "::1",
            "x.127.0.0.1",
            "localhost.",
            "xlocalhost",
        ] {
            assert!(subdomain(host, "app.example").is_err(), "{host}");
        }
    }
}
