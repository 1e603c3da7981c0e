//! Chatbots as destinations.

use std::time::Duration;

use super::{
    people::{
        Person::{Ada, Jane, Omar, Ruth},
        robin, sales,
    },
    scene::{Scene, WAIT, text},
};
use crate::{
    assignment::{Destination, TransferMode},
    chatbot::{Answer, Then},
    enquiry::EnquiryState,
    message::Author,
    permission::EnquiryAction,
    room::{
        AnswerTurn, CloseByVisitor, GiveUpTurn, NewTurn, Refusal, Reopen, RoomChange, TakeOver,
        Tick, Transfer,
    },
    routing::{Branch, Rule},
};

/// A room whose rule tries the chatbot, then sales.
fn before() -> Scene {
    let mut scene = Scene::new();
    scene.settings().routing = Rule::Alternative {
        destinations: vec![Destination::Chatbot(robin()), Destination::Group(sales())],
    };
    scene
}

/// A room whose visitor wrote "Hello", which the chatbot has to answer.
fn asked() -> Scene {
    let mut scene = before();
    scene.writes("m-1", "Hello");
    scene
}

fn turn(scene: &Scene) -> NewTurn {
    scene.turn.expect("the chatbot owes an answer")
}

fn answers(scene: &mut Scene, words: &[&str], note: Option<&str>, then: Then) -> RoomChange {
    let messages = words.iter().map(|word| text(word)).collect();
    let answer = Answer {
        messages,
        note: note.map(str::to_owned),
        then,
    };
    let (owed, change) = scene
        .does(&AnswerTurn {
            turn_id: turn(scene).id,
            answer,
        })
        .unwrap();
    assert!(owed, "the chatbot still owed the turn");
    change
}

#[test]
fn a_chatbot_answers_while_the_enquiry_stays_open() {
    let mut scene = asked();
    assert_eq!(
        (scene.enquiry().state, scene.offered()),
        (EnquiryState::Open, vec![])
    );
    assert_eq!(
        (turn(&scene).chatbot_id, turn(&scene).up_to),
        (robin(), 2),
        "including the welcome after the question"
    );
    answers(&mut scene, &["Hi!", "What is it about?"], None, Then::GoOn);
    assert_eq!(scene.purposes(), ["visitor", "welcome", "bot", "bot"]);
    assert_eq!(scene.messages[2].author.kind(), "bot");
    assert_eq!(scene.messages[2].author.display_name(), Some("Robin"));
    assert_eq!(
        (scene.turn, scene.enquiry().state),
        (None, EnquiryState::Open)
    );
    assert_eq!(
        scene.enquiry().destination(),
        Some(Destination::Chatbot(robin()))
    );
    scene.writes("m-2", "My invoice");
    assert_eq!(turn(&scene).up_to, 5);
}

#[test]
fn messages_during_a_turn_become_the_next_turn() {
    let mut scene = asked();
    let first = turn(&scene);
    scene.writes("m-2", "About my invoice");
    assert_eq!(turn(&scene), first, "only one turn at a time");
    answers(&mut scene, &["Hi!"], None, Then::GoOn);
    assert_ne!(turn(&scene).id, first.id);
    assert_eq!(turn(&scene).up_to, 4);
}

#[test]
fn a_chatbot_hands_over_to_the_next_destination_with_a_note() {
    let mut scene = asked();
    answers(
        &mut scene,
        &["A colleague is coming."],
        Some("Wants a refund"),
        Then::HandOver,
    );
    assert_eq!(
        (scene.enquiry().state, scene.offered()),
        (EnquiryState::Open, vec![Jane, Omar])
    );
    let note = scene.messages.last().unwrap();
    assert!(
        note.private && matches!(note.author, Author::Chatbot { .. }) && note.delivery.is_none()
    );
    assert_eq!(scene.turn, None);
    scene.picks_up(Jane).unwrap();
    assert_eq!(
        scene.enquiry().destination(),
        Some(Destination::Group(sales()))
    );
    assert_eq!(
        scene.trace[..4],
        [
            "Robin was asked.",
            "Robin handed over.",
            "Sales: offered to Jane Doe, Omar Doe.",
            "Jane Doe picked it up."
        ]
    );
}

