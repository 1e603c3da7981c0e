//! Who is asking: the session cookie, and the extractors that handlers take instead of checking anything themselves.

use std::{fmt, marker::PhantomData, ops::Deref, time::Duration};

use axum::extract::FromRequestParts;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use causeway_core::{
    SessionId, Timestamp, WorkspaceId,
    permission::{Action, Actor},
    scope::{Area, Scope},
    staff::{Name, Staff},
};
use causeway_store::AuditContext;
use http::{HeaderMap, header::USER_AGENT, request::Parts};

use crate::{
    App,
    credentials::{ApiTokenSecret, SessionToken},
    http::request::bearer::{refused, token_of},
    wire::{code::Code, problem::Problem},
};

/// A session that nobody uses ends after this.
const IDLE_MAX: Duration = Duration::from_hours(14 * 24);
/// A session ends after this however much it is used.
const AGE_MAX: Duration = Duration::from_hours(60 * 24);
/// How often use is written down: a write for each request would cost more than it tells.
const USE_NOTED_EVERY: Duration = Duration::from_mins(1);

/// A staff member who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who asks, for permissions and decisions.
    pub actor: Actor,
    /// What they are called.
    pub name: Name,
    /// Whose they are: nothing of another workspace is ever shown to them.
    pub workspace_id: WorkspaceId,
    /// How they showed who they are.
    way: Way,
    /// All of them.
    pub staff: Staff,
}

/// How a request shows whose it is.
#[derive(Clone, Debug)]
enum Way {
    /// A browser's session.
    Session(SessionId),
    /// A program's API token, good for these.
    Token(Vec<Scope>),
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(token) = token_of(&parts.headers) {
            return Self::of_token(app, token, parts).await;
        }
        let cookies = CookieJar::from_headers(&parts.headers);
        let cookie = cookies
            .get(cookie_name(app))
            .ok_or(Problem::new(Code::NotSignedIn))?;
        let token =
            SessionToken::parse(cookie.value()).map_err(|_| Problem::new(Code::NotSignedIn))?;
        let now = app.clock.now();
        let session = app
            .store
            .session(token.hash(), now)
            .await?
            .ok_or(Problem::new(Code::NotSignedIn))?;
        if now < session.last_used_at || now.since(session.last_used_at) >= USE_NOTED_EVERY {
            app.store
                .note_session_use(session.session_id, now, expiry(session.created_at, now))
                .await?;
        }
        Ok(Self {
            actor: session.actor,
            name: session.staff.name.clone(),
            workspace_id: session.workspace_id,
            way: Way::Session(session.session_id),
            staff: session.staff,
        })
    }
}

impl SignedIn {
    /// A program that acts as whoever made its token, as far as the token's scopes reach.
    async fn of_token(app: &App, token: &str, parts: &Parts) -> Result<Self, Problem> {
        let token = ApiTokenSecret::parse(token).map_err(|error| refused(error.to_string()))?;
        let now = app.clock.now();
        let found = app.store.api_token(token.hash(), now).await?;
        let found = found.ok_or_else(|| refused("There is no such API token, or it has ended."))?;
        let area = Area::of(parts.uri.path());
        let area = area.ok_or_else(|| {
            Problem::because(
                Code::Forbidden,
                "This is for people who are signed in, not for programs.",
            )
        })?;
        let name = found.staff.name.clone();
        let way = Way::Token(found.scopes);
        let program = Self {
            actor: found.actor,
            name,
            workspace_id: found.workspace_id,
            way,
            staff: found.staff,
        };
        program.check_scope(Scope {
            area,
            write: !parts.method.is_safe(),
        })?;
        if found
            .last_used_at
            .is_none_or(|at| now < at || now.since(at) >= USE_NOTED_EVERY)
        {
            app.store.note_api_token_use(found.id, now).await?;
        }
        Ok(program)
    }

