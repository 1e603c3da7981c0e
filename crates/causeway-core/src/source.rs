//! Sources: third-party accounts behind channels, the events they get, and the health of their
//! endpoints.

use std::time::Duration;

use crate::{Moment, Timestamp};

/// Consecutive failures, over all conversations, after which an endpoint is probed instead of
/// called as usual.
pub const FAILURES_MAX: i64 = 5;
/// Pause before the first probe of a failing endpoint; it doubles with each failure. So the delay
/// until a recovery is noticed is about as long as the outage was.
const PROBE_PAUSE_FIRST: Duration = Duration::from_secs(1);
/// Maximum pause between two probes, and so the maximum delay until a recovery is noticed.
const PROBE_PAUSE_MAX: Duration = Duration::from_mins(5);

/// Events of the outgoing webhook (`omni-api.md` §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutgoingEvent {
    /// A message from staff, a chatbot or the system. Always on.
    MessageCreated,
    /// Staff read the visitor's messages.
    MessageRead,
    /// Staff unsent a message.
    MessageDeleted,
    /// Staff started typing.
    TypingStarted,
    /// Staff stopped typing.
    TypingStopped,
    /// A visitor wrote while no enquiry was open.
    EnquiryOpened,
    /// A staff member picked it up.
    EnquiryAssigned,
    /// No one picked it up in time.
    EnquiryMissed,
    /// A staff member picked it up after it was missed.
    EnquiryFollowedUp,
    /// It was transferred to another owner.
    EnquiryTransferred,
    /// It was closed.
    EnquiryClosed,
}

impl OutgoingEvent {
    /// All events, which is also the default of a new source.
    pub const ALL: [Self; 11] = [
        Self::MessageCreated,
        Self::MessageRead,
        Self::MessageDeleted,
        Self::TypingStarted,
        Self::TypingStopped,
        Self::EnquiryOpened,
        Self::EnquiryAssigned,
        Self::EnquiryMissed,
        Self::EnquiryFollowedUp,
        Self::EnquiryTransferred,
        Self::EnquiryClosed,
    ];

    /// The `type` in the body.
    pub fn name(self) -> &'static str {
        match self {
            Self::MessageCreated => "message.created",
            Self::MessageRead => "message.read",
            Self::MessageDeleted => "message.deleted",
            Self::TypingStarted => "typing.started",
            Self::TypingStopped => "typing.stopped",
            Self::EnquiryOpened => "enquiry.opened",
            Self::EnquiryAssigned => "enquiry.assigned",
            Self::EnquiryMissed => "enquiry.missed",
            Self::EnquiryFollowedUp => "enquiry.followedUp",
            Self::EnquiryTransferred => "enquiry.transferred",
            Self::EnquiryClosed => "enquiry.closed",
        }
    }

    /// The event with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// Whether an endpoint is called. Stored in `sources.webhook_state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// The endpoint is called as usual.
    Healthy,
    /// It failed [`FAILURES_MAX`] times in a row: only one probe at a time is sent, and events stay
    /// queued.
    Failing,
    /// It answered 410: nothing is sent until its address passes the challenge again.
    Stopped,
    /// There is no endpoint: the channel reads the outbox.
    None,
}

impl WebhookState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Healthy, Self::Failing, Self::Stopped, Self::None];

    /// The name in the API and in `sources.webhook_state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Failing => "failing",
            Self::Stopped => "stopped",
            Self::None => "none",
        }
    }
}

/// The health of an endpoint, as shown to people and channels. [`WebhookState`] decides whether it
/// is called at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookHealth {
    /// It answers.
    Healthy,
    /// It is called as usual, but the latest attempts failed: events wait for another attempt.
    Retrying,
    /// See [`WebhookState::Failing`].
    Failing,
    /// See [`WebhookState::Stopped`].
    Stopped,
    /// See [`WebhookState::None`].
    None,
}

impl WebhookHealth {
    /// All values.
    pub const ALL: [Self; 5] = [
        Self::Healthy,
        Self::Retrying,
        Self::Failing,
        Self::Stopped,
        Self::None,
    ];

