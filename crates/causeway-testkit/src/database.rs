//! Empty databases, and tests that run on both engines.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::postgres;

/// An empty database for a test, and a folder for its files. Dropping this value deletes both.
#[derive(Debug)]
pub struct TestDatabase {
    /// The URL, as in `CAUSEWAY_DATABASE_URL`.
    pub url: String,
    folder: TempDir,
    /// Kept only to be dropped with this value.
    _database: Option<postgres::Database>,
}

impl TestDatabase {
    /// A SQLite file in its own folder. It does not exist yet. An in-memory database would differ:
    /// read connections would not see its content.
    pub fn sqlite() -> Self {
        let folder = folder();
        let url = format!("sqlite://{}", folder.path().join("causeway.db").display());
        Self {
            url,
            folder,
            _database: None,
        }
    }

    /// A new database on a temporary PostgreSQL server.
    pub async fn postgres() -> Self {
        let database = postgres::database().await;
        Self {
            url: database.url.clone(),
            folder: folder(),
            _database: Some(database),
        }
    }

    /// A folder for files in the database's folder.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }
}

fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("causeway-test-")
        .tempdir()
        .expect("a temporary folder")
}

/// Generates two tests from one body, `<name>::sqlite` and `<name>::postgres`. An optional function
/// before `=>` receives the [`TestDatabase`] and returns a future of the body's argument. The body
/// is in its own module, which imports everything of the surrounding module.
///
/// ```ignore
/// both_engines! {
///     async fn a_database_is_empty(database: TestDatabase) { … }
/// }
/// both_engines! { open_store =>
///     async fn a_visitor_has_one_room(store: TestStore) { … }
/// }
/// ```
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($argument:ident: $kind:ty) $body:block)+) => {
        $crate::both_engines! { std::future::ready => $($(#[$meta])* async fn $name($argument: $kind) $body)+ }
    };
    ($prepare:path => $($(#[$meta:meta])* async fn $name:ident($argument:ident: $kind:ty) $body:block)+) => {
        $($(#[$meta])* #[cfg(test)] mod $name {
            use super::*;

            async fn story($argument: $kind) $body

            #[tokio::test]
            async fn sqlite() {
                story($prepare($crate::TestDatabase::sqlite()).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                story($prepare($crate::TestDatabase::postgres().await).await).await;
            }
        })+
    };
}
