//! Lists of enquiries: who sees what, filters, pages.

use std::{sync::Arc, time::Duration};

use causeway_core::{
    EnquiryId, Id, StaffId, Timestamp,
    assignment::{Destination, TransferMode},
    channel::Sticky,
    enquiry::{Enquiry, EnquiryState},
    incoming::IncomingMessage,
    permission::EnquiryAction,
    room::{Accept, CloseByVisitor, Tick, Transfer},
};
use causeway_store::{ChannelChange, EnquiryFilter, EnquiryView};
use causeway_testkit::both_engines;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde_json::json;

use crate::shop::{
    Person::{self, Ada, Jane, Lena},
    START, Shop, settings, shop, three_doors,
};

/// Names that a pattern could misread, or a database could fold in its own way.
const NAMES: [&str; 8] = [
    "Mia Müller",
    "ÅSA",
    "100%",
    "a_b",
    "wow!",
    "O'Neil",
    "明美",
    "mia",
];
/// What people look for.
const LOOKED_FOR: [&str; 14] = [
    "mia", "MÜL", "åsa", "%", "_", "!", "'", "明", "u-1", "zzz", "a_b", "0%", " ", "\\",
];

/// Enquiries in every state, some of them old, on three doors of which the second asks support alone, and the third nobody
/// but the person to whom a visitor is bound.
async fn lived_in(shop: &Shop, rng: &mut StdRng, steps: u32) {
    let routing = Some(settings(vec![shop.support]).routing);
    let change = ChannelChange {
        routing,
        ..ChannelChange::default()
    };
    shop.store
        .update_channel(shop.audit(), shop.doors[1].channel_id, None, change)
        .await
        .unwrap();
    let sticky = Some(Sticky {
        enabled: true,
        backup: false,
        ..Sticky::default()
    });
    let change = ChannelChange {
        sticky,
        ..ChannelChange::default()
    };
    shop.store
        .update_channel(shop.audit(), shop.doors[2].channel_id, None, change)
        .await
        .unwrap();
    for step in 0..steps {
        let door = rng.random_range(0..3);
        let visitor = format!("u-{}", rng.random_range(0..12));
        // Now and then several things happen at the same time.
        if rng.random_bool(0.7) {
            shop.after(Duration::from_secs(rng.random_range(1..50)));
        }
        if rng.random_bool(0.4) {
            let name = NAMES.choose(rng).unwrap();
            let body = json!({ "id": format!("m-{step}"), "visitor": { "id": visitor, "name": name }, "type": "text", "text": "Hi" });
            let message = IncomingMessage::parse(&body, shop.now()).unwrap();
            shop.change(shop.key(door, &visitor), Accept::new(message))
                .await
                .unwrap();
            continue;
        }
        let person = *Person::ALL.choose(rng).unwrap();
        let Some((room, Some(enquiry_id))) = shop
            .store
            .room_of_visitor(shop.workspace_id, shop.doors[door].channel_id, visitor)
            .await
            .unwrap()
        else {
            continue;
        };
        // Many of these are refused.
        match rng.random_range(0..7) {
            0..=2 => drop(shop.picks_up(person, room, enquiry_id).await),
            3 => drop(shop.closes(person, room, enquiry_id).await),
            4 => shop.change(shop.known(room), Tick).await.unwrap(),
            5 => drop(
                shop.change(shop.known(room), handing_on(shop, person, enquiry_id, rng))
                    .await,
            ),
            _ => shop.change(shop.known(room), CloseByVisitor).await.unwrap(),
        }
    }
}

/// A transfer to somebody, which is missed unless they answer.
fn handing_on(shop: &Shop, person: Person, enquiry_id: EnquiryId, rng: &mut StdRng) -> Transfer {
    let to = Destination::Staff(shop.id_of(*Person::ALL.choose(rng).unwrap()));
    let (actor, name) = (shop.actor(person), person.name());
    Transfer {
        actor,
        name,
        enquiry_id,
        to,
        mode: TransferMode::Blind,
        note: None,
    }
}

/// All there is, by who may see everything.
async fn everything(shop: &Shop) -> Vec<EnquiryView> {
    shop.store
        .enquiries(
            shop.workspace_id,
            shop.actor(Ada),
            EnquiryFilter::default(),
            1_000,
        )
        .await
        .unwrap()
}

fn a_filter(shop: &Shop, all: &[EnquiryView], rng: &mut StdRng) -> EnquiryFilter {
    let some = all.choose(rng).unwrap();
    let mut filter = EnquiryFilter::default();
    for _ in 0..rng.random_range(0..3) {
        match rng.random_range(0..9) {
            0 => filter.statuses = vec![some.enquiry.state.name()],
            1 => filter.statuses = vec!["open", "missed", "closed"],
            2 => filter.owner_id = Some(*shop.staff.choose(rng).unwrap()),
            3 => filter.channel_id = Some(some.channel_id),
            4 => filter.group_id = Some(*[shop.sales, shop.support].choose(rng).unwrap()),
            5 => filter.number = Some(some.enquiry.number.count()),
            6 => filter.text = Some((*LOOKED_FOR.choose(rng).unwrap()).to_owned()),
            7 => filter.from = Some(some.enquiry.created_at),
            _ => filter.to = Some(some.enquiry.created_at),
        }
    }
    if rng.random_bool(0.2) {
        filter.before = Some((some.enquiry.last_activity_at, some.enquiry.id));
    }
    filter
}

