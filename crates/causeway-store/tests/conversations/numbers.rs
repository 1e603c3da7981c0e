//! Numbers of enquiries, and rows that everybody would have to wait for.

use std::{collections::BTreeSet, sync::Arc};

use causeway_core::room::Refusal;
use causeway_store::{RoomError, Store, db::DbSettings};
use causeway_testkit::{TestDatabase, both_engines};
use futures_util::future::join_all;
use tokio_postgres::NoTls;

use crate::shop::{Person::Jane, START, Shop, incoming, shop};

/// A visitor who was not there before writes; the number of their enquiry.
async fn opens(shop: &Shop, visitor: &str) -> i64 {
    shop.writes(0, visitor, visitor, "Hello")
        .await
        .unwrap()
        .enquiry_number
        .count()
}

both_engines! { shop =>
    async fn numbers_are_given_once_and_one_after_the_other(shop: Arc<Shop>) {
        for number in 1..=5 {
            assert_eq!(opens(&shop, &format!("u-{number}")).await, number);
        }
        let opening = (0..200).map(|number| {
            let shop = Arc::clone(&shop);
            async move { opens(&shop, &format!("v-{number}")).await }
        });
        let given: BTreeSet<i64> = join_all(opening).await.into_iter().collect();
        assert_eq!(given.len(), 200);
        assert!(given.first() > Some(&5), "none comes again");
        assert_eq!(given.last(), Some(&205), "none is left out");
    }

    async fn a_refusal_uses_no_number_up(shop: Arc<Shop>) {
        assert_eq!(opens(&shop, "u-1").await, 1);
        for _ in 0..3 {
            // The same id from somebody else, who has no enquiry yet.
            let refused = shop.writes(0, "u-2", "u-1", "Something else").await;
            assert!(matches!(refused, Err(RoomError::Refused(Refusal::IdempotencyConflict))));
        }
        assert_eq!(opens(&shop, "u-3").await, 2);
    }
}

#[tokio::test]
async fn a_node_that_stops_leaves_no_gap_and_two_nodes_never_give_the_same() {
    let mut shop = Shop::with_doors(TestDatabase::postgres().await, 1).await;
    assert_eq!(opens(&shop, "u-1").await, 1);
    shop.reopen().await;
    assert_eq!(opens(&shop, "u-2").await, 2);

    let other = Store::open(&DbSettings::new(&shop.database.url), START, |_| {})
        .await
        .unwrap();
    let mut given = BTreeSet::from([1, 2]);
    for number in 0..150 {
        let visitor = format!("v-{number}");
        let accept = causeway_core::room::Accept::new(incoming(&visitor, &visitor, "Hello"));
        let there = other
            .change_room(shop.key(0, &visitor), accept, shop.moment())
            .await
            .unwrap();
        assert!(given.insert(there.enquiry_number.count()));
        assert!(given.insert(opens(&shop, &format!("w-{number}")).await));
    }
    // The block of the other node ends with the highest number, or begins after ours: neither is given back over the other's.
    other.close().await;
    shop.reopen().await;
    assert!(given.insert(opens(&shop, "u-3").await));
}

/// On PostgreSQL whoever changes a row holds it until the commit: a row that every conversation writes makes them take
/// turns, over all nodes. So nothing here may need one.
#[tokio::test]
async fn conversations_need_no_row_that_others_hold() {
    let shop = Shop::with_doors(TestDatabase::postgres().await, 1).await;
    // This node has numbers left.
    let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
    let (mut client, connection) = tokio_postgres::connect(&shop.database.url, NoTls)
        .await
        .unwrap();
    let connection = tokio::spawn(connection);
    let holds = client.transaction().await.unwrap();
    for table in ["workspaces", "sources", "channels", "service_groups"] {
        holds
            .query(&format!("SELECT 1 FROM {table} FOR NO KEY UPDATE"), &[])
            .await
            .unwrap();
    }
    // Each of these would wait for as long as the rows are held, and fail.
    opens(&shop, "u-2").await;
    shop.writes(0, "u-1", "m-2", "Still here").await.unwrap();
    shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
    shop.closes(Jane, room, enquiry_id).await.unwrap();
    holds.rollback().await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
}
