//! Deliveries: events owed to a source, and their retries (`omni-api.md` §5).

use std::time::Duration;

use crate::{DeliveryId, MessageId, Moment, Timestamp, source::EndpointSignal};

/// Pauses after the first, second … failed attempt; the last one repeats. Each is drawn evenly
/// between zero and its length ("full jitter"), so that conversations that failed together are not
/// retried together.
const PAUSES: [Duration; 8] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(30),
    Duration::from_mins(2),
    Duration::from_mins(10),
    Duration::from_mins(30),
    Duration::from_hours(1),
];
/// The first retries follow within this time after the first attempt: an endpoint that restarts is
/// back soon, and the visitor is looking at the screen.
const FIRST_RETRIES_WITHIN: Duration = Duration::from_secs(5);
/// How many retries must fit into [`FIRST_RETRIES_WITHIN`].
const FIRST_RETRIES: usize = 3;
/// Minimum pause between two attempts.
const PAUSE_MIN: Duration = Duration::from_millis(500);
/// How long an event is retried, counted from its first attempt.
const TRIED_FOR: Duration = Duration::from_hours(24);
/// Maximum pause that an endpoint may request with `Retry-After`.
pub const RETRY_AFTER_MAX: Duration = Duration::from_hours(1);

/// One event owed to one source, as a worker sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The `webhook-id`.
    pub id: DeliveryId,
    /// The message that it carries, if any.
    pub message_id: Option<MessageId>,
    /// Attempts before this one.
    pub attempts: i64,
    /// Attempts made before it was last resent, which restarted its schedule.
    pub attempts_before: i64,
    /// When the first attempt of the current schedule was made.
    pub first_attempt_at: Option<Timestamp>,
}

/// The result of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttemptResult {
    /// The endpoint answered with a 2xx status.
    Accepted {
        /// The channel's id of the message, if the response contained one.
        external_id: Option<String>,
    },
    /// The endpoint answered with another status.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The `Retry-After` of a 429 or 503.
        retry_after: Option<Duration>,
    },
    /// The endpoint answered 410: it wants no more events.
    Gone,
    /// There was no response.
    Unreachable {
        /// Why, for people.
        reason: String,
    },
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The event was delivered.
    Delivered,
    /// Another attempt at this time.
    RetryAt(Timestamp),
    /// No attempts are left.
    GivenUp,
}

impl AttemptResult {
    /// What the result means for the endpoint's health. A refusal counts against the endpoint just
    /// as no response does; a `Retry-After` does not.
    pub fn sign(&self) -> EndpointSignal {
        match self {
            Self::Accepted { .. } => EndpointSignal::Good,
            Self::Refused {
                retry_after: Some(pause),
                ..
            } => EndpointSignal::Busy(*pause),
            Self::Gone => EndpointSignal::Gone,
            Self::Refused { .. } | Self::Unreachable { .. } => EndpointSignal::Bad,
        }
    }

    /// The pause that the endpoint requested, at most [`RETRY_AFTER_MAX`].
    pub fn asked_pause(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } => {
                retry_after.map(|asked| asked.min(RETRY_AFTER_MAX))
            }
            Self::Accepted { .. } | Self::Gone | Self::Unreachable { .. } => None,
        }
    }

    /// Why the event was not delivered, for people; `None` if it was.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Accepted { .. } => None,
            Self::Refused { status, .. } => Some(format!("the endpoint answered {status}")),
            Self::Gone => Some("the endpoint answered 410 Gone".to_owned()),
            Self::Unreachable { reason } => Some(reason.clone()),
        }
    }
}

/// Decides what follows the attempt that just ended.
pub fn next(delivery: &Delivery, result: &AttemptResult, moment: &mut Moment) -> Next {
    let now = moment.now();
    match result {
        AttemptResult::Accepted { .. } => return Next::Delivered,
        // The source stops; its queue is kept until it is started again.
        AttemptResult::Gone => return Next::RetryAt(now),
        AttemptResult::Refused { .. } | AttemptResult::Unreachable { .. } => {}
    }
    if now.since(delivery.first_attempt_at.unwrap_or(now)) >= TRIED_FOR {
        return Next::GivenUp;
    }
    let pause = pause(delivery, moment).max(result.asked_pause().unwrap_or_default());
    Next::RetryAt(now.plus(pause))
}

