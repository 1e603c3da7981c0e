//! Transfers, taking over, snoozing, auto-close and reopening.

mod silence;

use std::time::Duration;

use super::{
    people::Person::{self, Ada, Finn, Jane, Lena, Omar, Ruth},
    people::{sales, support},
    scene::{Scene, WAIT, text},
};
use crate::{
    assignment::{Destination, TransferMode},
    channel::ChannelState,
    enquiry::{EnquiryState, REOPEN_WITHIN},
    event::Event,
    room::{
        Block, CancelTransfer, ChangeParticipants, Engage, Refusal, Reopen, SetLabels, Snooze,
        TakeNote, TakeOver, Tick, Transfer,
    },
};

fn transfers(
    scene: &mut Scene,
    person: Person,
    to: Destination,
    mode: TransferMode,
) -> Result<(), Refusal> {
    let (actor, name, enquiry_id) = (person.actor(), person.name(), scene.last_enquiry().id);
    scene
        .does(&Transfer {
            actor,
            name,
            enquiry_id,
            to,
            mode,
            note: None,
        })
        .map(drop)
}

fn to(person: Person) -> Destination {
    Destination::Staff(person.id())
}

fn reopens(scene: &mut Scene, person: Person) -> Result<(), Refusal> {
    let enquiry_id = scene.last_enquiry().id;
    scene
        .does(&Reopen {
            actor: person.actor(),
            name: person.name(),
            enquiry_id,
        })
        .map(drop)
}

#[test]
fn a_transfer_stays_with_the_sender_until_it_is_accepted() {
    let mut scene = Scene::ongoing();
    transfers(&mut scene, Jane, to(Lena), TransferMode::Blind).unwrap();
    assert_eq!(
        (scene.offered(), scene.enquiry().owner),
        (vec![Lena], Some(Jane.id()))
    );
    scene
        .answers(Jane, "c-1", "One moment, a colleague takes over")
        .unwrap();
    assert_eq!(scene.picks_up(Omar).err(), Some(Refusal::AlreadyPickedUp));
    let change = scene.picks_up(Lena).unwrap();
    let enquiry = scene.enquiry();
    let left = Event::EnquiryLeft {
        enquiry_id: enquiry.id,
        staff_id: Jane.id(),
    };
    assert!(
        change.events.contains(&left),
        "the sender gets an event and loses access"
    );
    assert_eq!(
        (enquiry.state, enquiry.owner, enquiry.transfer()),
        (EnquiryState::Ongoing, Some(Lena.id()), None)
    );
    assert!(scene.owes().contains(&"enquiry.transferred"));
}

#[test]
fn an_unanswered_transfer_is_missed_or_returns() {
    for (mode, state, owner) in [
        (TransferMode::Blind, EnquiryState::Missed, None),
        (
            TransferMode::Loopback,
            EnquiryState::Ongoing,
            Some(Jane.id()),
        ),
    ] {
        let mut scene = Scene::ongoing();
        transfers(&mut scene, Jane, Destination::Group(support()), mode).unwrap();
        scene.after(WAIT).does(&Tick).unwrap();
        assert_eq!(
            (scene.enquiry().state, scene.enquiry().owner),
            (state, owner),
            "{mode:?}"
        );
        assert_eq!(scene.enquiry().transfer(), None);
        let away = scene
            .purposes()
            .iter()
            .filter(|purpose| **purpose == "away")
            .count();
        assert_eq!(away, usize::from(mode == TransferMode::Blind));
    }
}

#[test]
fn the_away_message_is_sent_once_even_if_missed_twice() {
    let mut scene = Scene::missed();
    scene.picks_up(Jane).unwrap();
    transfers(&mut scene, Jane, to(Lena), TransferMode::Blind).unwrap();
    scene.after(WAIT).does(&Tick).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
    assert_eq!(
        scene
            .purposes()
            .iter()
            .filter(|purpose| **purpose == "away")
            .count(),
        1
    );
}

#[test]
fn a_transfer_to_a_group_is_not_offered_to_the_sender() {
    let mut scene = Scene::ongoing();
    transfers(
        &mut scene,
        Jane,
        Destination::Group(sales()),
        TransferMode::Loopback,
    )
    .unwrap();
    assert_eq!(scene.offered(), [Omar]);
}

