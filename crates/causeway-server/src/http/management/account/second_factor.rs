//! The second factor of the current staff member.

use axum::{Extension, extract::State};
use causeway_core::{Faults, Reason, StaffId};
use causeway_derive::Input;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    credentials::{RECOVERY_CODES, RecoveryCode, TotpSecret},
    http::{
        management::account::password::{PresentPassword, confirm},
        request::{
            client::Client,
            json::Json,
            path::PathId,
            session::{ManageStaff, Permitted, SignedIn},
            sign_in_limit::{SignInLimit, Try},
        },
    },
    wire::{
        code::Code,
        field::Text,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of reading the state of your second factor, and of getting a secret.
    pub(super) struct FactorProblems = [NotSignedIn, CrossSite];
    /// Problems of turning your second factor on or off.
    pub(super) struct TurnProblems = [
        MalformedJson, NotSignedIn, CrossSite, RequestTimeout, UnreadableSecret, PayloadTooLarge, UnsupportedMediaType,
        Invalid, RateLimited,
    ];
    /// Problems of turning another person's second factor off.
    pub(super) struct TurnOffForProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// An authenticator app's code never has more characters than this; a recovery code always has.
const APP_CODE_MAX: usize = 10;

/// Whether you sign in with a second factor.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SecondFactor)]
pub(super) struct FactorBody {
    on: bool,
    /// How many of the 8 recovery codes are still unused.
    recovery_codes_left: i64,
}

/// Get the state of your second factor
#[utoipa::path(
    get, path = "/api/v1/me/totp", tag = "me", operation_id = "getSecondFactor", security(("session" = [])),
    responses((status = OK, description = "Whether you have one.", body = FactorBody), FactorProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    staff: SignedIn,
) -> Result<Json<FactorBody>, Problem> {
    let id = staff.actor.staff_id;
    let on = app.store.second_factor(id).await?.secret.is_some();
    Ok(Json(FactorBody {
        on,
        recovery_codes_left: app.store.recovery_codes_left(id).await?,
    }))
}

/// A secret for an authenticator app.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SecondFactorOffer)]
pub(super) struct OfferBody {
    /// The secret in base32, to type into the app.
    secret: String,
    /// The secret and the account's name as an `otpauth` URL, for a QR code.
    url: String,
}

/// Get a secret for an authenticator app
///
/// The secret takes effect when `turn-on` receives a code from it. Until then, your previous second
/// factor stays in use, if you have one.
#[utoipa::path(
    post, path = "/api/v1/me/totp", tag = "me", operation_id = "offerSecondFactor", security(("session" = [])),
    responses((status = OK, description = "The secret. It is not told again.", body = OfferBody), FactorProblems),
)]
pub(super) async fn offer(
    State(app): State<App>,
    staff: SignedIn,
) -> Result<Json<OfferBody>, Problem> {
    let (id, secret) = (staff.actor.staff_id, TotpSecret::generate());
    app.store
        .offer_second_factor(id, secret.seal(&app.sealer, id))
        .await?;
    Ok(Json(OfferBody {
        secret: secret.reveal(),
        url: secret.url(&staff.staff.email),
    }))
}

/// A code from the app, and your password.
#[derive(Input)]
#[input(name = "SecondFactorProof")]
pub(super) struct Proof {
    /// Six digits.
    code: Text<1, 20>,
    password: PresentPassword,
}

/// Recovery codes, for when the app is lost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RecoveryCodes)]
pub(super) struct CodesBody {
    /// Each replaces the app's code once. No other response contains them.
    recovery_codes: Vec<String>,
}

