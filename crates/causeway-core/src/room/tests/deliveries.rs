//! Results of delivery attempts.

use std::time::Duration;

use super::{people::Person::Jane, scene::Scene};
use crate::{
    delivery::{AttemptResult, Next},
    event::Event,
    incoming::Receipt,
    message::{MessageDelivery, MessageDeliveryState},
    room::{Lookup, Receive, Refusal, Requeue, Resend, RoomChange},
};

fn accepted(external_id: Option<&str>) -> AttemptResult {
    AttemptResult::Accepted {
        external_id: external_id.map(str::to_owned),
    }
}

fn refused(status: u16) -> AttemptResult {
    AttemptResult::Refused {
        status,
        retry_after: None,
    }
}

fn silent() -> AttemptResult {
    AttemptResult::Unreachable {
        reason: "no answer within 15 s".to_owned(),
    }
}

/// A room in which Jane's reply is the last event owed, and the index of that event.
fn after_reply() -> (Scene, usize) {
    let mut scene = Scene::ongoing();
    scene.answers(Jane, "c-1", "Good morning").unwrap();
    let last = scene.owed.len() - 1;
    (scene, last)
}

fn delivery(scene: &Scene) -> MessageDelivery {
    scene.messages.last().unwrap().delivery.clone().unwrap()
}

#[test]
fn an_accepted_message_is_sent_and_gets_the_channels_id() {
    let (mut scene, index) = after_reply();
    assert_eq!(
        scene.concludes(index, accepted(Some("x-77"))),
        Some(Next::Delivered)
    );
    let expected = MessageDelivery {
        state: MessageDeliveryState::Sent,
        attempts: 1,
        ..MessageDelivery::QUEUED
    };
    assert_eq!(delivery(&scene), expected);
    assert_eq!(
        scene.messages.last().unwrap().external_id.as_deref(),
        Some("x-77")
    );
}

#[test]
fn a_failed_attempt_shows_its_reason_and_the_next_attempt() {
    let (mut scene, index) = after_reply();
    for (attempt, result, reason) in [
        (1, refused(503), "the endpoint answered 503"),
        (2, silent(), "no answer within 15 s"),
    ] {
        let Some(Next::RetryAt(at)) = scene.concludes(index, result) else {
            panic!("expected a retry")
        };
        let expected = MessageDelivery {
            state: MessageDeliveryState::Queued,
            attempts: attempt,
            next_attempt_at: Some(at),
            reason: Some(reason.to_owned()),
        };
        assert_eq!(delivery(&scene), expected);
        scene.now = at;
    }
    scene.concludes(index, accepted(None));
    let expected = MessageDelivery {
        state: MessageDeliveryState::Sent,
        attempts: 3,
        ..MessageDelivery::QUEUED
    };
    assert_eq!(delivery(&scene), expected);
}

#[test]
fn a_message_fails_a_day_after_its_first_attempt() {
    let (mut scene, index) = after_reply();
    assert!(matches!(
        scene.concludes(index, silent()),
        Some(Next::RetryAt(_))
    ));
    scene.after(Duration::from_hours(24));
    assert_eq!(scene.concludes(index, silent()), Some(Next::GivenUp));
    let expected = MessageDelivery {
        state: MessageDeliveryState::Failed,
        attempts: 2,
        next_attempt_at: None,
        reason: Some("no answer within 15 s".to_owned()),
    };
    assert_eq!(delivery(&scene), expected);
}

#[test]
fn a_gone_endpoint_keeps_its_queue() {
    let (mut scene, index) = after_reply();
    scene.after(Duration::from_hours(48));
    assert_eq!(
        scene.concludes(index, AttemptResult::Gone),
        Some(Next::RetryAt(scene.now))
    );
    assert_eq!(scene.state_of(3), MessageDeliveryState::Queued);
    assert_eq!(
        delivery(&scene).reason.as_deref(),
        Some("the endpoint answered 410 Gone")
    );
}

#[test]
fn concluding_a_delivery_that_is_finished_changes_nothing() {
    let (mut scene, index) = after_reply();
    scene.concludes(index, accepted(None));
    let before = scene.messages.clone();
    assert_eq!(scene.concludes(index, silent()), None);
    assert_eq!(scene.messages, before);
}

