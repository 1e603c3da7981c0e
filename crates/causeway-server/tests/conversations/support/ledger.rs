//! How much the database holds, told by somebody else than the store.

use std::collections::BTreeMap;

use rusqlite::{Connection, OpenFlags};

use super::Business;

impl Business {
    /// The number of rows in each table, and the last number given to an enquiry. On SQLite.
    pub(crate) fn ledger(&self) -> BTreeMap<String, i64> {
        let link = self.look();
        let mut names = link.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
        let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
        let mut ledger: BTreeMap<String, i64> = names
            .map(|name| {
                let rows = link.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0)).unwrap();
                (name, rows)
            })
            .collect();
        let last = link.query_row("SELECT sum(enquiry_count) FROM workspaces", [], |row| row.get(0)).unwrap();
        ledger.insert("last number".to_owned(), last);
        ledger
    }

    /// How the deliveries of this source stand, in their order: event and state.
    pub(crate) fn owed(&self) -> Vec<(String, String)> {
        let link = self.look();
        let mut rows = link.prepare("SELECT event, state FROM deliveries ORDER BY room_id, position").unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    fn look(&self) -> Connection {
        let path = self.database.url.strip_prefix("sqlite://").expect("the story is told on SQLite");
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
    }
}