#[test]
fn a_transfer_is_refused_if_no_one_is_available() {
    let mut scene = Scene::ongoing();
    scene.leave(&[Lena, Omar]);
    for nowhere in [
        to(Lena),
        to(Jane),
        Destination::Group(support()),
        Destination::Group(sales()),
    ] {
        let refused = transfers(&mut scene, Jane, nowhere, TransferMode::Blind);
        assert_eq!(refused, Err(Refusal::NobodyAvailable), "{nowhere:?}");
    }
    assert_eq!(
        transfers(&mut scene, Omar, to(Ruth), TransferMode::Blind),
        Err(Refusal::Forbidden)
    );
    transfers(&mut scene, Ruth, to(Ruth), TransferMode::Blind)
        .expect("a supervisor can transfer it to herself");
}

#[test]
fn a_transfer_can_be_cancelled() {
    let mut scene = Scene::ongoing();
    transfers(&mut scene, Jane, to(Lena), TransferMode::Blind).unwrap();
    let enquiry_id = scene.enquiry().id;
    scene
        .does(&CancelTransfer {
            actor: Jane.actor(),
            name: Jane.name(),
            enquiry_id,
        })
        .unwrap();
    assert_eq!(
        (
            scene.offered(),
            scene.enquiry().transfer(),
            scene.room.due_at
        ),
        (vec![], None, None)
    );
    assert_eq!(scene.picks_up(Lena).err(), Some(Refusal::AlreadyPickedUp));
}

#[test]
fn supervisors_and_administrators_can_take_over() {
    for (person, expected) in [
        (Ruth, Ok(())),
        (Ada, Ok(())),
        (Omar, Err(Refusal::Forbidden)),
        (Finn, Err(Refusal::Forbidden)),
    ] {
        let mut scene = Scene::ongoing();
        let enquiry_id = scene.enquiry().id;
        let done = scene
            .does(&TakeOver {
                actor: person.actor(),
                name: person.name(),
                enquiry_id,
            })
            .map(drop);
        assert_eq!(done, expected, "{person:?}");
        let owner = if expected.is_ok() { person } else { Jane };
        assert_eq!(scene.enquiry().owner, Some(owner.id()));
    }
}

#[test]
fn taking_over_picks_up_an_enquiry_without_an_owner() {
    for (mut scene, expected) in [
        (Scene::open(), EnquiryState::Ongoing),
        (Scene::missed(), EnquiryState::FollowedUp),
    ] {
        let enquiry_id = scene.enquiry().id;
        scene
            .does(&TakeOver {
                actor: Ruth.actor(),
                name: Ruth.name(),
                enquiry_id,
            })
            .unwrap();
        let enquiry = scene.enquiry();
        assert_eq!((enquiry.state, enquiry.owner), (expected, Some(Ruth.id())));
        assert_eq!(scene.offered(), [], "no other offers remain");
    }
}

#[test]
fn participants_can_reply_and_leave() {
    let mut scene = Scene::ongoing();
    let enquiry_id = scene.enquiry().id;
    let change = |actor: Person, add: &[Person], remove: &[Person]| ChangeParticipants {
        actor: actor.actor(),
        enquiry_id,
        add: add.iter().map(|person| person.id()).collect(),
        remove: remove.iter().map(|person| person.id()).collect(),
    };
    assert_eq!(
        scene.does(&change(Finn, &[Finn], &[])).err(),
        Some(Refusal::Forbidden)
    );
    scene.does(&change(Jane, &[Finn, Lena, Jane], &[])).unwrap();
    assert_eq!(
        scene.enquiry().participants,
        [Finn.id(), Lena.id()],
        "the owner takes part already"
    );
    scene.answers(Finn, "c-1", "I can help").unwrap();
    assert_eq!(
        scene.does(&change(Finn, &[], &[Lena])).err(),
        Some(Refusal::Forbidden)
    );
    scene.does(&change(Finn, &[], &[Finn])).unwrap();
    assert_eq!(scene.enquiry().participants, [Lena.id()]);
    transfers(&mut scene, Jane, to(Lena), TransferMode::Blind).unwrap();
    scene.picks_up(Lena).unwrap();
    assert_eq!(
        scene.enquiry().participants,
        [],
        "the owner takes part anyway"
    );
}

