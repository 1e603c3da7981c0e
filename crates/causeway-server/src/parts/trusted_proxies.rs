//! The operator's reverse proxies, and the client behind them.

use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use http::HeaderMap;
use ipnet::IpNet;

use crate::outgoing::{AllowListError, parse_ranges};

/// Each proxy on the way appends the address that it got the request from.
pub(crate) const FORWARDED_FOR: &str = "x-forwarded-for";

/// The operator's reverse proxies. The server trusts what they write into `X-Forwarded-For`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl FromStr for TrustedProxies {
    type Err = AllowListError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_ranges(text).map(Self)
    }
}

impl TrustedProxies {
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|range| range.contains(&address))
    }

    /// The client behind `peer`: the last address that a trusted proxy reports and that is no
    /// trusted proxy itself. The client can forge the entries before it.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        for hop in hops(headers) {
            if !self.contains(client) {
                break;
            }
            // The entry is no address, such as "unknown": the proxy that reported it counts as the
            // client.
            let Some(address) = hop else { break };
            client = address;
        }
        client
    }
}

/// The entries of `X-Forwarded-For`, the nearest hop first; `None` for an entry that is no address.
fn hops(headers: &HeaderMap) -> impl Iterator<Item = Option<IpAddr>> + '_ {
    let fields = headers.get_all(FORWARDED_FOR).iter().rev();
    // A field that is not ASCII is one entry that is no address.
    let entries = fields.flat_map(|field| field.to_str().unwrap_or("unreadable").rsplit(','));
    entries
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(address_of)
}

/// The address of an entry. Some proxies add the port that the client used, and brackets around IPv6.
fn address_of(entry: &str) -> Option<IpAddr> {
    if let Ok(address) = entry.parse() {
        return Some(address);
    }
    if let Ok(address) = entry.parse::<SocketAddr>() {
        return Some(address.ip());
    }
    entry
        .strip_prefix('[')?
        .strip_suffix(']')?
        .parse()
        .ok()
        .map(IpAddr::V6)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &[&[u8]]) -> String {
        let proxies: TrustedProxies = trusted.parse().unwrap();
        let mut headers = HeaderMap::new();
        for field in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(field).unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn the_header_counts_only_from_a_trusted_peer() {
        for peer in [
            "127.0.0.1",
            "10.0.0.7",
            "192.168.1.1",
            "::1",
            "fd00::1",
            "8.8.4.4",
        ] {
            assert_eq!(client("", peer, &[b"9.9.9.9"]), peer);
            assert_eq!(client("10.99.0.0/16", peer, &[b"9.9.9.9"]), peer);
        }
        assert_eq!(client("127.0.0.1", "127.0.0.1", &[b"9.9.9.9"]), "9.9.9.9");
        assert_eq!(client("127.0.0.1", "127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", "127.0.0.2", &[b"9.9.9.9"]), "127.0.0.2");
        assert_eq!(client("10.0.0.0/8, ::1", "::1", &[b"9.9.9.9"]), "9.9.9.9");
        assert_eq!(
            client("10.0.0.0/8", "::ffff:10.0.0.7", &[b"9.9.9.9"]),
            "9.9.9.9",
            "a socket of both families"
        );
    }

    #[test]
    fn the_client_is_the_last_address_that_is_no_proxy() {
        let trusted = "127.0.0.1, 10.0.0.0/8";
        for (forwarded, expected) in [
            (&[b"8.8.8.8, 9.9.9.9".as_slice()][..], "9.9.9.9"),
            (&[b"8.8.8.8, 9.9.9.9, 10.0.0.2, 10.0.0.1"], "9.9.9.9"),
            // Entries that a client forged come before the client's own address.
            (&[b"127.0.0.1, 10.0.0.5, 9.9.9.9, 10.0.0.1"], "9.9.9.9"),
            (&[b"8.8.8.8", b"9.9.9.9, 10.0.0.1"], "9.9.9.9"),
            (&[b"9.9.9.9", b"10.0.0.1"], "9.9.9.9"),
            (&[b"192.168.7.7, 10.0.0.1"], "192.168.7.7"),
            // All addresses are proxies: the first one counts as the client.
            (&[b"10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ] {
            assert_eq!(
                client(trusted, "127.0.0.1", forwarded),
                expected,
                "{forwarded:?}"
            );
        }
    }

    #[test]
    fn an_entry_that_is_no_address_ends_the_walk() {
        let trusted = "127.0.0.1, 10.0.0.0/8";
        for (forwarded, expected) in [
            (&[b"9.9.9.9, unknown".as_slice()][..], "127.0.0.1"),
            (&[b"9.9.9.9, nonsense, 10.0.0.1"], "10.0.0.1"),
            (&[b"9.9.9.9", b"\xff"], "127.0.0.1"),
            (&[b"9.9.9.9, ,"], "9.9.9.9"),
            (&[b""], "127.0.0.1"),
            (&[b"9.9.9.9:4711"], "9.9.9.9"),
            (&[b"[2001:db8::1]:4711"], "2001:db8::1"),
            (&[b"[2001:db8::1]"], "2001:db8::1"),
            (&[b"[9.9.9.9]"], "127.0.0.1"),
        ] {
            assert_eq!(
                client(trusted, "127.0.0.1", forwarded),
                expected,
                "{forwarded:?}"
            );
        }
    }
}
