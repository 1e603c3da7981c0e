//! Requests as people look at them afterwards, and events that are sent once more.

use std::{sync::Arc, time::Duration};

use causeway_core::{
    DeliveryId, RoomId,
    exchange::{ExchangeRecord, Timings},
    room::{Conclude, Requeue},
};
use causeway_store::{Claimed, DeliveryFilter, DeliveryState, DeliveryView, WaitsFor};
use causeway_testkit::both_engines;

use crate::{
    lanes::{LEASE, accepted, limits, refused},
    shop::{Person::Jane, Shop, shop},
};

const DAY: Duration = Duration::from_hours(24);

fn exchange(status: u16, milliseconds: u64) -> ExchangeRecord {
    let timings = Timings {
        first_byte: Some(milliseconds * 900),
        total: milliseconds * 1_000,
        ..Timings::default()
    };
    let url = "https://channel-0.example.com/".to_owned();
    ExchangeRecord {
        url,
        status: Some(status),
        response_body: "naïve \0".to_owned(),
        timings,
        ..ExchangeRecord::default()
    }
}

impl Shop {
    /// Records a request that took so long and was refused or not.
    async fn notes(&self, claimed: &Claimed, arrives: bool, milliseconds: u64) {
        let result = if arrives { accepted() } else { refused(None) };
        let exchange = Some(exchange(if arrives { 204 } else { 503 }, milliseconds));
        let conclude = Conclude {
            delivery_id: claimed.delivery_id,
            result,
            attempted_at: self.now(),
            exchange,
        };
        self.change(claimed.room(), conclude).await.unwrap();
    }

    async fn next(&self) -> Claimed {
        self.claim(limits(1, 16))
            .await
            .pop()
            .expect("something is due")
    }

    async fn shown(&self, filter: DeliveryFilter) -> Vec<DeliveryView> {
        self.store
            .deliveries(self.workspace_id, filter, self.now(), 100)
            .await
            .unwrap()
    }

    async fn standing(&self, progress: DeliveryState) -> Vec<DeliveryId> {
        let filter = DeliveryFilter {
            progress: Some(progress),
            ..DeliveryFilter::default()
        };
        self.shown(filter)
            .await
            .into_iter()
            .map(|view| view.id)
            .collect()
    }

    async fn requeues(&self, room: RoomId, delivery_ids: Vec<DeliveryId>) -> usize {
        self.change(self.known(room), Requeue { delivery_ids })
            .await
            .unwrap()
    }
}