    /// Refuses a program whose token lacks a scope. People who are signed in have no scopes: they may what their role may.
    pub fn check_scope(&self, wanted: Scope) -> Result<(), Problem> {
        match &self.way {
            Way::Session(_) => Ok(()),
            Way::Token(scopes) if scopes.iter().any(|scope| scope.covers(wanted)) => Ok(()),
            Way::Token(_) => Err(Problem::because(
                Code::Forbidden,
                format!("This API token lacks the scope {wanted}."),
            )),
        }
    }

    /// The sign-in; refuses programs, which have none.
    pub fn session(&self) -> Result<SessionId, Problem> {
        self.session_id().ok_or(Problem::new(Code::Forbidden))
    }

    /// The sign-in, if it is one.
    pub fn session_id(&self) -> Option<SessionId> {
        match self.way {
            Way::Session(id) => Some(id),
            Way::Token(_) => None,
        }
    }

    /// Refuses what the person may not do.
    pub fn check(&self, action: Action) -> Result<(), Problem> {
        if self.actor.may(action) {
            Ok(())
        } else {
            Err(Problem::new(Code::Forbidden))
        }
    }

    /// What this person does to the workspace's settings now, for the store and its audit log.
    pub fn audit(&self, app: &App) -> AuditContext {
        let mut moment = app.moment();
        AuditContext {
            id: moment.uuid(),
            workspace_id: self.workspace_id,
            staff_id: self.actor.staff_id,
            at: moment.now(),
        }
    }
}

/// What the browser calls itself.
pub(in crate::http) fn user_agent(headers: &HeaderMap) -> &str {
    headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// When a session that is used at `now` ends.
pub(in crate::http) fn expiry(created_at: Timestamp, now: Timestamp) -> Timestamp {
    now.plus(IDLE_MAX).min(created_at.plus(AGE_MAX))
}

/// A permission that a handler asks for by its type.
pub trait Permission: Send + 'static {
    /// What the person wants to do.
    const ACTION: Action;
}

macro_rules! permissions {
    ($($name:ident),*) => { $(
        #[doc = concat!("Asks for [`Action::", stringify!($name), "`].")]
        pub enum $name {}

        impl Permission for $name {
            const ACTION: Action = Action::$name;
        }
    )* };
}

permissions!(
    ReadStaff,
    ManageStaff,
    ReadChannels,
    ManageChannels,
    ManageLabels,
    ManageStickyBindings,
    ManageSettings,
    ManageApiTokens,
    ReadAuditLog
);

/// A signed-in person who may do what `P` names. A handler that takes one can't be reached by anybody else.
pub struct Permitted<P> {
    signed_in: SignedIn,
    permission: PhantomData<P>,
}

impl<P> Deref for Permitted<P> {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.signed_in
    }
}

impl<P> fmt::Debug for Permitted<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.signed_in.fmt(f)
    }
}

impl<P: Permission> FromRequestParts<App> for Permitted<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let signed_in = SignedIn::from_request_parts(parts, app).await?;
        signed_in.check(P::ACTION)?;
        Ok(Self {
            signed_in,
            permission: PhantomData,
        })
    }
}

/// Browsers keep `__Host-` cookies to this very host and to TLS, where there is TLS.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_behind_tls() {
        "__Host-causeway_session"
    } else {
        "causeway_session"
    }
}

/// The cookie that carries `token`.
pub(in crate::http) fn cookie(app: &App, token: &SessionToken) -> Cookie<'static> {
    let mut cookie = empty_cookie(app);
    cookie.set_value(token.reveal().to_owned());
    cookie.set_max_age(Some(
        AGE_MAX
            .try_into()
            .expect("sixty days are a duration of any kind"),
    ));
    cookie
}

/// The cookie without a value: what is told to a browser to make it forget.
pub(in crate::http) fn empty_cookie(app: &App) -> Cookie<'static> {
    Cookie::build((cookie_name(app), ""))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.is_behind_tls())
        .build()
}
