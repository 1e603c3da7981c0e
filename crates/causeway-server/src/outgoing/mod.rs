//! Requests to addresses that users enter.
//!
//! Who acts: a worker or a handler asks for an [`attempt`] or a [`challenge`]; the [`Client`] resolves the host, checks
//! every address against the [`AllowList`] and connects to exactly a checked one. What may fail is told as an
//! [`ExchangeFailure`] in plain words. An endpoint can cost its own request only: time and bytes are bounded here.

pub mod address;
pub mod attempt;
pub mod challenge;
pub mod client;
pub mod connector;
pub mod failure;
pub mod signature;
pub mod webhook_url;

#[cfg(test)]
mod endpoint;

pub use address::{AllowList, AllowListError};
pub use attempt::{AttemptOutcome, AttemptResult, Envelope, send};
pub use challenge::{ChallengeFailure, ChallengeResult, challenge, new_challenge_text};
pub use client::{Answer, BodyEnding, Client, Exchange, Settings};
pub use connector::{Resolve, SystemResolver};
pub use failure::ExchangeFailure;
pub use signature::{SigningSecret, SigningSecretError, sign};
pub use webhook_url::{UrlFault, WebhookUrl};
