//! Every statement of the store is one that both engines take, over the tables that the migrations make.

use causeway_core::Timestamp;
use causeway_testkit::{TestDatabase, both_engines};

use crate::{
    Store, attempt, audit, canned_response, channel, credential,
    db::{DbSettings, prepare_all},
    delivery, delivery_view, enquiry, event, file, file_copy, group, label, message, outbox, presence, room, session,
    source, staff, sticky, visitor, workspace, write,
};

both_engines! {
    async fn every_statement_of_the_store_can_be_prepared(database: TestDatabase) {
        let settings = DbSettings::new(&database.url);
        let store = Store::open(&settings, Timestamp::from_micros(0), |_| {}).await.unwrap();
        let mut refused = Vec::new();
        for listed in [
            attempt::ALL,
            audit::ALL,
            canned_response::ALL,
            channel::ALL,
            credential::ALL,
            delivery::ALL,
            delivery_view::ALL,
            enquiry::ALL,
            enquiry::VIEW,
            event::ALL,
            file::ALL,
            file_copy::ALL,
            group::ALL,
            label::ALL,
            message::ALL,
            outbox::ALL,
            presence::ALL,
            room::ALL,
            room::LOAD,
            room::WRITE,
            session::ALL,
            source::ALL,
            staff::ALL,
            sticky::ALL,
            visitor::ALL,
            workspace::ALL,
            write::ALL,
        ] {
            refused.extend(prepare_all(&store.db, listed).await);
        }
        assert_eq!(refused, Vec::<String>::new());
        store.close().await;
    }
}