/// The same as the filter's SQL, in a few words.
fn passes(filter: &EnquiryFilter, view: &EnquiryView) -> bool {
    let EnquiryView {
        enquiry,
        visitor,
        channel_id,
        ..
    } = view;
    let known_as = [
        Some(visitor.external_id.as_str()),
        visitor.profile.name.as_deref(),
    ];
    let known_as = known_as
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    (filter.statuses.is_empty() || filter.statuses.contains(&enquiry.state.name()))
        && filter
            .owner_id
            .is_none_or(|owner| enquiry.owner == Some(owner))
        && filter
            .channel_id
            .is_none_or(|channel| *channel_id == channel)
        && filter
            .group_id
            .is_none_or(|group| enquiry.destinations.contains(&group))
        && filter
            .number
            .is_none_or(|number| enquiry.number.count() == number)
        && filter
            .text
            .as_ref()
            .is_none_or(|text| known_as.contains(&text.to_lowercase()))
        && filter.from.is_none_or(|from| enquiry.created_at >= from)
        && filter.to.is_none_or(|to| enquiry.created_at < to)
        && filter.before.is_none_or(|before| place(enquiry) < before)
}

fn place(enquiry: &Enquiry) -> (Timestamp, EnquiryId) {
    (enquiry.last_activity_at, enquiry.id)
}

both_engines! { three_doors =>
    async fn everybody_sees_what_the_rules_let_them_read_and_filters_narrow_it(shop: Arc<Shop>) {
        let mut rng = StdRng::seed_from_u64(11);
        lived_in(&shop, &mut rng, 320).await;
        let all = everything(&shop).await;
        let of_state = |name| all.iter().filter(|view| view.enquiry.state.name() == name).count();
        let states = ["open", "ongoing", "missed", "followedUp", "closed"].map(of_state);
        assert!(states.iter().all(|count| *count > 0), "every state is there: {states:?}");
        let asked_alone = |view: &&EnquiryView| view.enquiry.destinations.is_empty() && !view.enquiry.asked.is_empty();
        assert!(all.iter().any(|view| asked_alone(&view) && view.enquiry.state == EnquiryState::Missed));
        assert!(all.is_sorted_by(|one, next| place(&one.enquiry) > place(&next.enquiry)));
        for turn in 0..180 {
            let person = Person::ALL[turn % 6];
            let actor = shop.actor(person);
            let filter = if turn < 6 { EnquiryFilter::default() } else { a_filter(&shop, &all, &mut rng) };
            let expected = all.iter().filter(|view| actor.may_with(EnquiryAction::Read, &view.enquiry) && passes(&filter, view));
            let expected: Vec<EnquiryId> = expected.map(|view| view.enquiry.id).collect();
            let listed = shop.store.enquiries(shop.workspace_id, actor, filter.clone(), 1_000).await.unwrap();
            let listed: Vec<EnquiryId> = listed.iter().map(|view| view.enquiry.id).collect();
            assert_eq!(listed, expected, "{person:?} {filter:?}");
        }
        shop.check_tables().await;
    }

    async fn pages_have_no_gap_and_no_repetition(shop: Arc<Shop>) {
        let mut rng = StdRng::seed_from_u64(12);
        lived_in(&shop, &mut rng, 60).await;
        let all = everything(&shop).await;
        for limit in [1, 3, 7] {
            let mut filter = EnquiryFilter::default();
            let mut listed = Vec::new();
            loop {
                let page = shop.store.enquiries(shop.workspace_id, shop.actor(Ada), filter.clone(), limit).await.unwrap();
                let Some(last) = page.last() else { break };
                assert!(i64::try_from(page.len()).unwrap() <= limit);
                filter.before = Some(place(&last.enquiry));
                listed.extend(page);
            }
            assert_eq!(listed, all);
        }
    }

    async fn a_view_by_id_is_the_view_of_the_list(shop: Arc<Shop>) {
        let mut rng = StdRng::seed_from_u64(13);
        lived_in(&shop, &mut rng, 60).await;
        let all = everything(&shop).await;
        let ids = all.iter().map(|view| view.enquiry.id).collect();
        let mut by_id = shop.store.enquiries_with_ids(shop.workspace_id, ids).await.unwrap();
        by_id.sort_by_key(|view| std::cmp::Reverse(place(&view.enquiry)));
        assert_eq!(by_id, all);
        let nobodys = causeway_core::WorkspaceId::from_uuid(uuid::Uuid::nil());
        let ids = all.iter().map(|view| view.enquiry.id).collect();
        assert_eq!(shop.store.enquiries_with_ids(nobodys, ids).await.unwrap(), []);
        assert_eq!(shop.store.enquiries_with_ids(shop.workspace_id, vec![]).await.unwrap(), []);
        assert_eq!(shop.store.enquiries(nobodys, shop.actor(Ada), EnquiryFilter::default(), 9).await.unwrap(), []);
    }
}

both_engines! { shop =>
    async fn a_view_shows_what_stands_beside_an_enquiry(shop: Arc<Shop>) {
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let view = everything(&shop).await.remove(0);
        let offered: Vec<StaffId> = view.enquiry.offers.iter().map(|offer| offer.staff_id).collect();
        assert!(offered.contains(&shop.id_of(Jane)) && !offered.contains(&shop.id_of(Lena)));
        assert_eq!(view.enquiry.state, EnquiryState::Open);
        let wait_until = view.enquiry.assignment.as_ref().map(|assignment| assignment.wait_until);
        assert_eq!(wait_until, Some(START.plus(Duration::from_mins(1))));
        assert_eq!(view.enquiry.destinations, [shop.sales]);
        assert_eq!((view.visitor.external_id.as_str(), view.channel_name.as_str()), ("u-1", "Channel 0"));
        assert_eq!((view.last_sequence, view.read_up_to, view.unread), (2, 0, 1));
        let last = view.last_message.expect("what people said last");
        assert_eq!((Some(last.id), last.content.text()), (view.enquiry.last_message, Some("Hello")));
    }
}
