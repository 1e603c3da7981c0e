//! Who may send what: claiming lanes, order inside a room, fairness between sources.

use std::{collections::HashMap, sync::Arc, time::Duration};

use causeway_core::{
    DeliveryId, Id, RoomId, Timestamp,
    delivery::{AttemptResult, Next},
    room::Conclude,
    source::WebhookState,
};
use causeway_store::{
    ClaimLimits, Claimant, Claimed, Part,
    db::{Db, DbSettings},
};
use causeway_testkit::{TestDatabase, both_engines};
use futures_util::future::join_all;

use crate::{
    ledger::hex,
    shop::{Person::Jane, Shop, shop, three_doors},
};

/// How long a worker holds a lane.
pub(crate) const LEASE: Duration = Duration::from_secs(20);
/// The node that works where nothing else is said, and another one.
pub(crate) const NODE: u64 = 1;
pub(crate) const NEXT_NODE: u64 = 2;

pub(crate) fn accepted() -> AttemptResult {
    AttemptResult::Accepted { external_id: None }
}

pub(crate) fn refused(retry_after: Option<u64>) -> AttemptResult {
    AttemptResult::Refused {
        status: 503,
        retry_after: retry_after.map(Duration::from_secs),
    }
}

pub(crate) fn limits(total: i64, per_source: i64) -> ClaimLimits {
    ClaimLimits {
        total,
        per_source,
        turn: 0,
    }
}

impl Shop {
    pub(crate) async fn claim(&self, limits: ClaimLimits) -> Vec<Claimed> {
        self.claim_as(NODE, limits).await
    }

    async fn claim_as(&self, node: u64, limits: ClaimLimits) -> Vec<Claimed> {
        let now = self.now();
        self.store
            .claim_lanes(
                now,
                Claimant {
                    node: Some(node),
                    lease_until: now.plus(LEASE),
                },
                limits,
            )
            .await
            .unwrap()
            .heads
    }

    /// Records what came of an attempt, as a worker does.
    pub(crate) async fn concludes(&self, claimed: &Claimed, result: AttemptResult) -> Option<Next> {
        let (sign, reason) = (result.sign(), result.reason());
        let conclude = Conclude {
            delivery_id: claimed.delivery_id,
            result,
            attempted_at: self.now(),
            exchange: None,
        };
        let next = self.change(claimed.room(), conclude).await.unwrap();
        self.store
            .record_endpoint_signal(
                claimed.source_id,
                claimed.webhook_url.clone(),
                sign,
                reason,
                self.moment(),
            )
            .await
            .unwrap();
        next
    }

    /// Claims and delivers until nothing is due, and tells what arrived, in order.
    pub(crate) async fn deliver_all(&self) -> Vec<DeliveryId> {
        let mut arrived = Vec::new();
        loop {
            let claimed = self.claim(limits(64, 16)).await;
            if claimed.is_empty() {
                return arrived;
            }
            for one in claimed {
                self.concludes(&one, accepted()).await;
                arrived.push(one.delivery_id);
            }
        }
    }

    /// How a source's endpoint stands.
    pub(crate) async fn webhook_state(&self, door: usize) -> WebhookState {
        let source = self
            .store
            .source(self.workspace_id, self.doors[door].source_id)
            .await
            .unwrap();
        source.expect("it is there").webhook_state
    }

    /// What a room owed and owes, in order.
    async fn owed(&self, room: RoomId) -> Vec<String> {
        let rows = self
            .rows("SELECT room_id, id FROM deliveries ORDER BY room_id, position")
            .await;
        let hex = hex(room.uuid().as_bytes());
        rows.into_iter()
            .filter(|row| row[0] == hex)
            .map(|mut row| row.remove(1))
            .collect()
    }
}

/// Some conversations on a door, each with four events owed: opened, welcome, assigned, answer.
async fn conversations(shop: &Shop, door: usize, count: usize) -> Vec<RoomId> {
    let mut rooms = Vec::new();
    for number in 0..count {
        let (room, enquiry_id) = shop.ongoing(door, &format!("u-{door}-{number}")).await;
        shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        rooms.push(room);
    }
    rooms
}

fn per_door(shop: &Shop, claimed: &[Claimed]) -> Vec<usize> {
    let of = |door: &crate::shop::Door| {
        claimed
            .iter()
            .filter(|one| one.source_id == door.source_id)
            .count()
    };
    shop.doors.iter().map(of).collect()
}

