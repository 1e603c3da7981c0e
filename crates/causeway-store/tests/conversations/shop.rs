//! A workspace with staff, service groups and channels, for stories to begin in.

#[path = "shop/fixtures.rs"]
mod fixtures;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use causeway_core::{
    ChannelId, ChatbotId, EnquiryId, GroupId, Id, Moment, RoomId, SourceId, StaffId, Timestamp,
    WorkspaceId,
    assignment::Destination,
    channel::{
        AutoClose, AutomaticMessage, AutomaticMessages, ChannelSettings, DisplayNameFormat, Sticky,
        Welcome, WelcomeWhen,
    },
    chatbot::ChatbotSettings,
    content::Content,
    group::GroupSettings,
    incoming::IncomingMessage,
    permission::Actor,
    room::{Accept, Accepted, Close, PickUp, Replied, Reply, RoomDecision},
    routing::Rule,
    source::OutgoingEvent,
    staff::{Name, Role},
    wording::Variants,
};
use causeway_store::{
    AuditContext, NewChannel, NewChatbot, NewCredential, NewGroup, NewSource, NewStaff,
    NewWorkspace, RoomError, RoomKey, SealedCredential, Signal, Store,
    db::{DbError, DbSettings, MigrationError, Synchronous},
};
use causeway_testkit::TestDatabase;
use serde_json::json;

pub(crate) use fixtures::{incoming, settings};

pub(crate) const START: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

/// The staff of every story. All are active and connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// The administrator, in no group.
    Ada,
    /// Supervisor of sales.
    Ruth,
    /// Agent of sales.
    Jane,
    /// Agent of sales and support.
    Omar,
    /// Agent of support.
    Lena,
    /// Agent of neither.
    Finn,
}

use Person::{Ada, Finn, Jane, Lena, Omar, Ruth};

impl Person {
    pub(crate) const ALL: [Self; 6] = [Ada, Ruth, Jane, Omar, Lena, Finn];

    pub(crate) fn role(self) -> Role {
        match self {
            Ada => Role::Administrator,
            Ruth => Role::Supervisor,
            Jane | Omar | Lena | Finn => Role::Agent,
        }
    }

    pub(crate) fn name(self) -> Name {
        Name {
            first: format!("{self:?}"),
            last: "Doe".to_owned(),
        }
    }
}

/// A channel and the source it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) source_id: SourceId,
    pub(crate) channel_id: ChannelId,
}

pub(crate) struct Shop {
    pub(crate) store: Store,
    pub(crate) workspace_id: WorkspaceId,
    pub(crate) staff: [StaffId; 6],
    /// Jane, Omar and Ruth; asked first on every door.
    pub(crate) sales: GroupId,
    /// Omar and Lena; asked second.
    pub(crate) support: GroupId,
    pub(crate) doors: Vec<Door>,
    pub(crate) signals: Arc<Mutex<Vec<Signal>>>,
    pub(crate) database: TestDatabase,
    now: AtomicI64,
    seeds: AtomicU64,
}

/// A shop with one door.
pub(crate) async fn shop(database: TestDatabase) -> Arc<Shop> {
    Arc::new(Shop::with_doors(database, 1).await)
}

/// A shop with three doors.
pub(crate) async fn three_doors(database: TestDatabase) -> Arc<Shop> {
    Arc::new(Shop::with_doors(database, 3).await)
}

impl Shop {
    /// Everybody stays connected longer than any story takes.
    pub(crate) async fn with_doors(database: TestDatabase, doors: usize) -> Self {
        Self::connected_for(Duration::from_hours(24 * 365), database, doors).await
    }

    /// Everybody is connected for so long from the start on, unless they show to be there.
    pub(crate) async fn connected_for(
        stays: Duration,
        database: TestDatabase,
        doors: usize,
    ) -> Self {
        let signals = Arc::new(Mutex::new(Vec::new()));
        let store = open(&database, &signals).await;
        let mut moment = Moment::new(START, [7; 32]);
        let (sales, support) = (moment.id(), moment.id());
        let mut shop = Self {
            store,
            workspace_id: moment.id(),
            staff: std::array::from_fn(|_| moment.id()),
            sales,
            support,
            doors: Vec::new(),
            signals,
            database,
            now: AtomicI64::new(START.micros()),
            seeds: AtomicU64::new(1),
        };
        shop.settle(stays).await;
        for number in 0..doors {
            let door = shop.build_door(number).await;
            shop.doors.push(door);
        }
        shop.signals.lock().unwrap().clear();
        shop
    }

