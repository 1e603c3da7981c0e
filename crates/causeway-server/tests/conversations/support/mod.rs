//! A business on a temporary database: its router, its people, its channels.

mod caller;
mod channel;
mod held_time;
mod ledger;
mod screen;
mod story;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
};
use causeway_core::{
    Moment, SessionId, StaffId, Timestamp, WorkspaceId,
    staff::{Name, Role},
};
use causeway_server::{
    App, Bus, Clock,
    credentials::{Sealer, SessionToken, SigningSecret},
    files::FileFolder,
    http::router,
    parts::{Foundation, NodeMark, Settings, SetupGate, TrustedProxies},
    realtime,
    workers::{self, OfferFollower, Ran},
};
use causeway_store::{
    AuditContext, NewSession, NewStaff, NewWorkspace, Store,
    db::{DbSettings, Synchronous},
};
use causeway_testkit::{TestDatabase, process};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

pub(crate) use caller::{Answer, Caller};
pub(crate) use channel::{Connection, Shop, text_message};
pub(crate) use held_time::HeldTime;
pub(crate) use screen::{Frame, Screen};
pub(crate) use story::Story;

/// The time when every test starts.
pub(crate) const START: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

/// A running Causeway with one workspace. No workers run; tests call their steps.
pub(crate) struct Business {
    pub(crate) app: App,
    pub(crate) router: Router,
    offers: Arc<Mutex<OfferFollower>>,
    pub(crate) workspace_id: WorkspaceId,
    /// Jane Root, administrator.
    pub(crate) admin: Person,
    pub(crate) database: Arc<TestDatabase>,
}

/// A person with a session.
pub(crate) struct Person {
    pub(crate) id: StaffId,
    pub(crate) api: Caller,
}

/// Settings of the operator that tests choose.
pub(crate) struct Choice {
    pub(crate) rate_per_source: u32,
    /// How many units of work may wait for the database.
    pub(crate) queue_max: usize,
    pub(crate) file_bytes_max: u64,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            rate_per_source: 10_000,
            queue_max: 4_096,
            file_bytes_max: 1024 * 1024,
        }
    }
}

/// A business on `database`, for tests that run on both engines.
pub(crate) async fn on(database: TestDatabase) -> Business {
    Business::open(database, Choice::default()).await
}

/// A business on SQLite.
pub(crate) async fn business() -> Business {
    on(TestDatabase::sqlite()).await
}

impl Business {
    /// A business with one administrator.
    pub(crate) async fn open(database: TestDatabase, choice: Choice) -> Self {
        let app = app(&database, choice).await;
        let mut moment = Moment::new(START, [7; 32]);
        let (workspace_id, admin_id) = (moment.id(), moment.id());
        let admin = new_staff(
            admin_id,
            "jane@example.com",
            "Jane Root",
            Role::Administrator,
        );
        let workspace = NewWorkspace {
            id: workspace_id,
            name: "Example Ltd".to_owned(),
        };
        assert!(
            app.store
                .create_first(workspace, admin, START)
                .await
                .unwrap()
        );
        let offers = Arc::new(Mutex::new(OfferFollower::new(&app)));
        let router = following_offers(router(app.clone()), &app, &offers);
        let api = session(&app, &router, workspace_id, admin_id).await;
        Self {
            router,
            app,
            offers,
            workspace_id,
            admin: Person { id: admin_id, api },
            database: Arc::new(database),
        }
    }

    /// Another business on the same server. SQLite only.
    pub(crate) async fn neighbour(&self) -> Self {
        let mut moment = Moment::new(START, [8; 32]);
        let (workspace_id, admin_id): (WorkspaceId, StaffId) = (moment.id(), moment.id());
        self.add_workspace(workspace_id);
        let audit = AuditContext {
            id: moment.uuid(),
            workspace_id,
            staff_id: admin_id,
            at: START,
        };
        let admin = new_staff(
            admin_id,
            "root@example.org",
            "Rita Root",
            Role::Administrator,
        );
        self.app.store.create_staff(audit, admin).await.unwrap();
        let api = session(&self.app, &self.router, workspace_id, admin_id).await;
        Self {
            router: self.router.clone(),
            app: self.app.clone(),
            offers: Arc::clone(&self.offers),
            workspace_id,
            admin: Person { id: admin_id, api },
            database: Arc::clone(&self.database),
        }
    }

    /// Adds a person, signed in and offline. The e-mail address is derived from the name.
    pub(crate) async fn hire(&self, name: &str, role: Role) -> Person {
        let mut moment = self.app.moment();
        let audit = AuditContext {
            id: moment.uuid(),
            workspace_id: self.workspace_id,
            staff_id: self.admin.id,
            at: self.app.clock.now(),
        };
        let email = format!("{}@example.com", name.to_lowercase().replace(' ', "."));
        let staff = self
            .app
            .store
            .create_staff(audit, new_staff(moment.id(), &email, name, role))
            .await
            .unwrap();
        let api = session(&self.app, &self.router, self.workspace_id, staff.id).await;
        Person { id: staff.id, api }
    }

    /// The same person in another browser.
    pub(crate) async fn elsewhere(&self, person: &Person) -> Person {
        Person {
            id: person.id,
            api: session(&self.app, &self.router, self.workspace_id, person.id).await,
        }
    }

    /// Adds an agent who is active until the end of the test.
    pub(crate) async fn hire_agent(&self, name: &str) -> Person {
        let agent = self.hire(name, Role::Agent).await;
        self.keep_online(&agent).await;
        agent
    }

