use causeway_core::{
    EnquiryId, Id, RoomId, StaffId,
    incoming::IncomingMessage,
    permission::Actor,
    room::{Accept, Close, PickUp, Refusal},
    staff::{Name, Role},
};
use causeway_store::{RoomError, RoomKey, WriteError};
use causeway_testkit::{TestDatabase, both_engines};
use serde_json::json;

use super::{Business, START, business};

impl Business {
    /// A visitor writes to a channel that nobody answers.
    async fn missed_enquiry(&self) -> (RoomId, EnquiryId) {
        let source_id = self.add_source("Shop", 1).await;
        let channel_id = self.add_channel("Chat", source_id, &[]).await;
        let body =
            json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "text", "text": "Hello" });
        let message = IncomingMessage::parse(&body, START).unwrap();
        let workspace_id = self.workspace_id;
        let key = RoomKey::Visitor {
            workspace_id,
            source_id,
            channel_id,
            external_id: "u-1".to_owned(),
        };
        let moment = self.moment.lock().unwrap().clone();
        let accepted = self
            .store
            .change_room(key, Accept::new(message), moment)
            .await
            .unwrap();
        let found = self
            .store
            .room_of_visitor(workspace_id, channel_id, "u-1".to_owned())
            .await
            .unwrap();
        (found.unwrap().0, accepted.enquiry_id)
    }

    fn room(&self, room_id: RoomId) -> RoomKey {
        RoomKey::Known {
            workspace_id: self.workspace_id,
            room_id,
        }
    }
}

fn actor(staff_id: StaffId) -> Actor {
    Actor {
        staff_id,
        role: Role::Administrator,
        group_ids: Vec::new(),
        team: Vec::new(),
    }
}

fn name() -> Name {
    Name {
        first: "Jane".to_owned(),
        last: "Doe".to_owned(),
    }
}

both_engines! { business =>
    async fn who_handles_enquiries_stays_until_they_are_closed(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Administrator).await;
        let (room, enquiry_id) = business.missed_enquiry().await;
        let moment = business.moment.lock().unwrap().clone();
        let pick_up = PickUp { actor: actor(jane), name: name(), enquiry_id };
        business.store.change_room(business.room(room), pick_up, moment.clone()).await.unwrap();
        let refused = business.store.remove_staff(business.audit(), jane).await;
        assert!(matches!(refused, Err(WriteError::StaffInUse { enquiries: 1 })), "{refused:?}");
        assert!(business.store.staff_member(business.workspace_id, jane).await.unwrap().is_some());
        assert!(!business.was_audited("staff.removed", jane).await);

        let close = Close { actor: actor(jane), name: name(), enquiry_id, labels: None };
        business.store.change_room(business.room(room), close, moment).await.unwrap();
        business.store.remove_staff(business.audit(), jane).await.unwrap();
    }

    async fn who_was_removed_picks_nothing_up(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Administrator).await;
        let (room, enquiry_id) = business.missed_enquiry().await;
        business.store.remove_staff(business.audit(), jane).await.unwrap();
        // A request whose session was looked at just before the removal.
        let pick_up = PickUp { actor: actor(jane), name: name(), enquiry_id };
        let moment = business.moment.lock().unwrap().clone();
        let refused = business.store.change_room(business.room(room), pick_up, moment).await;
        assert!(matches!(refused, Err(RoomError::Refused(Refusal::Forbidden))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_pick_up_that_is_under_way_is_waited_for() {
    let business = business(TestDatabase::postgres().await).await;
    let jane = business.add_staff("jane@example.com", Role::Agent).await;
    business.missed_enquiry().await;
    let (client, connection) =
        tokio_postgres::connect(&business.database.url, tokio_postgres::NoTls)
            .await
            .unwrap();
    tokio::spawn(connection);
    client.batch_execute("BEGIN").await.unwrap();
    let picked_up = client
        .execute(
            "UPDATE enquiries SET status = 'followedUp', owner_id = $1",
            &[&jane.uuid()],
        )
        .await;
    assert_eq!(picked_up.unwrap(), 1);

    let (store, audit) = (business.store.clone(), business.audit());
    let removing = tokio::spawn(async move { store.remove_staff(audit, jane).await });
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while !removing.is_finished()
        && client
            .query_one(waiting, &[])
            .await
            .unwrap()
            .get::<_, i64>(0)
            == 0
    {
        tokio::task::yield_now().await;
    }
    client.batch_execute("COMMIT").await.unwrap();
    let refused = removing.await.unwrap();
    assert!(
        matches!(refused, Err(WriteError::StaffInUse { enquiries: 1 })),
        "{refused:?}"
    );
}