    /// Ends the store and opens it again, as a new process would.
    pub(crate) async fn reopen(&mut self) {
        self.store.close().await;
        self.store = open(&self.database, &self.signals).await;
    }

    async fn settle(&self, stays: Duration) {
        let workspace = NewWorkspace {
            id: self.workspace_id,
            name: "Example Ltd".to_owned(),
        };
        assert!(
            self.store
                .create_first(workspace, self.somebody(Ada), START)
                .await
                .unwrap()
        );
        for person in [Ruth, Jane, Omar, Lena, Finn] {
            self.store
                .create_staff(self.audit(), self.somebody(person))
                .await
                .unwrap();
        }
        for (id, name, people) in [
            (self.sales, "Sales", &[Jane, Omar, Ruth][..]),
            (self.support, "Support", &[Omar, Lena]),
        ] {
            let member_ids = people.iter().map(|person| self.id_of(*person)).collect();
            let new = NewGroup {
                id,
                name: name.to_owned(),
                member_ids,
                settings: GroupSettings::default(),
            };
            self.store
                .create_service_group(self.audit(), new)
                .await
                .unwrap();
        }
        for person in Person::ALL {
            self.store
                .connected(self.id_of(person), START.plus(stays), START)
                .await
                .unwrap();
        }
    }

    fn somebody(&self, person: Person) -> NewStaff {
        NewStaff {
            id: self.id_of(person),
            email: format!("{person:?}@example.com").to_lowercase(),
            name: person.name(),
            role: person.role(),
            password_hash: "not a hash".to_owned(),
            time_zone: "UTC".to_owned(),
            group_ids: Vec::new(),
        }
    }

