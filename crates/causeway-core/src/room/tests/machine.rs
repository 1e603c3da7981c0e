//! The enquiry's state machine as one table: each state with each decision. The snapshot documents
//! it.

use std::{fmt::Write, time::Duration};

use super::{
    people::Person::{self, Ada, Finn, Jane, Lena, Omar, Ruth},
    scene::{Scene, WAIT, incoming},
};
use crate::{
    enquiry::EnquiryState,
    event::Event,
    room::{Accept, CloseByVisitor, RefreshOffers, Refusal, RoomChange, Tick},
    staff::Availability,
};

type Outcome = Result<RoomChange, Refusal>;
type Decision = fn(&mut Scene) -> Outcome;
type Begin = fn() -> Scene;

fn followed_up() -> Scene {
    let mut scene = Scene::missed();
    scene.picks_up(Jane).unwrap();
    scene
}

fn closed() -> Scene {
    let mut scene = Scene::ongoing();
    scene.closes(Jane).unwrap();
    scene
}

fn at_the_last_destination() -> Scene {
    let mut scene = Scene::open();
    scene.after(WAIT).does(&Tick).unwrap();
    scene
}

const STATES: [(&str, Begin); 7] = [
    ("no enquiry, first contact", Scene::new),
    ("open, offered to Jane and Omar of sales", Scene::open),
    (
        "open, offered to Lena of support, the last destination",
        at_the_last_destination,
    ),
    ("ongoing, owned by Jane", Scene::ongoing),
    ("missed by sales and support", Scene::missed),
    ("followedUp, owned by Jane", followed_up),
    ("closed by Jane", closed),
];

/// Decisions that need only a room.
const OF_ROOM: [(&str, Decision); 6] = [
    ("visitor writes", |scene| {
        scene
            .does(&Accept::new(incoming("m-9", "Are you there?")))
            .map(|done| done.1)
    }),
    ("visitor closes", |scene| {
        scene.does(&CloseByVisitor).map(|done| done.1)
    }),
    ("tick before the wait ends", |scene| {
        scene
            .after(Duration::from_secs(1))
            .does(&Tick)
            .map(|done| done.1)
    }),
    ("tick after it", |scene| {
        scene.after(WAIT).does(&Tick).map(|done| done.1)
    }),
    ("Omar becomes busy", |scene| {
        scene.member(Omar).availability = Availability::Offline;
        scene.does(&RefreshOffers).map(|done| done.1)
    }),
    ("everyone becomes busy", |scene| {
        scene.leave(&[Jane, Omar, Lena]);
        scene.does(&RefreshOffers).map(|done| done.1)
    }),
];

/// Decisions that need an enquiry: the current one or the last one.
const OF_ENQUIRY: [(&str, Decision); 18] = [
    ("Jane (sales) picks up", |scene| scene.picks_up(Jane)),
    ("Omar (sales) picks up", |scene| scene.picks_up(Omar)),
    ("Lena (support) picks up", |scene| scene.picks_up(Lena)),
    ("Finn (no group) picks up", |scene| scene.picks_up(Finn)),
    ("Ruth (supervisor) picks up", |scene| scene.picks_up(Ruth)),
    ("Ada (administrator) picks up", |scene| scene.picks_up(Ada)),
    ("Jane replies", |scene| {
        scene.answers(Jane, "c-9", "Here I am")
    }),
    ("Omar replies", |scene| {
        scene.answers(Omar, "c-9", "Here I am")
    }),
    ("Ada replies", |scene| {
        scene.answers(Ada, "c-9", "Here I am")
    }),
    ("Jane closes", |scene| scene.closes(Jane)),
    ("Omar closes", |scene| scene.closes(Omar)),
    ("Ruth closes", |scene| scene.closes(Ruth)),
    ("Ada closes", |scene| scene.closes(Ada)),
    ("Jane reads", |scene| scene.reads(Jane, 1)),
    ("Jane reads past the end", |scene| scene.reads(Jane, 99)),
    ("Jane reads nothing", |scene| scene.reads(Jane, 0)),
    ("Omar reads", |scene| scene.reads(Omar, 1)),
    ("Ada reads", |scene| scene.reads(Ada, 1)),
];

