use std::time::Duration;

use causeway_core::{
    SessionId, StaffId, Timestamp,
    event::Event,
    staff::{Chosen, Role},
};
use causeway_store::NewSession;
use causeway_testkit::both_engines;

use super::{Business, START, business};

const HOUR: Duration = Duration::from_hours(1);

impl Business {
    async fn sign_in(&self, staff_id: StaffId, hash: u8, at: Timestamp) -> SessionId {
        let id = self.id();
        let session = NewSession {
            id,
            workspace_id: self.workspace_id,
            staff_id,
            token_hash: [hash; 32],
            user_agent: "test".to_owned(),
            expires_at: at.plus(HOUR),
        };
        self.store.create_session(session, at).await.unwrap();
        id
    }

    async fn is_signed_in(&self, hash: u8, at: Timestamp) -> bool {
        self.store.session([hash; 32], at).await.unwrap().is_some()
    }
}

both_engines! { business =>
    async fn a_session_tells_whose_it_is_until_it_ends(business: Business) {
        let id = business.sign_in(business.administrator, 1, START).await;
        let session = business.store.session([1; 32], START).await.unwrap().unwrap();
        assert_eq!((session.session_id, session.workspace_id), (id, business.workspace_id));
        assert_eq!((session.staff.id, session.staff.email.as_str()), (business.administrator, "root@example.com"));
        assert_eq!((session.created_at, session.last_used_at), (START, START));
        assert!(!business.is_signed_in(1, START.plus(HOUR)).await);
        assert!(!business.is_signed_in(2, START).await);
        let (workspace_id, cursor) = (business.workspace_id, business.mark().await);
        assert!(business.store.remove_session_of(workspace_id, business.administrator, id, START).await.unwrap());
        let told = business.events_since(cursor).await.0;
        assert_eq!(told, [Event::StaffUpdated { staff_id: business.administrator }], "open streams hear of it");
        assert!(!business.is_signed_in(1, START).await);
    }

    async fn use_puts_the_end_off(business: Business) {
        let id = business.sign_in(business.administrator, 1, START).await;
        let later = START.plus(HOUR / 2);
        business.store.note_session_use(id, later, later.plus(HOUR)).await.unwrap();
        let session = business.store.session([1; 32], START.plus(HOUR)).await.unwrap().unwrap();
        assert_eq!((session.created_at, session.last_used_at), (START, later));
    }

    async fn a_further_sign_in_ends_the_session_used_longest_ago(business: Business) {
        let other = business.add_staff("other@example.com", Role::Agent).await;
        business.sign_in(other, 100, START).await;
        for number in 1..=21 {
            business.sign_in(business.administrator, number, START.plus(Duration::from_secs(number.into()))).await;
        }
        let now = START.plus(Duration::from_mins(1));
        assert!(!business.is_signed_in(1, now).await);
        assert!(business.is_signed_in(2, now).await && business.is_signed_in(21, now).await);
        assert!(business.is_signed_in(100, now).await, "somebody else's");
    }

    async fn somebody_idle_is_back_at_sign_in_and_somebody_busy_stays_so(business: Business) {
        let chosen = async || {
            business.store.staff_member(business.workspace_id, business.administrator).await.unwrap().unwrap().chosen
        };
        assert_eq!(chosen().await, Chosen::Active, "the first sign-in is active");
        let (workspace_id, root) = (business.workspace_id, business.administrator);
        business.store.set_chosen(workspace_id, root, Chosen::Busy, START).await.unwrap();
        for was_idle in [true, false] {
            if was_idle {
                assert!(business.store.rest(workspace_id, root, START).await.unwrap());
            }
            let cursor = business.mark().await;
            business.sign_in(root, 10 + u8::from(was_idle), START).await;
            assert_eq!(chosen().await, Chosen::Busy);
            let told = business.events_since(cursor).await.0;
            let news = [Event::StaffUpdated { staff_id: business.administrator }];
            assert_eq!(told, &news[..usize::from(was_idle)]);
        }
    }

    async fn sessions_that_ended_are_swept_away(business: Business) {
        business.sign_in(business.administrator, 1, START).await;
        business.sign_in(business.administrator, 2, START.plus(HOUR)).await;
        assert_eq!(business.store.prune_sessions(START.plus(HOUR)).await.unwrap(), 1);
        assert_eq!(business.store.prune_sessions(START.plus(HOUR)).await.unwrap(), 0);
        assert!(business.is_signed_in(2, START.plus(HOUR)).await);
    }
}