    async fn build_door(&self, number: usize) -> Door {
        let door = Door {
            source_id: self.id(),
            channel_id: self.id(),
        };
        let hash = [u8::try_from(number).unwrap(); 32];
        let credential = |hash| NewCredential {
            id: self.moment().uuid(),
            hash,
            sealed: vec![1],
        };
        let source = NewSource {
            id: door.source_id,
            name: format!("Source {number}"),
            webhook_url: Some(format!("https://channel-{number}.example.com/")),
            events: OutgoingEvent::ALL.to_vec(),
            access_token: credential(Some(hash)),
            signing_secret: credential(None),
        };
        self.store
            .create_source(self.audit(), source)
            .await
            .unwrap();
        let settings = settings(vec![self.sales, self.support]);
        let name = format!("Channel {number}");
        let channel = NewChannel {
            id: door.channel_id,
            source_id: door.source_id,
            name,
            settings,
        };
        self.store
            .create_channel(self.audit(), channel)
            .await
            .unwrap();
        door
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.now.load(Ordering::Relaxed))
    }

    /// Lets time pass.
    pub(crate) fn after(&self, duration: Duration) -> &Self {
        self.at(self.now().plus(duration))
    }

    /// Lets time pass until then, if it is not later already.
    pub(crate) fn at(&self, time: Timestamp) -> &Self {
        self.now.fetch_max(time.micros(), Ordering::Relaxed);
        self
    }

    /// A moment with dice of its own.
    pub(crate) fn moment(&self) -> Moment {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seeds.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        Moment::new(self.now(), seed)
    }

    fn id<I: Id>(&self) -> I {
        self.moment().id()
    }

    /// Something that the administrator does.
    pub(crate) fn audit(&self) -> AuditContext {
        AuditContext {
            id: self.moment().uuid(),
            workspace_id: self.workspace_id,
            staff_id: self.id_of(Ada),
            at: self.now(),
        }
    }

    pub(crate) fn id_of(&self, person: Person) -> StaffId {
        self.staff[Person::ALL
            .iter()
            .position(|one| *one == person)
            .expect("one of them")]
    }

    pub(crate) fn actor(&self, person: Person) -> Actor {
        let group_ids = match person {
            Ruth | Jane => vec![self.sales],
            Omar => vec![self.sales, self.support],
            Lena => vec![self.support],
            Ada | Finn => vec![],
        };
        let team = if person == Ruth {
            [Ruth, Jane, Omar].map(|one| self.id_of(one)).to_vec()
        } else {
            vec![]
        };
        Actor {
            staff_id: self.id_of(person),
            role: person.role(),
            group_ids,
            team,
        }
    }

    /// The room of a visitor, to be made if need be.
    pub(crate) fn key(&self, door: usize, visitor: &str) -> RoomKey {
        let Door {
            source_id,
            channel_id,
        } = self.doors[door];
        RoomKey::Visitor {
            workspace_id: self.workspace_id,
            source_id,
            channel_id,
            external_id: visitor.to_owned(),
        }
    }

    /// A room that exists.
    pub(crate) fn known(&self, room_id: RoomId) -> RoomKey {
        RoomKey::Known {
            workspace_id: self.workspace_id,
            room_id,
        }
    }

    pub(crate) async fn change<D: RoomDecision>(
        &self,
        key: RoomKey,
        decision: D,
    ) -> Result<D::Answer, RoomError> {
        self.store.change_room(key, decision, self.moment()).await
    }

    /// A visitor writes.
    pub(crate) async fn writes(
        &self,
        door: usize,
        visitor: &str,
        id: &str,
        text: &str,
    ) -> Result<Accepted, RoomError> {
        self.change(
            self.key(door, visitor),
            Accept::new(incoming(visitor, id, text)),
        )
        .await
    }

    pub(crate) async fn room_of(&self, door: usize, visitor: &str) -> Option<RoomId> {
        let channel_id = self.doors[door].channel_id;
        let found = self
            .store
            .room_of_visitor(self.workspace_id, channel_id, visitor.to_owned())
            .await
            .unwrap();
        found.map(|(room_id, _)| room_id)
    }

    pub(crate) async fn picks_up(
        &self,
        person: Person,
        room: RoomId,
        enquiry_id: EnquiryId,
    ) -> Result<(), RoomError> {
        let pick_up = PickUp {
            actor: self.actor(person),
            name: person.name(),
            enquiry_id,
        };
        self.change(self.known(room), pick_up).await
    }

    pub(crate) async fn closes(
        &self,
        person: Person,
        room: RoomId,
        enquiry_id: EnquiryId,
    ) -> Result<(), RoomError> {
        self.change(
            self.known(room),
            Close {
                actor: self.actor(person),
                name: person.name(),
                enquiry_id,
                labels: None,
            },
        )
        .await
    }

    pub(crate) async fn answers(
        &self,
        person: Person,
        room: RoomId,
        enquiry_id: EnquiryId,
        client_id: &str,
    ) -> Result<Replied, RoomError> {
        let reply = Reply {
            actor: self.actor(person),
            name: person.name(),
            enquiry_id,
            client_id: client_id.to_owned(),
            content: Content::Text {
                text: format!("Answer {client_id}"),
            },
            reply_to: None,
            if_sequence: None,
        };
        self.change(self.known(room), reply).await
    }

    /// A chatbot, which no rule names yet.
    pub(crate) async fn add_chatbot(&self, name: &str) -> ChatbotId {
        let new = NewChatbot {
            id: self.id(),
            name: name.to_owned(),
            webhook_url: format!("https://{}.example.com/", name.to_lowercase()),
            settings: ChatbotSettings::default(),
            secret: SealedCredential {
                id: self.moment().uuid(),
                sealed: vec![1],
            },
        };
        self.store
            .create_chatbot(self.audit(), new)
            .await
            .unwrap()
            .id
    }

    /// A visitor's conversation that Jane handles: its room and enquiry.
    pub(crate) async fn ongoing(&self, door: usize, visitor: &str) -> (RoomId, EnquiryId) {
        let accepted = self
            .writes(door, visitor, &format!("hello of {visitor}"), "Hello")
            .await
            .unwrap();
        let room = self.room_of(door, visitor).await.unwrap();
        self.picks_up(Jane, room, accepted.enquiry_id)
            .await
            .unwrap();
        (room, accepted.enquiry_id)
    }
}

async fn open(database: &TestDatabase, signals: &Arc<Mutex<Vec<Signal>>>) -> Store {
    // What survives a power cut is not what these tests are about.
    let settings = DbSettings {
        synchronous: Synchronous::Normal,
        ..DbSettings::new(&database.url)
    };
    loop {
        let heard = Arc::clone(signals);
        match Store::open(&settings, START, move |signal| {
            heard.lock().unwrap().push(signal);
        })
        .await
        {
            Ok(store) => return store,
            // A program that another test starts at this moment shares our locked file until it runs.
            Err(MigrationError::Db(DbError::Unusable(reason)))
                if reason.contains("another process") =>
            {
                tokio::task::yield_now().await;
            }
            Err(error) => panic!("{error}"),
        }
    }
}
