use causeway_core::{event::Event, staff::Role};
use causeway_store::{ChannelMove, GroupChange, Signal, WriteError};
use causeway_testkit::both_engines;

use super::{Business, business};

both_engines! { business =>
    async fn members_keep_their_order_and_are_told_of_their_groups(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let john = business.add_staff("john@example.com", Role::Agent).await;
        let group = business.add_group("Sales", &[john, jane]).await;
        let found = business.store.service_group(business.workspace_id, group).await.unwrap().unwrap();
        assert_eq!(found.member_ids, [john, jane]);
        let before = business.mark().await;
        let change = GroupChange { member_ids: Some(vec![jane, business.administrator]), ..GroupChange::default() };
        business.signals.lock().unwrap().clear();
        let changed = business.store.update_service_group(business.audit(), group, Some(1), change).await.unwrap();
        assert_eq!((changed.member_ids, changed.version), (vec![jane, business.administrator], 2));
        let workspace_id = business.workspace_id;
        let signals = std::mem::take(&mut *business.signals.lock().unwrap());
        assert_eq!(
            signals,
            [
                Signal::Staff(workspace_id, john),
                Signal::Events,
                Signal::Staff(workspace_id, business.administrator),
                Signal::Group(workspace_id, group),
            ],
            "offers follow"
        );
        let (events, _) = business.events_since(before).await;
        assert!(events.contains(&Event::StaffUpdated { staff_id: john }), "{events:?}");
        assert!(!events.contains(&Event::StaffUpdated { staff_id: jane }), "nothing changed for her: {events:?}");
        let john = business.store.staff_member(business.workspace_id, john).await.unwrap().unwrap();
        assert!(john.group_ids.is_empty() && john.version == 3, "{john:?}");
    }

    async fn what_is_left_out_of_a_change_stays(business: Business) {
        let group = business.add_group("Sales", &[business.administrator]).await;
        let change = GroupChange { wait_seconds: Some(90), max_open_per_member: Some(Some(3)), ..GroupChange::default() };
        let changed = business.store.update_service_group(business.audit(), group, None, change).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.member_ids), ("Sales", vec![business.administrator]));
        assert_eq!((changed.settings.wait_seconds, changed.settings.ring_seconds), (90, 20));
        assert_eq!(changed.settings.max_open_per_member, Some(3));
        let stale = GroupChange { name: Some("Shop".to_owned()), ..GroupChange::default() };
        let late = business.store.update_service_group(business.audit(), group, Some(1), stale).await;
        assert!(matches!(late, Err(WriteError::VersionMismatch)), "{late:?}");
    }

    async fn a_name_is_taken_once(business: Business) {
        business.add_group("Sales", &[]).await;
        let other = business.add_group("Support", &[]).await;
        let change = GroupChange { name: Some("Sales".to_owned()), ..GroupChange::default() };
        let refused = business.store.update_service_group(business.audit(), other, None, change).await;
        assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
    }

    async fn who_is_not_there_or_there_twice_is_named(business: Business) {
        let group = business.add_group("Sales", &[]).await;
        let removed = business.add_staff("gone@example.com", Role::Agent).await;
        business.store.remove_staff(business.audit(), removed).await.unwrap();
        let root = business.administrator;
        let member_ids = Some(vec![root, removed, business.id(), root]);
        let change = GroupChange { member_ids, ..GroupChange::default() };
        let refused = business.store.update_service_group(business.audit(), group, None, change).await;
        let Err(WriteError::Invalid(faults)) = refused else { panic!("{refused:?}") };
        let pointers: Vec<_> = faults.into_vec().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/memberIds/1", "/memberIds/2", "/memberIds/3"]);
    }

    async fn a_group_is_kept_while_a_channel_routes_to_it(business: Business) {
        let (used, unused) = (business.add_group("Sales", &[business.administrator]).await, business.add_group("Spare", &[]).await);
        let source = business.add_source("Shop", 1).await;
        let channel = business.add_channel("Shop chat", source, &[used]).await;
        let refused = business.store.remove_service_group(business.audit(), used).await;
        let Err(WriteError::GroupInUse { channels }) = refused else { panic!("{refused:?}") };
        assert_eq!(channels, ["Shop chat"]);
        business.store.remove_service_group(business.audit(), unused).await.unwrap();
        assert!(business.was_audited("group.removed", unused).await);
        business.store.move_channel(business.audit(), channel, ChannelMove::Archive).await.unwrap();
        business.signals.lock().unwrap().clear();
        business.store.remove_service_group(business.audit(), used).await.unwrap();
        let signals = std::mem::take(&mut *business.signals.lock().unwrap());
        assert_eq!(signals, [Signal::Staff(business.workspace_id, business.administrator), Signal::Events]);
        assert_eq!(business.store.service_group(business.workspace_id, used).await.unwrap(), None);
        let root = business.store.staff_member(business.workspace_id, business.administrator).await.unwrap().unwrap();
        assert!(root.group_ids.is_empty());
    }

    async fn pages_show_every_group_with_its_members(business: Business) {
        for name in ["A", "B", "C"] {
            business.add_group(name, &[business.administrator]).await;
        }
        let first = business.store.service_groups(business.workspace_id, None, 2).await.unwrap();
        let rest = business.store.service_groups(business.workspace_id, Some(first[1].id), 2).await.unwrap();
        assert_eq!((first.len(), rest.len()), (2, 1));
        assert!(first.iter().chain(&rest).all(|group| group.member_ids == [business.administrator]));
        assert!(business.store.service_groups(business.id(), None, 2).await.unwrap().is_empty());
    }
}