    /// The health of an endpoint in `state`; `has_retries` is whether an event waits for another
    /// attempt.
    pub fn of(state: WebhookState, has_retries: bool) -> Self {
        match state {
            WebhookState::Healthy if has_retries => Self::Retrying,
            WebhookState::Healthy => Self::Healthy,
            WebhookState::Failing => Self::Failing,
            WebhookState::Stopped => Self::Stopped,
            WebhookState::None => Self::None,
        }
    }

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Retrying => "retrying",
            Self::Failing => "failing",
            Self::Stopped => "stopped",
            Self::None => "none",
        }
    }
}

/// The gate in front of an endpoint: it decides how many requests may be sent at a time, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    pub state: WebhookState,
    /// Consecutive failures.
    pub failures: i64,
    /// When a failing endpoint is probed next.
    pub probe_at: Option<Timestamp>,
}

/// What one request means for an endpoint's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointSignal {
    /// It answered 2xx.
    Good,
    /// It requested this pause.
    Busy(Duration),
    /// It failed or refused.
    Bad,
    /// It answered 410.
    Gone,
}

impl Gate {
    /// The gate of an endpoint that just passed the challenge.
    pub const OPEN: Self = Self {
        state: WebhookState::Healthy,
        failures: 0,
        probe_at: None,
    };

    /// Whether both look the same to people: the state, and whether requests fail.
    pub fn looks_like(self, other: Self) -> bool {
        self.state == other.state && (self.failures > 0) == (other.failures > 0)
    }

    /// The gate after one request; `None` if nothing changes, as usual for a healthy endpoint.
    pub fn after(self, signal: EndpointSignal, moment: &mut Moment) -> Option<Self> {
        if matches!(self.state, WebhookState::Stopped | WebhookState::None) {
            // A request that was in progress when the source stopped doesn't start it again.
            return None;
        }
        match signal {
            EndpointSignal::Good => (self != Self::OPEN).then_some(Self::OPEN),
            // An endpoint that requests a pause works, so this is no failure; but a probe must wait
            // for it.
            EndpointSignal::Busy(pause) => (self.state == WebhookState::Failing).then(|| Self {
                probe_at: Some(moment.now().plus(pause.max(PROBE_PAUSE_FIRST))),
                ..self
            }),
            EndpointSignal::Gone => Some(Self {
                state: WebhookState::Stopped,
                failures: self.failures + 1,
                probe_at: None,
            }),
            // Requests that were in progress when the endpoint began to fail are ignored: only the
            // probe counts.
            EndpointSignal::Bad
                if self
                    .probe_at
                    .is_some_and(|probe_at| probe_at > moment.now()) =>
            {
                None
            }
            EndpointSignal::Bad => Some(self.after_failure(moment)),
        }
    }

