//! The address that a request comes from, for limits.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Once,
};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;

use crate::{App, outgoing::is_public, parts::trusted_proxies::FORWARDED_FOR};

/// The address of a client: an IPv4 address, or the IPv6 network (/64) that a provider gives to one
/// customer. `None` if the address of the connection is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::http) struct ClientAddress(pub(in crate::http) Option<IpAddr>);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| peer.ip());
        let proxies = &app.settings.trusted_proxies;
        if let Some(peer) = peer
            && parts.headers.contains_key(FORWARDED_FOR)
            && !proxies.contains(peer)
        {
            warn_of_proxy(peer);
        }
        Ok(Self(peer.map(|peer| {
            whole_network(proxies.client(peer, &parts.headers))
        })))
    }
}

/// Warns the operator, once, of a peer that looks like a proxy and is not in the list: all clients
/// behind it share one limit.
fn warn_of_proxy(peer: IpAddr) {
    static TOLD: Once = Once::new();
    // A public peer may be a client with a forged header, and addresses of people are not logged.
    if !is_public(peer) {
        TOLD.call_once(|| {
            tracing::warn!(%peer, "requests with X-Forwarded-For come from an address that is not in \
                CAUSEWAY_TRUSTED_PROXIES; the header is ignored, and all clients behind that address share one limit");
        });
    }
}

/// One customer gets 2^64 IPv6 addresses, so they count as one.
fn whole_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_customer_count_as_one() {
        let network = |text: &str| whole_network(text.parse().unwrap()).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("::ffff:8.8.8.8"), "8.8.8.8");
        assert_eq!(network("8.8.8.8"), "8.8.8.8");
    }
}
