//! The endpoint under test, called with the server's own delivery code.

use std::time::Duration;

use causeway_core::text::first_characters;
use causeway_server::{
    Clock,
    credentials::SigningSecret,
    outgoing::{
        ATTEMPT_TIMEOUT, AttemptOutcome, AttemptResult, ChallengeFailure, Client, Envelope,
        WebhookUrl, challenge, new_challenge_text,
    },
    to_jiff,
};
use http::header::LOCATION;

use super::request::{Event, Kind, Request, Seal, SignedBy};

/// Longest part of a redirect's target that the report shows.
const LOCATION_CHARACTERS_MAX: usize = 200;

/// The endpoint's URL, and the secrets that sign requests.
pub(super) struct Endpoint {
    pub(super) client: Client,
    pub(super) url: WebhookUrl,
    pub(super) secret: SigningSecret,
    /// A secret that the endpoint does not know.
    pub(super) foreign: SigningSecret,
    /// The endpoint is configured with its secret before its URL is entered.
    pub(super) secret_first: bool,
    pub(super) clock: Clock,
}

/// The outcome of one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reply {
    /// The request's label in the report.
    pub(super) sent: String,
    pub(super) status: Option<u16>,
    /// Duration of the whole exchange.
    pub(super) duration: Duration,
    /// The beginning of the response body.
    pub(super) received: Option<String>,
    /// The message id that the endpoint returned.
    pub(super) external_id: Option<String>,
    /// Target of a redirect.
    pub(super) location: Option<String>,
    /// Why there was no response, or why the challenge failed, and how to fix it.
    pub(super) fault: Option<String>,
    /// No connection could be made.
    pub(super) unreachable: bool,
}

impl Reply {
    /// The endpoint answered 2xx.
    pub(super) fn is_accepted(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }
}

impl Endpoint {
    /// Sends one request and waits for the outcome.
    pub(super) async fn send(&self, request: &Request) -> Reply {
        let reply = match &request.kind {
            Kind::Challenge(signed_by) => self.challenge(*signed_by).await,
            Kind::Event(event) => self.deliver(event).await,
        };
        Reply {
            sent: request.label.clone(),
            ..reply
        }
    }

    async fn challenge(&self, signed_by: SignedBy) -> Reply {
        let now = to_jiff(self.clock.now());
        let secret = match signed_by {
            SignedBy::UnknownSecret if !self.secret_first => &self.foreign,
            SignedBy::UnknownSecret | SignedBy::KnownSecret => &self.secret,
        };
        let result = challenge(
            &self.client,
            self.url.as_str(),
            &[secret],
            now,
            &new_challenge_text(),
        )
        .await;
        let unreachable = result.reason.is_some_and(|reason| match reason {
            ChallengeFailure::InvalidUrl
            | ChallengeFailure::Dns
            | ChallengeFailure::BlockedAddress
            | ChallengeFailure::Connect
            | ChallengeFailure::Tls => true,
            ChallengeFailure::Timeout
            | ChallengeFailure::Redirect
            | ChallengeFailure::Status
            | ChallengeFailure::TooLarge
            | ChallengeFailure::Mismatch => false,
        });
        Reply {
            status: result.status,
            duration: Duration::from_millis(result.duration_ms),
            received: result.received,
            fault: (!result.ok).then_some(result.detail),
            unreachable,
            ..Reply::default()
        }
    }

    async fn deliver(&self, event: &Event) -> Reply {
        let timestamp = to_jiff(event.sent_at(self.clock.now()));
        let body = event.body.clone().into_bytes();
        let signed = match event.seal {
            Seal::Tampered => event.body.replace('a', "e").into_bytes(),
            Seal::Good | Seal::Foreign | Seal::Missing | Seal::Rotation => body.clone(),
        };
        let secrets = match event.seal {
            Seal::Good | Seal::Tampered | Seal::Missing => vec![&self.secret],
            Seal::Foreign => vec![&self.foreign],
            Seal::Rotation => vec![&self.foreign, &self.secret],
        };
        let envelope = Envelope {
            id: event.id.clone(),
            attempt: event.attempt,
            body: signed.into(),
            timestamp,
        };
        let mut headers = envelope.headers(&secrets);
        if event.seal == Seal::Missing {
            headers.remove("webhook-signature");
        }
        let exchange = self
            .client
            .post(&self.url, headers, body.into(), ATTEMPT_TIMEOUT)
            .await;
        let location = exchange
            .outcome
            .as_ref()
            .ok()
            .and_then(|answer| answer.headers.get(LOCATION))
            .map(|value| {
                first_characters(
                    &String::from_utf8_lossy(value.as_bytes()),
                    LOCATION_CHARACTERS_MAX,
                )
                .to_owned()
            });
        let duration = exchange.duration;
        let outcome = AttemptOutcome::of(exchange, timestamp);
        let (external_id, fault) = match outcome.result {
            AttemptResult::Accepted { external_id } => (external_id, None),
            AttemptResult::Refused { .. } | AttemptResult::Gone => (None, None),
            AttemptResult::Unreachable { reason } => (None, Some(reason.to_string())),
        };
        let unreachable = fault.is_some();
        Reply {
            sent: String::new(),
            status: outcome.status,
            duration,
            received: outcome.received,
            external_id,
            location,
            fault,
            unreachable,
        }
    }
}
