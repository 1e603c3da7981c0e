//! The tables behind the store, seen from outside, and what must hold between them.

use std::fmt::Write;

use causeway_testkit::TestDatabase;
use tokio_postgres::{NoTls, SimpleQueryMessage};

use crate::shop::Shop;

/// Every table.
const TABLES: [&str; 18] = [
    "workspaces",
    "staff",
    "sessions",
    "service_groups",
    "group_members",
    "sources",
    "credentials",
    "channels",
    "visitors",
    "rooms",
    "enquiries",
    "enquiry_destinations",
    "offers",
    "messages",
    "deliveries",
    "lanes",
    "turns",
    "events",
];

/// Rows that must not be there: what is wrong with them, and the query that finds them.
const BROKEN: [(&str, &str); 20] = [
    (
        "a lane counts something else than its due deliveries",
        "SELECT l.room_id FROM lanes l
         WHERE l.pending <> (SELECT count(*) FROM deliveries d WHERE d.room_id = l.room_id AND d.state = 'due')",
    ),
    (
        "deliveries are due outside of any lane",
        "SELECT d.id FROM deliveries d LEFT JOIN lanes l ON l.room_id = d.room_id WHERE d.state = 'due' AND l.room_id IS NULL",
    ),
    (
        "an enquiry that waits for something is never looked at",
        "SELECT r.id FROM rooms r JOIN enquiries e ON e.id = r.enquiry_id
         WHERE r.due_at IS NULL AND (e.search IS NOT NULL OR e.snoozed_until IS NOT NULL)",
    ),
    (
        "an open enquiry is looked at after its wait",
        "SELECT r.id FROM rooms r JOIN enquiries e ON e.id = r.enquiry_id
         WHERE e.status = 'open' AND (r.due_at IS NULL OR r.due_at > e.wait_until)",
    ),
    (
        "a room's enquiry is closed or another room's",
        "SELECT r.id FROM rooms r LEFT JOIN enquiries e ON e.id = r.enquiry_id
         WHERE r.enquiry_id IS NOT NULL AND (e.id IS NULL OR e.status = 'closed' OR e.room_id <> r.id)",
    ),
    (
        "an enquiry that is not closed is not its room's",
        "SELECT e.id FROM enquiries e JOIN rooms r ON r.id = e.room_id
         WHERE e.status <> 'closed' AND r.enquiry_id IS DISTINCT FROM e.id",
    ),
    (
        "a room's messages are not numbered without a gap",
        "SELECT r.id FROM rooms r WHERE r.last_sequence <> (SELECT count(*) FROM messages m WHERE m.room_id = r.id)
            OR r.last_sequence <> (SELECT COALESCE(max(m.sequence), 0) FROM messages m WHERE m.room_id = r.id)",
    ),
    (
        // What is sent again leaves its first place.
        "a room's deliveries are not numbered up to its count",
        "SELECT r.id FROM rooms r WHERE r.delivery_count < (SELECT count(*) FROM deliveries d WHERE d.room_id = r.id)
            OR r.delivery_count <> (SELECT COALESCE(max(d.position), 0) FROM deliveries d WHERE d.room_id = r.id)",
    ),
    (
        "an enquiry is offered for which nobody is looked",
        "SELECT o.enquiry_id FROM offers o JOIN enquiries e ON e.id = o.enquiry_id WHERE e.search IS NULL",
    ),
    (
        "an offer to an open enquiry outlasts the wait",
        "SELECT o.enquiry_id FROM offers o JOIN enquiries e ON e.id = o.enquiry_id WHERE o.expires_at > e.wait_until",
    ),
    (
        // A group in which everybody has enough to do is waited at.
        "somebody is looked for, and nobody is asked where nobody has a limit",
        "SELECT e.id FROM enquiries e WHERE e.search IS NOT NULL AND NOT e.talking
            AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.enquiry_id = e.id)
            AND NOT EXISTS (SELECT 1 FROM enquiry_destinations d JOIN service_groups g ON g.id = d.group_id
                WHERE d.enquiry_id = e.id AND g.settings NOT LIKE '%\"maxOpenPerMember\":null%')",
    ),
    (
        "a chatbot owes an answer that nobody waits for",
        "SELECT t.id FROM turns t JOIN enquiries e ON e.id = t.enquiry_id JOIN rooms r ON r.id = t.room_id
         WHERE NOT e.talking OR e.search NOT LIKE '%\"turn\":{%' OR r.enquiry_id IS DISTINCT FROM e.id",
    ),
    (
        "an answer is waited for that no chatbot owes",
        "SELECT e.id FROM enquiries e WHERE e.search LIKE '%\"turn\":{%'
            AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.enquiry_id = e.id)",
    ),
    (
        "an enquiry is offered to its owner",
        "SELECT o.enquiry_id FROM offers o JOIN enquiries e ON e.id = o.enquiry_id WHERE o.staff_id = e.owner_id",
    ),
    (
        "a room with a wait has nothing to wait for",
        "SELECT r.id FROM rooms r WHERE r.due_at IS NOT NULL AND r.enquiry_id IS NULL",
    ),
    (
        // A node on PostgreSQL takes numbers ahead of their use. That none comes twice, a constraint holds.
        "an enquiry has a number that was not taken",
        "SELECT e.id FROM enquiries e JOIN workspaces w ON w.id = e.workspace_id WHERE e.number > w.enquiry_count",
    ),
    (
        "a message was said and is owed to nobody",
        "SELECT m.id FROM messages m WHERE m.delivery_state IS NOT NULL AND NOT m.imported
            AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.event = 'message.created')",
    ),
    (
        "a message stands in an enquiry of another room",
        "SELECT m.id FROM messages m JOIN enquiries e ON e.id = m.enquiry_id WHERE e.room_id <> m.room_id",
    ),
    (
        "an enquiry's last message is not what people said last in it",
        "SELECT e.id FROM enquiries e LEFT JOIN messages l ON l.id = e.last_message_id
         WHERE l.sequence IS DISTINCT FROM (SELECT max(m.sequence) FROM messages m
            WHERE m.enquiry_id = e.id AND m.author_kind <> 'system' AND NOT m.private)",
    ),
    (
        "a lane or delivery is of another source than its room",
        "SELECT r.id FROM rooms r JOIN lanes l ON l.room_id = r.id JOIN deliveries d ON d.room_id = r.id
         WHERE l.source_id <> r.source_id OR d.source_id <> r.source_id",
    ),
];