both_engines! { shop =>
    async fn events_of_one_room_go_out_one_at_a_time_in_order(shop: Arc<Shop>) {
        let room = conversations(&shop, 0, 1).await[0];
        let expected = shop.owed(room).await;
        let mut arrived = Vec::new();
        for left in (0..4).rev() {
            let claimed = shop.claim(limits(64, 16)).await;
            assert_eq!(claimed.len(), 1);
            assert_eq!(shop.claim(limits(64, 16)).await, [], "nothing else while the head is under way");
            // Later events line up behind it.
            if left == 3 {
                shop.writes(0, "u-0-0", "m-2", "One more thing").await.unwrap();
                assert_eq!(shop.claim(limits(64, 16)).await, []);
            }
            shop.concludes(&claimed[0], accepted()).await;
            arrived.push(hex(claimed[0].delivery_id.uuid().as_bytes()));
        }
        assert_eq!(arrived, expected);
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        shop.check_tables().await;
    }

    async fn a_claim_brings_what_an_attempt_needs(shop: Arc<Shop>) {
        conversations(&shop, 0, 1).await;
        let claimed = shop.claim(limits(64, 16)).await.remove(0);
        assert_eq!(claimed.webhook_url, "https://channel-0.example.com/");
        assert_eq!((claimed.attempts, claimed.gate), (0, causeway_core::source::Gate::OPEN));
        let body: serde_json::Value = serde_json::from_str(&claimed.body).unwrap();
        assert_eq!(body["type"], "enquiry.opened");
        shop.concludes(&claimed, refused(None)).await;
        let again = shop.after(Duration::from_secs(5)).claim(limits(64, 16)).await.remove(0);
        assert_eq!((again.delivery_id, again.attempts), (claimed.delivery_id, 1));
        assert_eq!(again.body, claimed.body, "every attempt sends the same bytes");
    }

    async fn one_room_that_fails_holds_nobody_else_back(shop: Arc<Shop>) {
        conversations(&shop, 0, 3).await;
        let claimed = shop.claim(limits(64, 16)).await;
        assert_eq!(claimed.len(), 3);
        let failing = claimed[0].room_id;
        shop.concludes(&claimed[0], refused(Some(60))).await;
        for one in &claimed[1..] {
            shop.concludes(one, accepted()).await;
        }
        let arrived = shop.deliver_all().await;
        assert_eq!(arrived.len(), 2 * 3);
        assert_eq!(shop.after(Duration::from_mins(1)).deliver_all().await.len(), 4);
        assert_eq!(shop.owed(failing).await.len(), 4);
        shop.check_tables().await;
    }

    async fn a_failed_attempt_is_due_again_when_it_says(shop: Arc<Shop>) {
        conversations(&shop, 0, 1).await;
        let claimed = shop.claim(limits(64, 16)).await.remove(0);
        let Some(Next::RetryAt(at)) = shop.concludes(&claimed, refused(Some(90))).await else { panic!("it is tried again") };
        assert_eq!(at, shop.now().plus(Duration::from_secs(90)));
        assert_eq!(shop.store.next_due_lane().await.unwrap(), Some(at));
        shop.at(at.minus(Duration::from_micros(1)));
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        assert_eq!(shop.at(at).claim(limits(64, 16)).await.len(), 1);
    }

    async fn an_event_given_up_lets_the_next_one_through(shop: Arc<Shop>) {
        let room = conversations(&shop, 0, 1).await[0];
        let owed = shop.owed(room).await;
        shop.concludes(&shop.claim(limits(64, 16)).await[0], refused(None)).await;
        let claimed = shop.after(Duration::from_hours(25)).claim(limits(64, 16)).await;
        assert_eq!(shop.concludes(&claimed[0], refused(None)).await, Some(Next::GivenUp));
        let next = shop.claim(limits(64, 16)).await.remove(0);
        assert_eq!(hex(next.delivery_id.uuid().as_bytes()), owed[1]);
        let failures = shop.store.recent_failures(shop.doors[0].source_id, 9).await.unwrap();
        assert_eq!(failures.len(), 1);
        assert_eq!((failures[0].event.as_str(), failures[0].status), ("enquiry.opened", Some(503)));
        assert_eq!(failures[0].delivery_id, claimed[0].delivery_id);
        shop.check_tables().await;
    }

    async fn a_source_has_only_so_many_lanes_under_way(shop: Arc<Shop>) {
        conversations(&shop, 0, 10).await;
        let first = shop.claim(limits(64, 4)).await;
        assert_eq!(first.len(), 4);
        assert_eq!(shop.claim(limits(64, 4)).await, []);
        shop.concludes(&first[0], accepted()).await;
        shop.concludes(&first[1], accepted()).await;
        assert_eq!(shop.claim(limits(64, 4)).await.len(), 2);
        assert_eq!(shop.claim(limits(1, 8)).await.len(), 1, "no more than asked for");
    }

    async fn a_lane_that_somebody_abandoned_is_claimed_again_when_its_lease_ends(shop: Arc<Shop>) {
        conversations(&shop, 0, 1).await;
        let abandoned = shop.claim(limits(64, 16)).await.remove(0);
        assert_eq!(shop.store.next_due_lane().await.unwrap(), Some(shop.now().plus(LEASE)));
        shop.after(LEASE.saturating_sub(Duration::from_micros(1)));
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        let again = shop.after(Duration::from_micros(1)).claim(limits(64, 16)).await.remove(0);
        assert_eq!(again.delivery_id, abandoned.delivery_id);
        shop.concludes(&again, accepted()).await;
        // Whoever lost the lease and answers late has no say.
        assert_eq!(shop.concludes(&abandoned, refused(None)).await, None);
        assert_eq!(shop.deliver_all().await.len(), 3);
        shop.check_tables().await;
    }

    async fn a_process_that_starts_takes_back_at_once_what_one_before_it_held(shop: Arc<Shop>) {
        conversations(&shop, 0, 3).await;
        assert_eq!(shop.claim(limits(64, 16)).await.len(), 3);
        assert_eq!(shop.store.release_claims_of_the_gone(NODE).await.unwrap(), 0, "its own are not taken from it");
        assert_eq!(shop.store.release_claims_of_the_gone(NEXT_NODE).await.unwrap(), 3);
        assert_eq!(shop.claim(limits(64, 16)).await.len(), 3);
    }

    async fn staff_see_how_far_their_message_got(shop: Arc<Shop>) {
        let room = conversations(&shop, 0, 1).await[0];
        let last = async || shop.store.messages(shop.workspace_id, room, None, Part::Latest, 1).await.unwrap().0.remove(0);
        shop.deliver_all().await;
        let delivery = last().await.delivery.unwrap();
        assert_eq!((delivery.state.name(), delivery.attempts, delivery.next_attempt_at), ("sent", 1, None));
        let enquiry_id = last().await.enquiry_id;
        shop.answers(Jane, room, enquiry_id, "c-2").await.unwrap();
        let claimed = shop.claim(limits(64, 16)).await.remove(0);
        let Some(Next::RetryAt(at)) = shop.concludes(&claimed, refused(None)).await else { panic!("it is tried again") };
        let delivery = last().await.delivery.unwrap();
        assert_eq!((delivery.state.name(), delivery.attempts, delivery.next_attempt_at), ("queued", 1, Some(at)));
        assert_eq!(delivery.reason.as_deref(), Some("the endpoint answered 503"));
        let told = AttemptResult::Accepted { external_id: Some("x-77".to_owned()) };
        let claimed = shop.at(at).claim(limits(64, 16)).await.remove(0);
        shop.concludes(&claimed, told).await;
        let place = shop.store.place_of_outgoing(shop.workspace_id, shop.doors[0].source_id, "x-77".to_owned()).await.unwrap();
        assert_eq!(place.map(|place| place.message_id), Some(last().await.id));
    }
}

