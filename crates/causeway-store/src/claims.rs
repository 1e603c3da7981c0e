//! What nodes hold while they are at it, lanes and chatbots' turns, given back when a node is gone.

use crate::{
    Store, StoreError,
    db::{DbError, node_lock, statements},
};

/// Nodes that the others see, on PostgreSQL. A key of 64 bits is shown as two numbers of 32. Nothing is known of a node of the
/// release before.
const SEEN: &str = "(SELECT (l.classid::bigint << 32) | l.objid::bigint FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.classid::bigint >> 16 = 203
        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))";

statements! {
    const RELEASE_LANES: Sql = {
        // sqlite: the file is one process's alone.
        sqlite: "UPDATE lanes SET lease_until = 0 WHERE lease_until > 0 AND claimed_by IS NOT $1",
        postgres: ["UPDATE lanes SET lease_until = 0 WHERE lease_until > 0 AND claimed_by <> $1
            AND claimed_by NOT IN ", SEEN],
    };
    const RELEASE_TURNS: Sql = {
        // sqlite: the same.
        sqlite: "UPDATE turns SET lease_until = 0 WHERE lease_until > 0 AND claimed_by IS NOT $1",
        postgres: ["UPDATE turns SET lease_until = 0 WHERE lease_until > 0 AND claimed_by <> $1
            AND claimed_by NOT IN ", SEEN],
    };
}

impl Store {
    /// Gives back the lanes and turns that processes hold that are gone: they would hold them until their leases run out. `node`
    /// is this one's number. On SQLite nobody else is ever there; on PostgreSQL whoever is there shows it by a lock. A node that
    /// lost its connection for a moment seems gone too: then an event may go out twice, under one `webhook-id`.
    pub async fn release_claims_of_the_gone(&self, node: u64) -> Result<u64, StoreError> {
        self.write(async move |conn| {
            // In the order in which a room's change takes them, so that no two wait for each other.
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