#[test]
fn every_decision_in_every_state() {
    let mut table = String::new();
    for (name, begin) in STATES {
        writeln!(table, "{name}\n").unwrap();
        let has_enquiry = !begin().enquiries.is_empty();
        let decisions = OF_ROOM
            .iter()
            .chain(OF_ENQUIRY.iter().filter(|_| has_enquiry));
        for (decision, act) in decisions {
            let mut scene = begin();
            let outcome = act(&mut scene);
            writeln!(table, "  {decision:<30}{}", shown(&scene, &outcome)).unwrap();
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

fn shown(scene: &Scene, outcome: &Outcome) -> String {
    match outcome {
        Err(refusal) => format!("refused: {refusal}"),
        Ok(change) if *change == RoomChange::default() => "nothing changes".to_owned(),
        Ok(change) => {
            let parts = [
                state(scene),
                part(
                    "adds",
                    change
                        .messages
                        .iter()
                        .map(|message| message.purpose.map_or("visitor", |purpose| purpose.name())),
                ),
                part(
                    "queues",
                    change
                        .deliveries
                        .iter()
                        .map(|delivery| delivery.event.name()),
                ),
                part("emits", change.events.iter().map(event_label)),
            ];
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" | ")
        }
    }
}

fn state(scene: &Scene) -> String {
    let enquiry = scene.last_enquiry();
    match enquiry.state {
        EnquiryState::Open => {
            let wait_until = enquiry
                .assignment
                .as_ref()
                .map(|assignment| assignment.wait_until);
            let seconds = wait_until.map_or(0, |wait_until| wait_until.since(scene.now).as_secs());
            let offered: Vec<_> = scene
                .offered()
                .iter()
                .map(|person| format!("{person:?}"))
                .collect();
            format!("open to {} for {seconds} s", offered.join(", "))
        }
        EnquiryState::Ongoing | EnquiryState::FollowedUp => {
            let owner = enquiry
                .owner
                .map(Person::of)
                .expect("a handled enquiry has an owner");
            format!("{} by {owner:?}", enquiry.state.name())
        }
        EnquiryState::Missed | EnquiryState::Closed => enquiry.state.name().to_owned(),
    }
}

fn part<S: AsRef<str>>(name: &str, items: impl Iterator<Item = S>) -> String {
    let items: Vec<String> = items.map(|item| item.as_ref().to_owned()).collect();
    if items.is_empty() {
        String::new()
    } else {
        format!("{name} {}", items.join(", "))
    }
}

fn event_label(event: &Event) -> String {
    match event {
        Event::EnquiryUpdated { .. } => "enquiry.updated".to_owned(),
        Event::MessageCreated { .. } => "message.created".to_owned(),
        Event::MessageUpdated { .. } => "message.updated".to_owned(),
        Event::OfferMade { staff_id, .. } => format!("offer.made({:?})", Person::of(*staff_id)),
        Event::OfferWithdrawn {
            staff_id, reason, ..
        } => {
            format!("offer.withdrawn({:?}, {reason:?})", Person::of(*staff_id))
        }
        Event::EnquiryLeft { staff_id, .. } => format!("enquiry.left({:?})", Person::of(*staff_id)),
        Event::VisitorUpdated { .. }
        | Event::StaffUpdated { .. }
        | Event::GroupUpdated { .. }
        | Event::ChatbotUpdated { .. }
        | Event::SourceUpdated { .. }
        | Event::StaffRemoved { .. }
        | Event::GroupRemoved { .. }
        | Event::ChatbotRemoved { .. }
        | Event::SourceRemoved { .. }
        | Event::StickyBindingRemoved { .. }
        | Event::SingleSignOnUpdated {}
        | Event::ApiTokensUpdated {}
        | Event::DeliveryUpdated { .. }
        | Event::LabelsUpdated {}
        | Event::CannedResponsesUpdated { .. }
        | Event::SettingsUpdated {}
        | Event::ChannelUpdated { .. } => panic!("not an event of a room's enquiry: {event:?}"),
    }
}
