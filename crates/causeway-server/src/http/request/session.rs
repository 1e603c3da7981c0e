//! The caller of the management API: the session cookie, and the extractors that check permissions
//! for handlers.

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

/// A session ends after this time without use.
const IDLE_MAX: Duration = Duration::from_hours(14 * 24);
/// A session ends after this time, regardless of its use.
const AGE_MAX: Duration = Duration::from_hours(60 * 24);
/// How often the use of a session is written to the database. A write for each request would cost
/// too much.
const USE_NOTED_EVERY: Duration = Duration::from_mins(1);

/// A staff member who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The caller, for permissions and decisions.
    pub actor: Actor,
    pub name: Name,
    /// Their workspace. They never see anything of another one.
    pub workspace_id: WorkspaceId,
    /// How they authenticated.
    way: Way,
    /// The whole staff member.
    pub staff: Staff,
}

/// How a request is authenticated.
#[derive(Clone, Debug)]
enum Way {
    /// By a browser's session.
    Session(SessionId),
    /// By a program's API token with these scopes.
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
    /// A program that acts on behalf of the person who created its token, within the token's
    /// scopes.
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

    /// Refuses a program whose token lacks the scope. People who are signed in need no scopes;
    /// their role decides.
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

    /// The session. Refuses programs, which have none.
    pub fn session(&self) -> Result<SessionId, Problem> {
        self.session_id().ok_or(Problem::new(Code::Forbidden))
    }

    /// The session, if the caller has one.
    pub fn session_id(&self) -> Option<SessionId> {
        match self.way {
            Way::Session(id) => Some(id),
            Way::Token(_) => None,
        }
    }

    /// Refuses an action for which the person has no permission.
    pub fn check(&self, action: Action) -> Result<(), Problem> {
        if self.actor.may(action) {
            Ok(())
        } else {
            Err(Problem::new(Code::Forbidden))
        }
    }

    /// The context of an action of this person now, for the audit log.
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

/// The browser's `User-Agent`; empty if it sent none.
pub(in crate::http) fn user_agent(headers: &HeaderMap) -> &str {
    headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// When a session that is used at `now` expires.
pub(in crate::http) fn expiry(created_at: Timestamp, now: Timestamp) -> Timestamp {
    now.plus(IDLE_MAX).min(created_at.plus(AGE_MAX))
}

/// A permission that a handler requires by its type.
pub trait Permission: Send + 'static {
    /// The action that the permission allows.
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

/// A signed-in person with the permission `P`. No one else can reach a handler with this parameter.
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

/// With TLS, the name has the prefix `__Host-`: browsers send such cookies only to this host and
/// only over TLS.
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

/// The cookie without a value, which makes a browser delete it.
pub(in crate::http) fn empty_cookie(app: &App) -> Cookie<'static> {
    Cookie::build((cookie_name(app), ""))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.is_behind_tls())
        .build()
}
