//! Where a request comes from, for limits.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr, SocketAddr},
};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::{HeaderMap, request::Parts};

use crate::outgoing::is_public;

/// The address of a client: of one machine, or of the network that one customer of a provider gets. `None` where the
/// connection doesn't tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ClientAddress(pub(super) Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self(peer.map(|peer| whole_network(behind_proxy(peer, &parts.headers)))))
    }
}

/// The last address that `X-Forwarded-For` names, when the peer is a proxy of ours: a machine that isn't public. Names
/// before the last one are anybody's to write.
fn behind_proxy(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    if is_public(peer) {
        return peer;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back();
    let named = last.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    named.unwrap_or(peer)
}

/// One customer gets 2^64 addresses of IPv6, so they count as one.
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
    fn only_a_machine_that_is_not_public_is_believed_for_whom_it_speaks() {
        let from = |peer: &str, forwarded: Option<&str>| {
            let mut headers = HeaderMap::new();
            if let Some(forwarded) = forwarded {
                headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            }
            behind_proxy(peer.parse().unwrap(), &headers).to_string()
        };
        assert_eq!(from("127.0.0.1", None), "127.0.0.1");
        assert_eq!(from("127.0.0.1", Some("9.9.9.9, 8.8.8.8")), "8.8.8.8");
        assert_eq!(from("10.0.0.7", Some("nonsense")), "10.0.0.7");
        assert_eq!(from("8.8.4.4", Some("9.9.9.9")), "8.8.4.4");
    }

    #[test]
    fn addresses_of_one_customer_count_as_one() {
        let network = |text: &str| whole_network(text.parse().unwrap()).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("::ffff:8.8.8.8"), "8.8.8.8");
        assert_eq!(network("8.8.8.8"), "8.8.8.8");
    }
}
