//! The clock is set back by hours.

use std::{sync::Arc, time::Duration};

use causeway_core::{Moment, RoomId, Timestamp, group::GroupSettings, room::BoundWaits};
use causeway_store::Claimant;
use causeway_testkit::both_engines;

use crate::{
    lanes::{LEASE, limits, refused},
    shop::{Person::Jane, START, Shop, shop},
};

fn earlier() -> Timestamp {
    START.minus(Duration::from_hours(2))
}

async fn claimed(shop: &Shop, now: Timestamp) -> usize {
    let claimant = Claimant {
        node: Some(1),
        lease_until: now.plus(LEASE),
    };
    shop.store
        .claim_lanes(now, claimant, limits(64, 16))
        .await
        .unwrap()
        .heads
        .len()
}

both_engines! { shop =>
    async fn a_retry_and_a_claim_do_not_wait_for_the_clock(shop: Arc<Shop>) {
        for visitor in ["u-1", "u-2"] {
            shop.ongoing(0, visitor).await;
        }
        let heads = shop.claim(limits(64, 16)).await;
        assert_eq!(heads.len(), 2);
        // One failed and is to be tried again; of the other nothing was heard since.
        shop.concludes(&heads[0], refused(None)).await;
        assert_eq!(claimed(&shop, earlier()).await, 0);
        shop.store.bound_waits(earlier()).await.unwrap();
        assert_eq!(claimed(&shop, earlier()).await, 1, "the retry");
        assert_eq!(claimed(&shop, earlier().plus(Duration::from_secs(131))).await, 2, "the claims have run out");
    }

    async fn an_offer_lasts_no_longer_than_ever(shop: Arc<Shop>) {
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let room: RoomId = shop.room_of(0, "u-1").await.unwrap();
        let waits = shop.store.waiting_after((earlier(), room)).await.unwrap();
        assert_eq!(waits.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(), [shop.known(room)]);
        let time = earlier().plus(GroupSettings::default().wait());
        assert!(shop.store.due_rooms(time).await.unwrap().is_empty());
        for _ in 0..2 {
            let moment = Moment::new(earlier(), [3; 32]);
            shop.store.change_room(shop.known(room), BoundWaits, moment).await.unwrap();
            assert_eq!(shop.store.due_rooms(time).await.unwrap(), [shop.known(room)]);
        }
        shop.check_tables().await;
    }

    async fn whoever_is_gone_does_not_stay_online(shop: Arc<Shop>) {
        shop.store.bound_waits(earlier()).await.unwrap();
        let gone = shop.store.staff_gone(earlier().plus(Duration::from_secs(31))).await.unwrap();
        assert!(gone.contains(&(shop.workspace_id, shop.id_of(Jane))));
    }
}