    fn after_failure(self, moment: &mut Moment) -> Self {
        let failures = self.failures + 1;
        let Ok(beyond) = u32::try_from(failures - FAILURES_MAX) else {
            return Self { failures, ..self };
        };
        let pause = PROBE_PAUSE_FIRST
            .saturating_mul(2_u32.saturating_pow(beyond))
            .min(PROBE_PAUSE_MAX);
        // Half fixed, half random: nodes that share a source don't probe at the same time.
        let pause = pause / 2 + moment.jitter(pause / 2);
        Self {
            state: WebhookState::Failing,
            failures,
            probe_at: Some(moment.now().plus(pause)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(seconds: u64) -> Moment {
        Moment::new(
            Timestamp::from_micros(0).plus(Duration::from_secs(seconds)),
            [7; 32],
        )
    }

    #[test]
    fn five_consecutive_failures_make_an_endpoint_failing_until_a_success() {
        let mut gate = Gate::OPEN;
        for count in 1..FAILURES_MAX {
            gate = gate.after(EndpointSignal::Bad, &mut moment(0)).unwrap();
            assert_eq!(
                (gate.state, gate.failures, gate.probe_at),
                (WebhookState::Healthy, count, None)
            );
        }
        gate = gate.after(EndpointSignal::Bad, &mut moment(0)).unwrap();
        assert_eq!(gate.state, WebhookState::Failing);
        assert!(gate.probe_at.unwrap() <= Timestamp::from_micros(1_000_000));
        assert_eq!(
            gate.after(EndpointSignal::Good, &mut moment(9)),
            Some(Gate::OPEN)
        );
    }

    #[test]
    fn only_the_first_failure_and_the_recovery_look_different() {
        let first = Gate::OPEN
            .after(EndpointSignal::Bad, &mut moment(0))
            .unwrap();
        let second = first.after(EndpointSignal::Bad, &mut moment(0)).unwrap();
        let healed = second.after(EndpointSignal::Good, &mut moment(0)).unwrap();
        assert_eq!(
            [
                Gate::OPEN.looks_like(first),
                first.looks_like(second),
                second.looks_like(healed)
            ],
            [false, true, false]
        );
    }

    #[test]
    fn only_an_endpoint_that_is_called_as_usual_can_be_retrying() {
        for state in WebhookState::ALL {
            assert_eq!(WebhookHealth::of(state, false).name(), state.name());
            let with_retries = if state == WebhookState::Healthy {
                "retrying"
            } else {
                state.name()
            };
            assert_eq!(WebhookHealth::of(state, true).name(), with_retries);
        }
    }

    #[test]
    fn requests_in_progress_do_not_delay_the_probe() {
        let failing = Gate {
            failures: FAILURES_MAX - 1,
            ..Gate::OPEN
        }
        .after(EndpointSignal::Bad, &mut moment(0))
        .unwrap();
        assert_eq!(failing.after(EndpointSignal::Bad, &mut moment(0)), None);
        let probed = failing.after(EndpointSignal::Bad, &mut moment(60)).unwrap();
        assert_eq!(probed.failures, FAILURES_MAX + 1);
        assert_eq!(
            failing.after(EndpointSignal::Good, &mut moment(1)),
            Some(Gate::OPEN)
        );
    }

    #[test]
    fn a_failing_endpoint_is_probed_after_the_pause_it_requests() {
        let failing = Gate {
            failures: FAILURES_MAX - 1,
            ..Gate::OPEN
        }
        .after(EndpointSignal::Bad, &mut moment(0))
        .unwrap();
        for (asked, granted) in [(120, 120), (0, 1)] {
            let probed = failing
                .after(
                    EndpointSignal::Busy(Duration::from_secs(asked)),
                    &mut moment(60),
                )
                .unwrap();
            assert_eq!(
                probed,
                Gate {
                    probe_at: Some(moment(60 + granted).now()),
                    ..failing
                }
            );
        }
        assert_eq!(
            Gate::OPEN.after(EndpointSignal::Busy(Duration::from_mins(2)), &mut moment(0)),
            None
        );
    }

    #[test]
    fn the_pause_between_probes_grows_to_five_minutes() {
        let mut gate = Gate {
            failures: 100,
            ..Gate::OPEN
        };
        gate = gate.after(EndpointSignal::Bad, &mut moment(0)).unwrap();
        let pause = gate.probe_at.unwrap().since(Timestamp::from_micros(0));
        assert!(pause >= PROBE_PAUSE_MAX / 2 && pause <= PROBE_PAUSE_MAX);
    }

    #[test]
    fn an_endpoint_that_answered_gone_stays_stopped() {
        let stopped = Gate::OPEN
            .after(EndpointSignal::Gone, &mut moment(0))
            .unwrap();
        assert_eq!(stopped.state, WebhookState::Stopped);
        for signal in [
            EndpointSignal::Good,
            EndpointSignal::Busy(Duration::ZERO),
            EndpointSignal::Bad,
            EndpointSignal::Gone,
        ] {
            assert_eq!(stopped.after(signal, &mut moment(0)), None);
        }
    }

    #[test]
    fn success_on_a_healthy_endpoint_changes_nothing() {
        assert_eq!(Gate::OPEN.after(EndpointSignal::Good, &mut moment(0)), None);
    }
}
