//! Endpoints that fail: probing, stopping, healing, and when a worker has to look again.

use std::{sync::Arc, time::Duration};

use causeway_core::{
    Timestamp,
    delivery::AttemptResult,
    source::{FAILURES_MAX, WebhookState},
};
use causeway_store::{Claimed, SourceChange, WebhookChange, Woken};
use causeway_testkit::both_engines;

use crate::{
    lanes::{LEASE, accepted, limits, refused},
    shop::{Shop, shop},
};

impl Shop {
    /// Lets the endpoint of the first door fail until it counts as failing.
    async fn fails(&self) {
        while self.webhook_state(0).await == WebhookState::Healthy {
            let claimed = self
                .after(Duration::from_mins(10))
                .claim(limits(1, 16))
                .await;
            self.concludes(&claimed[0], refused(None)).await;
        }
    }

    /// When the failing endpoint of the first door is tried again.
    async fn probe_at(&self) -> Timestamp {
        let rows = self.rows("SELECT probe_at FROM sources").await;
        Timestamp::from_micros(rows[0][0].parse().expect("it is failing"))
    }

    /// The endpoint passed the challenge again.
    async fn passes_the_challenge(&self) {
        let webhook = Some(WebhookChange::Set("https://new.example.com/".to_owned()));
        let change = SourceChange {
            webhook,
            ..SourceChange::default()
        };
        self.store
            .update_source(self.audit(), self.doors[0].source_id, None, change)
            .await
            .unwrap();
    }
}

async fn rooms(shop: &Shop, count: usize) {
    for number in 0..count {
        shop.ongoing(0, &format!("u-{number}")).await;
    }
}

