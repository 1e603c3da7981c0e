//! Requests to addresses that users enter.
//!
//! A worker or a handler [`send`]s an attempt or a [`challenge()`]; the [`Client`] resolves the
//! host, checks every address against the [`AllowList`] and connects to exactly a checked one. A
//! failure is an [`ExchangeFailure`], worded for people. Time and bytes are limited here, so that
//! an endpoint can only affect its own requests.

mod address;
mod attempt;
mod challenge;
mod client;
mod connector;
mod download;
mod failure;
mod fetch;
mod prompt;
mod record;
mod turn;
mod webhook_url;

#[cfg(test)]
mod endpoint;

pub(crate) use address::parse_ranges;
pub use address::{AllowList, AllowListError, is_public};
pub use attempt::{ATTEMPT_TIMEOUT, AttemptOutcome, AttemptResult, Envelope, send};
pub use challenge::{
    CHALLENGE_TIMEOUT, ChallengeFailure, ChallengeResult, challenge, new_challenge_text,
};
pub use client::{ANSWER_BYTES_MAX, Answer, BodyEnding, Client, Exchange, LinkFacts, Settings};
pub use connector::{CONNECT_TIMEOUT, DNS_TIMEOUT, Opening, Resolve, SystemResolver, TLS_TIMEOUT};
pub use download::{Download, DownloadFailure, Patience, download};
pub use failure::ExchangeFailure;
pub use fetch::{FetchFailure, fetch};
pub use turn::{TurnResult, ask_chatbot};
pub use webhook_url::{UrlFault, WebhookUrl};