#[test]
fn a_silent_chatbot_is_skipped() {
    let mut scene = asked();
    let owed = turn(&scene);
    scene.after(Duration::from_secs(20)).does(&Tick).unwrap();
    assert_eq!((scene.offered(), scene.turn), (vec![Jane, Omar], None));
    assert_eq!(scene.trace[1], "Robin did not answer in time.");
    let late = Answer {
        messages: vec![text("Hi!")],
        note: None,
        then: Then::Close,
    };
    let (still_owed, change) = scene
        .does(&AnswerTurn {
            turn_id: owed.id,
            answer: late,
        })
        .unwrap();
    assert_eq!(
        (still_owed, change),
        (false, RoomChange::default()),
        "a late answer is dropped"
    );

    let mut scene = asked();
    scene
        .does(&GiveUpTurn {
            turn_id: turn(&scene).id,
            reason: "it answered 500".to_owned(),
        })
        .unwrap();
    assert_eq!((scene.offered(), scene.turn), (vec![Jane, Omar], None));
    assert_eq!(scene.trace[1], "Robin failed: it answered 500.");

    let mut scene = before();
    scene.chatbots[0].answers = false;
    scene.writes("m-1", "Hello");
    assert_eq!(scene.offered(), [Jane, Omar]);
    assert_eq!(scene.trace[0], "Robin was skipped: it isn't answering.");
}

#[test]
fn a_handover_without_another_destination_is_missed() {
    let mut scene = asked();
    scene.leave(&[Jane, Omar]);
    answers(&mut scene, &[], None, Then::HandOver);
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
    assert_eq!(scene.purposes(), ["visitor", "welcome", "away"]);
    scene.picks_up(Jane).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::FollowedUp);
}

#[test]
fn a_chatbot_closes_an_enquiry() {
    let mut scene = asked();
    answers(&mut scene, &["Glad to help."], None, Then::Close);
    let enquiry = scene.last_enquiry();
    assert_eq!((enquiry.state, enquiry.owner), (EnquiryState::Closed, None));
    assert_eq!(
        enquiry.destination(),
        Some(Destination::Chatbot(robin())),
        "no one at sales was involved"
    );
    assert_eq!(scene.purposes(), ["visitor", "welcome", "bot", "close"]);
    assert_eq!(scene.owes().last(), Some(&"enquiry.closed"));
    scene.writes("m-2", "One more thing");
    assert_eq!(scene.enquiries.len(), 2);
}

#[test]
fn a_chatbot_conversation_that_the_visitor_left_closes() {
    let mut scene = asked();
    answers(&mut scene, &["What is it about?"], None, Then::GoOn);
    scene.after(Duration::from_hours(1)).does(&Tick).unwrap();
    assert_eq!(scene.last_enquiry().state, EnquiryState::Closed);

    let mut scene = asked();
    answers(&mut scene, &["What is it about?"], None, Then::GoOn);
    scene.does(&CloseByVisitor).unwrap();
    assert_eq!(
        scene.last_enquiry().state,
        EnquiryState::Closed,
        "it needs no follow-up"
    );

    let mut scene = asked();
    scene.does(&CloseByVisitor).unwrap();
    assert_eq!(
        (scene.enquiry().state, scene.turn),
        (EnquiryState::Missed, None),
        "the chatbot never answered"
    );
}

#[test]
fn supervisors_can_read_and_take_over_a_chatbot_conversation() {
    let mut scene = asked();
    for (person, may) in [(Ruth, true), (Ada, true), (Jane, false)] {
        assert_eq!(
            person
                .actor()
                .may_with(EnquiryAction::Read, scene.enquiry()),
            may,
            "{person:?}"
        );
    }
    assert_eq!(scene.picks_up(Jane).err(), Some(Refusal::NotOffered));
    let enquiry_id = scene.enquiry().id;
    scene
        .does(&TakeOver {
            actor: Ruth.actor(),
            name: Ruth.name(),
            enquiry_id,
        })
        .unwrap();
    assert_eq!(
        (scene.enquiry().state, scene.turn),
        (EnquiryState::Ongoing, None)
    );
    assert_eq!(scene.enquiry().owner, Some(Ruth.id()));
}

