//! Signing in and out.

use std::time::Duration;

use axum::{Extension, extract::State};
use axum_extra::extract::CookieJar;
use causeway_core::{
    StaffId, WorkspaceId,
    staff::{Staff, parse_email},
    text::first_characters,
};
use causeway_derive::Input;
use causeway_store::NewSession;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    credentials::{self, SessionToken},
    http::{
        management::{
            account::{self, PresentPassword},
            me::Me,
            staff::EMAIL_MAX,
        },
        request::{
            client::{Client, DeviceHeader, know_device},
            json::Json,
            session::{self, SignedIn},
            sign_in_limit::SignInLimit,
            small_json::SmallJson,
        },
    },
    wire::{
        code::Code,
        field::Text,
        problem::{Problem, problem_sets},
    },
};

/// How many characters of a browser's `User-Agent` are stored.
const USER_AGENT_MAX: usize = 200;

pub(super) fn routes() -> OpenApiRouter<App> {
    let sign_in = OpenApiRouter::new()
        .routes(routes!(log_in))
        .layer(Extension(SignInLimit::new()));
    OpenApiRouter::new().merge(sign_in).routes(routes!(log_out))
}

/// The credentials of a person who signs in.
#[derive(Input)]
struct LogIn {
    /// Their e-mail address.
    email: Text<1, EMAIL_MAX>,
    /// Their password.
    password: PresentPassword,
    /// Required if they use a second factor: the code that the authenticator app shows, or a
    /// recovery code.
    totp: Option<Text<0, 40>>,
}

/// The person who is signed in now.
#[derive(Serialize, ToSchema)]
pub(super) struct SignedInBody {
    me: Me,
}

problem_sets! {
    /// Problems of signing in.
    struct LogInProblems = [
        MalformedJson, WrongCredentials, TotpRequired, WrongTotp, SingleSignOnRequired, CrossSite, UnreadableSecret, Invalid,
        RateLimited,
    ];
    /// Problems of signing out.
    struct LogOutProblems = [NotSignedIn, CrossSite];
}

/// Sign in
///
/// The response sets a session cookie, and a cookie that marks the device as known. Failed attempts
/// are limited by e-mail address and network. On a known device they have a limit of their own.
/// Successful attempts never count.
#[utoipa::path(
    post, path = "/api/v1/auth/login", tag = "auth", operation_id = "logIn", request_body = LogIn,
    responses((status = 200, description = "Signed in.", body = SignedInBody), LogInProblems),
)]
async fn log_in(
    State(app): State<App>,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    headers: HeaderMap,
    cookies: CookieJar,
    SmallJson(input): SmallJson<LogIn>,
) -> Result<(CookieJar, DeviceHeader, Json<SignedInBody>), Problem> {
    let email = parse_email(&input.email).unwrap_or_default();
    let attempt = limit.admit(&client, &email)?;
    let found = app.store.sign_in(email.clone()).await?;
    let is_right = match &found {
        Some(found) => credentials::verify(&input.password, &found.password_hash).await?,
        // As much work as for an existing account, so that the response time reveals nothing.
        None => credentials::verify_absent(&input.password).await?,
    };
    let Some(found) = found.filter(|_| is_right) else {
        return Err(Problem::new(Code::WrongCredentials));
    };
    attempt.was_right();
    let code = input.totp.as_deref().filter(|code| !code.trim().is_empty());
    // Only after the password was right: guessing must not reveal this.
    if !found.by_password {
        return Err(Problem::new(Code::SingleSignOnRequired));
    }
    account::check(&app, &limit, &client, &email, found.staff_id, code).await?;
    begin_session(&app, found.workspace_id, found.staff_id, &headers, cookies).await
}

/// Signs in a person who has proved their identity.
pub(super) async fn begin_session(
    app: &App,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
    headers: &HeaderMap,
    cookies: CookieJar,
) -> Result<(CookieJar, DeviceHeader, Json<SignedInBody>), Problem> {
    let (cookies, device, staff) =
        open_session(app, workspace_id, staff_id, headers, cookies).await?;
    let me = Me::of(app, workspace_id, &staff).await?;
    Ok((cookies, device, Json(SignedInBody { me })))
}

/// Begins a session of a person who has proved their identity. The browser gets the session's
/// cookie and the cookie of a known device.
pub(super) async fn open_session(
    app: &App,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
    headers: &HeaderMap,
    cookies: CookieJar,
) -> Result<(CookieJar, DeviceHeader, Staff), Problem> {
    let mut moment = app.moment();
    let now = moment.now();
    let token = SessionToken::generate();
    let session = NewSession {
        id: moment.id(),
        workspace_id,
        staff_id,
        token_hash: token.hash(),
        user_agent: first_characters(session::user_agent(headers), USER_AGENT_MAX).to_owned(),
        expires_at: session::expiry(now, now),
    };
    app.store.create_session(session, now).await?;
    let staff = app.store.staff_member(workspace_id, staff_id).await?;
    // The staff member was removed in the meantime, and the session with them.
    let staff = staff.ok_or(Problem::new(Code::WrongCredentials))?;
    let device = know_device(app, &cookies, &staff.email);
    Ok((cookies.add(session::cookie(app, &token)), device, staff))
}

/// Sign out
///
/// Ends this session. Your other sessions continue.
#[utoipa::path(
    post, path = "/api/v1/auth/logout", tag = "auth", operation_id = "logOut", security(("session" = [])),
    responses((status = 204, description = "Signed out."), LogOutProblems),
)]
async fn log_out(
    State(app): State<App>,
    signed_in: SignedIn,
    cookies: CookieJar,
) -> Result<(CookieJar, StatusCode), Problem> {
    let (workspace_id, staff_id) = (signed_in.workspace_id, signed_in.actor.staff_id);
    app.store
        .remove_session_of(
            workspace_id,
            staff_id,
            signed_in.session()?,
            app.clock.now(),
        )
        .await?;
    let mut forgotten = session::empty_cookie(&app);
    forgotten.set_max_age(Some(
        Duration::ZERO
            .try_into()
            .expect("nothing is a duration of any kind"),
    ));
    Ok((cookies.add(forgotten), StatusCode::NO_CONTENT))
}
