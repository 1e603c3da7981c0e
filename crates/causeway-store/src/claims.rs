//! Claims of nodes on lanes and on chatbots' turns, and their release when a node is gone.

use crate::{
    Store, StoreError,
    db::{DbError, node_lock, statements},
};

/// The lock numbers of the nodes that are connected, on PostgreSQL. `pg_locks` shows a 64-bit key
/// as two 32-bit numbers. Nodes of the previous release don't hold such a lock.
const SEEN: &str = "(SELECT (l.classid::bigint << 32) | l.objid::bigint FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.classid::bigint >> 16 = 203
        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))";

statements! {
    const RELEASE_LANES: Sql = {
        // sqlite: only one process uses the file.
        sqlite: "UPDATE lanes SET lease_until = 0 WHERE lease_until > 0 AND claimed_by IS NOT $1",
        postgres: ["UPDATE lanes SET lease_until = 0 WHERE lease_until > 0 AND claimed_by <> $1
            AND claimed_by NOT IN ", SEEN],
    };
    const RELEASE_TURNS: Sql = {
        // sqlite: as above.
        sqlite: "UPDATE turns SET lease_until = 0 WHERE lease_until > 0 AND claimed_by IS NOT $1",
        postgres: ["UPDATE turns SET lease_until = 0 WHERE lease_until > 0 AND claimed_by <> $1
            AND claimed_by NOT IN ", SEEN],
    };
}

impl Store {
    /// Releases the lanes and turns that are claimed by processes that no longer exist; otherwise
    /// they stay claimed until their leases run out. `node` is this node's number. On SQLite there
    /// is no other node; on PostgreSQL each running node holds an advisory lock. A node that lost
    /// its connection for a moment also counts as gone: an event may then be sent twice, with the
    /// same `webhook-id`.
    pub async fn release_claims_of_the_gone(&self, node: u64) -> Result<u64, StoreError> {
        self.write(async move |conn| {
            // In the same order in which a room's change locks these rows, to prevent deadlocks.
            let turns = conn
                .query(RELEASE_TURNS)
                .bind(node_lock(node))
                .execute()
                .await?;
            Ok::<_, DbError>(
                turns
                    + conn
                        .query(RELEASE_LANES)
                        .bind(node_lock(node))
                        .execute()
                        .await?,
            )
        })
        .await
    }
}