both_engines! { three_doors =>
    async fn a_backlog_of_one_source_does_not_delay_another(shop: Arc<Shop>) {
        conversations(&shop, 0, 20).await;
        conversations(&shop, 1, 2).await;
        conversations(&shop, 2, 5).await;
        let claimed = shop.claim(limits(12, 16)).await;
        let shares = per_door(&shop, &claimed);
        // A third for each, and what one leaves for those that come after it.
        assert!(shares[0] >= 4 && shares[1] == 2 && shares[2] >= 4, "{shares:?}");
        assert!(shares.iter().sum::<usize>() >= 11, "{shares:?}");
    }

    async fn sources_take_turns_when_there_is_room_for_one(shop: Arc<Shop>) {
        for door in 0..3 {
            conversations(&shop, door, 4).await;
        }
        let mut claimed = Vec::new();
        for turn in 0..6 {
            claimed.extend(shop.claim(ClaimLimits { total: 1, per_source: 16, turn }).await);
        }
        assert_eq!(per_door(&shop, &claimed), [2, 2, 2]);
    }

    async fn the_longest_waiting_room_of_a_source_goes_first(shop: Arc<Shop>) {
        let mut rooms = Vec::new();
        for number in 0..4 {
            rooms.push(shop.after(Duration::from_secs(1)).ongoing(0, &format!("u-{number}")).await.0);
        }
        for room in rooms {
            assert_eq!(shop.claim(limits(1, 16)).await[0].room_id, room);
        }
    }

    async fn workers_that_race_claim_different_lanes(shop: Arc<Shop>) {
        for door in 0..3 {
            conversations(&shop, door, 8).await;
        }
        let claiming = (0..8).map(|turn| {
            let shop = Arc::clone(&shop);
            async move { shop.claim(ClaimLimits { total: 5, per_source: 16, turn }).await }
        });
        let claimed: Vec<Claimed> = join_all(claiming).await.into_iter().flatten().collect();
        let mut by_room: HashMap<RoomId, usize> = HashMap::new();
        for one in &claimed {
            *by_room.entry(one.room_id).or_default() += 1;
        }
        assert!(by_room.values().all(|count| *count == 1), "{by_room:?}");
        assert!(claimed.len() >= 5, "at least one of them got its share");
        // Whatever they left is there for the next one.
        let rest = shop.claim(limits(64, 16)).await;
        assert_eq!(claimed.len() + rest.len(), 24);
    }

    async fn racing_workers_together_keep_to_a_sources_window(shop: Arc<Shop>) {
        for door in 0..3 {
            conversations(&shop, door, 12).await;
        }
        for _ in 0..5 {
            let claiming = (0..6).map(|turn| {
                let shop = Arc::clone(&shop);
                async move { shop.claim(ClaimLimits { total: 64, per_source: 3, turn }).await }
            });
            let claimed: Vec<Claimed> = join_all(claiming).await.into_iter().flatten().collect();
            let under_way = per_door(&shop, &claimed);
            assert!(under_way.iter().all(|count| *count <= 3), "{under_way:?}");
            shop.store.release_claims_of_the_gone(NEXT_NODE).await.unwrap();
        }
    }

    async fn everything_arrives_while_workers_race_with_visitors(shop: Arc<Shop>) {
        let working = (0..4).map(|_| {
            let shop = Arc::clone(&shop);
            async move {
                let mut arrived = Vec::new();
                for _ in 0..30 {
                    arrived.extend(shop.deliver_all().await);
                    tokio::task::yield_now().await;
                }
                arrived
            }
        });
        let talking = (0..3).map(|door| {
            let shop = Arc::clone(&shop);
            async move { conversations(&shop, door, 5).await }
        });
        let (mut arrived, rooms) = tokio::join!(join_all(working), join_all(talking));
        arrived.push(shop.deliver_all().await);
        let mut arrived: Vec<DeliveryId> = arrived.into_iter().flatten().collect();
        let count = arrived.len();
        arrived.sort();
        arrived.dedup();
        assert_eq!((count, arrived.len()), (3 * 5 * 4, 3 * 5 * 4), "each once: no lease was lost");
        assert_eq!(rooms.into_iter().flatten().count(), 15);
        assert_eq!(shop.store.next_due_lane().await.unwrap(), None::<Timestamp>);
        shop.check_tables().await;
    }
}

#[tokio::test]
async fn what_another_node_holds_stays_with_it_until_it_is_gone() {
    let database = TestDatabase::postgres().await;
    let settings = DbSettings::new(&database.url);
    let shop = shop(database).await;
    conversations(&shop, 0, 1).await;
    let other = Db::notices(&settings, NEXT_NODE)
        .unwrap()
        .expect("nodes share PostgreSQL");
    // It is there as soon as it listens.
    loop {
        assert_eq!(shop.claim_as(NEXT_NODE, limits(64, 16)).await.len(), 1);
        if shop.store.release_claims_of_the_gone(NODE).await.unwrap() == 0 {
            break;
        }
    }
    assert_eq!(shop.claim(limits(64, 16)).await, []);
    drop(other);
    while shop.store.release_claims_of_the_gone(NODE).await.unwrap() == 0 {}
    assert_eq!(shop.claim(limits(64, 16)).await.len(), 1);
}
