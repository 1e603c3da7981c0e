//! Settings of a workspace: staff, sessions, presence, service groups, sources, credentials, channels. Every case runs on
//! both engines.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod channels;
mod chatbots;
mod credentials;
mod files;
mod first_start;
mod groups;
mod presence;
mod removal;
mod sessions;
mod single_sign_on;
mod sources;
mod staff;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use causeway_core::{
    ChannelId, GroupId, Id, Moment, SourceId, StaffId, Timestamp, WorkspaceId,
    assignment::Destination,
    channel::{
        AutoClose, AutomaticMessage, AutomaticMessages, ChannelSettings, DisplayNameFormat, Sticky,
        Welcome, WelcomeWhen,
    },
    event::Event,
    group::GroupSettings,
    routing::Rule,
    source::OutgoingEvent,
    staff::{Name, Role},
    wording::Variants,
};
use causeway_store::{
    AuditContext, AuditFilter, ChannelOnSource, Cursor, NewChannel, NewCredential, NewGroup,
    NewSource, NewStaff, NewWorkspace, Replay, Signal, Store, db::DbSettings,
};
use causeway_testkit::TestDatabase;

/// When every story begins.
const START: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

/// A store with a workspace and its administrator.
struct Business {
    store: Store,
    workspace_id: WorkspaceId,
    administrator: StaffId,
    moment: Mutex<Moment>,
    signals: Arc<Mutex<Vec<Signal>>>,
    /// Gone with the story.
    database: TestDatabase,
}

async fn empty(database: TestDatabase) -> Business {
    let signals = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&signals);
    let settings = DbSettings::new(&database.url);
    let store = Store::open(&settings, START, move |signal| {
        heard.lock().unwrap().push(signal);
    })
    .await
    .unwrap();
    let mut moment = Moment::new(START, [7; 32]);
    let (workspace_id, administrator) = (moment.id(), moment.id());
    Business {
        store,
        workspace_id,
        administrator,
        moment: Mutex::new(moment),
        signals,
        database,
    }
}

async fn business(database: TestDatabase) -> Business {
    let business = empty(database).await;
    let mut administrator = business.somebody("root@example.com", Role::Administrator);
    administrator.id = business.administrator;
    let workspace = NewWorkspace {
        id: business.workspace_id,
        name: "Example Ltd".to_owned(),
    };
    assert!(
        business
            .store
            .create_first(workspace, administrator, START)
            .await
            .unwrap()
    );
    business
}

impl Business {
    fn id<I: Id>(&self) -> I {
        self.moment.lock().unwrap().id()
    }

    /// Something that the administrator does.
    fn audit(&self) -> AuditContext {
        let id = self.moment.lock().unwrap().uuid();
        AuditContext {
            id,
            workspace_id: self.workspace_id,
            staff_id: self.administrator,
            at: START,
        }
    }

    fn somebody(&self, email: &str, role: Role) -> NewStaff {
        NewStaff {
            id: self.id(),
            email: email.to_owned(),
            name: Name {
                first: "Jane".to_owned(),
                last: "Doe".to_owned(),
            },
            role,
            password_hash: format!("hash of {email}"),
            time_zone: "UTC".to_owned(),
            group_ids: Vec::new(),
        }
    }

    async fn add_staff(&self, email: &str, role: Role) -> StaffId {
        self.store
            .create_staff(self.audit(), self.somebody(email, role))
            .await
            .unwrap()
            .id
    }

    async fn add_group(&self, name: &str, member_ids: &[StaffId]) -> GroupId {
        let settings = GroupSettings::default();
        let new = NewGroup {
            id: self.id(),
            name: name.to_owned(),
            member_ids: member_ids.to_vec(),
            settings,
        };
        self.store
            .create_service_group(self.audit(), new)
            .await
            .unwrap()
            .id
    }

    fn token(&self, hash: u8) -> NewCredential {
        let id = self.moment.lock().unwrap().uuid();
        NewCredential {
            id,
            hash: Some([hash; 32]),
            sealed: vec![hash],
        }
    }

