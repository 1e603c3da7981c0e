//! Changing your own password.

use axum::{Extension, extract::State};
use causeway_core::{Faults, Reason};
use causeway_derive::Input;
use causeway_store::NewPassword;
use http::StatusCode;

use crate::{
    App,
    credentials::{self, Password},
    http::request::{client::Client, json::Json, session::SignedIn, sign_in_limit::SignInLimit},
    wire::{
        field::Text,
        problem::{Problem, problem_sets},
    },
};

/// A password to compare with the current one. No rule ever allowed a longer password, so a longer
/// text can't be right.
pub(in crate::http) type PresentPassword = Text<1, 1_000>;

problem_sets! {
    /// Problems of changing your password.
    pub(super) struct PasswordProblems = [
        MalformedJson, NotSignedIn, CrossSite, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, Invalid, RateLimited,
    ];
}

/// A change of your password.
#[derive(Input)]
#[input(name = "PasswordChange")]
pub(super) struct ChangeForm {
    /// The current password.
    current_password: PresentPassword,
    password: Password,
}

/// Change your password
///
/// You stay signed in here and are signed out everywhere else.
#[utoipa::path(
    put, path = "/api/v1/me/password", tag = "me", operation_id = "changePassword", security(("session" = [])),
    request_body = ChangeForm,
    responses((status = NO_CONTENT, description = "It takes effect immediately."), PasswordProblems),
)]
pub(super) async fn change(
    State(app): State<App>,
    staff: SignedIn,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    Json(form): Json<ChangeForm>,
) -> Result<StatusCode, Problem> {
    let current = &form.current_password;
    confirm(&app, &staff, &limit, &client, current, "/currentPassword").await?;
    let hash = credentials::hash(form.password).await?;
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

/// Verifies by the password that the caller is the person who signed in. `pointer` is the
/// password's place in the body.
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
