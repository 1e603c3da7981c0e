//! Receipts for outgoing messages.

use proptest::prelude::*;

use super::{
    people::Person::{Jane, Omar},
    scene::Scene,
};
use crate::{
    Id, MessageId,
    delivery::AttemptResult,
    incoming::Receipt,
    message::MessageDeliveryState::{self, Delivered, Failed, Queued, Read, Sent},
    room::{Lookup, Receive, Refusal, Resend},
    source::OutgoingEvent,
};

fn failed() -> Receipt {
    Receipt::Failed {
        reason: "blocked".to_owned(),
    }
}

fn accepted() -> AttemptResult {
    AttemptResult::Accepted { external_id: None }
}

/// A room in which Jane replied, with the message's id and the index of its event.
fn after_reply() -> (Scene, MessageId, usize) {
    let mut scene = Scene::ongoing();
    scene.answers(Jane, "c-1", "Good morning").unwrap();
    let id = scene.messages.last().unwrap().id;
    let owed = scene
        .owed
        .iter()
        .position(|owed| owed.new.message_id == Some(id))
        .unwrap();
    (scene, id, owed)
}

fn of(id: MessageId, receipt: Receipt) -> Receive {
    Receive {
        which: Lookup::Message(id),
        receipt,
    }
}

fn up_to(sequence: i64, receipt: Receipt) -> Receive {
    Receive {
        which: Lookup::OutgoingUpTo {
            sequence,
            news: receipt.state(),
        },
        receipt,
    }
}

#[test]
fn a_receipt_only_raises_the_state() {
    // Rows: the state before; columns: the state after delivered, read, failed.
    let table: [(MessageDeliveryState, [MessageDeliveryState; 3]); 5] = [
        (Queued, [Delivered, Read, Failed]),
        (Sent, [Delivered, Read, Failed]),
        (Failed, [Delivered, Read, Failed]),
        (Delivered, [Delivered, Read, Delivered]),
        (Read, [Read, Read, Read]),
    ];
    for (before, expected) in table {
        let receipts = [Receipt::Delivered, Receipt::Read, failed()];
        for (receipt, after) in receipts.into_iter().zip(expected) {
            let (mut scene, id, _) = after_reply();
            scene
                .messages
                .last_mut()
                .unwrap()
                .delivery
                .as_mut()
                .unwrap()
                .state = before;
            let ((), change) = scene.does(&of(id, receipt)).unwrap();
            assert_eq!(scene.state_of(3), after);
            assert_eq!(
                change.updated.is_empty(),
                before == after,
                "an unchanged state causes no event"
            );
            assert_eq!(change.enquiry, None);
        }
    }
}

#[test]
fn the_reason_of_a_failure_is_kept_until_the_state_rises() {
    let (mut scene, id, _) = after_reply();
    scene.does(&of(id, failed())).unwrap();
    let reason = |scene: &Scene| {
        scene
            .messages
            .last()
            .unwrap()
            .delivery
            .clone()
            .unwrap()
            .reason
    };
    assert_eq!(reason(&scene).as_deref(), Some("blocked"));
    scene.does(&of(id, Receipt::Delivered)).unwrap();
    assert_eq!(reason(&scene), None);
}

#[test]
fn a_receipt_up_to_a_message_covers_only_earlier_messages() {
    let mut scene = Scene::ongoing();
    for number in 1..=3 {
        scene
            .answers(Jane, &format!("c-{number}"), "Good morning")
            .unwrap();
    }
    scene.does(&up_to(4, Receipt::Read)).unwrap();
    assert_eq!(
        [2, 3, 4, 5].map(|sequence| scene.state_of(sequence)),
        [Read, Read, Read, Queued]
    );
    scene.does(&up_to(99, Receipt::Delivered)).unwrap();
    assert_eq!(
        [4, 5].map(|sequence| scene.state_of(sequence)),
        [Read, Delivered]
    );
    // A visitor may read before any message was sent.
    Scene::new().does(&up_to(1, Receipt::Read)).unwrap();
}

#[test]
fn a_receipt_for_an_incoming_or_unknown_message_is_refused() {
    let mut scene = Scene::ongoing();
    let visitors = scene.messages[0].id;
    let nobodys = MessageId::from_uuid(uuid::Uuid::nil());
    for id in [visitors, nobodys] {
        assert_eq!(
            scene.does(&of(id, Receipt::Read)).unwrap_err(),
            Refusal::UnknownMessage
        );
    }
}

