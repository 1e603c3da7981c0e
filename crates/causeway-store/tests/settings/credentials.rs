use std::time::Duration;

use causeway_core::channel::ChannelState;
use causeway_store::{AuditFilter, ChannelMove, OVERLAPS_MAX, WriteError};
use causeway_testkit::both_engines;

use super::{Business, START, business};

const DAY: Duration = Duration::from_hours(24);

both_engines! { business =>
    async fn a_token_leads_to_its_source_and_the_channel_that_is_not_archived(business: Business) {
        let source = business.add_source("Shop", 1).await;
        let owner = async || business.store.source_by_token([1; 32], START).await.unwrap().unwrap();
        assert_eq!((owner().await.workspace_id, owner().await.source_id), (business.workspace_id, source));
        assert_eq!(owner().await.channel, None);
        let channel = business.add_channel("Chat", source, &[]).await;
        assert_eq!(owner().await.channel, Some((channel, ChannelState::Active)));
        business.store.move_channel(business.audit(), channel, ChannelMove::Suspend).await.unwrap();
        assert_eq!(owner().await.channel, Some((channel, ChannelState::Suspended)));
        business.store.move_channel(business.audit(), channel, ChannelMove::Archive).await.unwrap();
        assert_eq!(owner().await.channel, None);
        let second = business.add_channel("Chat", source, &[]).await;
        assert_eq!(owner().await.channel, Some((second, ChannelState::Active)));
        assert_eq!(business.store.source_by_token([9; 32], START).await.unwrap(), None);
    }

    async fn an_old_token_works_beside_the_new_one_until_the_overlap_ends(business: Business) {
        let source = business.add_source("Shop", 1).await;
        business.store.rotate(business.audit(), source, business.token(2), START.plus(DAY)).await.unwrap();
        let works = async |hash: u8, at| business.store.source_by_token([hash; 32], at).await.unwrap().is_some();
        assert!(works(1, START).await && works(2, START).await);
        assert!(!works(1, START.plus(DAY)).await && works(2, START.plus(DAY)).await);
        assert!(business.was_audited("source.tokenRotated", source).await);
    }

    async fn a_new_overlap_is_the_longest_that_any_old_credential_has(business: Business) {
        let source = business.add_source("Shop", 1).await;
        let works = async |hash: u8, at| business.store.source_by_token([hash; 32], at).await.unwrap().is_some();
        for (number, overlap) in [(2, DAY), (3, DAY / 2), (4, DAY)] {
            business.store.rotate(business.audit(), source, business.token(number), START.plus(overlap)).await.unwrap();
        }
        business.store.rotate(business.audit(), source, business.secret(2), START.plus(DAY)).await.unwrap();
        for shortened in [1, 2] {
            assert!(works(shortened, START).await && !works(shortened, START.plus(DAY / 2)).await, "{shortened}");
        }
        assert!(works(3, START.plus(DAY / 2)).await, "a longer one lengthens nothing but the latest");
        business.store.rotate(business.audit(), source, business.token(5), START).await.unwrap();
        for stopped in 1..=4 {
            assert!(!works(stopped, START).await, "no overlap: {stopped} stops at once, as all old ones do");
        }
        assert!(works(5, START).await);
        assert_eq!(business.store.source_secrets(source, START).await.unwrap().len(), 2, "of the other kind");
    }

    async fn both_secrets_sign_while_one_is_replaced_the_new_one_first(business: Business) {
        let source = business.add_source("Shop", 1).await;
        business.store.rotate(business.audit(), source, business.secret(2), START.plus(DAY)).await.unwrap();
        let secrets = async |at| {
            let sealed = business.store.source_secrets(source, at).await.unwrap();
            sealed.into_iter().map(|one| one.sealed).collect::<Vec<_>>()
        };
        assert_eq!(secrets(START).await, [vec![2], vec![1]]);
        assert_eq!(secrets(START.plus(DAY)).await, [vec![2]]);
        assert!(business.was_audited("source.secretRotated", source).await);
    }

    async fn who_reads_credentials_is_written_down(business: Business) {
        let source = business.add_source("Shop", 1).await;
        business.store.rotate(business.audit(), source, business.token(2), START.plus(DAY)).await.unwrap();
        let revealed = business.store.reveal(business.audit(), source).await.unwrap();
        assert_eq!((revealed.access_token.sealed, revealed.signing_secret.sealed), (vec![2], vec![1]));
        let entries = business.store.audit_log(business.workspace_id, AuditFilter::default(), 200).await.unwrap();
        let entry = entries.iter().find(|entry| entry.action == "source.revealed").unwrap();
        assert_eq!((entry.staff_id, entry.at), (business.administrator, START));
        let mut elsewhere = business.audit();
        elsewhere.workspace_id = business.id();
        let refused = business.store.reveal(elsewhere, source).await;
        assert!(matches!(refused, Err(WriteError::NotFound)), "{refused:?}");
    }

    async fn old_credentials_do_not_pile_up(business: Business) {
        let source = business.add_source("Shop", 0).await;
        for number in 1..5 {
            business.store.rotate(business.audit(), source, business.token(number), START.plus(DAY)).await.unwrap();
        }
        let refused = business.store.rotate(business.audit(), source, business.token(5), START.plus(DAY)).await;
        assert!(matches!(refused, Err(WriteError::LimitReached { max: OVERLAPS_MAX })), "{refused:?}");
        assert!(business.store.source_by_token([4; 32], START.plus(DAY)).await.unwrap().is_some(), "it stays the present one");
        let mut later = business.audit();
        later.at = START.plus(DAY);
        assert!(business.store.rotate(later, source, business.token(6), later.at.plus(DAY)).await.is_ok());
    }
}
