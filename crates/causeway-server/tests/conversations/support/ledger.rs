//! The database as somebody else than the store sees it.

use std::{collections::BTreeMap, time::Duration};

use causeway_core::{Id, WorkspaceId};
use rusqlite::{Connection, OpenFlags, params};

use super::{Business, START};

impl Business {
    /// The number of rows in each table, and the last number given to an enquiry. On SQLite.
    pub(crate) fn ledger(&self) -> BTreeMap<String, i64> {
        let link = self.look();
        let mut names = link
            .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
            .unwrap();
        let names = names
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap()
            .map(Result::unwrap);
        let mut ledger: BTreeMap<String, i64> = names
            .map(|name| {
                let rows = link
                    .query_row(&format!("SELECT count(*) FROM {name}"), [], |row| {
                        row.get(0)
                    })
                    .unwrap();
                (name, rows)
            })
            .collect();
        let last = link
            .query_row("SELECT sum(enquiry_count) FROM workspaces", [], |row| {
                row.get(0)
            })
            .unwrap();
        ledger.insert("last number".to_owned(), last);
        ledger
    }

    /// How the deliveries of this source stand, in their order: event and state.
    pub(crate) fn owed(&self) -> Vec<(String, String)> {
        let link = self.look();
        let mut rows = link
            .prepare("SELECT event, state FROM deliveries ORDER BY room_id, position")
            .unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    /// Adds a workspace: one program serves several, but none of its own ways adds a second one yet.
    pub(super) fn add_workspace(&self, id: WorkspaceId) {
        let link = Connection::open(self.path()).unwrap();
        link.busy_timeout(Duration::from_secs(20)).unwrap();
        let row = params![id.uuid(), "Neighbour Ltd", START.micros()];
        link.execute(
            "INSERT INTO workspaces (id, name, created_at) VALUES ($1, $2, $3)",
            row,
        )
        .unwrap();
    }

    /// A connection that sees by its data version whether anything was written.
    pub(crate) fn watch(&self) -> impl Fn() -> i64 {
        let link = self.look();
        move || {
            link.query_row("PRAGMA data_version", [], |row| row.get(0))
                .unwrap()
        }
    }

    /// Alters the database behind the program's back.
    pub(crate) fn tamper(&self, statement: &str) {
        let link = Connection::open(self.path()).unwrap();
        link.busy_timeout(Duration::from_secs(20)).unwrap();
        link.execute(statement, []).unwrap();
    }

    fn look(&self) -> Connection {
        Connection::open_with_flags(self.path(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
    }

    fn path(&self) -> &str {
        self.database
            .url
            .strip_prefix("sqlite://")
            .expect("the story is told on SQLite")
    }
}