both_engines! { shop =>
    async fn an_endpoint_that_keeps_failing_gets_one_probe_at_a_time(shop: Arc<Shop>) {
        rooms(&shop, 8).await;
        shop.fails().await;
        let probe_at = shop.probe_at().await;
        assert_eq!(shop.claim(limits(64, 16)).await, [], "not before its probe is due");
        assert_eq!(shop.store.next_due_lane().await.unwrap(), Some(probe_at));
        let probe = shop.at(probe_at).claim(limits(64, 16)).await;
        assert_eq!(probe.len(), 1);
        assert_eq!(shop.claim(limits(64, 16)).await, [], "one is under way");
        shop.concludes(&probe[0], refused(None)).await;
        assert!(shop.probe_at().await > probe_at);
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        assert_eq!(shop.webhook_state(0).await, WebhookState::Failing);
    }

    async fn a_probe_takes_a_lane_whose_own_retry_is_far_away(shop: Arc<Shop>) {
        rooms(&shop, 1).await;
        shop.fails().await;
        let probe_at = shop.probe_at().await;
        let lane_due_at = shop.rows("SELECT due_at FROM lanes").await[0][0].parse().unwrap();
        assert!(probe_at < Timestamp::from_micros(lane_due_at));
        assert_eq!(shop.at(probe_at).claim(limits(64, 16)).await.len(), 1);
    }

    async fn a_source_that_heals_drains_at_once_and_in_order(shop: Arc<Shop>) {
        rooms(&shop, 6).await;
        shop.fails().await;
        shop.at(shop.probe_at().await);
        let probe = shop.claim(limits(64, 16)).await;
        shop.concludes(&probe[0], accepted()).await;
        assert_eq!(shop.webhook_state(0).await, WebhookState::Healthy);
        let mut rest = shop.deliver_all().await;
        rest.extend(shop.after(Duration::from_secs(1)).deliver_all().await);
        assert_eq!(rest.len(), 6 * 3 - 1, "also what had a retry far ahead");
        shop.check_tables().await;
    }

    async fn a_source_that_said_gone_is_left_alone_until_it_passes_the_challenge_again(shop: Arc<Shop>) {
        rooms(&shop, 3).await;
        let claimed = shop.claim(limits(2, 16)).await;
        shop.concludes(&claimed[0], AttemptResult::Gone).await;
        assert_eq!(shop.webhook_state(0).await, WebhookState::Stopped);
        // What was under way when it stopped doesn't start it again.
        shop.concludes(&claimed[1], accepted()).await;
        for _ in 0..3 {
            assert_eq!(shop.after(Duration::from_hours(12)).claim(limits(64, 16)).await, []);
        }
        assert_eq!(shop.store.next_due_lane().await.unwrap(), None);
        rooms(&shop, 4).await;
        shop.passes_the_challenge().await;
        let first = shop.claim(limits(64, 16)).await;
        assert!(first.iter().all(|one| one.webhook_url == "https://new.example.com/"));
        for one in &first {
            shop.concludes(one, accepted()).await;
        }
        assert_eq!(first.len() + shop.deliver_all().await.len(), 4 * 3 - 1, "nothing was lost");
        shop.check_tables().await;
    }

    async fn an_abandoned_lane_of_a_source_that_rests_wakes_nobody(shop: Arc<Shop>) {
        rooms(&shop, 3).await;
        let claimed = shop.claim(limits(2, 16)).await;
        shop.concludes(&claimed[0], AttemptResult::Gone).await;
        // The worker that held the other lane died.
        shop.after(LEASE * 2);
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        assert_eq!(shop.store.next_due_lane().await.unwrap(), None, "a stopped source");
        shop.passes_the_challenge().await;
        shop.fails().await;
        let dead: Vec<Claimed> = shop.at(shop.probe_at().await).claim(limits(64, 16)).await;
        assert_eq!(dead.len(), 1);
        assert_eq!(shop.store.next_due_lane().await.unwrap(), Some(shop.now().plus(LEASE)), "while the probe is under way");
    }

    async fn signs_of_racing_workers_are_counted_one_by_one(shop: Arc<Shop>) {
        rooms(&shop, 1).await;
        let source_id = shop.doors[0].source_id;
        let signs = (1..FAILURES_MAX).map(|_| {
            let (store, moment) = (shop.store.clone(), shop.moment());
            let (url, sign) = ("https://channel-0.example.com/".to_owned(), causeway_core::source::EndpointSignal::Bad);
            async move { store.record_endpoint_signal(source_id, url, sign, Some("503".to_owned()), moment).await }
        });
        for recorded in futures_util::future::join_all(signs).await {
            recorded.unwrap();
        }
        let rows = shop.rows("SELECT failures, webhook_state FROM sources").await;
        assert_eq!(rows, [[(FAILURES_MAX - 1).to_string(), "healthy".to_owned()]]);
    }

    async fn what_waits_is_brought_forward_over_a_second_and_asked_pauses_stay(shop: Arc<Shop>) {
        rooms(&shop, 5).await;
        let source_id = shop.doors[0].source_id;
        let claimed = shop.claim(limits(64, 16)).await;
        assert_eq!(claimed.len(), 5);
        for (number, one) in claimed.iter().enumerate() {
            // Four failures without a success in between: the source stays healthy.
            let result = match number {
                0 => refused(Some(600)),
                4 => accepted(),
                _ => refused(None),
            };
            shop.concludes(one, result).await;
        }
        shop.deliver_all().await;
        let now = shop.now();
        assert_eq!(shop.store.waiting_sources(now).await.unwrap(), [source_id]);
        assert_eq!(shop.store.wake_source(source_id, now).await.unwrap(), Woken::Lanes);
        let rows = shop.rows("SELECT due_at FROM lanes WHERE pending > 0 ORDER BY due_at").await;
        let waits: Vec<u64> = rows
            .iter()
            .map(|row| Timestamp::from_micros(row[0].parse().unwrap()).since(now).as_secs())
            .collect();
        assert_eq!(waits, [0, 0, 0, 600]);
        assert_eq!(shop.claim(limits(64, 16)).await.len(), 1, "the first at once");
        // Nothing is left to bring forward, in particular not what the endpoint asked to wait with.
        assert_eq!(shop.store.wake_source(source_id, shop.after(Duration::from_secs(1)).now()).await.unwrap(), Woken::Nothing);
        shop.deliver_all().await;
        assert_eq!(shop.store.waiting_sources(shop.now()).await.unwrap(), [source_id], "the asked pause");
        shop.after(Duration::from_mins(10)).deliver_all().await;
        assert_eq!(shop.store.waiting_sources(shop.now()).await.unwrap(), []);
        shop.check_tables().await;
    }

    async fn a_failing_source_that_shows_itself_is_probed_at_once(shop: Arc<Shop>) {
        rooms(&shop, 3).await;
        shop.fails().await;
        let (source_id, now) = (shop.doors[0].source_id, shop.now());
        assert_eq!(shop.claim(limits(64, 16)).await, []);
        assert_eq!(shop.store.wake_source(source_id, now).await.unwrap(), Woken::Probe);
        let probe = shop.claim(limits(64, 16)).await;
        assert_eq!(probe.len(), 1);
        assert_eq!(shop.store.wake_source(source_id, now).await.unwrap(), Woken::Nothing, "it is under way");
        shop.concludes(&probe[0], AttemptResult::Gone).await;
        assert_eq!(shop.store.wake_source(source_id, now).await.unwrap(), Woken::Nothing, "it is stopped");
    }
}
