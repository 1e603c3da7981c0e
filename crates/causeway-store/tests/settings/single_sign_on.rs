use causeway_core::{
    StaffId,
    single_sign_on::{Identity, Passwords},
    staff::Role,
};
use causeway_store::{
    ClientSecretChange, Linked, NewSingleSignOn, SignInProvider, SingleSignOn, StaffChange,
    WriteError,
};
use causeway_testkit::both_engines;

use super::{Business, START, business};

const ISSUER: &str = "https://id.example.com";

fn provider() -> NewSingleSignOn {
    NewSingleSignOn {
        name: "Example Ltd".to_owned(),
        issuer: ISSUER.to_owned(),
        client_id: "causeway".to_owned(),
        client_secret: ClientSecretChange::Is(vec![7]),
        passwords: Passwords::Allowed,
    }
}

fn identity(subject: &str, email: Option<&str>) -> Identity {
    Identity {
        issuer: ISSUER.to_owned(),
        subject: subject.to_owned(),
        email: email.map(str::to_owned),
    }
}

impl Business {
    async fn set(&self, new: NewSingleSignOn) -> SingleSignOn {
        self.store
            .set_single_sign_on(self.audit(), None, new)
            .await
            .unwrap()
    }

    async fn link(&self, identity: Identity) -> Result<Linked, WriteError> {
        let kept = self.store.single_sign_on(self.workspace_id).await.unwrap();
        self.link_by(
            &kept.map(|kept| kept.client_id).unwrap_or_default(),
            identity,
        )
        .await
    }

    async fn link_by(&self, client_id: &str, identity: Identity) -> Result<Linked, WriteError> {
        let action = self.moment.lock().unwrap().uuid();
        self.store
            .link_staff(
                self.workspace_id,
                client_id.to_owned(),
                identity,
                action,
                START,
            )
            .await
    }

    async fn linked(&self, subject: &str) -> Option<StaffId> {
        self.store
            .linked_staff(self.workspace_id, identity(subject, None))
            .await
            .unwrap()
    }

    async fn by_password(&self, email: &str) -> bool {
        self.store
            .sign_in(email.to_owned())
            .await
            .unwrap()
            .unwrap()
            .by_password
    }
}

