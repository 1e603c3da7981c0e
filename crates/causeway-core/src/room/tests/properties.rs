//! Invariants that hold after any sequence of decisions.

mod invariants;

use std::{collections::HashMap, time::Duration};

use invariants::{check_moves, check_state};
use proptest::prelude::*;

use super::{
    people::{Person, robin, sales, support},
    scene::{Scene, text},
};
use crate::{
    MessageId,
    assignment::{Assignment, Destination, TransferMode},
    chatbot::{Answer, Then},
    delivery::AttemptResult,
    enquiry::EnquiryState,
    group::Distribution,
    incoming::Receipt,
    message::{Author, MessageDeliveryState, Purpose},
    room::{
        AnswerTurn, CancelTransfer, ChangeParticipants, CloseByVisitor, Decline, DeleteMessage,
        EditMessage, GiveUpTurn, Lookup, Receive, RefreshOffers, Reopen, Resend, Snooze, TakeNote,
        TakeOver, Tick, Transfer,
    },
    routing::Rule,
    source::OutgoingEvent,
    staff::Availability,
};

#[derive(Clone, Debug)]
enum Step {
    Writes(u8),
    VisitorCloses,
    PicksUp(Person),
    Answers(Person, u8),
    Closes(Person),
    Reads(Person, u8),
    Waits(u8),
    Ticks,
    Rearranges(Distribution),
    Becomes(Person, bool),
    Concludes(u8, AttemptResult),
    Receives(u8, Receipt),
    Edits(u8),
    Deletes(u8),
    Resends(Person, u8),
    ChatbotAnswers(u8, bool, Then),
    ChatbotGivesUp,
    ChatbotBecomes(bool),
    Moves(Person, Move),
}

/// Staff actions on an enquiry, other than replying.
#[derive(Clone, Debug)]
enum Move {
    Declines,
    TransfersTo(Destination, TransferMode),
    CancelsTransfer,
    TakesOver,
    TakesNote(u8),
    SnoozesFor(u8),
    Reopens,
    Adds(Person),
    Removes(Person),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let person = || prop::sample::select(&Person::ALL[..]);
    let result = prop_oneof![
        Just(AttemptResult::Accepted { external_id: None }),
        Just(AttemptResult::Refused {
            status: 500,
            retry_after: None
        }),
        Just(AttemptResult::Gone),
    ];
    let receipt = prop_oneof![
        Just(Receipt::Delivered),
        Just(Receipt::Read),
        Just(Receipt::Failed {
            reason: "blocked".to_owned()
        }),
    ];
    let step = prop_oneof![
        4 => (0_u8..20).prop_map(Step::Writes),
        1 => Just(Step::VisitorCloses),
        3 => person().prop_map(Step::PicksUp),
        3 => (person(), 0_u8..20).prop_map(|(person, id)| Step::Answers(person, id)),
        1 => person().prop_map(Step::Closes),
        1 => (person(), 0_u8..20).prop_map(|(person, up_to)| Step::Reads(person, up_to)),
        2 => (0_u8..200).prop_map(Step::Waits),
        2 => Just(Step::Ticks),
        1 => prop::sample::select(&[Distribution::Simultaneous, Distribution::RoundRobin][..]).prop_map(Step::Rearranges),
        2 => (prop::sample::select(&[Person::Jane, Person::Omar, Person::Lena][..]), any::<bool>())
            .prop_map(|(person, active)| Step::Becomes(person, active)),
        2 => (any::<u8>(), result).prop_map(|(which, result)| Step::Concludes(which, result)),
        2 => (any::<u8>(), receipt).prop_map(|(which, receipt)| Step::Receives(which, receipt)),
        1 => any::<u8>().prop_map(Step::Edits),
        1 => any::<u8>().prop_map(Step::Deletes),
        1 => (person(), any::<u8>()).prop_map(|(person, which)| Step::Resends(person, which)),
        3 => (0_u8..3, any::<bool>(), prop::sample::select(&[Then::GoOn, Then::HandOver, Then::Close][..]))
            .prop_map(|(words, notes, then)| Step::ChatbotAnswers(words, notes, then)),
        1 => Just(Step::ChatbotGivesUp),
        1 => any::<bool>().prop_map(Step::ChatbotBecomes),
        6 => (person(), moves()).prop_map(|(person, what)| Step::Moves(person, what)),
    ];
    prop::collection::vec(step, 1..60)
}