#[test]
fn an_enquiry_can_be_transferred_to_a_chatbot() {
    let back = |mode| {
        let mut scene = Scene::ongoing();
        let enquiry_id = scene.enquiry().id;
        let (actor, name, to) = (Jane.actor(), Jane.name(), Destination::Chatbot(robin()));
        scene
            .does(&Transfer {
                actor,
                name,
                enquiry_id,
                to,
                mode,
                note: None,
            })
            .unwrap();
        assert_eq!(
            (scene.enquiry().state, scene.enquiry().owner),
            (EnquiryState::Ongoing, Some(Jane.id()))
        );
        answers(&mut scene, &["Let me see."], None, Then::GoOn);
        scene.writes("m-2", "Thanks");
        scene
    };
    for (mode, state, owner) in [
        (
            TransferMode::Loopback,
            EnquiryState::Ongoing,
            Some(Jane.id()),
        ),
        (TransferMode::Blind, EnquiryState::Missed, None),
    ] {
        let mut scene = back(mode);
        answers(&mut scene, &[], None, Then::HandOver);
        assert_eq!(
            (scene.enquiry().state, scene.enquiry().owner),
            (state, owner),
            "{mode:?}"
        );
        assert_eq!(scene.enquiry().assignment, None);
    }
    let mut scene = back(TransferMode::Loopback);
    answers(&mut scene, &["Done."], None, Then::GoOn);
    scene.after(Duration::from_hours(1)).does(&Tick).unwrap();
    assert_eq!(
        (scene.enquiry().state, scene.enquiry().owner),
        (EnquiryState::Ongoing, Some(Jane.id()))
    );

    let mut scene = Scene::ongoing();
    scene.chatbots[0].answers = false;
    let enquiry_id = scene.enquiry().id;
    let (actor, name, to) = (Jane.actor(), Jane.name(), Destination::Chatbot(robin()));
    let transfer = Transfer {
        actor,
        name,
        enquiry_id,
        to,
        mode: TransferMode::Blind,
        note: None,
    };
    assert_eq!(scene.does(&transfer).err(), Some(Refusal::NobodyAvailable));
}

#[test]
fn a_chatbot_removed_while_waiting_for_the_visitor_is_skipped() {
    let mut scene = asked();
    answers(&mut scene, &["What is it about?"], None, Then::GoOn);
    scene.chatbots.clear();
    scene.writes("m-2", "My invoice");
    assert_eq!(scene.offered(), [Jane, Omar]);
    scene.after(WAIT).does(&Tick).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
}

#[test]
fn a_chatbot_that_never_sent_a_message_is_skipped() {
    let mut scene = asked();
    answers(&mut scene, &[], None, Then::GoOn);
    scene.after(Duration::from_hours(1)).does(&Tick).unwrap();
    assert_eq!(
        (scene.enquiry().state, scene.offered()),
        (EnquiryState::Open, vec![Jane, Omar])
    );
    assert_eq!(scene.trace[1], "Robin had nothing to say.");
}

#[test]
fn groups_of_other_hours_follow_up_after_a_chatbot_only_rule() {
    let mut scene = Scene::new();
    let leaf = |target| Rule::Alternative {
        destinations: vec![target],
    };
    let branch = Branch {
        percent: 99,
        then: leaf(Destination::Chatbot(robin())),
    };
    let otherwise = Box::new(leaf(Destination::Group(sales())));
    scene.settings().routing = Rule::Percentage {
        branches: vec![branch],
        otherwise,
    };
    scene.writes("m-1", "Hello");
    assert_eq!(turn(&scene).chatbot_id, robin());
    assert!(
        Ruth.actor().may_with(EnquiryAction::Read, scene.enquiry()),
        "a supervisor of sales may read it"
    );
    answers(&mut scene, &[], None, Then::HandOver);
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
    scene.picks_up(Jane).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::FollowedUp);
}

#[test]
fn reopening_an_enquiry_that_a_chatbot_closed_makes_the_actor_owner() {
    let mut scene = asked();
    answers(&mut scene, &["Glad to help."], None, Then::Close);
    scene.after(Duration::from_mins(5));
    let enquiry_id = scene.last_enquiry().id;
    scene
        .does(&Reopen {
            actor: Ruth.actor(),
            name: Ruth.name(),
            enquiry_id,
        })
        .unwrap();
    let enquiry = scene.enquiry();
    assert_eq!(
        (enquiry.state, enquiry.owner, enquiry.assignment.clone()),
        (EnquiryState::Ongoing, Some(Ruth.id()), None)
    );
    assert_eq!(enquiry.picked_up_at, Some(scene.now));
}
