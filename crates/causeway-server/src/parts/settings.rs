//! Settings of the operator that requests depend on.

use std::net::SocketAddr;

use crate::parts::trusted_proxies::TrustedProxies;

/// Settings of the operator.
#[derive(Clone, Debug)]
pub struct Settings {
    pub listen: SocketAddr,
    /// URL at which browsers and channels reach this server, without a trailing slash.
    pub public_url: String,
    /// Incoming messages per source and second.
    pub rate_per_source: u32,
    /// Proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: TrustedProxies,
}

impl Settings {
    /// Whether browsers reach this server over TLS, so that cookies are marked secure.
    pub fn is_behind_tls(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