#[test]
fn an_event_without_a_message_changes_only_the_delivery() {
    let mut scene = Scene::open();
    assert_eq!(scene.owes()[0], "enquiry.opened");
    let conclude = crate::room::Conclude {
        delivery_id: scene.owed[0].new.id,
        result: accepted(Some("x-1")),
        attempted_at: scene.now,
        exchange: None,
    };
    let (next, change) = scene.does(&conclude).unwrap();
    assert_eq!(next, Some(Next::Delivered));
    let events = vec![Event::DeliveryUpdated {
        delivery_id: scene.owed[0].new.id,
    }];
    assert_eq!(
        change,
        RoomChange {
            conclusion: change.conclusion.clone(),
            events,
            ..RoomChange::default()
        }
    );
}

#[test]
fn failed_attempts_of_a_delivered_message_are_not_shown() {
    for receipt in [Receipt::Delivered, Receipt::Read] {
        for (waited, result) in [(0, silent()), (24, silent()), (0, AttemptResult::Gone)] {
            let (mut scene, index) = after_reply();
            // The channel accepted the message and sent a receipt, but its response to the request
            // got lost.
            scene.concludes(index, silent());
            let which = Lookup::Message(scene.messages.last().unwrap().id);
            scene
                .does(&Receive {
                    which,
                    receipt: receipt.clone(),
                })
                .unwrap();
            let state = delivery(&scene).state;
            scene
                .after(Duration::from_hours(waited))
                .concludes(index, result);
            let expected = MessageDelivery {
                state,
                attempts: 2,
                next_attempt_at: None,
                reason: None,
            };
            assert_eq!(delivery(&scene), expected);
        }
    }
}

#[test]
fn a_resent_message_joins_the_end_of_the_queue_for_another_day() {
    let (mut scene, index) = after_reply();
    scene.concludes(index, silent());
    scene
        .after(Duration::from_hours(24))
        .concludes(index, silent());
    let failed = scene.owed[index].new.id;
    scene.answers(Jane, "c-2", "Are you there?").unwrap();
    let (count, change) = scene
        .does(&Requeue {
            delivery_ids: vec![failed],
        })
        .unwrap();
    assert_eq!((count, change.requeued), (1, vec![failed]));
    assert_eq!(scene.owed.last().unwrap().new.id, failed);
    assert_eq!(scene.state_of(3), MessageDeliveryState::Queued);
    let last = scene.owed.len() - 1;
    assert!(matches!(
        scene
            .after(Duration::from_hours(23))
            .concludes(last, silent()),
        Some(Next::RetryAt(_))
    ));
    assert!(matches!(
        scene
            .after(Duration::from_hours(23))
            .concludes(last, silent()),
        Some(Next::RetryAt(_))
    ));
    scene.concludes(last, accepted(None));
    assert_eq!(scene.state_of(3), MessageDeliveryState::Sent);
}

#[test]
fn a_requeued_message_that_was_accepted_stays_sent() {
    let (mut scene, index) = after_reply();
    scene.concludes(index, accepted(None));
    let delivery_ids = vec![scene.owed[index].new.id];
    assert_eq!(
        scene
            .does(&Requeue {
                delivery_ids: delivery_ids.clone()
            })
            .unwrap()
            .0,
        1
    );
    let last = scene.owed.len() - 1;
    scene.concludes(last, silent());
    scene
        .after(Duration::from_hours(24))
        .concludes(last, silent());
    assert_eq!(scene.state_of(3), MessageDeliveryState::Sent);
    assert_eq!(delivery(&scene).reason, None);
    // An event that is still owed is not queued twice.
    assert_eq!(
        scene
            .does(&Requeue {
                delivery_ids: delivery_ids.clone()
            })
            .unwrap()
            .0,
        1
    );
    let (count, change) = scene.does(&Requeue { delivery_ids }).unwrap();
    assert_eq!((count, change), (0, RoomChange::default()));
}

#[test]
fn resending_a_message_that_is_still_retried_adds_no_event() {
    let (mut scene, index) = after_reply();
    scene.concludes(index, silent());
    let message_id = scene.messages.last().unwrap().id;
    let receipt = Receipt::Failed {
        reason: "blocked".to_owned(),
    };
    scene
        .does(&Receive {
            which: Lookup::Message(message_id),
            receipt,
        })
        .unwrap();
    let again = Resend {
        actor: Jane.actor(),
        message_id,
        file_url: None,
    };
    scene.does(&again).unwrap();
    assert_eq!(
        (scene.owed.len(), delivery(&scene).state),
        (index + 1, MessageDeliveryState::Queued)
    );
    scene.concludes(index, accepted(None));
    assert_eq!(delivery(&scene).state, MessageDeliveryState::Sent);
    assert_eq!(scene.does(&again).err(), Some(Refusal::NotFailed));
}