/// Sign in with a second factor from now on
///
/// It replaces your previous second factor, if you have one.
#[utoipa::path(
    post, path = "/api/v1/me/totp/turn-on", tag = "me", operation_id = "turnSecondFactorOn", security(("session" = [])),
    request_body = Proof,
    responses((status = OK, description = "Recovery codes, for when the app is lost.", body = CodesBody), TurnProblems),
)]
pub(super) async fn turn_on(
    State(app): State<App>,
    staff: SignedIn,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    Json(Proof { code, password }): Json<Proof>,
) -> Result<Json<CodesBody>, Problem> {
    let id = staff.actor.staff_id;
    let wrong = || Problem::from(Faults::one("/code", Reason::WrongCode));
    let sealed = app
        .store
        .second_factor(id)
        .await?
        .offered
        .ok_or_else(wrong)?;
    let secret = TotpSecret::open(&app.sealer, &sealed, id)?;
    let step = secret
        .step_of(code.trim(), app.clock.now())
        .ok_or_else(wrong)?;
    confirm(&app, &staff, &limit, &client, &password, "/password").await?;
    let codes: Vec<RecoveryCode> = (0..RECOVERY_CODES)
        .map(|_| RecoveryCode::generate())
        .collect();
    let hashes = codes.iter().map(RecoveryCode::hash).collect();
    if !app
        .store
        .turn_second_factor_on(staff.audit(&app), sealed, step, hashes)
        .await?
    {
        return Err(wrong());
    }
    Ok(Json(CodesBody {
        recovery_codes: codes.iter().map(RecoveryCode::reveal).collect(),
    }))
}

/// Your password.
#[derive(Input)]
#[input(name = "PasswordConfirmation")]
pub(super) struct Confirmation {
    password: PresentPassword,
}

/// Sign in with the password alone from now on
#[utoipa::path(
    post, path = "/api/v1/me/totp/turn-off", tag = "me", operation_id = "turnSecondFactorOff",
    security(("session" = [])), request_body = Confirmation,
    responses((status = NO_CONTENT, description = "The second factor is gone."), TurnProblems),
)]
pub(super) async fn turn_off(
    State(app): State<App>,
    staff: SignedIn,
    Extension(limit): Extension<SignInLimit>,
    client: Client,
    Json(Confirmation { password }): Json<Confirmation>,
) -> Result<StatusCode, Problem> {
    confirm(&app, &staff, &limit, &client, &password, "/password").await?;
    app.store
        .turn_second_factor_off(staff.audit(&app), staff.actor.staff_id)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Turn off a staff member's second factor
///
/// For a person who lost both the app and the recovery codes. They then sign in with their password
/// alone and may turn a second factor on again.
#[utoipa::path(
    post, path = "/api/v1/staff/{id}/totp/turn-off", tag = "staff", operation_id = "turnSecondFactorOffFor",
    security(("session" = [])), params(("id" = String, Path, description = "A staff member.")),
    responses((status = NO_CONTENT, description = "They have no second factor."), TurnOffForProblems),
)]
pub(super) async fn turn_off_for(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<StaffId>,
) -> Result<StatusCode, Problem> {
    app.store
        .turn_second_factor_off(manager.audit(&app), id)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Checks the second factor after the password was right. Each code is valid once.
pub(in crate::http::management) async fn check(
    app: &App,
    limit: &SignInLimit,
    client: &Client,
    email: &str,
    id: StaffId,
    code: Option<&str>,
) -> Result<(), Problem> {
    let Some(sealed) = app.store.second_factor(id).await?.secret else {
        return Ok(());
    };
    let code = code.ok_or_else(|| Problem::new(Code::TotpRequired))?.trim();
    let secret = TotpSecret::open(&app.sealer, &sealed, id);
    // An app's code is one of a million, so attempts are limited. A recovery code has 80 bits and
    // can't be guessed. It is not limited: it must work while an attacker guesses app codes.
    let attempt = if is_of_app(code) {
        Some(limit.admit_code(client, email, id)?)
    } else {
        None
    };
    let step = secret
        .as_ref()
        .ok()
        .and_then(|secret| secret.step_of(code, app.clock.now()));
    let is_right = match step {
        Some(step) => app.store.use_totp_step(id, step).await?,
        None => {
            app.store
                .use_recovery_code(id, RecoveryCode::read(code).hash())
                .await?
        }
    };
    if !is_right {
        // Recovery codes work without the secret.
        return Err(secret.map_or_else(Problem::from, |_| Problem::new(Code::WrongTotp)));
    }
    attempt.into_iter().for_each(Try::was_right);
    Ok(())
}

/// Whether the code is as short as an app's code. Recovery codes are longer.
fn is_of_app(code: &str) -> bool {
    code.chars().filter(char::is_ascii_alphanumeric).count() <= APP_CODE_MAX
}
