//! Empty databases, and tests that run on both engines.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::postgres;

/// An empty database of a test, and a folder for what belongs to it; both are gone when dropped.
#[derive(Debug)]
pub struct TestDatabase {
    /// Where it is, as `CAUSEWAY_DATABASE_URL` takes it.
    pub url: String,
    folder: TempDir,
    /// Held for its end alone.
    _database: Option<postgres::Database>,
}

impl TestDatabase {
    /// A file that doesn't exist yet, in a folder of its own. In memory wouldn't be the same: readers would see nothing.
    pub fn sqlite() -> Self {
        let folder = folder();
        let url = format!("sqlite://{}", folder.path().join("causeway.db").display());
        Self {
            url,
            folder,
            _database: None,
        }
    }

    /// A new database on a throw-away PostgreSQL.
    pub async fn postgres() -> Self {
        let database = postgres::database().await;
        Self {
            url: database.url.clone(),
            folder: folder(),
            _database: Some(database),
        }
    }

    /// A place in its folder where files can be kept.
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

/// Makes two tests of one body, `<name>::sqlite` and `<name>::postgres`. A preparing function before `=>`, if any, is
/// awaited with the [`TestDatabase`] and gives the body its argument. The body stands in a module of its own, which sees
/// everything that its file sees.
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