fn moves() -> impl Strategy<Value = Move> {
    let person = || prop::sample::select(&Person::ALL[..]);
    let target = prop_oneof![
        Just(Destination::Group(sales())),
        Just(Destination::Group(support())),
        Just(Destination::Chatbot(robin())),
        person().prop_map(|person| Destination::Staff(person.id())),
    ];
    prop_oneof![
        3 => Just(Move::Declines),
        4 => (target, prop::sample::select(&TransferMode::ALL[..])).prop_map(|(to, mode)| Move::TransfersTo(to, mode)),
        1 => Just(Move::CancelsTransfer),
        1 => Just(Move::TakesOver),
        1 => (0_u8..20).prop_map(Move::TakesNote),
        1 => (0_u8..100).prop_map(Move::SnoozesFor),
        2 => Just(Move::Reopens),
        1 => person().prop_map(Move::Adds),
        1 => person().prop_map(Move::Removes),
    ]
}

/// The settings of the workspace.
#[derive(Clone, Debug)]
struct Setup {
    distributions: [Distribution; 2],
    auto_close: bool,
    auto_pick_up: bool,
    sticky: bool,
    /// The chatbot's position in the rule.
    chatbot: Option<usize>,
}

fn setups() -> impl Strategy<Value = Setup> {
    let all = [
        Distribution::Simultaneous,
        Distribution::FixedOrder,
        Distribution::RoundRobin,
        Distribution::MostIdle,
    ];
    let distribution = || prop::sample::select(all.to_vec());
    let chatbot = prop_oneof![Just(None), (0_usize..3).prop_map(Some)];
    (
        distribution(),
        distribution(),
        any::<bool>(),
        prop::bool::weighted(0.2),
        any::<bool>(),
        chatbot,
    )
        .prop_map(
            |(first, second, auto_close, auto_pick_up, sticky, chatbot)| Setup {
                distributions: [first, second],
                auto_close,
                auto_pick_up,
                sticky,
                chatbot,
            },
        )
}

fn set_up(setup: &Setup) -> Scene {
    let mut scene = Scene::new();
    for (group, distribution) in scene.groups.iter_mut().zip(setup.distributions) {
        group.settings.distribution = distribution;
    }
    scene.settings().auto_close.enabled = setup.auto_close;
    scene.settings().auto_close.quiet_seconds = 100;
    scene.settings().auto_close.warning_seconds = 50;
    scene.settings().sticky.enabled = setup.sticky;
    if let (Some(place), Rule::Alternative { destinations }) =
        (setup.chatbot, &mut scene.settings().routing)
    {
        destinations.insert(place, Destination::Chatbot(robin()));
    }
    scene.room.auto_pick_up = setup.auto_pick_up;
    scene
}

fn make(scene: &mut Scene, person: Person, what: &Move) {
    let (actor, name, enquiry_id) = (person.actor(), person.name(), scene.last_enquiry().id);
    match what.clone() {
        Move::Declines => drop(scene.does(&Decline {
            actor,
            name,
            enquiry_id,
        })),
        Move::TransfersTo(to, mode) => {
            drop(scene.does(&Transfer {
                actor,
                name,
                enquiry_id,
                to,
                mode,
                note: None,
            }));
        }
        Move::CancelsTransfer => drop(scene.does(&CancelTransfer {
            actor,
            name,
            enquiry_id,
        })),
        Move::TakesOver => drop(scene.does(&TakeOver {
            actor,
            name,
            enquiry_id,
        })),
        Move::TakesNote(id) => {
            let (client_id, text) = (format!("n-{id}"), "They called before".to_owned());
            drop(scene.does(&TakeNote {
                actor,
                name,
                enquiry_id,
                client_id,
                text,
            }));
        }
        Move::SnoozesFor(seconds) => {
            let until = Some(scene.now.plus(Duration::from_secs(seconds.into())));
            drop(scene.does(&Snooze {
                actor,
                enquiry_id,
                until,
            }));
        }
        Move::Reopens => drop(scene.does(&Reopen {
            actor,
            name,
            enquiry_id,
        })),
        Move::Adds(joins) => {
            drop(scene.does(&ChangeParticipants {
                actor,
                enquiry_id,
                add: vec![joins.id()],
                remove: vec![],
            }));
        }
        Move::Removes(leaves) => {
            drop(scene.does(&ChangeParticipants {
                actor,
                enquiry_id,
                add: vec![],
                remove: vec![leaves.id()],
            }));
        }
    }
}

