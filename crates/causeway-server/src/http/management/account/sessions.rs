//! The sessions of the current staff member.

use axum::extract::State;
use causeway_core::{SessionId, Timestamp};
use causeway_store::Session;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::request::{
        json::Json, paging::OptionalPage, path::PathId, query::Query, session::SignedIn,
    },
    wire::problem::{Problem, problem_sets},
};

problem_sets! {
    /// Problems of listing sessions.
    pub(super) struct ListProblems = [NotSignedIn, CrossSite, Invalid];
    /// Problems of ending all other sessions.
    pub(super) struct SessionProblems = [NotSignedIn, CrossSite];
    /// Problems of ending one session.
    pub(super) struct EndProblems = [NotSignedIn, CrossSite, NotFound];
}

/// One sign-in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Session)]
pub(super) struct SessionBody {
    #[schema(value_type = String)]
    id: SessionId,
    /// Whether it is the session of this request.
    current: bool,
    /// The browser's `User-Agent`; empty if it sent none.
    user_agent: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last used, to the minute.
    #[schema(value_type = String, format = DateTime)]
    last_used_at: Timestamp,
    /// When it expires if it isn't used before.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// All your sessions: at most 20.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SessionList {
    /// The most recently used first.
    items: Vec<SessionBody>,
    /// The `cursor` of the next page; `null` on the last page.
    next_cursor: Option<String>,
}

/// List your sessions
#[utoipa::path(
    get, path = "/api/v1/sessions", tag = "me", operation_id = "listSessions", security(("session" = [])),
    params(OptionalPage),
    responses((status = OK, description = "Your sessions.", body = SessionList), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    staff: SignedIn,
    Query(page): Query<OptionalPage>,
) -> Result<Json<SessionList>, Problem> {
    let sessions = app
        .store
        .sessions_of(staff.actor.staff_id, app.clock.now())
        .await?;
    let (sessions, next_cursor) = page.cut(sessions, |session| session.id.to_string())?;
    let body = |session: Session| SessionBody {
        id: session.id,
        current: Some(session.id) == staff.session_id(),
        user_agent: session.user_agent,
        created_at: session.created_at,
        last_used_at: session.last_used_at,
        expires_at: session.expires_at,
    };
    Ok(Json(SessionList {
        items: sessions.into_iter().map(body).collect(),
        next_cursor,
    }))
}

/// Sign out everywhere else
#[utoipa::path(
    delete, path = "/api/v1/sessions", tag = "me", operation_id = "endOtherSessions", security(("session" = [])),
    responses((status = NO_CONTENT, description = "This session is the only one left."), SessionProblems),
)]
pub(super) async fn end_others(
    State(app): State<App>,
    staff: SignedIn,
) -> Result<StatusCode, Problem> {
    let (staff_id, kept) = (staff.actor.staff_id, staff.session()?);
    app.store
        .remove_other_sessions(staff.workspace_id, staff_id, kept, app.clock.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End one of your sessions
#[utoipa::path(
    delete, path = "/api/v1/sessions/{id}", tag = "me", operation_id = "endSession", security(("session" = [])),
    params(("id" = String, Path, description = "A session of yours.")),
    responses((status = NO_CONTENT, description = "The session has ended."), EndProblems),
)]
pub(super) async fn end(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<SessionId>,
) -> Result<StatusCode, Problem> {
    let (staff_id, now) = (staff.actor.staff_id, app.clock.now());
    let ended = app
        .store
        .remove_session_of(staff.workspace_id, staff_id, id, now)
        .await?;
    if ended {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found())
    }
}
