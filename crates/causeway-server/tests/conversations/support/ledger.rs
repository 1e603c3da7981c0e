//! Direct access to the database.

use std::{collections::BTreeMap, time::Duration};

use causeway_core::{Id, WorkspaceId};
use rusqlite::{Connection, OpenFlags, params};

use super::{Business, START};

impl Business {
    /// The number of rows in each table, and the last enquiry number. SQLite only.
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

    /// The event and state of each delivery of the source, in order.
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

    /// Adds a workspace: a server supports several, but no API adds a second one yet.
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

    /// Returns a function whose value changes whenever anything is written.
    pub(crate) fn watch(&self) -> impl Fn() -> i64 {
        let link = self.look();
        move || {
            link.query_row("PRAGMA data_version", [], |row| row.get(0))
                .unwrap()
        }
    }

    /// Alters the database without the program.
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
            .expect("the test runs on SQLite")
    }
}