impl Shop {
    /// Panics when the tables don't agree with each other.
    pub(crate) async fn check_tables(&self) {
        for (what, query) in BROKEN {
            let found = self.rows(query).await;
            assert!(found.is_empty(), "{what}: {found:?}");
        }
    }

    /// How many rows each table has.
    pub(crate) async fn row_counts(&self) -> Vec<(&'static str, i64)> {
        let mut counts = Vec::with_capacity(TABLES.len());
        for table in TABLES {
            counts.push((table, self.count(table).await));
        }
        counts
    }

    pub(crate) async fn count(&self, table: &str) -> i64 {
        let rows = self.rows(&format!("SELECT count(*) FROM {table}")).await;
        rows[0][0].parse().unwrap()
    }

    /// What a query without parameters finds, each cell as text: ids in hexadecimal digits, NULL as nothing.
    pub(crate) async fn rows(&self, query: &str) -> Vec<Vec<String>> {
        match sqlite_path(&self.database) {
            Some(path) => rows_of_sqlite(path, query),
            None => rows_of_postgres(&self.database.url, query).await,
        }
    }
}

/// As [`Shop::rows`] shows an id.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").unwrap();
        digits
    })
}

/// The file of a database of SQLite.
fn sqlite_path(database: &TestDatabase) -> Option<&str> {
    database.url.strip_prefix("sqlite://")
}

fn rows_of_sqlite(path: &str, query: &str) -> Vec<Vec<String>> {
    use rusqlite::types::ValueRef;
    let link = rusqlite::Connection::open(path).unwrap();
    let mut statement = link
        .prepare(query)
        .unwrap_or_else(|error| panic!("{query}: {error}"));
    let width = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |index| match row.get_ref(index).unwrap() {
            ValueRef::Null => String::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Blob(bytes) => hex(bytes),
        };
        found.push((0..width).map(cell).collect());
    }
    found
}

async fn rows_of_postgres(url: &str, query: &str) -> Vec<Vec<String>> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let messages = client
        .simple_query(query)
        .await
        .unwrap_or_else(|error| panic!("{query}: {error:?}"));
    drop(client);
    connection.await.unwrap().unwrap();
    let mut found = Vec::new();
    for message in messages {
        if let SimpleQueryMessage::Row(row) = message {
            let cell = |index| {
                let text: &str = row.get(index).unwrap_or_default();
                let digits = text.replace('-', "");
                let is_id = digits.len() == 32 && text.len() == 36;
                if is_id { digits } else { text.to_owned() }
            };
            found.push((0..row.len()).map(cell).collect());
        }
    }
    found
}
