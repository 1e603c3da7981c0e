use causeway_core::staff::Role;
use causeway_store::NewWorkspace;
use causeway_testkit::both_engines;

use super::{Business, START, empty};

both_engines! { empty =>
    async fn of_many_first_starts_at_once_one_makes_the_workspace(business: Business) {
        assert!(!business.store.is_set_up().await.unwrap());
        let starts = (0..8).map(|number| {
            let workspace = NewWorkspace { id: business.id(), name: format!("Business {number}") };
            let administrator = business.somebody(&format!("root{number}@example.com"), Role::Administrator);
            let store = business.store.clone();
            tokio::spawn(async move { store.create_first(workspace, administrator, START).await.unwrap() })
        });
        let mut created = 0;
        for start in starts.collect::<Vec<_>>() {
            created += usize::from(start.await.unwrap());
        }
        assert_eq!(created, 1);
        assert!(business.store.is_set_up().await.unwrap());
    }
}
