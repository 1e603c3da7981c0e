//! How the webhook behaves, at the flick of a switch.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The longest delay that can be set, beyond what Causeway waits for an answer.
const SLOW_SECONDS_MAX: u32 = 60;

/// The longest wait that can be asked for.
const RETRY_AFTER_SECONDS_MAX: u32 = 3_600;

/// How the endpoint behaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "mode",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Switch {
    /// Takes everything at once.
    #[default]
    Healthy,
    /// Takes everything, answers late.
    Slow { seconds: u32 },
    /// Answers 500.
    Failing {
        #[serde(default)]
        retry_after_seconds: Option<u32>,
    },
    /// Closes the connection without an answer.
    Dead,
    /// Answers 410: never call again.
    Gone,
}

impl Switch {
    /// The switch with its numbers within bounds.
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

    /// How long an answer is kept back.
    pub(crate) fn delay(self) -> Option<Duration> {
        match self {
            Self::Slow { seconds } => Some(Duration::from_secs(seconds.into())),
            Self::Healthy | Self::Failing { .. } | Self::Dead | Self::Gone => None,
        }
    }
}
