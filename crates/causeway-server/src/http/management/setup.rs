//! The first start in a browser: the person who opens the printed link names the workspace and
//! becomes its administrator.

use axum::extract::State;
use axum_extra::extract::CookieJar;
use causeway_core::{Faults, Reason, staff::Name};
use causeway_derive::Input;
use http::HeaderMap;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    bootstrap::{BootstrapError, FirstStart, create_first},
    credentials::{Password, SetupToken},
    http::{
        management::{
            auth::{SignedInBody, begin_session},
            staff::{Email, LastName, NAME_MAX, TimeZone},
        },
        request::{client::DeviceHeader, json::Json, small_json::SmallJson},
    },
    wire::{
        code::Code,
        field::{PlainName, Text},
        problem::{Problem, problem_sets},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(is_needed, set_up))
}

/// Whether the server still has to be set up.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SetupBody {
    /// Whether there is no workspace yet.
    needed: bool,
    /// The address to open, if it is https: a page that was opened over http can't keep a sign-in,
    /// because the cookie works only over https.
    #[serde(skip_serializing_if = "Option::is_none")]
    secure_url: Option<String>,
}

/// The first administrator and their workspace.
#[derive(Input)]
struct SetUp {
    /// The token from the link that the server printed.
    token: Text<1, 200>,
    workspace_name: PlainName<60>,
    /// The address with which the administrator signs in.
    email: Email,
    password: Password,
    first_name: PlainName<NAME_MAX>,
    last_name: Option<LastName>,
    /// IANA name.
    #[input(default = TimeZone::STANDARD)]
    time_zone: Option<TimeZone>,
}

impl From<SetUp> for FirstStart {
    fn from(form: SetUp) -> Self {
        Self {
            workspace_name: form.workspace_name.into(),
            email: form.email.into(),
            password: form.password,
            name: Name {
                first: form.first_name.into(),
                last: form.last_name.map(Into::into).unwrap_or_default(),
            },
            time_zone: form
                .time_zone
                .map_or_else(|| TimeZone::STANDARD.to_owned(), Into::into),
        }
    }
}

problem_sets! {
    /// Problems of reading whether the server has to be set up.
    struct SetupProblems = [CrossSite];
    /// Problems of the first start.
    struct SetUpProblems = [MalformedJson, CrossSite, WrongSetupToken, AlreadySetUp, Invalid];
}

/// Show whether this server is new
#[utoipa::path(
    get, path = "/api/v1/setup", tag = "setup", operation_id = "getSetup",
    responses((status = 200, description = "Whether the server still has to be set up.", body = SetupBody), SetupProblems),
)]
async fn is_needed(State(app): State<App>) -> Result<Json<SetupBody>, Problem> {
    let public_url = &app.settings.public_url;
    let secure_url = public_url
        .starts_with("https://")
        .then(|| public_url.clone());
    Ok(Json(SetupBody {
        needed: !app.store.is_set_up().await?,
        secure_url,
    }))
}

/// Set up a new server
///
/// Creates the workspace and its administrator, and signs the administrator in. Works once, with
/// the token of the link that the server printed at its start.
#[utoipa::path(
    post, path = "/api/v1/setup", tag = "setup", operation_id = "setUp", request_body = SetUp,
    responses((status = 200, description = "Set up and signed in.", body = SignedInBody), SetUpProblems),
)]
async fn set_up(
    State(app): State<App>,
    headers: HeaderMap,
    cookies: CookieJar,
    SmallJson(input): SmallJson<SetUp>,
) -> Result<(CookieJar, DeviceHeader, Json<SignedInBody>), Problem> {
    let token = SetupToken::parse(&input.token).map_err(|_| Problem::new(Code::WrongSetupToken))?;
    if app.store.is_set_up().await? {
        return Err(Problem::new(Code::AlreadySetUp));
    }
    if !app.setup_gate.admits(&token) {
        return Err(Problem::new(Code::WrongSetupToken));
    }
    let first = create_first(&app, input.into())
        .await?
        .ok_or(Problem::new(Code::AlreadySetUp))?;
    begin_session(&app, first.workspace_id, first.staff_id, &headers, cookies).await
}

impl From<BootstrapError> for Problem {
    fn from(error: BootstrapError) -> Self {
        match error {
            BootstrapError::Email(_) => Faults::one("/email", Reason::InvalidEmail).into(),
            BootstrapError::Password(refusal) => Faults::one("/password", refusal.reason()).into(),
            BootstrapError::Hash(error) => error.into(),
            BootstrapError::Store(error) => error.into(),
        }
    }
}
