//! Lists in a database with many rows, where the query plans depend on the engines' statistics.

use causeway_core::StaffId;
use causeway_testkit::{TestDatabase, both_engines};

use crate::{
    EnquiryFilter,
    db::{Conn, DbError, Engine, Sql, sql::sql, steps},
    tests::growth::shop::{
        Person::{Jane, Omar},
        Shop,
    },
};

/// How many enquiries there are.
const ENQUIRIES: i64 = 4_000;

const VISITORS: Sql = sql!({
    sqlite: "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $3)
        INSERT INTO visitors (workspace_id, id, source_id, external_id, profile, search_text, created_at)
        SELECT $1, randomblob(16), $2, 'u-' || i, '{}', 'u-' || i, i FROM n",
    postgres: "WITH RECURSIVE n (i) AS (SELECT 1::bigint UNION ALL SELECT i + 1 FROM n WHERE i < $3)
        INSERT INTO visitors (workspace_id, id, source_id, external_id, profile, search_text, created_at)
        SELECT $1, gen_random_uuid(), $2, 'u-' || i, '{}', 'u-' || i, i FROM n",
});
const ROOMS: Sql = sql!({
    sqlite: "INSERT INTO rooms (workspace_id, id, source_id, channel_id, visitor_id, created_at)
        SELECT workspace_id, randomblob(16), source_id, $1, id, created_at FROM visitors",
    postgres: "INSERT INTO rooms (workspace_id, id, source_id, channel_id, visitor_id, created_at)
        SELECT workspace_id, gen_random_uuid(), source_id, $1, id, created_at FROM visitors",
});
/// The oldest enquiries are still ongoing, and their owner handles no others.
const OLD: Sql = sql!({
    sqlite: "INSERT INTO enquiries (workspace_id, id, room_id, channel_id, number, status, owner_id, created_at, closed_at,
            last_activity_at, version)
        SELECT workspace_id, randomblob(16), id, channel_id, created_at, CASE WHEN created_at <= 20 THEN 'ongoing' ELSE 'closed' END,
            CASE WHEN created_at <= 20 THEN $1 ELSE $2 END, created_at,
            CASE WHEN created_at <= 20 THEN NULL ELSE created_at END, created_at, 1 FROM rooms",
    postgres: "INSERT INTO enquiries (workspace_id, id, room_id, channel_id, number, status, owner_id, created_at, closed_at,
            last_activity_at, version)
        SELECT workspace_id, gen_random_uuid(), id, channel_id, created_at,
            CASE WHEN created_at <= 20 THEN 'ongoing' ELSE 'closed' END,
            CASE WHEN created_at <= 20 THEN $1::uuid ELSE $2::uuid END, created_at,
            CASE WHEN created_at <= 20 THEN NULL ELSE created_at END, created_at, 1 FROM rooms",
});
/// PostgreSQL records the added rows in its statistics when the transaction ends, instead of a
/// second later.
const COUNT_NOW: Sql = sql!({ sqlite: "SELECT 1", postgres: "SELECT 1 FROM (SELECT pg_stat_force_next_flush()) flushed" });
const ANALYSED: Sql = sql!({
    sqlite: "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'",
    postgres: "SELECT count(*) FROM pg_class WHERE relname = 'enquiries' AND reltuples >= 4000",
});

async fn fill(shop: &Shop) {
    let (workspace_id, door) = (shop.workspace_id, shop.doors[0]);
    let owners: [StaffId; 2] = [Jane, Omar].map(|person| shop.id_of(person));
    let fill = async move |conn: &mut Conn| {
        conn.query(VISITORS)
            .bind(workspace_id)
            .bind(door.source_id)
            .bind(ENQUIRIES)
            .execute()
            .await?;
        conn.query(ROOMS).bind(door.channel_id).execute().await?;
        conn.query(OLD)
            .bind(owners[0])
            .bind(owners[1])
            .execute()
            .await?;
        conn.query(COUNT_NOW).all::<(i32,)>().await.map(drop)
    };
    shop.store.db.write::<_, DbError, _>(fill).await.unwrap();
}

both_engines! {
    async fn lists_of_a_filled_database_read_what_they_show(database: TestDatabase) {
        let shop = Shop::with_doors(database, 1).await;
        fill(&shop).await;
        shop.store.refresh_statistics().await.unwrap();
        let analysed = async |conn: &mut Conn| conn.query(ANALYSED).scalar::<i64>().await;
        assert_eq!(shop.store.db.read::<_, DbError, _>(analysed).await, Ok(1));
        if shop.store.db.engine() == Engine::Postgres {
            return;
        }
        steps::take(&shop.database.url);
        let statuses = vec!["ongoing", "followedUp"];
        let mine = EnquiryFilter { statuses, owner_id: Some(shop.id_of(Jane)), ..EnquiryFilter::default() };
        let listed = shop.store.enquiries(shop.workspace_id, shop.actor(Jane), mine, 50).await.unwrap();
        assert_eq!(listed.len(), 20);
        let cost: i64 = steps::take(&shop.database.url).values().map(|cost| cost.steps).sum();
        assert!(cost < ENQUIRIES, "{cost} steps for 20 of {ENQUIRIES} enquiries");
    }
}
