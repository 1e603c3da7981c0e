//! Listing the ways to sign in by single sign-on, and starting one.

use axum::{Extension, extract::State, response::Redirect};
use axum_extra::extract::CookieJar;
use causeway_core::{Faults, WorkspaceId};
use causeway_store::SignInProvider;
use serde::Serialize;
use tokio::time::timeout;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        management::single_sign_on::{
            Onwards, PROVIDER_TIMEOUT, Refused, WayInProblems, cookie, registration,
        },
        request::{
            client::Client,
            json::Json,
            query::{Pairs, Parameters, Query},
            sign_in_limit::SignInLimit,
        },
    },
    identity::SignInAttempt,
    wire::problem::Problem,
};

/// The longest path of a page to return to, in bytes.
const NEXT_BYTES_MAX: usize = 500;

/// The ways to sign in besides a password.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaysIn {
    /// One for each workspace that has an identity provider.
    providers: Vec<WayIn>,
}

/// A way to sign in besides a password.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WayIn {
    /// The label of the button, after "Sign in with".
    #[schema(example = "Example Ltd")]
    name: String,
    /// The address that the browser opens. `&next=` and the path of a page of the dashboard may
    /// follow.
    #[schema(
        example = "/api/v1/auth/single-sign-on/start?workspace=wsp_01JD00000000000000000000AA"
    )]
    url: String,
}

impl From<SignInProvider> for WayIn {
    fn from(provider: SignInProvider) -> Self {
        let url = format!(
            "/api/v1/auth/single-sign-on/start?workspace={}",
            provider.workspace_id
        );
        Self {
            name: provider.name,
            url,
        }
    }
}

/// List the ways to sign in besides a password
///
/// For the sign-in page, so no sign-in is required.
#[utoipa::path(
    get, path = "/api/v1/auth/single-sign-on", tag = "auth", operation_id = "listWaysIn",
    responses((status = OK, description = "Empty if no workspace uses single sign-on.", body = WaysIn), WayInProblems),
)]
pub(super) async fn list(State(app): State<App>) -> Result<Json<WaysIn>, Problem> {
    let providers = app.store.sign_in_providers().await?;
    Ok(Json(WaysIn {
        providers: providers.into_iter().map(WayIn::from).collect(),
    }))
}

/// The parameters of a start. A person navigates here, so the sign-in page explains parameters that
/// can't be read.
pub(super) struct Start {
    workspace_id: Option<WorkspaceId>,
    next: String,
}

impl Parameters for Start {
    fn read(pairs: &Pairs, _: &mut Faults) -> Option<Self> {
        let next = pairs
            .text("next")
            .filter(|next| is_own_page(next))
            .unwrap_or("/")
            .to_owned();
        Some(Self {
            workspace_id: pairs.text("workspace").and_then(WorkspaceId::parse),
            next,
        })
    }
}

/// Whether a redirect to `next` stays at this dashboard. `//host` and `/\host` lead to another
/// host, and browsers drop invisible characters before they read the address.
fn is_own_page(next: &str) -> bool {
    let rest = next.strip_prefix('/');
    rest.is_some_and(|rest| !rest.starts_with('/'))
        && next.len() <= NEXT_BYTES_MAX
        && next
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// Sign in by single sign-on
///
/// A browser is sent to the identity provider, or back to the sign-in page with the reason as
/// `problem`.
#[utoipa::path(
    get, path = "/api/v1/auth/single-sign-on/start", tag = "auth", operation_id = "startSingleSignOn",
    params(
        ("workspace" = String, Query, description = "The workspace whose provider is used."),
        ("next" = Option<String>, Query, description = "A page of the dashboard to go to afterwards, by its path."),
    ),
    responses(
        (status = SEE_OTHER, description = "Redirects to the provider, or to the sign-in page.",
            headers(("Location" = String, description = "The URL."))),
        WayInProblems,
    ),
)]
pub(super) async fn start(
    State(app): State<App>,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    cookies: CookieJar,
    Query(start): Query<Start>,
) -> Onwards {
    let departed = timeout(PROVIDER_TIMEOUT, depart(&app, &limit, &client, start)).await;
    match departed.unwrap_or(Err(Refused::ProviderUnavailable)) {
        Ok((attempt, place)) => (
            cookies.add(cookie(&app, attempt.seal(&app.sealer))),
            Redirect::to(&place),
        ),
        Err(refused) => (cookies, Redirect::to(&refused.page())),
    }
}

async fn depart(
    app: &App,
    limit: &SignInLimit,
    client: &Client,
    Start { workspace_id, next }: Start,
) -> Result<(SignInAttempt, String), Refused> {
    let _permit = limit.admit_from(client).map_err(|_| Refused::RateLimited)?;
    let workspace_id = workspace_id.ok_or(Refused::NotSetUp)?;
    let kept = app
        .store
        .single_sign_on(workspace_id)
        .await?
        .ok_or(Refused::NotSetUp)?;
    let (registration, now) = (registration(app, workspace_id, &kept)?, app.clock.now());
    let attempt = SignInAttempt::new(workspace_id, kept.issuer, next, now);
    let place = app
        .identity_providers
        .authorize(workspace_id, &registration, &attempt, now)
        .await?;
    Ok((attempt, place.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_this_dashboard_is_a_redirect_target() {
        for own in [
            "/",
            "/enquiries/enq_1",
            "/settings/staff?x=1",
            "/@evil.example",
        ] {
            assert!(is_own_page(own), "{own}");
        }
        let long = format!("/{}", "x".repeat(NEXT_BYTES_MAX));
        let others = [
            "",
            "evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "/ü",
            &long,
        ];
        for other in others {
            assert!(!is_own_page(other), "{other}");
        }
    }
}