    fn secret(&self, sealed: u8) -> NewCredential {
        let id = self.moment.lock().unwrap().uuid();
        NewCredential {
            id,
            hash: None,
            sealed: vec![sealed],
        }
    }

    /// A source with a token whose hash is all `hash`, and a secret that is sealed as `hash`.
    fn new_source(&self, name: &str, hash: u8) -> NewSource {
        NewSource {
            id: self.id(),
            name: name.to_owned(),
            webhook_url: Some("https://chat.example.com/hook".to_owned()),
            events: vec![OutgoingEvent::MessageCreated],
            access_token: self.token(hash),
            signing_secret: self.secret(hash),
        }
    }

    async fn add_source(&self, name: &str, hash: u8) -> SourceId {
        self.store
            .create_source(self.audit(), self.new_source(name, hash))
            .await
            .unwrap()
            .id
    }

    async fn add_channel(&self, name: &str, source_id: SourceId, groups: &[GroupId]) -> ChannelId {
        self.try_add_channel(name, source_id, groups)
            .await
            .unwrap()
            .channel
            .id
    }

    async fn try_add_channel(
        &self,
        name: &str,
        source_id: SourceId,
        groups: &[GroupId],
    ) -> Result<ChannelOnSource, causeway_store::WriteError> {
        let new = NewChannel {
            id: self.id(),
            source_id,
            name: name.to_owned(),
            settings: channel_settings(groups),
        };
        self.store.create_channel(self.audit(), new).await
    }

    /// The end of the event log as it is now. On PostgreSQL an event is held back while any older transaction of the
    /// server runs, and other tests have some: so we add an event of our own and read until it comes.
    async fn mark(&self) -> Cursor {
        self.events_since(Cursor::default()).await.1
    }

    /// The events since `cursor`, and where they end.
    async fn events_since(&self, cursor: Cursor) -> (Vec<Event>, Cursor) {
        let id: GroupId = self.id();
        let marker = Event::GroupUpdated {
            group_id: self.add_group(&id.to_string(), &[]).await,
        };
        let come = async {
            loop {
                let Replay::Events(logged) = self.store.events_after(cursor).await.unwrap() else {
                    panic!("the log begins after {cursor}")
                };
                assert!(
                    logged
                        .iter()
                        .all(|logged| logged.workspace_id == self.workspace_id)
                );
                if let Some(at) = logged
                    .iter()
                    .position(|logged| logged.event.as_ref() == Some(&marker))
                {
                    let last = logged[at].cursor;
                    return (
                        logged
                            .into_iter()
                            .take(at)
                            .filter_map(|logged| logged.event)
                            .collect(),
                        last,
                    );
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), come)
            .await
            .expect("the marker comes into the log")
    }

    /// The latest actions of the audit log, newest first.
    async fn audited(&self) -> Vec<(String, String)> {
        let entries = self
            .store
            .audit_log(self.workspace_id, AuditFilter::default(), 200)
            .await
            .unwrap();
        entries
            .into_iter()
            .map(|entry| (entry.action, entry.subject))
            .collect()
    }

    async fn was_audited(&self, action: &str, subject: impl ToString) -> bool {
        self.audited()
            .await
            .contains(&(action.to_owned(), subject.to_string()))
    }
}

fn channel_settings(groups: &[GroupId]) -> ChannelSettings {
    let text = |text: &str| AutomaticMessage {
        enabled: true,
        text: text.to_owned(),
        texts: Variants::new(),
    };
    ChannelSettings {
        routing: Rule::Alternative {
            destinations: groups.iter().copied().map(Destination::Group).collect(),
        },
        sticky: Sticky::default(),
        display_name_format: DisplayNameFormat::FirstName,
        messages: AutomaticMessages {
            welcome: Welcome {
                enabled: true,
                text: "Hello".to_owned(),
                texts: Variants::new(),
                when: WelcomeWhen::FirstContact,
            },
            away: text("Away"),
            close: text("Bye"),
        },
        auto_close: AutoClose::default(),
    }
}
