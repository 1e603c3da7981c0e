//! Why a request got no response.

use std::net::IpAddr;
use std::time::Duration;

use crate::outgoing::webhook_url::UrlFault;

/// Why an exchange with an endpoint got no response. The messages are shown to staff and explain
/// what to fix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeFailure {
    /// The address can't be called.
    #[error("{0}")]
    InvalidUrl(UrlFault),
    /// The host name has no address.
    #[error(
        "The name {host} could not be looked up: {detail}. Check its spelling and that it is published in DNS."
    )]
    Dns { host: String, detail: String },
    /// At least one address of the host isn't public, and the operator doesn't allow it.
    #[error(
        "{host} resolves to {address}, a {kind} address, which Causeway doesn't call. Use a public address, or ask the \
         operator to allow it in {setting}."
    )]
    BlockedAddress {
        host: String,
        address: IpAddr,
        /// What such an address is for.
        kind: &'static str,
        /// The operator's setting that would allow it.
        setting: &'static str,
    },
    /// No connection, or it closed before an HTTP response arrived.
    #[error("No answer from {host}: {detail}. Check that the endpoint is running, and its port.")]
    Connect { host: String, detail: String },
    /// The TLS handshake failed.
    #[error(
        "No secure connection to {host}: {detail}. Check the endpoint's certificate, and that the port speaks TLS."
    )]
    Tls { host: String, detail: String },
    /// The whole exchange took longer than its deadline.
    #[error("No complete answer within {} s. Answer first and do the work afterwards.", after.as_secs_f32())]
    Timeout { after: Duration },
    /// The response's header section is too large.
    #[error(
        "The answer's headers are larger than Causeway reads. Answer with fewer or shorter headers."
    )]
    TooLarge,
}

impl ExchangeFailure {
    /// The reason's stable code, the same in the API, the logs and the metrics.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidUrl(_) => "invalid-url",
            Self::Dns { .. } => "dns",
            Self::BlockedAddress { .. } => "blocked-address",
            Self::Connect { .. } => "connect",
            Self::Tls { .. } => "tls",
            Self::Timeout { .. } => "timeout",
            Self::TooLarge => "too-large",
        }
    }
}

impl From<UrlFault> for ExchangeFailure {
    fn from(fault: UrlFault) -> Self {
        Self::InvalidUrl(fault)
    }
}
