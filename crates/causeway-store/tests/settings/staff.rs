use causeway_core::{event::Event, staff::Role};
use causeway_store::{
    NewPassword, NewSession, NewStaff, STAFF_MAX, Signal, StaffChange, WriteError,
};
use causeway_testkit::both_engines;

use super::{Business, START, business};

both_engines! { business =>
    async fn somebody_added_is_found_and_told_of(business: Business) {
        let group = business.add_group("Sales", &[]).await;
        let before = business.mark().await;
        business.signals.lock().unwrap().clear();
        let mut new = business.somebody("jane@example.com", Role::Agent);
        new.group_ids = vec![group];
        let staff = business.store.create_staff(business.audit(), new).await.unwrap();
        assert_eq!((staff.email.as_str(), staff.role, staff.version), ("jane@example.com", Role::Agent, 1));
        assert_eq!(staff.group_ids, [group]);
        assert_eq!(business.store.staff_member(business.workspace_id, staff.id).await.unwrap(), Some(staff.clone()));
        let signals = business.signals.lock().unwrap().clone();
        assert_eq!(signals, [Signal::Staff(business.workspace_id, staff.id), Signal::Events, Signal::Group(business.workspace_id, group)]);
        let (events, _) = business.events_since(before).await;
        assert!(events.contains(&Event::StaffUpdated { staff_id: staff.id }), "{events:?}");
        assert!(events.contains(&Event::GroupUpdated { group_id: group }), "{events:?}");
        assert!(business.was_audited("staff.created", staff.id).await);
        let found = business.store.service_group(business.workspace_id, group).await.unwrap().unwrap();
        assert_eq!((found.member_ids, found.version), (vec![staff.id], 2));
    }

    async fn nobody_of_another_workspace_is_found(business: Business) {
        let elsewhere = business.id();
        assert_eq!(business.store.staff_member(elsewhere, business.administrator).await.unwrap(), None);
        assert!(business.store.staff(elsewhere).await.unwrap().is_empty());
        let mut audit = business.audit();
        audit.workspace_id = elsewhere;
        let refused = business.store.remove_staff(audit, business.administrator).await;
        assert!(matches!(refused, Err(WriteError::NotFound)), "{refused:?}");
    }

    async fn an_address_is_taken_until_its_owner_is_removed(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let again = business.somebody("jane@example.com", Role::Agent);
        let refused = business.store.create_staff(business.audit(), again.clone()).await;
        assert!(matches!(refused, Err(WriteError::EmailTaken)), "{refused:?}");
        let john = business.add_staff("john@example.com", Role::Agent).await;
        let change = StaffChange { email: Some("jane@example.com".to_owned()), ..StaffChange::default() };
        let refused = business.store.update_staff(business.audit(), john, None, change).await;
        assert!(matches!(refused, Err(WriteError::EmailTaken)), "{refused:?}");
        business.store.remove_staff(business.audit(), jane).await.unwrap();
        assert!(business.store.create_staff(business.audit(), again).await.is_ok());
    }

    async fn a_refused_change_leaves_nothing_behind(business: Business) {
        let before = business.mark().await;
        let audited = business.audited().await;
        let mut new = business.somebody("jane@example.com", Role::Agent);
        new.group_ids = vec![business.id()];
        let id = new.id;
        let refused = business.store.create_staff(business.audit(), new).await;
        let Err(WriteError::Invalid(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults.into_vec()[0].pointer, "/serviceGroupIds/0");
        assert_eq!(business.store.staff_member(business.workspace_id, id).await.unwrap(), None);
        assert_eq!(business.audited().await, audited);
        assert_eq!(business.events_since(before).await.0, []);
    }

    async fn a_change_of_what_somebody_else_changed_is_refused(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let change = StaffChange { first_name: Some("Janet".to_owned()), ..StaffChange::default() };
        let changed = business.store.update_staff(business.audit(), jane, Some(1), change.clone()).await.unwrap();
        assert_eq!((changed.name.first.as_str(), changed.name.last.as_str(), changed.version), ("Janet", "Doe", 2));
        let late = business.store.update_staff(business.audit(), jane, Some(1), change.clone()).await;
        assert!(matches!(late, Err(WriteError::VersionMismatch)), "{late:?}");
        assert!(business.store.update_staff(business.audit(), jane, None, change).await.is_ok());
    }

    async fn the_last_administrator_stays_one(business: Business) {
        let root = business.administrator;
        let demotion = StaffChange { role: Some(Role::Agent), ..StaffChange::default() };
        let refused = business.store.update_staff(business.audit(), root, None, demotion.clone()).await;
        assert!(matches!(refused, Err(WriteError::LastAdministrator)), "{refused:?}");
        let refused = business.store.remove_staff(business.audit(), root).await;
        assert!(matches!(refused, Err(WriteError::LastAdministrator)), "{refused:?}");
        let by_provider = NewStaff {
            password_hash: String::new(), ..business.somebody("kim@example.com", Role::Administrator)
        };
        business.store.create_staff(business.audit(), by_provider).await.unwrap();
        let refused = business.store.remove_staff(business.audit(), root).await;
        assert!(matches!(refused, Err(WriteError::LastAdministrator)), "the other has no password: {refused:?}");
        let other = business.add_staff("other@example.com", Role::Administrator).await;
        let (first, second) = tokio::join!(
            business.store.update_staff(business.audit(), root, None, demotion.clone()),
            business.store.update_staff(business.audit(), other, None, demotion),
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "both went, or neither could");
    }

    async fn somebody_removed_is_signed_out_and_in_no_group(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let group = business.add_group("Sales", &[jane]).await;
        let session = NewSession {
            id: business.id(),
            workspace_id: business.workspace_id,
            staff_id: jane,
            token_hash: [1; 32],
            user_agent: String::new(),
            expires_at: START.plus(std::time::Duration::from_hours(1)),
        };
        business.store.create_session(session, START).await.unwrap();
        assert!(business.store.session([1; 32], START).await.unwrap().is_some());
        business.store.remove_staff(business.audit(), jane).await.unwrap();
        assert!(business.store.session([1; 32], START).await.unwrap().is_none());
        assert!(business.store.sign_in("jane@example.com".to_owned()).await.unwrap().is_none());
        assert_eq!(business.store.staff_member(business.workspace_id, jane).await.unwrap(), None);
        let group = business.store.service_group(business.workspace_id, group).await.unwrap().unwrap();
        assert!(group.member_ids.is_empty());
        assert!(business.was_audited("staff.removed", jane).await);
        let again = business.store.remove_staff(business.audit(), jane).await;
        assert!(matches!(again, Err(WriteError::NotFound)), "{again:?}");
    }

    async fn a_new_password_ends_every_session_but_the_one_that_it_is_set_in(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let john = business.add_staff("john@example.com", Role::Agent).await;
        let mut sessions = Vec::new();
        for (staff_id, hash) in [(jane, 1), (jane, 2), (john, 3)] {
            let session = NewSession {
                id: business.id(),
                workspace_id: business.workspace_id,
                staff_id,
                token_hash: [hash; 32],
                user_agent: String::new(),
                expires_at: START.plus(std::time::Duration::from_hours(1)),
            };
            sessions.push(session.id);
            business.store.create_session(session, START).await.unwrap();
        }
        let set = async |set_in| {
            let password = Some(NewPassword { hash: format!("set in {set_in}"), set_in: Some(set_in), ends_api_tokens: false });
            let change = StaffChange { password, ..StaffChange::default() };
            business.store.update_staff(business.audit(), jane, None, change).await.unwrap();
        };
        let lives = async |hash: u8| business.store.session([hash; 32], START).await.unwrap().is_some();
        set(sessions[0]).await;
        assert_eq!([lives(1).await, lives(2).await, lives(3).await], [true, false, true]);
        set(sessions[2]).await;
        assert_eq!([lives(1).await, lives(2).await, lives(3).await], [false, false, true]);
        let found = business.store.sign_in("jane@example.com".to_owned()).await.unwrap().unwrap();
        assert_eq!(found.password_hash, format!("set in {}", sessions[2]));
    }

    async fn groups_are_left_and_joined_at_their_end(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let sales = business.add_group("Sales", &[jane]).await;
        let support = business.add_group("Support", &[business.administrator]).await;
        let change = StaffChange { group_ids: Some(vec![support]), ..StaffChange::default() };
        let changed = business.store.update_staff(business.audit(), jane, None, change).await.unwrap();
        assert_eq!(changed.group_ids, [support]);
        let members = async |group| {
            business.store.service_group(business.workspace_id, group).await.unwrap().unwrap().member_ids
        };
        assert_eq!(members(sales).await, []);
        assert_eq!(members(support).await, [business.administrator, jane]);
    }

    async fn pages_show_everybody_once_and_in_order(business: Business) {
        let mut ids = vec![business.administrator];
        for number in 0..5 {
            ids.push(business.add_staff(&format!("agent{number}@example.com"), Role::Agent).await);
        }
        ids.sort();
        let first = business.store.staff_page(business.workspace_id, None, 4).await.unwrap();
        let rest = business.store.staff_page(business.workspace_id, Some(first[3].id), 4).await.unwrap();
        let seen: Vec<_> = first.iter().chain(&rest).map(|staff| staff.id).collect();
        assert_eq!(seen, ids);
    }

    async fn a_workspace_has_at_most_five_hundred_staff(business: Business) {
        for number in 1..STAFF_MAX {
            business.add_staff(&format!("agent{number}@example.com"), Role::Agent).await;
        }
        let one_more = business.store.create_staff(business.audit(), business.somebody("x@example.com", Role::Agent)).await;
        assert!(matches!(one_more, Err(WriteError::LimitReached { max: STAFF_MAX })), "{one_more:?}");
    }
}
