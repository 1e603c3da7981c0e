//! The return from an identity provider.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use causeway_core::{Faults, StaffId, WorkspaceId, single_sign_on::Identity};
use causeway_store::Linked;
use http::HeaderMap;
use tokio::time::timeout;

use crate::{
    App,
    http::{
        management::{
            auth::open_session,
            single_sign_on::{
                PROVIDER_TIMEOUT, Refused, WayInProblems, cookie, cookie_name, registration,
            },
        },
        request::{
            client::Client,
            query::{Pairs, Parameters, Query},
            sign_in_limit::SignInLimit,
        },
    },
    identity::SignInAttempt,
};

/// The longest code that is passed on, in bytes. The longest known codes have about 2,000.
const CODE_BYTES_MAX: usize = 4_096;
/// The longest other parameter that is read, in bytes.
const PARAMETER_BYTES_MAX: usize = 500;

/// The parameters with which a browser returns from the provider (RFC 6749 §4.1.2, RFC 9207). A
/// person navigates here, so the sign-in page explains parameters that can't be read.
pub(super) struct Return {
    code: Option<String>,
    state: Option<String>,
    issuer: Option<String>,
}

impl Parameters for Return {
    /// Providers add parameters of their own, such as `session_state` and `scope`.
    const IGNORES_UNKNOWN: bool = true;

    fn read(pairs: &Pairs, _: &mut Faults) -> Option<Self> {
        let text = |name, bytes_max| {
            pairs
                .text(name)
                .filter(|text| text.len() <= bytes_max)
                .map(str::to_owned)
        };
        Some(Self {
            code: text("code", CODE_BYTES_MAX),
            state: text("state", PARAMETER_BYTES_MAX),
            issuer: text("iss", PARAMETER_BYTES_MAX),
        })
    }
}

/// Return from the identity provider
///
/// The provider sends the browser here. The browser is redirected to the dashboard, signed in, or
/// to the sign-in page with the reason as `problem`. It has ten minutes to return.
#[utoipa::path(
    get, path = "/api/v1/auth/single-sign-on/callback", tag = "auth", operation_id = "finishSingleSignOn",
    params(
        ("code" = Option<String>, Query, description = "The authorization code of the provider."),
        ("state" = Option<String>, Query, description = "The state that Causeway sent."),
        ("iss" = Option<String>, Query, description = "The provider's own name for itself."),
        ("error" = Option<String>, Query, description = "The error of the provider."),
    ),
    responses(
        (status = SEE_OTHER, description = "Redirects to the dashboard, or to the sign-in page.",
            headers(("Location" = String, description = "The URL."))),
        WayInProblems,
    ),
)]
pub(super) async fn finish(
    State(app): State<App>,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    headers: HeaderMap,
    cookies: CookieJar,
    Query(back): Query<Return>,
) -> Response {
    let carried = cookies
        .get(cookie_name(&app))
        .map(|cookie| cookie.value().to_owned());
    let cookies = if carried.is_some() {
        cookies.add(cookie(&app, String::new()))
    } else {
        cookies
    };
    let arrived = timeout(
        PROVIDER_TIMEOUT,
        arrive(&app, &limit, &client, carried.as_deref(), back),
    )
    .await;
    let signed_in = match arrived.unwrap_or(Err(Refused::ProviderUnavailable)) {
        Ok((attempt, staff_id)) => {
            let opened = open_session(
                &app,
                attempt.workspace_id,
                staff_id,
                &headers,
                cookies.clone(),
            )
            .await;
            opened
                .map(|(cookies, device, _)| (cookies, device, attempt.next))
                .map_err(Refused::from)
        }
        Err(refused) => Err(refused),
    };
    match signed_in {
        Ok((cookies, device, next)) => (cookies, device, Redirect::to(&next)).into_response(),
        Err(refused) => (cookies, Redirect::to(&refused.page())).into_response(),
    }
}

async fn arrive(
    app: &App,
    limit: &SignInLimit,
    client: &Client,
    carried: Option<&str>,
    back: Return,
) -> Result<(SignInAttempt, StaffId), Refused> {
    let permit = limit.admit_from(client).map_err(|_| Refused::RateLimited)?;
    let now = app.clock.now();
    let attempt = carried
        .and_then(|carried| SignInAttempt::open(&app.sealer, carried, now))
        .ok_or(Refused::Expired)?;
    let state = back.state.unwrap_or_default();
    let is_same = verify_slices_are_equal(state.as_bytes(), attempt.state.as_bytes()).is_ok();
    // RFC 9207: if the provider names its issuer, it must be the issuer of the attempt.
    if !is_same || back.issuer.is_some_and(|issuer| issuer != attempt.issuer) {
        return Err(Refused::Mismatch);
    }
    let code = back.code.ok_or(Refused::NoCode)?;
    let kept = app.store.single_sign_on(attempt.workspace_id).await?;
    let kept = kept
        .filter(|kept| kept.issuer == attempt.issuer)
        .ok_or(Refused::NotSetUp)?;
    let registration = registration(app, attempt.workspace_id, &kept)?;
    let identity = app
        .identity_providers
        .identify(attempt.workspace_id, &registration, &attempt, code, now)
        .await?;
    let staff_id = whose(app, attempt.workspace_id, registration.client_id, identity).await?;
    permit.was_right();
    // The start of this sign-in was right too.
    limit.forgive(client);
    Ok((attempt, staff_id))
}

/// The staff member with this identity: the one who is linked to the subject, otherwise the one
/// with the e-mail address.
async fn whose(
    app: &App,
    workspace_id: WorkspaceId,
    client_id: String,
    identity: Identity,
) -> Result<StaffId, Refused> {
    if let Some(id) = app
        .store
        .linked_staff(workspace_id, identity.clone())
        .await?
    {
        return Ok(id);
    }
    if identity.email.is_none() {
        return Err(Refused::EmailNotVerified);
    }
    let mut moment = app.moment();
    match app
        .store
        .link_staff(
            workspace_id,
            client_id,
            identity,
            moment.uuid(),
            moment.now(),
        )
        .await?
    {
        Linked::To(id) => Ok(id),
        Linked::Nobody => Err(Refused::UnknownPerson),
        Linked::Other => Err(Refused::LinkedToAnother),
    }
}
