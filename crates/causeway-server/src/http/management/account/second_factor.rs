//! One's second factor at sign-in.

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
    /// Of looking at it, or beginning to use one.
    pub(super) struct FactorProblems = [NotSignedIn, CrossSite];
    /// Of turning it on or off.
    pub(super) struct TurnProblems = [
        MalformedJson, NotSignedIn, CrossSite, RequestTimeout, UnreadableSecret, PayloadTooLarge, UnsupportedMediaType,
        Invalid, RateLimited,
    ];
    /// Of turning somebody else's off.
    pub(super) struct TurnOffForProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// More letters than the codes of authenticator apps have, and fewer than recovery codes.
const APP_CODE_MAX: usize = 10;

/// Whether somebody signs in with a second factor.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SecondFactor)]
pub(super) struct FactorBody {
    on: bool,
    /// How many of the 8 recovery codes were not used yet.
    recovery_codes_left: i64,
}

/// Tell whether you sign in with a second factor
#[utoipa::path(
    get, path = "/api/v1/me/totp", tag = "me", operation_id = "getSecondFactor", security(("session" = [])),
    responses((status = OK, description = "Whether you do.", body = FactorBody), FactorProblems),
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
    /// To be typed into the app: base32.
    secret: String,
    /// The same for a QR code, with the account's name.
    url: String,
}

/// Get a secret for an authenticator app
///
/// It counts once `turn-on` was shown a code of it; until then, what counted before does.
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

/// A code that the app shows, and one's password.
#[derive(Input)]
#[input(name = "SecondFactorProof")]
pub(super) struct Proof {
    /// Six digits.
    code: Text<1, 20>,
    password: PresentPassword,
}

/// What is left when the app is lost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RecoveryCodes)]
pub(super) struct CodesBody {
    /// Each is good once in place of the app's code. They are not told again.
    recovery_codes: Vec<String>,
}

/// Sign in with a second factor from now on
///
/// It takes the place of the one before, if there is one.
#[utoipa::path(
    post, path = "/api/v1/me/totp/turn-on", tag = "me", operation_id = "turnSecondFactorOn", security(("session" = [])),
    request_body = Proof,
    responses((status = OK, description = "Codes for when the app is lost.", body = CodesBody), TurnProblems),
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

/// One's password.
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

/// Take somebody's second factor away
///
/// For whoever lost their app and their recovery codes: they sign in with their password alone and may begin anew.
#[utoipa::path(
    post, path = "/api/v1/staff/{id}/totp/turn-off", tag = "staff", operation_id = "turnSecondFactorOffFor",
    security(("session" = [])), params(("id" = String, Path, description = "A staff member.")),
    responses((status = NO_CONTENT, description = "They have none."), TurnOffForProblems),
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

/// Checks the second factor of somebody who signs in and whose password was right. Each code is good once.
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
    // Of a million, an app's code can be guessed; a recovery code has 80 bits, and is the way in while somebody does.
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

/// It is as short as the codes of an app, so it can't be a recovery code.
fn is_of_app(code: &str) -> bool {
    code.chars().filter(char::is_ascii_alphanumeric).count() <= APP_CODE_MAX
}
