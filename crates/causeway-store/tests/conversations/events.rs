//! The event log: what screens follow.

use std::{collections::HashSet, sync::Arc, time::Duration};

use causeway_core::{event::Event, staff::Chosen};
use causeway_store::{Cursor, EVENTS_BATCH, GroupChange, LoggedEvent, Replay};
use causeway_testkit::{TestDatabase, both_engines};
use futures_util::future::join_all;
use tokio_postgres::NoTls;

use crate::shop::{
    Person::{Finn, Jane, Omar},
    Shop, shop,
};

/// What came after `cursor`, as far as one look shows.
async fn after(shop: &Shop, cursor: Cursor) -> Vec<LoggedEvent> {
    match shop.store.events_after(cursor).await.unwrap() {
        Replay::Events(events) => events,
        Replay::TooOld => panic!("{cursor} is too old"),
    }
}

/// Everything that came after `cursor`, batch by batch, as a screen reads it.
async fn all_after(shop: &Shop, mut cursor: Cursor) -> Vec<LoggedEvent> {
    let mut all = Vec::new();
    loop {
        let events = after(shop, cursor).await;
        let Some(last) = events.last() else {
            return all;
        };
        cursor = last.cursor;
        all.extend(events);
    }
}

/// The log's names of what happened.
fn names(events: &[LoggedEvent]) -> Vec<String> {
    let name = |logged: &LoggedEvent| {
        serde_json::to_value(&logged.event).unwrap()["type"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    events.iter().map(name).collect()
}

/// Something that leaves one event, as often as asked for.
async fn stir(shop: &Shop, times: usize) {
    for _ in 0..times {
        for chosen in [Chosen::Busy, Chosen::Active] {
            shop.store
                .set_chosen(shop.workspace_id, shop.id_of(Finn), chosen, shop.now())
                .await
                .unwrap();
        }
    }
}

both_engines! { shop =>
    async fn events_come_in_the_order_of_what_happened(shop: Arc<Shop>) {
        let start = shop.store.last_event().await.unwrap();
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        shop.answers(Omar, room, enquiry_id, "c-2").await.unwrap_err();
        shop.closes(Jane, room, enquiry_id).await.unwrap();
        let events = after(&shop, start).await;
        let expected = [
            "message.created", "message.created", "offer.made", "offer.made", "offer.made", "enquiry.updated",
            "offer.withdrawn", "offer.withdrawn", "offer.withdrawn", "enquiry.updated",
            "message.created", "enquiry.updated",
            "message.created", "enquiry.updated",
        ];
        assert_eq!(names(&events), expected);
        assert!(events.is_sorted_by_key(|event| event.cursor));
        assert!(events.iter().all(|event| event.workspace_id == shop.workspace_id));
        assert_eq!(shop.store.last_event().await.unwrap(), events.last().unwrap().cursor);
    }

    async fn a_screen_that_lost_its_connection_misses_and_repeats_nothing(shop: Arc<Shop>) {
        let start = shop.store.last_event().await.unwrap();
        shop.ongoing(0, "u-1").await;
        let events = after(&shop, start).await;
        for (index, event) in events.iter().enumerate() {
            // Cursors go through the browser as text.
            let cursor: Cursor = event.cursor.to_string().parse().unwrap();
            assert_eq!(after(&shop, cursor).await, events[index + 1..]);
        }
    }

    async fn a_long_log_is_read_batch_by_batch(shop: Arc<Shop>) {
        let start = shop.store.last_event().await.unwrap();
        let talking = (0..52).map(|number| {
            let shop = Arc::clone(&shop);
            async move { shop.ongoing(0, &format!("u-{number}")).await }
        });
        join_all(talking).await;
        let first = after(&shop, start).await;
        assert_eq!(i64::try_from(first.len()).unwrap(), EVENTS_BATCH);
        assert_eq!(all_after(&shop, start).await.len(), 52 * 10);
        // A screen that saw nothing yet is better off with the present state than with so much past.
        assert_eq!(shop.store.events_after(Cursor::default()).await.unwrap(), Replay::TooOld);
    }

    async fn a_cursor_that_is_not_of_this_log_is_too_old(shop: Arc<Shop>) {
        for unknown in ["999999", "123456789012"] {
            let replay = shop.store.events_after(unknown.parse().unwrap()).await.unwrap();
            assert_eq!(replay, Replay::TooOld, "{unknown}");
        }
        let everything = all_after(&shop, Cursor::default()).await;
        assert!(matches!(everything[0].event, Some(Event::StaffUpdated { .. })), "from the beginning of the log");
    }

    async fn events_are_kept_for_a_day_and_the_last_one_for_good(shop: Arc<Shop>) {
        shop.ongoing(0, "u-1").await;
        let early = shop.store.last_event().await.unwrap();
        shop.after(Duration::from_hours(12)).ongoing(0, "u-2").await;
        let late = shop.store.last_event().await.unwrap();
        let count = shop.count("events").await;
        assert_eq!(shop.store.prune_events(shop.after(Duration::from_hours(11)).now()).await.unwrap(), 0);
        assert!(!after(&shop, early).await.is_empty());
        let pruned = shop.store.prune_events(shop.after(Duration::from_hours(2)).now()).await.unwrap();
        assert!(pruned > 0 && i64::try_from(pruned).unwrap() < count);
        assert_eq!(shop.store.events_after(early).await.unwrap(), Replay::TooOld);
        assert_eq!(after(&shop, late).await, []);
        shop.store.prune_events(shop.after(Duration::from_hours(48)).now()).await.unwrap();
        assert_eq!(shop.count("events").await, 1);
        assert_eq!(shop.store.last_event().await.unwrap(), late);
        assert_eq!(after(&shop, late).await, [], "whoever read all of a quiet log is not too old");
        shop.ongoing(0, "u-3").await;
        assert!(!after(&shop, late).await.is_empty());
    }

    async fn a_reader_beside_many_writers_gets_every_event_once(shop: Arc<Shop>) {
        let start = shop.store.last_event().await.unwrap();
        let reading = {
            let shop = Arc::clone(&shop);
            async move {
                let (mut cursor, mut seen) = (start, Vec::new());
                let mut rest = 40;
                while rest > 0 {
                    let events = after(&shop, cursor).await;
                    if let Some(last) = events.last() {
                        cursor = last.cursor;
                    } else {
                        rest -= 1;
                        tokio::task::yield_now().await;
                    }
                    seen.extend(events);
                }
                (cursor, seen)
            }
        };
        let writing = (0..30).map(|number| {
            let shop = Arc::clone(&shop);
            async move {
                shop.ongoing(0, &format!("u-{number}")).await;
                stir(&shop, 1).await;
            }
        });
        let ((cursor, mut seen), _) = tokio::join!(reading, join_all(writing));
        seen.extend(all_after(&shop, cursor).await);
        assert_eq!(seen, all_after(&shop, start).await);
        let places: HashSet<String> = seen.iter().map(|event| event.cursor.to_string()).collect();
        assert_eq!(places.len(), seen.len());
        assert_eq!(shop.rows("SELECT count(*) FROM events").await[0][0], all_after(&shop, Cursor::default()).await.len().to_string());
    }
}

/// On PostgreSQL an event's number is drawn before its transaction commits.
mod a_transaction_that_commits_late {
    use tokio::task::JoinHandle;
    use tokio_postgres::Client;

    use super::*;

    async fn client(shop: &Shop) -> Client {
        let (client, connection) = tokio_postgres::connect(&shop.database.url, NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client
    }

    /// A change of settings that has added its event to the log and waits for the audit log, until the client commits.
    async fn waiting_change(shop: &Arc<Shop>) -> (Client, JoinHandle<()>) {
        let client = client(shop).await;
        client
            .batch_execute("BEGIN; LOCK TABLE audit_log IN EXCLUSIVE MODE")
            .await
            .unwrap();
        let changing = {
            let shop = Arc::clone(shop);
            tokio::spawn(async move {
                let change = GroupChange {
                    name: Some("Renamed".to_owned()),
                    ..GroupChange::default()
                };
                shop.store
                    .update_service_group(shop.audit(), shop.sales, None, change)
                    .await
                    .unwrap();
            })
        };
        let waiting =
            "SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'audit_log'::regclass";
        while shop.rows(waiting).await.is_empty() {
            tokio::task::yield_now().await;
        }
        (client, changing)
    }

    #[tokio::test]
    async fn holds_the_log_back_and_loses_nothing() {
        let shop = shop(TestDatabase::postgres().await).await;
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        let start = shop.store.last_event().await.unwrap();
        let (client, changing) = waiting_change(&shop).await;
        shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        assert_eq!(
            after(&shop, start).await,
            [],
            "what follows could overtake the event that is not there yet"
        );
        assert_eq!(
            shop.store.last_event().await.unwrap(),
            start,
            "nobody starts beyond it"
        );
        client.batch_execute("COMMIT").await.unwrap();
        changing.await.unwrap();
        assert_eq!(
            names(&after(&shop, start).await),
            ["group.updated", "message.created", "enquiry.updated"]
        );
    }

    #[tokio::test]
    async fn may_be_undone() {
        let shop = shop(TestDatabase::postgres().await).await;
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        let start = shop.store.last_event().await.unwrap();
        let (client, changing) = waiting_change(&shop).await;
        shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        let cancel = "SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'audit_log'::regclass";
        client.batch_execute(cancel).await.unwrap();
        assert!(changing.await.is_err(), "its change failed");
        assert_eq!(
            names(&after(&shop, start).await),
            ["message.created", "enquiry.updated"]
        );
    }

    #[tokio::test]
    async fn of_others_holds_nothing_back() {
        let shop = shop(TestDatabase::postgres().await).await;
        let start = shop.store.last_event().await.unwrap();
        // A backup, a report, or another program's database on the same server.
        let other = client(&shop).await;
        other
            .batch_execute("BEGIN; SELECT pg_current_xact_id()")
            .await
            .unwrap();
        shop.ongoing(0, "u-1").await;
        assert_eq!(after(&shop, start).await.len(), 10);
        other.batch_execute("ROLLBACK").await.unwrap();
    }
}
