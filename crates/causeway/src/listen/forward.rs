//! Forwards events with the server's own signatures and retries.

use anyhow::Context;
use causeway_core::{
    Moment,
    delivery::{self, Delivery, Next},
};
use causeway_server::{
    Clock,
    credentials::{SigningSecret, random_bytes},
    outgoing::{AllowList, AttemptOutcome, AttemptResult, Client, Envelope, WebhookUrl, send},
    to_jiff,
};
use tokio::time::sleep;

use super::{item::Item, notice};

/// The endpoint that receives forwarded events.
pub(super) struct Forward {
    client: Client,
    url: WebhookUrl,
    secret: SigningSecret,
    clock: Clock,
}

impl Forward {
    pub(super) fn new(url: &str, secret: SigningSecret) -> anyhow::Result<Self> {
        let url = WebhookUrl::parse(url).context("--forward can't be used")?;
        let allow: AllowList = "127.0.0.0/8,::1"
            .parse()
            .context("the loopback ranges can't be parsed")?;
        Ok(Self {
            client: Client::new(allow),
            url,
            secret,
            clock: Clock::wall(),
        })
    }

    /// Sends one event until the endpoint answers 2xx. Returns the message id in that answer, if
    /// any.
    pub(super) async fn deliver(&self, item: &Item) -> anyhow::Result<Option<String>> {
        let mut moment = Moment::new(self.clock.now(), random_bytes());
        let first_attempt_at = Some(moment.now());
        let mut delivery = Delivery {
            id: moment.id(),
            message_id: None,
            attempts: 0,
            attempts_before: 0,
            first_attempt_at,
        };
        loop {
            let outcome = self.attempt(item, delivery.attempts).await;
            let duration = outcome.duration_ms;
            let result = attempt_result(outcome);
            let mut moment = Moment::new(self.clock.now(), random_bytes());
            let next = delivery::next(&delivery, &result, &mut moment);
            if let delivery::AttemptResult::Accepted { external_id } = result {
                notice(&format!("  forwarded {} after {duration} ms", item.id));
                return Ok(external_id);
            }
            match (next, result.reason()) {
                (_, Some(reason)) if matches!(result, delivery::AttemptResult::Gone) => {
                    anyhow::bail!(
                        "{reason}: Causeway would stop the source's deliveries here. The event is not confirmed."
                    )
                }
                (Next::RetryAt(at), reason) => {
                    let pause = at.since(moment.now());
                    let what = format!("  not forwarded {}", item.id);
                    notice(&super::retry_notice(
                        &what,
                        &reason.unwrap_or_default(),
                        pause,
                    ));
                    sleep(pause).await;
                }
                (Next::Delivered | Next::GivenUp, _) => {
                    anyhow::bail!(
                        "{} could not be forwarded within a day and is not confirmed",
                        item.id
                    )
                }
            }
            delivery.attempts += 1;
        }
    }

    async fn attempt(&self, item: &Item, attempts: i64) -> AttemptOutcome {
        let envelope = Envelope {
            id: item.id.clone(),
            attempt: u32::try_from(attempts + 1).unwrap_or(u32::MAX),
            body: item.body().into(),
            timestamp: to_jiff(self.clock.now()),
        };
        send(&self.client, self.url.as_str(), envelope, &[&self.secret]).await
    }
}

/// Converts the outcome for the retry rules.
fn attempt_result(outcome: AttemptOutcome) -> delivery::AttemptResult {
    match outcome.result {
        AttemptResult::Accepted { external_id } => {
            delivery::AttemptResult::Accepted { external_id }
        }
        AttemptResult::Refused {
            status,
            retry_after,
        } => delivery::AttemptResult::Refused {
            status,
            retry_after,
        },
        AttemptResult::Gone => delivery::AttemptResult::Gone,
        AttemptResult::Unreachable { reason } => delivery::AttemptResult::Unreachable {
            reason: reason.to_string(),
        },
    }
}
