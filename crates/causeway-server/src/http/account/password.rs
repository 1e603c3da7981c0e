//! One's own password.

use axum::{Extension, extract::State};
use causeway_core::{Faults, Fields, Reason};
use causeway_store::NewPassword;
use http::StatusCode;
use utoipa::ToSchema;

use crate::{
    App,
    credentials::{self, Password},
    http::{
        client::Client,
        json::{Input, Json},
        problem::{Problem, problem_sets},
        session::SignedIn,
        sign_in_limit::SignInLimit,
        staff::read_password,
    },
};

problem_sets! {
    /// Of choosing another password.
    pub(super) struct PasswordProblems = [
        MalformedJson, NotSignedIn, CrossSite, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, Invalid, RateLimited,
    ];
}

/// Another password.
#[derive(ToSchema)]
#[schema(as = PasswordChange, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Change` reads")]
pub(super) struct ChangeForm {
    /// The present one.
    current_password: String,
    #[schema(min_length = 10, max_length = 128)]
    password: String,
}

pub(super) struct Change {
    current: String,
    password: Password,
}

impl Input for Change {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let current = fields.required_string("currentPassword", 1, 1_000, faults);
        let password = read_password(fields, true, faults);
        Some(Self {
            current: current?,
            password: password?,
        })
    }
}

/// Choose another password
///
/// You stay signed in here and are signed out everywhere else.
#[utoipa::path(
    put, path = "/api/v1/me/password", tag = "me", operation_id = "changePassword", security(("session" = [])),
    request_body = ChangeForm,
    responses((status = NO_CONTENT, description = "It holds from now on."), PasswordProblems),
)]
pub(super) async fn change(
    State(app): State<App>,
    staff: SignedIn,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    Json(Change { current, password }): Json<Change>,
) -> Result<StatusCode, Problem> {
    confirm(&app, &staff, &limit, &client, &current, "/currentPassword").await?;
    let hash = credentials::hash(password).await?;
    app.store
        .change_own_password(
            staff.audit(&app),
            NewPassword {
                hash,
                set_in: staff.session_id(),
                ends_api_tokens: false,
            },
        )
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes sure that whoever is at the screen is who signed in there: they know the password, which stands at `pointer`.
pub(super) async fn confirm(
    app: &App,
    staff: &SignedIn,
    limit: &SignInLimit,
    client: &Client,
    password: &str,
    pointer: &str,
) -> Result<(), Problem> {
    let attempt = limit.admit(client, &staff.staff.email)?;
    let known = app.store.password_hash(staff.actor.staff_id).await?;
    if credentials::verify(password, &known).await? {
        attempt.was_right();
        return Ok(());
    }
    Err(Faults::one(pointer, Reason::WrongPassword).into())
}
