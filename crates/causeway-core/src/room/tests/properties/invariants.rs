//! What holds after each decision.

use super::*;
use crate::enquiry::Enquiry;

/// The transitions of an enquiry's state within one step, including none. An unanswered blind
/// transfer makes a handled enquiry missed, and a closed one can be reopened for a day.
fn may_move(from: EnquiryState, to: EnquiryState) -> bool {
    use EnquiryState::{Closed, FollowedUp, Missed, Ongoing, Open};
    match (from, to) {
        // Closed: by a chatbot, or after it answered.
        (Open, Open | Ongoing | Missed | Closed)
        | (Ongoing, Ongoing | Closed | Missed)
        | (Missed, Missed | FollowedUp)
        | (FollowedUp, FollowedUp | Closed | Missed)
        | (Closed, Closed | Ongoing | FollowedUp) => true,
        (Open, FollowedUp)
        | (Ongoing, Open | FollowedUp)
        | (Missed, Open | Ongoing | Closed)
        | (FollowedUp, Open | Ongoing)
        | (Closed, Open | Missed) => false,
    }
}

/// Every transition was allowed.
pub(super) fn check_moves(before: &Scene, after: &Scene, step: &Step) -> Result<(), TestCaseError> {
    for (number, old) in &before.enquiries {
        let new = &after.enquiries[number];
        prop_assert!(
            may_move(old.state, new.state),
            "from {:?} to {:?}",
            old.state,
            new.state
        );
        prop_assert!(new.version == old.version || new.version == old.version + 1);
        prop_assert_eq!(
            old == new,
            new.version == old.version,
            "the version counts changes and nothing else"
        );
        prop_assert!(
            old.destinations
                .iter()
                .all(|group| new.destinations.contains(group))
        );
    }
    prop_assert!(after.room.read_up_to >= before.room.read_up_to);
    prop_assert!(after.room.read_up_to <= after.room.last_sequence);
    for (old, new) in before.messages.iter().zip(&after.messages) {
        prop_assert_eq!(
            (old.id, old.sequence, old.enquiry_id),
            (new.id, new.sequence, new.enquiry_id)
        );
        let state = |message: &crate::message::Message| {
            message.delivery.as_ref().map(|delivery| delivery.state)
        };
        let sent_again =
            matches!(step, Step::Resends(..)) && state(new) == Some(MessageDeliveryState::Queued);
        prop_assert!(
            state(new) >= state(old) || sent_again,
            "from {:?} to {:?}",
            state(old),
            state(new)
        );
    }
    Ok(())
}

/// The state of the room is consistent.
pub(super) fn check_state(scene: &Scene) -> Result<(), TestCaseError> {
    let sequences: Vec<i64> = scene
        .messages
        .iter()
        .map(|message| message.sequence)
        .collect();
    prop_assert_eq!(
        &sequences,
        &(1..=scene.room.last_sequence).collect::<Vec<_>>(),
        "gapless"
    );
    for enquiry in scene.enquiries.values() {
        check_enquiry(enquiry)?;
        check_messages(scene, enquiry)?;
    }
    let turn = scene
        .room
        .enquiry
        .as_ref()
        .and_then(crate::enquiry::Enquiry::turn);
    prop_assert_eq!(
        scene.turn.map(|turn| (turn.id, turn.up_to)),
        turn.map(|turn| (turn.id, turn.up_to))
    );
    let due_at = scene
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.due_at(&scene.room.channel.settings.auto_close));
    prop_assert_eq!(scene.room.due_at, due_at);
    let current = scene
        .enquiries
        .values()
        .filter(|enquiry| enquiry.state != EnquiryState::Closed)
        .collect::<Vec<_>>();
    prop_assert_eq!(
        current,
        scene.room.enquiry.iter().collect::<Vec<_>>(),
        "only one enquiry is not closed"
    );
    let mut carried: HashMap<MessageId, usize> = HashMap::new();
    for owed in &scene.owed {
        let is_message = owed.new.event == OutgoingEvent::MessageCreated;
        prop_assert_eq!(owed.new.message_id.is_some(), is_message);
        if let Some(id) = owed.new.message_id {
            *carried.entry(id).or_default() += 1;
        }
    }
    for message in &scene.messages {
        prop_assert_eq!(
            message.delivery.is_some(),
            carried.contains_key(&message.id),
            "{:?}",
            message
        );
    }
    prop_assert!(
        carried
            .keys()
            .all(|id| scene.messages.iter().any(|message| message.id == *id))
    );
    Ok(())
}

/// The state of an enquiry is consistent.
fn check_enquiry(enquiry: &Enquiry) -> Result<(), TestCaseError> {
    let is_open = matches!(enquiry.state, EnquiryState::Open);
    let is_owned = enquiry.state.is_handled() || enquiry.state == EnquiryState::Closed;
    let ended_by_chatbot = enquiry.state == EnquiryState::Closed && enquiry.chatbot.is_some();
    prop_assert!(
        enquiry.owner.is_some() == is_owned || ended_by_chatbot,
        "{:?}",
        enquiry
    );
    let dialog = enquiry
        .assignment
        .as_ref()
        .and_then(|assignment| assignment.dialog);
    let talks = enquiry
        .assignment
        .as_ref()
        .and_then(Assignment::target)
        .is_some_and(|target| target.chatbot().is_some());
    prop_assert_eq!(dialog.is_some(), talks, "{:?}", enquiry);
    let transferring = enquiry.transfer().is_some();
    prop_assert_eq!(enquiry.assignment.is_some(), is_open || transferring);
    prop_assert_eq!(
        !enquiry.offers.is_empty(),
        (is_open || transferring) && !talks,
        "{:?}",
        enquiry
    );
    prop_assert!(!transferring || enquiry.state.is_handled());
    prop_assert!(
        enquiry
            .participants
            .iter()
            .all(|participant| enquiry.owner != Some(*participant))
    );
    prop_assert!(enquiry.snoozed_until.is_none() || enquiry.state.is_handled());
    prop_assert_eq!(
        enquiry.closed_at.is_some(),
        enquiry.state == EnquiryState::Closed
    );
    let wait_until = enquiry
        .assignment
        .as_ref()
        .map(|assignment| assignment.wait_until);
    prop_assert!(
        enquiry
            .offers
            .iter()
            .all(|offer| Some(offer.expires_at) <= wait_until)
    );
    prop_assert!(
        enquiry
            .offers
            .iter()
            .all(|offer| enquiry.owner != Some(offer.staff_id)),
        "the owner has no offer"
    );
    let mut offered: Vec<_> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
    offered.sort();
    offered.dedup();
    prop_assert_eq!(offered.len(), enquiry.offers.len(), "no one has two offers");
    Ok(())
}

/// What an enquiry says of its messages is true.
fn check_messages(scene: &Scene, enquiry: &Enquiry) -> Result<(), TestCaseError> {
    let mut by_people = scene
        .messages
        .iter()
        .filter(|message| message.author != Author::System && !message.private);
    let last = by_people.rfind(|message| message.enquiry_id == enquiry.id);
    prop_assert_eq!(enquiry.last_message, last.map(|message| message.id));
    let sent = |purpose| {
        let of_this = scene
            .messages
            .iter()
            .filter(|message| message.enquiry_id == enquiry.id);
        of_this
            .filter(|message| message.purpose == Some(purpose))
            .count()
    };
    prop_assert!(
        [Purpose::Welcome, Purpose::Away]
            .into_iter()
            .all(|purpose| sent(purpose) <= 1)
    );
    Ok(())
}