fn chatbot_answers(scene: &mut Scene, words: u8, notes: bool, then: Then) {
    let messages = (0..words)
        .map(|word| text(&format!("Word {word}")))
        .collect();
    let answer = Answer {
        messages,
        note: notes.then(|| "A note".to_owned()),
        then,
    };
    if let Some(turn) = scene.turn {
        let (owed, _) = scene
            .does(&AnswerTurn {
                turn_id: turn.id,
                answer,
            })
            .expect("a chatbot's answer is never refused");
        assert!(owed, "the turn was still owed");
    }
}

/// Applies the step. Refusals are fine: the scene itself checks that they change nothing.
fn take(scene: &mut Scene, step: &Step) {
    let message = |scene: &Scene, which: u8| -> Option<MessageId> {
        let messages = &scene.messages;
        (!messages.is_empty()).then(|| messages[usize::from(which) % messages.len()].id)
    };
    let has_enquiry = !scene.enquiries.is_empty();
    match step.clone() {
        Step::Writes(id) => drop(scene.writes(&format!("m-{id}"), &format!("Text {id}"))),
        Step::VisitorCloses => drop(scene.does(&CloseByVisitor)),
        Step::PicksUp(person) if has_enquiry => drop(scene.picks_up(person)),
        Step::Answers(person, id) if has_enquiry => {
            drop(scene.answers(person, &format!("c-{id}"), "Good morning"));
        }
        Step::Closes(person) if has_enquiry => drop(scene.closes(person)),
        Step::Reads(person, up_to) if has_enquiry => drop(scene.reads(person, up_to.into())),
        Step::Moves(person, what) if has_enquiry => make(scene, person, &what),
        Step::PicksUp(_)
        | Step::Answers(..)
        | Step::Closes(_)
        | Step::Reads(..)
        | Step::Moves(..) => {}
        Step::Waits(seconds) => drop(scene.after(Duration::from_secs(seconds.into()))),
        Step::Ticks => {
            drop(scene.does(&Tick));
            assert!(
                scene.room.due_at.is_none_or(|due_at| due_at > scene.now),
                "no wait continues past its due time"
            );
        }
        Step::Rearranges(distribution) => {
            scene
                .groups
                .iter_mut()
                .for_each(|group| group.settings.distribution = distribution);
        }
        Step::Becomes(person, active) => {
            scene.member(person).availability = if active {
                Availability::Active
            } else {
                Availability::Busy
            };
            drop(scene.does(&RefreshOffers));
        }
        Step::ChatbotAnswers(words, notes, then) => chatbot_answers(scene, words, notes, then),
        Step::ChatbotGivesUp => {
            if let Some(turn) = scene.turn {
                drop(scene.does(&GiveUpTurn {
                    turn_id: turn.id,
                    reason: "it answered 500".to_owned(),
                }));
            }
        }
        Step::ChatbotBecomes(answers) => scene.chatbots[0].answers = answers,
        Step::Concludes(which, result) => {
            if !scene.owed.is_empty() {
                scene.concludes(usize::from(which) % scene.owed.len(), result);
            }
        }
        Step::Receives(which, receipt) => {
            if let Some(id) = message(scene, which) {
                drop(scene.does(&Receive {
                    which: Lookup::Message(id),
                    receipt,
                }));
            }
        }
        Step::Edits(which) => {
            if let Some(message_id) = message(scene, which) {
                drop(scene.does(&EditMessage {
                    message_id,
                    text: format!("Edited {which}"),
                }));
            }
        }
        Step::Deletes(which) => {
            if let Some(message_id) = message(scene, which) {
                drop(scene.does(&DeleteMessage { message_id }));
            }
        }
        Step::Resends(person, which) => {
            if let Some(message_id) = message(scene, which) {
                drop(scene.does(&Resend {
                    actor: person.actor(),
                    message_id,
                    file_url: None,
                }));
            }
        }
    }
}

proptest! {
    #[test]
    fn a_room_stays_consistent(setup in setups(), steps in steps()) {
        let mut scene = set_up(&setup);
        for step in &steps {
            let before = scene.clone();
            take(&mut scene, step);
            check_moves(&before, &scene, step)?;
            check_state(&scene)?;
        }
    }
}
