//! Both engines accept every statement of the store, on the tables that the migrations create.

use causeway_core::Timestamp;
use causeway_testkit::{TestDatabase, both_engines};

use crate::tests::growth::shop::{Person::Jane, Shop};
use crate::{
    Store, api_token, attempt, audit, canned_response, channel, chatbot, claims, credential,
    db::{DbSettings, Listed, prepare_all, scans},
    delivery, delivery_view, destination, enquiry, event, file, file_copy, group, label,
    membership, message, outbox, place, presence, room, sealed, second_factor, session, set_back,
    single_sign_on, source, staff, staff_change, sticky, turn, visitor, waking, workspace, write,
};

/// The statements of every file.
const FILES: &[&[Listed]] = &[
    api_token::ALL,
    attempt::ALL,
    audit::ALL,
    canned_response::ALL,
    channel::ALL,
    chatbot::ALL,
    claims::ALL,
    credential::ALL,
    delivery::ALL,
    delivery_view::ALL,
    destination::ALL,
    enquiry::ALL,
    enquiry::VIEW,
    event::ALL,
    file::ALL,
    file_copy::ALL,
    group::ALL,
    label::ALL,
    membership::ALL,
    message::ALL,
    outbox::ALL,
    place::ALL,
    presence::ALL,
    room::ALL,
    room::ASKED,
    room::LOAD,
    room::NUMBER,
    room::WRITE,
    sealed::ALL,
    second_factor::ALL,
    session::ALL,
    set_back::ALL,
    single_sign_on::ALL,
    source::ALL,
    staff::ALL,
    staff_change::ALL,
    sticky::ALL,
    turn::ALL,
    visitor::ALL,
    waking::ALL,
    workspace::ALL,
    write::ALL,
];

both_engines! {
    async fn every_statement_of_the_store_can_be_prepared(database: TestDatabase) {
        let settings = DbSettings::new(&database.url);
        let store = Store::open(&settings, Timestamp::from_micros(0), |_| {}).await.unwrap();
        let mut refused = Vec::new();
        for listed in FILES {
            refused.extend(prepare_all(&store.db, listed).await);
        }
        assert_eq!(refused, Vec::<String>::new());
        store.close().await;
    }
}

/// Statements that may scan a whole table, because the table is small or the scan is rare.
const SCANS: &[&str] = &[
    // Tables of settings have a few hundred rows for each workspace.
    "channel::LIST: SCAN c",
    "delivery::SOURCES: SCAN s",
    "delivery::NEXT: SCAN s",
    "attempt::PRUNE: SCAN s",
    "waking::WAITING: SCAN s",
    "membership::MEMBERSHIPS: SCAN group_members",
    "workspace::COUNT: SCAN workspaces",
    // At most one row for each workspace.
    "single_sign_on::PROVIDERS: SCAN single_sign_on",
    // Runs once, at the start, on a few hundred rows of each table.
    "sealed::HEADERS: SCAN credentials",
    "sealed::HEADERS: SCAN chatbot_secrets",
    "sealed::HEADERS: SCAN staff",
    "sealed::HEADERS: SCAN single_sign_on",
    // Partial indexes that contain only rows in use at the moment.
    "claims::RELEASE_LANES: SCAN lanes USING INDEX lanes_leased",
    "turn::CHATBOTS: SCAN turns USING INDEX turns_by_chatbot",
    "presence::GO_IDLE: SCAN staff USING INDEX staff_by_connection",
    "presence::BELIEVE_IN_USE: SCAN staff USING INDEX staff_by_connection",
    "room::WAITING: SCAN enquiries USING INDEX enquiries_searching",
    "room::STALE: SCAN e USING INDEX enquiries_searching",
    "file_copy::DUE_SOURCES: SCAN file_copies USING COVERING INDEX file_copies_of_source",
    // Results of inner queries, which have a limit.
    "enquiry::view::VIEWS: SCAN unread",
    "event::SHORT: SCAN",
    "outbox::ANY_UNNUMBERED: SCAN any_of_them",
    "outbox::UNNUMBERED: SCAN",
    // The lanes that wait at one source.
    "waking::BRING_FORWARD: SCAN",
    // An administrator pages through the deliveries, the newest first.
    "delivery_view::VIEW: SCAN d",
    // Runs once, after the clock was set back.
    "set_back::",
    // Checks of foreign keys: skipped unless a deferred one is open, and once for the removal of a
    // source.
    "enquiry::ADD: SCAN",
    "source::REMOVE: SCAN",
];

/// A statement that scans a whole table is fast until the table has grown. Then it delays all work
/// behind it.
#[tokio::test]
async fn no_statement_reads_all_of_a_table_that_grows() {
    let database = TestDatabase::sqlite();
    let store = Store::open(
        &DbSettings::new(&database.url),
        Timestamp::from_micros(0),
        |_| {},
    )
    .await
    .unwrap();
    let found = no_unknown_scans(&store).await;
    store.close().await;
    for known in SCANS {
        assert!(
            found.iter().any(|scan| scan.contains(known)),
            "{known} is none any more"
        );
    }
}

/// Statistics from a database's first day must not determine query plans on its hundredth.
#[tokio::test]
async fn statistics_of_small_tables_change_no_plan() {
    let mut shop = Shop::with_doors(TestDatabase::sqlite(), 1).await;
    let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
    for number in 0..20 {
        shop.writes(0, "u-1", &format!("m-{number}"), "Hello")
            .await
            .unwrap();
        shop.answers(Jane, room, enquiry_id, &format!("c-{number}"))
            .await
            .unwrap();
    }
    for _ in 0..2 {
        shop.store.refresh_statistics().await.unwrap();
        no_unknown_scans(&shop.store).await;
        // Reopens the database: the next start reads the statistics as they were stored.
        shop.reopen().await;
        no_unknown_scans(&shop.store).await;
    }
}

/// All scans of tables and indexes. Fails if one of them is not in [`SCANS`].
async fn no_unknown_scans(store: &Store) -> Vec<String> {
    let mut found = Vec::new();
    for listed in FILES {
        found.extend(scans(&store.db, listed).await);
    }
    let is_known = |scan: &&String| {
        SCANS.iter().any(|known| scan.contains(known)) || scan.ends_with("CONSTANT ROW")
    };
    let unknown: Vec<&String> = found.iter().filter(|scan| !is_known(scan)).collect();
    assert_eq!(unknown, Vec::<&String>::new());
    found
}
