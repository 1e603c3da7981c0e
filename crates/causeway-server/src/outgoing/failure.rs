//! Why a request brought no answer.

use std::net::IpAddr;
use std::time::Duration;

use super::webhook_url::UrlFault;

/// Why an exchange with an endpoint brought no answer. The wording is shown to staff and says what to mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeFailure {
    /// The address can't be called at all.
    #[error("{0}")]
    InvalidUrl(UrlFault),
    /// The host's name has no address.
    #[error(
        "The name {host} could not be looked up: {detail}. Check its spelling and that it is published in DNS."
    )]
    Dns {
        /// The host as entered.
        host: String,
        /// What the look-up said.
        detail: String,
    },
    /// At least one address of the host isn't public, and the operator doesn't allow it.
    #[error(
        "{host} leads to {address}, a {kind} address, which Causeway doesn't call. Use a public address, or ask the \
         operator to allow it in {setting}."
    )]
    BlockedAddress {
        /// The host as entered.
        host: String,
        /// The first address that is refused.
        address: IpAddr,
        /// What such an address is for.
        kind: &'static str,
        /// The operator's setting that would allow it.
        setting: &'static str,
    },
    /// No connection, or one that ended before an answer in HTTP came.
    #[error("No answer from {host}: {detail}. Check that the endpoint runs, and its port.")]
    Connect {
        /// The host as entered.
        host: String,
        /// What happened.
        detail: String,
    },
    /// The endpoint couldn't show that it is who its name says.
    #[error(
        "No secure connection to {host}: {detail}. Check the endpoint's certificate, and that the port speaks TLS."
    )]
    Tls {
        /// The host as entered.
        host: String,
        /// What the handshake said.
        detail: String,
    },
    /// The whole exchange took longer than it may.
    #[error("No complete answer within {} s. Answer first and do the work afterwards.", after.as_secs_f32())]
    Timeout {
        /// How long it was waited.
        after: Duration,
    },
    /// The header section of the answer has no end in sight.
    #[error(
        "The answer's headers are larger than Causeway reads. Answer with fewer or shorter headers."
    )]
    TooLarge,
}

impl ExchangeFailure {
    /// The reason's stable name, the same in the API, the logs and the metrics.
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
