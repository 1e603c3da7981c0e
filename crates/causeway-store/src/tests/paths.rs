//! Checks that hot paths run exactly the statements listed here. `ARCHITECTURE.md` describes the
//! same paths.

use std::{sync::Arc, time::Duration};

use causeway_core::{delivery::AttemptResult, room::Conclude};
use causeway_testkit::TestDatabase;

use super::growth::shop::{Person::Jane, Shop, shop};
use crate::{ClaimLimits, Claimant, db::steps};

const MESSAGE: [&str; 8] = [
    "enquiry::BY_ID",
    "enquiry::UPDATE",
    "event::APPEND × 2",
    "message::ADD",
    "message::INCOMING",
    "room::load::LOCK_OF_VISITOR",
    "room::load::ROOM",
    "room::write::UPDATE",
];

const REPLY: [&str; 10] = [
    "delivery::ADD",
    "delivery::LENGTHEN",
    "enquiry::BY_ID",
    "enquiry::UPDATE",
    "event::APPEND × 2",
    "message::ADD",
    "message::BY_CLIENT_ID",
    "room::load::LOCK",
    "room::load::ROOM",
    "room::write::UPDATE",
];

const ATTEMPT_END: [&str; 9] = [
    "delivery::CONCLUDE",
    "delivery::SHORTEN",
    "enquiry::BY_ID",
    "event::APPEND × 2",
    "message::OF_DELIVERY",
    "message::UPDATE",
    "room::load::DELIVERY",
    "room::load::LOCK",
    "room::load::ROOM",
];

/// The statements since the last call, sorted by name, each with the number of runs if it ran more
/// than once.
fn statements(shop: &Shop) -> Vec<String> {
    let ran = steps::take(&shop.database.url).into_iter();
    let told = |(name, cost): (&str, steps::Cost)| {
        let name = name.trim_start_matches("causeway_store::");
        if cost.runs == 1 {
            name.to_owned()
        } else {
            format!("{name} × {}", cost.runs)
        }
    };
    ran.map(told).collect()
}

#[tokio::test]
async fn hot_paths_run_no_statement_that_they_do_not_need() {
    let shop: Arc<Shop> = shop(TestDatabase::sqlite()).await;
    let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
    shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();

    statements(&shop);
    shop.writes(0, "u-1", "m-2", "Are you there?")
        .await
        .unwrap();
    assert_eq!(
        statements(&shop),
        MESSAGE,
        "a visitor's message in an ongoing enquiry"
    );

    shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
    assert_eq!(statements(&shop), REPLY, "a reply");

    // Other deliveries for the channel come before the message's delivery.
    let mut delivered = Vec::new();
    while !delivered
        .iter()
        .any(|name: &String| name.starts_with("message::UPDATE"))
    {
        let claimant = Claimant {
            node: Some(1),
            lease_until: shop.now().plus(Duration::from_secs(25)),
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
        assert_eq!(heads.len(), 1);
        assert_eq!(
            statements(&shop),
            [
                "delivery::CLAIM",
                "delivery::HEAD",
                "delivery::SOURCES",
                "delivery::UNDER_WAY"
            ],
            "a claim"
        );

        let result = AttemptResult::Accepted { external_id: None };
        let delivery_id = heads[0].delivery_id;
        let conclude = Conclude {
            delivery_id,
            result,
            attempted_at: shop.now(),
            exchange: None,
        };
        shop.change(heads[0].room(), conclude).await.unwrap();
        delivered = statements(&shop);
    }
    assert_eq!(delivered, ATTEMPT_END, "an attempt's end");
}