/// The pause after the attempt that just failed.
fn pause(delivery: &Delivery, moment: &mut Moment) -> Duration {
    let now = moment.now();
    let attempts = delivery.attempts - delivery.attempts_before;
    let step = usize::try_from(attempts).unwrap_or(0).min(PAUSES.len() - 1);
    let drawn = moment.jitter(PAUSES[step]);
    let most = if step < FIRST_RETRIES {
        FIRST_RETRIES_WITHIN.saturating_sub(now.since(delivery.first_attempt_at.unwrap_or(now)))
    } else {
        drawn
    };
    drawn.min(most).max(PAUSE_MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn delivery(attempts: i64) -> Delivery {
        let first_attempt_at = (attempts > 0).then_some(START);
        Delivery {
            id: Moment::new(START, [1; 32]).id(),
            message_id: None,
            attempts,
            attempts_before: 0,
            first_attempt_at,
        }
    }

    fn refused(retry_after: Option<u64>) -> AttemptResult {
        AttemptResult::Refused {
            status: 503,
            retry_after: retry_after.map(Duration::from_secs),
        }
    }

    proptest! {
        #[test]
        fn a_pause_never_exceeds_its_step(attempts in 0_i64..40, seed in any::<[u8; 32]>()) {
            let Next::RetryAt(at) = next(&delivery(attempts), &refused(None), &mut Moment::new(START, seed)) else {
                panic!("expected a retry");
            };
            let longest = PAUSES[usize::try_from(attempts).unwrap().min(7)];
            prop_assert!(at.since(START) >= PAUSE_MIN && at.since(START) <= longest);
        }
    }

    proptest! {
        #[test]
        fn the_first_three_retries_follow_within_five_seconds(seeds in any::<[[u8; 32]; 3]>()) {
            let (mut now, mut gaps) = (START, Vec::new());
            for (attempts, seed) in (0..).zip(seeds) {
                let delivery = Delivery { first_attempt_at: Some(START), ..delivery(attempts) };
                let Next::RetryAt(at) = next(&delivery, &refused(None), &mut Moment::new(now, seed)) else {
                    panic!("expected a retry");
                };
                gaps.push(at.since(now));
                now = at;
            }
            prop_assert!(now.since(START) <= FIRST_RETRIES_WITHIN, "{gaps:?}");
            prop_assert!(gaps.iter().all(|gap| *gap >= PAUSE_MIN));
        }
    }

    #[test]
    fn resending_restarts_the_schedule() {
        let again = Delivery {
            attempts_before: 30,
            first_attempt_at: None,
            ..delivery(30)
        };
        let Next::RetryAt(at) = next(&again, &refused(None), &mut Moment::new(START, [3; 32]))
        else {
            panic!("expected a retry");
        };
        assert!(at.since(START) <= PAUSES[0]);
    }

    #[test]
    fn an_endpoint_may_request_a_pause_of_at_most_an_hour() {
        for (asked, granted) in [(120, 120), (86_400, 3_600)] {
            let Next::RetryAt(at) = next(
                &delivery(0),
                &refused(Some(asked)),
                &mut Moment::new(START, [3; 32]),
            ) else {
                panic!("expected a retry");
            };
            assert_eq!(at.since(START).as_secs(), granted);
        }
    }

    #[test]
    fn an_event_is_given_up_a_day_after_its_first_attempt() {
        let day = Duration::from_hours(24);
        let just_before = Moment::new(START.plus(day).minus(Duration::from_secs(1)), [3; 32]);
        assert!(matches!(
            next(&delivery(30), &refused(None), &mut just_before.clone()),
            Next::RetryAt(_)
        ));
        let after = Moment::new(START.plus(day), [3; 32]);
        assert_eq!(
            next(&delivery(30), &refused(None), &mut after.clone()),
            Next::GivenUp
        );
        let accepted = AttemptResult::Accepted { external_id: None };
        assert_eq!(
            next(&delivery(30), &accepted, &mut after.clone()),
            Next::Delivered
        );
        // While the source is stopped, events don't expire.
        assert!(matches!(
            next(&delivery(30), &AttemptResult::Gone, &mut after.clone()),
            Next::RetryAt(_)
        ));
    }
}