#[test]
fn only_a_failed_message_can_be_resent_and_only_by_its_handler() {
    let (mut scene, message_id, index) = after_reply();
    let resend = |actor| Resend {
        actor,
        message_id,
        file_url: None,
    };
    assert_eq!(
        scene.does(&resend(Jane.actor())).unwrap_err(),
        Refusal::NotFailed
    );
    scene.concludes(index, accepted());
    scene.does(&of(message_id, failed())).unwrap();
    assert_eq!(
        scene.does(&resend(Omar.actor())).unwrap_err(),
        Refusal::NotOwner
    );
    scene.does(&resend(Jane.actor())).unwrap();
    assert_eq!(scene.state_of(3), Queued);
    assert_eq!(
        scene
            .messages
            .last()
            .unwrap()
            .delivery
            .clone()
            .unwrap()
            .attempts,
        0
    );
    // A new event for the same message, with the same content.
    let (first, again) = (&scene.owed[index], scene.owed.last().unwrap());
    assert_ne!(first.new.id, again.new.id);
    assert_eq!(
        (again.new.event, again.new.message_id),
        (OutgoingEvent::MessageCreated, Some(message_id))
    );
    assert_eq!(
        first.body()["data"]["message"],
        again.body()["data"]["message"]
    );
    assert_eq!(
        scene.does(&resend(Jane.actor())).unwrap_err(),
        Refusal::NotFailed
    );
    let visitors = scene.messages[0].id;
    let resend = Resend {
        actor: Jane.actor(),
        message_id: visitors,
        file_url: None,
    };
    assert_eq!(scene.does(&resend).unwrap_err(), Refusal::NotFailed);
}

#[test]
fn a_receipt_before_the_response_is_kept() {
    let (mut scene, id, index) = after_reply();
    scene.does(&of(id, Receipt::Read)).unwrap();
    scene.concludes(index, accepted());
    assert_eq!(scene.state_of(3), Read);
    assert_eq!(
        scene
            .messages
            .last()
            .unwrap()
            .delivery
            .clone()
            .unwrap()
            .attempts,
        1
    );
}

/// What happens to an outgoing message.
#[derive(Clone, Debug, PartialEq)]
enum Update {
    Receipt(Receipt),
    /// The endpoint accepted the request.
    Arrives,
    /// The endpoint refused the request.
    Fails,
}

impl Update {
    fn state(&self) -> MessageDeliveryState {
        match self {
            Self::Receipt(receipt) => receipt.state(),
            Self::Arrives => MessageDeliveryState::Sent,
            Self::Fails => MessageDeliveryState::Queued,
        }
    }
}

fn all_updates() -> impl Strategy<Value = Vec<Update>> {
    let news = [Receipt::Delivered, Receipt::Read, failed()].map(Update::Receipt);
    let news: Vec<Update> = news
        .into_iter()
        .chain([Update::Arrives, Update::Fails])
        .collect();
    prop::collection::vec(prop::sample::select(news), 0..10)
}

/// The states that a message goes through.
fn states_after(news: &[Update]) -> Vec<MessageDeliveryState> {
    let (mut scene, id, owed) = after_reply();
    let mut states = Vec::new();
    for one in news {
        match one {
            Update::Receipt(receipt) => drop(scene.does(&of(id, receipt.clone())).unwrap()),
            // After the first accepted attempt, there is nothing left to conclude.
            Update::Arrives => drop(scene.concludes(owed, accepted())),
            Update::Fails => drop(scene.concludes(
                owed,
                AttemptResult::Refused {
                    status: 500,
                    retry_after: None,
                },
            )),
        }
        states.push(
            scene
                .messages
                .last()
                .unwrap()
                .delivery
                .clone()
                .unwrap()
                .state,
        );
    }
    states
}

proptest! {
    #[test]
    fn updates_in_any_order_and_number_give_the_same_state(
        news in all_updates(),
        seed in any::<u64>(),
    ) {
        let states = states_after(&news);
        prop_assert!(states.is_sorted(), "{news:?}: {states:?}");
        let best = news.iter().map(Update::state).max().unwrap_or(MessageDeliveryState::Queued);
        prop_assert_eq!(states.last().copied().unwrap_or(MessageDeliveryState::Queued), best);
        // Another order, and each update once more.
        let mut other = news.clone();
        other.rotate_left(usize::try_from(seed % 7).unwrap() % news.len().max(1));
        other.reverse();
        other.extend(news.iter().cloned());
        prop_assert_eq!(states_after(&other).last().copied().unwrap_or(MessageDeliveryState::Queued), best);
    }
}

#[test]
fn every_order_of_three_updates_gives_the_same_state() {
    let [delivered, read, failed] =
        [Receipt::Delivered, Receipt::Read, failed()].map(Update::Receipt);
    let all = [delivered, read, failed, Update::Arrives, Update::Fails];
    for first in &all {
        for second in &all {
            for third in &all {
                let news = [first.clone(), second.clone(), third.clone()];
                let best = news.iter().map(Update::state).max();
                assert_eq!(states_after(&news).last().copied(), best, "{news:?}");
            }
        }
    }
}