#[test]
fn a_repeated_note_is_stored_once_and_never_delivered() {
    let mut scene = Scene::ongoing();
    let owed = scene.owed.len();
    let enquiry_id = scene.enquiry().id;
    let note = |person: Person| TakeNote {
        actor: person.actor(),
        name: person.name(),
        enquiry_id,
        client_id: "n-1".to_owned(),
        text: "They called yesterday".to_owned(),
    };
    scene
        .does(&note(Ruth))
        .expect("a supervisor may add a note");
    assert!(scene.does(&note(Ruth)).unwrap().0.known);
    assert_eq!(
        scene.does(&note(Jane)).err(),
        Some(Refusal::IdempotencyConflict)
    );
    let message = scene.messages.last().unwrap();
    assert!(message.private && message.delivery.is_none() && message.purpose.is_none());
    assert_eq!(scene.owed.len(), owed);
    assert_ne!(
        scene.enquiry().last_message,
        Some(message.id),
        "lists don't show notes"
    );
}

#[test]
fn enquiries_of_an_archived_channel_cannot_be_reopened() {
    for (state, expected) in [
        (ChannelState::Archived, Err(Refusal::ChannelArchived)),
        (ChannelState::Suspended, Ok(())),
    ] {
        let mut scene = Scene::ongoing();
        scene.closes(Jane).unwrap();
        scene.room.channel.state = state;
        assert_eq!(reopens(&mut scene, Jane), expected, "{state:?}");
    }
}

#[test]
fn an_enquiry_can_be_reopened_within_a_day() {
    let mut scene = Scene::ongoing();
    scene.closes(Jane).unwrap();
    assert_eq!(reopens(&mut scene, Omar), Err(Refusal::Forbidden));
    scene.after(REOPEN_WITHIN);
    reopens(&mut scene, Jane).unwrap();
    assert_eq!(
        (scene.enquiry().state, scene.enquiry().closed_at),
        (EnquiryState::Ongoing, None)
    );
    scene.closes(Jane).unwrap();
    scene.after(REOPEN_WITHIN + Duration::from_secs(1));
    assert_eq!(reopens(&mut scene, Jane), Err(Refusal::TooLate));
    let closed = scene.last_enquiry().id;
    scene.writes("m-2", "Another matter");
    let enquiry_id = scene.enquiry().id;
    let refused = scene
        .does(&Reopen {
            actor: Jane.actor(),
            name: Jane.name(),
            enquiry_id: closed,
        })
        .err();
    assert_eq!(refused, Some(Refusal::EnquiryOpen { enquiry_id }));
}

#[test]
fn staff_who_write_first_own_the_enquiry() {
    let mut scene = Scene::ongoing();
    let engage = |client_id: &str| Engage {
        actor: Lena.actor(),
        name: Lena.name(),
        client_id: client_id.to_owned(),
        content: text("Your parcel has arrived"),
    };
    let enquiry_id = scene.enquiry().id;
    assert_eq!(
        scene.does(&engage("c-1")).err(),
        Some(Refusal::EnquiryOpen { enquiry_id })
    );
    scene.closes(Jane).unwrap();
    scene.does(&engage("c-1")).unwrap();
    assert!(scene.does(&engage("c-1")).unwrap().0.known);
    assert_eq!(
        (scene.enquiry().state, scene.enquiry().owner),
        (EnquiryState::Ongoing, Some(Lena.id()))
    );
    scene.writes("m-2", "Great");
    assert_eq!(
        scene.enquiry().owner,
        Some(Lena.id()),
        "it joins the open enquiry"
    );
}

#[test]
fn a_visitor_is_refused_while_blocked() {
    let mut scene = Scene::ongoing();
    let enquiry_id = scene.enquiry().id;
    scene
        .does(&Block {
            blocked: true,
            enquiry_id,
        })
        .unwrap();
    let write = |scene: &mut Scene| {
        scene
            .does(&crate::room::Accept::new(super::scene::incoming(
                "m-2",
                "Hello again",
            )))
            .map(drop)
    };
    assert_eq!(write(&mut scene), Err(Refusal::VisitorBlocked));
    scene
        .does(&Block {
            blocked: false,
            enquiry_id,
        })
        .unwrap();
    assert_eq!(write(&mut scene), Ok(()));
}

#[test]
fn owners_and_overseers_set_labels_even_when_closed() {
    let mut scene = Scene::ongoing();
    scene.closes(Jane).unwrap();
    let enquiry_id = scene.last_enquiry().id;
    let set = |person: Person| SetLabels {
        actor: person.actor(),
        enquiry_id,
        labels: vec![super::people::id(9)],
    };
    let change = scene.does(&set(Jane)).unwrap().1;
    assert_eq!(
        change.labels,
        Some((enquiry_id, vec![super::people::id(9)]))
    );
    assert!(scene.does(&set(Ruth)).is_ok());
    assert_eq!(scene.does(&set(Omar)).err(), Some(Refusal::Forbidden));
}