both_engines! { business =>
    async fn a_provider_is_set_changed_and_removed(business: Business) {
        assert_eq!(business.store.single_sign_on(business.workspace_id).await.unwrap(), None);
        let set = business.set(provider()).await;
        assert_eq!((set.version, set.client_secret.as_deref()), (1, Some(&[7][..])));
        let seen = business.store.single_sign_on(business.workspace_id).await.unwrap();
        assert_eq!(seen.as_ref(), Some(&set));
        let providers = business.store.sign_in_providers().await.unwrap();
        let button = SignInProvider { workspace_id: business.workspace_id, name: "Example Ltd".to_owned() };
        assert_eq!(providers, [button]);
        let renamed = NewSingleSignOn {
            name: "Work account".to_owned(), client_secret: ClientSecretChange::Stays, ..provider()
        };
        let stale = business.store.set_single_sign_on(business.audit(), Some(7), renamed.clone()).await;
        assert!(matches!(stale, Err(WriteError::VersionMismatch)), "{stale:?}");
        let changed = business.store.set_single_sign_on(business.audit(), Some(1), renamed).await.unwrap();
        assert_eq!((changed.version, changed.client_secret.as_deref()), (2, Some(&[7][..])));
        let public = business.set(NewSingleSignOn { client_secret: ClientSecretChange::Goes, ..provider() }).await;
        assert_eq!(public.client_secret, None);
        assert!(business.was_audited("singleSignOn.updated", business.workspace_id).await);
        business.store.remove_single_sign_on(business.audit()).await.unwrap();
        assert!(business.was_audited("singleSignOn.removed", business.workspace_id).await);
        assert_eq!(business.store.single_sign_on(business.workspace_id).await.unwrap(), None);
        let again = business.store.remove_single_sign_on(business.audit()).await;
        assert!(matches!(again, Err(WriteError::NotFound)), "{again:?}");
    }

    async fn a_kept_secret_goes_to_no_other_provider(business: Business) {
        business.set(provider()).await;
        let other = NewSingleSignOn {
            issuer: "https://other.example".to_owned(), client_secret: ClientSecretChange::Stays, ..provider()
        };
        let refused = business.store.set_single_sign_on(business.audit(), None, other).await;
        let Err(WriteError::Invalid(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults.into_vec()[0].pointer, "/clientSecret");
        let kept = business.store.single_sign_on(business.workspace_id).await.unwrap().unwrap();
        assert_eq!((kept.issuer.as_str(), kept.version), (ISSUER, 1));
    }

    async fn somebody_is_found_by_address_once_and_by_subject_from_then_on(business: Business) {
        business.set(provider()).await;
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let anna = identity("anna", Some("anna@example.com"));
        assert_eq!(business.link(anna).await.unwrap(), Linked::Nobody);
        assert_eq!(business.link(identity("s-1", None)).await.unwrap(), Linked::Nobody);
        assert_eq!(business.linked("s-1").await, None);
        let known = identity("s-1", Some("jane@example.com"));
        assert_eq!(business.link(known.clone()).await.unwrap(), Linked::To(jane));
        assert_eq!(business.linked("s-1").await, Some(jane));
        assert_eq!(business.link(known).await.unwrap(), Linked::To(jane), "the same once more");
        assert_eq!(business.link(identity("s-2", Some("jane@example.com"))).await.unwrap(), Linked::Other);
        assert!(business.was_audited("staff.singleSignOnLinked", jane).await);
    }

    async fn links_go_with_the_person_the_provider_and_the_settings(business: Business) {
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let as_jane = || identity("s-1", Some("jane@example.com"));
        let unset = business.link(as_jane()).await;
        assert!(matches!(unset, Err(WriteError::NotFound)), "{unset:?}");
        business.set(provider()).await;
        business.link(as_jane()).await.unwrap();
        let passwords = Passwords::Administrators;
        business.set(NewSingleSignOn { passwords, ..provider() }).await;
        assert_eq!(business.linked("s-1").await, Some(jane), "the provider is the same");
        business.set(NewSingleSignOn { client_id: "another".to_owned(), ..provider() }).await;
        assert_eq!(business.linked("s-1").await, None);
        let late = business.link_by("causeway", as_jane()).await;
        assert!(matches!(late, Err(WriteError::NotFound)), "it was vouched to another client: {late:?}");
        business.link(as_jane()).await.unwrap();
        business.store.remove_single_sign_on(business.audit()).await.unwrap();
        business.set(provider()).await;
        assert_eq!(business.linked("s-1").await, None);
        business.link(as_jane()).await.unwrap();
        business.store.remove_staff(business.audit(), jane).await.unwrap();
        assert_eq!(business.linked("s-1").await, None);
        let second = business.add_staff("jane@example.com", Role::Agent).await;
        assert_eq!(business.link(as_jane()).await.unwrap(), Linked::To(second));
    }

    async fn a_link_goes_with_the_address_or_when_an_administrator_ends_it(business: Business) {
        business.set(provider()).await;
        let jane = business.add_staff("jane@example.com", Role::Agent).await;
        let change = async |change: StaffChange| {
            business.store.update_staff(business.audit(), jane, None, change).await.unwrap();
        };
        business.link(identity("s-1", Some("jane@example.com"))).await.unwrap();
        let (email, first_name) = (Some("jane@example.com".to_owned()), Some("Janet".to_owned()));
        change(StaffChange { email, first_name, ..StaffChange::default() }).await;
        assert_eq!(business.linked("s-1").await, Some(jane), "the address is the same");
        change(StaffChange { email: Some("john@example.com".to_owned()), ..StaffChange::default() }).await;
        assert_eq!(business.linked("s-1").await, None);
        business.link(identity("s-2", Some("john@example.com"))).await.unwrap();
        business.store.unlink_staff(business.audit(), jane).await.unwrap();
        assert_eq!(business.linked("s-2").await, None);
        assert!(business.was_audited("staff.singleSignOnUnlinked", jane).await);
        let anew = business.link(identity("s-3", Some("john@example.com"))).await.unwrap();
        assert_eq!(anew, Linked::To(jane));
        let nobody = business.store.unlink_staff(business.audit(), business.id()).await;
        assert!(matches!(nobody, Err(WriteError::NotFound)), "{nobody:?}");
    }

    async fn administrators_may_always_use_a_password(business: Business) {
        business.add_staff("jane@example.com", Role::Agent).await;
        business.add_staff("lee@example.com", Role::Supervisor).await;
        let people = ["root@example.com", "jane@example.com", "lee@example.com"];
        for (passwords, expected) in [
            (None, [true, true, true]),
            (Some(Passwords::Allowed), [true, true, true]),
            (Some(Passwords::Administrators), [true, false, false]),
        ] {
            if let Some(passwords) = passwords {
                business.set(NewSingleSignOn { passwords, ..provider() }).await;
            }
            for (email, expected) in people.into_iter().zip(expected) {
                assert_eq!(business.by_password(email).await, expected, "{email} {passwords:?}");
            }
        }
    }
}