    /// Keeps the person online, as if a screen were open for the next year.
    pub(crate) async fn keep_online(&self, person: &Person) {
        let now = self.app.clock.now();
        self.app
            .store
            .connected(person.id, now.plus(Duration::from_hours(365 * 24)), now)
            .await
            .unwrap();
    }

    /// Advances the clock.
    pub(crate) fn pass(&self, duration: Duration) {
        self.app.clock.set(self.app.clock.now().plus(duration));
    }

    /// Starts to send events to screens, until the business is dropped.
    pub(crate) fn follow_events(&self) {
        tokio::spawn(realtime::run(self.app.clone(), self.app.stopping.clone()));
    }

    /// Starts to update offers, until the business is dropped.
    pub(crate) fn keep_offers(&self) {
        let follower = OfferFollower::new(&self.app);
        tokio::spawn(follower.run(self.app.clone(), self.app.stopping.clone()));
    }

    /// Ends the typing of staff, as a running server does.
    pub(crate) fn keep_typing(&self) {
        tokio::spawn(causeway_server::keep_typing(
            self.app.clone(),
            self.app.stopping.clone(),
        ));
    }

    /// The cursor after everything so far.
    pub(crate) async fn end_of_log(&self) -> String {
        self.app.store.last_event().await.unwrap().to_string()
    }

    /// Sends all deliveries that are due now.
    pub(crate) async fn deliver_all(&self) {
        while workers::deliver_once(&self.app).await.unwrap() == Ran::Something {}
    }

    /// Calls all chatbots that are due now.
    pub(crate) async fn ask_all(&self) {
        while workers::ask_once(&self.app).await.unwrap() == Ran::Something {}
    }

    /// Updates the offers that changes since the last request are about.
    pub(crate) async fn follow_offers(&self) {
        self.offers.lock().await.step(&self.app).await.unwrap();
    }

    /// Finds staff who went offline or idle, once, and updates offers.
    pub(crate) async fn sweep(&self) -> Ran {
        let ran = workers::sweep_once(&self.app).await.unwrap();
        self.follow_offers().await;
        ran
    }

    /// Ends all waits that are due now.
    pub(crate) async fn tick_all(&self) {
        while workers::tick_once(&self.app).await.unwrap() == Ran::Something {}
    }
}

impl Drop for Business {
    fn drop(&mut self) {
        self.app.stopping.cancel();
    }
}

/// `router`, with the offers updated after each request, as the worker does it in a running server.
fn following_offers(router: Router, app: &App, offers: &Arc<Mutex<OfferFollower>>) -> Router {
    let state = (app.clone(), Arc::clone(offers));
    router.layer(middleware::from_fn_with_state(
        state,
        async |State((app, offers)): State<(App, Arc<Mutex<OfferFollower>>)>,
               request: Request,
               next: Next| {
            let response = next.run(request).await;
            offers.lock().await.step(&app).await.unwrap();
            response
        },
    ))
}

async fn app(database: &TestDatabase, choice: Choice) -> App {
    let bus = Bus::in_process();
    let signals = bus.clone();
    let mut settings = DbSettings::new(&database.url);
    settings.synchronous = Synchronous::Normal;
    settings.queue_max = choice.queue_max;
    let store = Store::open(&settings, START, move |signal| signals.publish(signal))
        .await
        .unwrap();
    let foundation = Foundation {
        node: NodeMark::alone(1),
        store,
        bus,
        clock: Clock::manual(START),
        seed: [5; 32],
        sealer: Sealer::new(&[3; 32]),
        folder: FileFolder::open(&database.files(), START).unwrap(),
        file_bytes_max: choice.file_bytes_max,
        program: process::binary(),
        webhook_allow: "127.0.0.0/8".parse().unwrap(),
        media_allow: "127.0.0.0/8".parse().unwrap(),
        sign_in_allow: "127.0.0.0/8".parse().unwrap(),
        stopping: CancellationToken::new(),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
        setup_gate: SetupGate::closed(),
        settings: Settings {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: "http://causeway.test".to_owned(),
            rate_per_source: choice.rate_per_source,
            trusted_proxies: TrustedProxies::default(),
        },
    };
    App::build(foundation).await.unwrap()
}

fn new_staff(id: StaffId, email: &str, name: &str, role: Role) -> NewStaff {
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    NewStaff {
        id,
        email: email.to_owned(),
        name: Name {
            first: first.to_owned(),
            last: last.to_owned(),
        },
        role,
        // Never used to sign in: tests create sessions directly, because hashing takes longer than
        // most tests.
        password_hash: "none".to_owned(),
        time_zone: "UTC".to_owned(),
        group_ids: Vec::new(),
    }
}

async fn session(
    app: &App,
    router: &Router,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
) -> Caller {
    let token = SessionToken::generate();
    let now = app.clock.now();
    let session = NewSession {
        id: app.moment().id::<SessionId>(),
        workspace_id,
        staff_id,
        token_hash: token.hash(),
        user_agent: "test".to_owned(),
        expires_at: now.plus(Duration::from_hours(60 * 24)),
    };
    app.store.create_session(session, now).await.unwrap();
    let cookie = format!("causeway_session={}", token.reveal());
    Caller::new(router, "/api/v1", http::header::COOKIE, &cookie)
}

/// A signing secret in the form that developers paste.
pub(crate) fn secret(text: &str) -> SigningSecret {
    text.parse().unwrap()
}
