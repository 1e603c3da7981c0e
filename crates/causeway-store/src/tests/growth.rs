//! The cost of an action in a conversation does not depend on the length of the conversation.

#[path = "../../tests/conversations/shop.rs"]
#[expect(dead_code, reason = "shared with tests that use all of it")]
pub(crate) mod shop;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use causeway_core::{
    EnquiryId, RoomId,
    delivery::AttemptResult,
    incoming::Receipt,
    message::MessageDeliveryState,
    room::{Conclude, Lookup, Read, Receive},
};
use causeway_testkit::TestDatabase;

use self::shop::{
    Person::{Jane, Ruth},
    Shop, shop,
};
use crate::{ClaimLimits, Claimant, EnquiryFilter, Part, db::steps};

/// The factor by which a statement may be more expensive in the long conversation: B-trees get
/// deeper, and a few more pages are read.
const GROWTH_MAX: i64 = 2;
/// Steps that are ignored: even a short query plan needs about as many.
const SLACK: i64 = 200;

const LEASE: Duration = Duration::from_secs(25);

/// The visitor and the staff member each write once per round.
async fn talk(
    shop: &Shop,
    visitor: &str,
    room: RoomId,
    enquiry_id: EnquiryId,
    rounds: std::ops::Range<usize>,
) {
    for round in rounds {
        shop.writes(0, visitor, &format!("{visitor} {round}"), "Hello")
            .await
            .unwrap();
        shop.answers(Jane, room, enquiry_id, &format!("{visitor} {round}"))
            .await
            .unwrap();
    }
}

/// Sends the due deliveries at the heads of the lanes and concludes them as delivered.
async fn deliver(shop: &Shop) -> usize {
    let claimant = Claimant {
        node: Some(1),
        lease_until: shop.now().plus(LEASE),
    };
    let limits = ClaimLimits {
        total: 64,
        per_source: 64,
        turn: 0,
    };
    let heads = shop
        .store
        .claim_lanes(shop.now(), claimant, limits)
        .await
        .unwrap()
        .heads;
    for head in &heads {
        let result = AttemptResult::Accepted { external_id: None };
        let conclude = Conclude {
            delivery_id: head.delivery_id,
            result,
            attempted_at: shop.now(),
            exchange: None,
        };
        shop.change(head.room(), conclude).await.unwrap();
    }
    heads.len()
}

/// The cost of all frequent actions in this conversation now, by statement.
async fn costs(
    shop: &Shop,
    visitor: &str,
    room: RoomId,
    enquiry_id: EnquiryId,
    round: usize,
) -> Costs {
    steps::take(&shop.database.url);
    talk(shop, visitor, room, enquiry_id, round..round + 1).await;
    deliver(shop).await;
    let (messages, _) = shop
        .store
        .messages(shop.workspace_id, room, Some(enquiry_id), Part::Latest, 2)
        .await
        .unwrap();
    assert_eq!(messages.len(), 2);
    let views = shop
        .store
        .enquiries_with_ids(shop.workspace_id, vec![enquiry_id])
        .await
        .unwrap();
    assert!(views[0].unread > 0);
    let statuses = vec!["ongoing", "followedUp"];
    let mine = EnquiryFilter {
        statuses,
        owner_id: Some(shop.id_of(Jane)),
        ..EnquiryFilter::default()
    };
    for person in [Jane, Ruth] {
        let listed = shop
            .store
            .enquiries(shop.workspace_id, shop.actor(person), mine.clone(), 50)
            .await
            .unwrap();
        assert!(!listed.is_empty());
    }
    shop.store.next_due_lane().await.unwrap();
    steps_of(shop)
}

fn steps_of(shop: &Shop) -> Costs {
    steps::take(&shop.database.url)
        .into_iter()
        .map(|(name, cost)| (name, cost.steps))
        .collect()
}

type Costs = BTreeMap<&'static str, i64>;

fn dearer(short: &Costs, long: &Costs) -> Vec<String> {
    let grew = |(name, cost): (&&str, &i64)| {
        let before = short.get(name).copied().unwrap_or_default();
        (*cost > before * GROWTH_MAX + SLACK)
            .then(|| format!("{name}: {before} steps, then {cost}"))
    };
    long.iter().filter_map(grew).collect()
}

/// Staff and the visitor write many messages; nothing is read, and only the first message is
/// delivered.
#[tokio::test]
async fn a_long_unread_conversation_costs_no_more_than_a_short_one() {
    let shop: Arc<Shop> = shop(TestDatabase::sqlite()).await;
    let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
    // Unread messages are counted only up to a hundred.
    talk(&shop, "u-1", room, enquiry_id, 0..110).await;
    let short = costs(&shop, "u-1", room, enquiry_id, 110).await;
    talk(&shop, "u-1", room, enquiry_id, 111..800).await;
    let long = costs(&shop, "u-1", room, enquiry_id, 800).await;
    assert_eq!(dearer(&short, &long), Vec::<String>::new());
}

/// All messages are delivered and read on both sides, and the enquiry is one of many in its room.
#[tokio::test]
async fn a_long_past_costs_no_more_than_a_short_one() {
    let shop: Arc<Shop> = shop(TestDatabase::sqlite()).await;
    let mut first = None;
    for number in 0..40 {
        let hello = shop
            .writes(0, "u-1", &format!("hello {number}"), "Hello")
            .await
            .unwrap();
        let room = shop.room_of(0, "u-1").await.unwrap();
        shop.picks_up(Jane, room, hello.enquiry_id).await.unwrap();
        talk(
            &shop,
            "u-1",
            room,
            hello.enquiry_id,
            number * 10..number * 10 + 6,
        )
        .await;
        while deliver(&shop).await > 0 {}
        let mut now = costs(&shop, "u-1", room, hello.enquiry_id, number * 10 + 6).await;
        while deliver(&shop).await > 0 {}
        steps::take(&shop.database.url);
        for (news, receipt) in [
            (MessageDeliveryState::Delivered, Receipt::Delivered),
            (MessageDeliveryState::Read, Receipt::Read),
        ] {
            let which = Lookup::OutgoingUpTo {
                sequence: i64::MAX,
                news,
            };
            shop.change(shop.known(room), Receive { which, receipt })
                .await
                .unwrap();
        }
        let read = Read {
            actor: shop.actor(Jane),
            enquiry_id: hello.enquiry_id,
            up_to: i64::MAX,
        };
        shop.change(shop.known(room), read).await.unwrap();
        for (name, cost) in steps_of(&shop) {
            *now.entry(name).or_default() += cost;
        }
        shop.closes(Jane, room, hello.enquiry_id).await.unwrap();
        let short = first.get_or_insert(now.clone());
        assert_eq!(
            dearer(short, &now),
            Vec::<String>::new(),
            "in enquiry {number}"
        );
    }
}
