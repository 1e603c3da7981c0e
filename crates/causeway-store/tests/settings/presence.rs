use std::time::Duration;

use causeway_core::{
    event::Event,
    staff::{Availability, Chosen, Role},
};
use causeway_store::{ConnectedChange, Signal};
use causeway_testkit::both_engines;

use super::{Business, START, business};

const HALF_MINUTE: Duration = Duration::from_secs(30);

both_engines! { business =>
    async fn an_open_stream_brings_somebody_online_and_its_end_takes_them_off(business: Business) {
        let root = business.administrator;
        let before = business.mark().await;
        business.signals.lock().unwrap().clear();
        let until = START.plus(HALF_MINUTE);
        let connected = async |until| business.store.connected(root, until, START).await.unwrap();
        assert_eq!(connected(until).await, ConnectedChange::CameOnline);
        assert_eq!(connected(until.minus(HALF_MINUTE / 2)).await, ConnectedChange::Stayed);
        assert_eq!(*business.signals.lock().unwrap(), [Signal::Staff(business.workspace_id, root), Signal::Events]);
        let (events, cursor) = business.events_since(before).await;
        assert_eq!(events, [Event::StaffUpdated { staff_id: root }]);

        let staff = business.store.staff_member(business.workspace_id, root).await.unwrap().unwrap();
        assert_eq!(staff.connected_until, until, "an older stream does not take time away");
        assert_eq!(staff.availability(START), Availability::Active);
        assert_eq!(business.store.staff_gone(until.minus(Duration::from_micros(1))).await.unwrap(), []);
        assert_eq!(business.store.staff_gone(until).await.unwrap(), [(business.workspace_id, root)]);
        assert_eq!(business.store.staff_gone(until).await.unwrap(), [], "they are gone already");
        assert_eq!(business.events_since(cursor).await.0, [Event::StaffUpdated { staff_id: root }]);
    }

    async fn somebody_removed_can_not_come_online(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        business.store.remove_staff(business.audit(), jane).await.unwrap();
        let change = business.store.connected(jane, START.plus(HALF_MINUTE), START).await.unwrap();
        assert_eq!(change, ConnectedChange::Removed);
        assert_eq!(business.store.staff_gone(START.plus(HALF_MINUTE)).await.unwrap(), []);
    }

    async fn a_choice_is_news_once(business: Business) {
        let root = business.administrator;
        let before = business.mark().await;
        let choose = async |chosen| business.store.set_chosen(business.workspace_id, root, chosen, START).await.unwrap();
        assert!(choose(Chosen::Busy).await);
        assert!(!choose(Chosen::Busy).await);
        assert_eq!(business.events_since(before).await.0, [Event::StaffUpdated { staff_id: root }]);
        assert!(!business.store.set_chosen(business.id(), root, Chosen::Active, START).await.unwrap(), "another workspace");
        let staff = business.store.staff_member(business.workspace_id, root).await.unwrap().unwrap();
        assert_eq!((staff.chosen, staff.version), (Chosen::Busy, 1));
    }
}
