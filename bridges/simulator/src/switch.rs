//! The webhook's behaviour, which the page can switch.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Longest delay in seconds. It exceeds Causeway's timeout.
const SLOW_SECONDS_MAX: u32 = 60;

/// Longest `Retry-After`, in seconds.
const RETRY_AFTER_SECONDS_MAX: u32 = 3_600;

/// The behaviour of the webhook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "mode",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Switch {
    /// Accepts everything at once.
    #[default]
    Healthy,
    /// Accepts everything after a delay.
    Slow { seconds: u32 },
    /// Answers 500.
    Failing {
        #[serde(default)]
        retry_after_seconds: Option<u32>,
    },
    /// Closes the connection without an answer.
    Dead,
    /// Answers 410: the endpoint is permanently gone.
    Gone,
}

impl Switch {
    /// Limits the numbers to their bounds.
    #[must_use]
    pub(crate) fn bounded(self) -> Self {
        match self {
            Self::Slow { seconds } => Self::Slow {
                seconds: seconds.clamp(1, SLOW_SECONDS_MAX),
            },
            Self::Failing {
                retry_after_seconds,
            } => Self::Failing {
                retry_after_seconds: retry_after_seconds
                    .map(|seconds| seconds.clamp(1, RETRY_AFTER_SECONDS_MAX)),
            },
            Self::Healthy | Self::Dead | Self::Gone => self,
        }
    }

    /// The delay of a response.
    pub(crate) fn delay(self) -> Option<Duration> {
        match self {
            Self::Slow { seconds } => Some(Duration::from_secs(seconds.into())),
            Self::Healthy | Self::Failing { .. } | Self::Dead | Self::Gone => None,
        }
    }
}