both_engines! { shop =>
    async fn each_request_is_kept_with_its_event(shop: Arc<Shop>) {
        shop.ongoing(0, "u-1").await;
        let claimed = shop.next().await;
        shop.notes(&claimed, false, 40).await;
        let again = shop.after(Duration::from_mins(1)).next().await;
        shop.notes(&again, true, 7).await;
        let kept = shop.store.attempts(claimed.delivery_id).await.unwrap();
        let told: Vec<_> = kept.iter().map(|one| (one.number, one.duration_ms, one.exchange.status)).collect();
        assert_eq!(told, [(2, 7, Some(204)), (1, 40, Some(503))]);
        assert_eq!(kept[1].reason.as_deref(), Some("the endpoint answered 503"));
        assert_eq!(kept[1].exchange, exchange(503, 40));
        let body = shop.store.delivery_body(shop.workspace_id, claimed.delivery_id).await.unwrap();
        assert_eq!(body.as_deref(), Some(claimed.body.as_str()));
    }

    async fn of_one_event_only_the_latest_requests_are_kept(shop: Arc<Shop>) {
        shop.ongoing(0, "u-1").await;
        let first = shop.next().await;
        shop.notes(&first, false, 1).await;
        for _ in 0..51 {
            let next = shop.after(Duration::from_mins(20)).claim(limits(1, 16)).await;
            if let Some(claimed) = next.first() {
                shop.notes(claimed, false, 1).await;
            }
            let stood = shop.standing(DeliveryState::Failed).await;
            if !stood.is_empty() {
                let room = first.room_id;
                shop.requeues(room, stood).await;
            }
        }
        let views = shop.store.deliveries_with_ids(shop.workspace_id, vec![first.delivery_id]).await.unwrap();
        let kept = shop.store.attempts(first.delivery_id).await.unwrap();
        assert_eq!(kept.len(), usize::try_from(views[0].attempts.min(50)).unwrap());
        assert_eq!(kept[0].number, views[0].attempts);
    }

    async fn a_list_tells_where_events_stand_and_what_they_wait_for(shop: Arc<Shop>) {
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        shop.after(Duration::from_millis(1)).answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        let claimed = shop.next().await;
        let now = shop.now();
        let all = shop.shown(DeliveryFilter::default()).await;
        assert!(all.is_sorted_by(|one, next| one.id > next.id), "newest first");
        assert_eq!(shop.standing(DeliveryState::InFlight).await, [claimed.delivery_id]);
        assert_eq!(shop.standing(DeliveryState::Due).await.len(), all.len() - 1);
        assert_eq!(all[0].waits_for(now), Some(WaitsFor::Earlier(claimed.delivery_id)));
        assert_eq!((all[0].visitor_name.as_str(), all[0].event.as_str()), ("u-1", "message.created"));
        assert_eq!(all[0].enquiry_id, Some(enquiry_id));

        shop.notes(&claimed, false, 40).await;
        let head = shop.store.deliveries_with_ids(shop.workspace_id, vec![claimed.delivery_id]).await.unwrap().remove(0);
        let Some(WaitsFor::Retry(at)) = head.waits_for(now) else { panic!("{head:?}") };
        assert!(at > now);
        shop.notes(&shop.at(at).next().await, true, 40).await;
        assert_eq!(shop.standing(DeliveryState::Delivered).await, [claimed.delivery_id]);
        let next = shop.shown(DeliveryFilter { before: Some(all[0].id), ..DeliveryFilter::default() }).await;
        assert_eq!(next.len(), all.len() - 1);
        let other = DeliveryFilter { source_id: Some(causeway_core::Moment::new(now, [9; 32]).id()), ..DeliveryFilter::default() };
        assert_eq!(shop.shown(other).await, []);
        let same = DeliveryFilter { visitor_id: Some(all[0].visitor_id), event: Some("message.created".to_owned()), ..DeliveryFilter::default() };
        assert_eq!(shop.shown(same).await.len(), 2, "a welcome and an answer");
    }

    async fn what_is_sent_again_lines_up_at_the_end_in_its_first_order(shop: Arc<Shop>) {
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        let arrived = shop.deliver_all().await;
        shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        let mut asked = arrived.clone();
        asked.reverse();
        assert_eq!(shop.requeues(room, asked.clone()).await, arrived.len());
        assert_eq!(shop.requeues(room, asked).await, 0, "what is owed is not owed twice");
        let again = shop.deliver_all().await;
        assert_eq!(again[1..], arrived);
        assert_eq!(shop.requeues(room, vec![]).await, 0);
        shop.check_tables().await;
    }

    async fn an_event_that_is_tried_now_goes_before_all_others(shop: Arc<Shop>) {
        let mut rooms = Vec::new();
        for number in 0..3 {
            rooms.push(shop.ongoing(0, &format!("u-{number}")).await.0);
        }
        for claimed in shop.claim(limits(64, 16)).await {
            shop.concludes(&claimed, refused(Some(600))).await;
        }
        let source_id = shop.doors[0].source_id;
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        shop.store.try_now(rooms[2], source_id, shop.now()).await.unwrap();
        assert_eq!(shop.next().await.room_id, rooms[2]);
        // While somebody is sending from it, it stays with them.
        shop.store.try_now(rooms[2], source_id, shop.now()).await.unwrap();
        assert_eq!(shop.claim(limits(64, 16)).await, []);
    }

    async fn requests_are_counted_and_forgotten_after_two_weeks(shop: Arc<Shop>) {
        shop.ongoing(0, "u-1").await;
        let source_id = shop.doors[0].source_id;
        let begin = shop.now();
        shop.notes(&shop.next().await, false, 40).await;
        shop.notes(&shop.after(Duration::from_hours(2)).next().await, true, 12_000).await;
        let counts = shop.store.attempt_counts(source_id, begin).await.unwrap();
        let told: Vec<_> = counts.iter().map(|one| (one.hour, one.class, one.attempts, one.arrived)).collect();
        assert_eq!(told, [(0, 2, 1, 0), (2, 10, 1, 1)]);
        let backlog = shop.store.backlog(source_id, shop.now()).await.unwrap();
        assert_eq!((backlog.waiting, backlog.in_flight), (2, 0));
        assert!(backlog.oldest_at.is_some_and(|at| at <= begin));
        shop.next().await;
        assert_eq!(shop.store.backlog(source_id, shop.now()).await.unwrap().in_flight, 1);
        assert_eq!(shop.store.prune_attempts(begin.plus(14 * DAY)).await, Ok(0));
        assert_eq!(shop.store.prune_attempts(begin.plus(14 * DAY + LEASE)).await, Ok(1));
        assert_eq!(shop.store.attempt_counts(source_id, begin).await.unwrap().len(), 1);
    }

    async fn a_replay_finds_what_ended_in_its_time(shop: Arc<Shop>) {
        shop.ongoing(0, "u-1").await;
        let begin = shop.now();
        let first = shop.next().await;
        shop.notes(&first, true, 1).await;
        let later = shop.after(Duration::from_hours(1)).now();
        shop.deliver_all().await;
        let source_id = shop.doors[0].source_id;
        let end = later.plus(DAY);
        let between = async |since, until| {
            shop.store.begin_replay(shop.audit(), source_id, since, until).await.unwrap()
        };
        assert_eq!(between(begin, end).await.len(), 3);
        assert_eq!(between(later, end).await.len(), 2);
        let early = between(begin, later).await;
        assert_eq!((early.len(), early[0].delivery_id, early[0].room.clone()), (1, first.delivery_id, first.room()));
    }
}
