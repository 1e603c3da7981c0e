//! A sign-in in progress at a provider: a browser carries it in a sealed cookie, which ties its
//! return to the attempt.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use causeway_core::{Timestamp, WorkspaceId};
use serde::{Deserialize, Serialize};

use crate::credentials::{Sealer, random_bytes};

/// How long a sign-in may take at the provider: enough to find a phone, but not to leave a screen
/// unattended.
pub const SIGN_IN_TIME_MAX: Duration = Duration::from_mins(10);

/// The context of the sealed value.
const CONTEXT: &[u8] = b"single sign-on trip";

/// One sign-in in progress at a provider.
#[derive(Clone, Deserialize, Serialize)]
pub struct SignInAttempt {
    pub workspace_id: WorkspaceId,
    /// The provider, since another one may be set in the meantime.
    pub issuer: String,
    /// Returned in the redirect, which proves that it belongs to this browser (RFC 6749 §10.12).
    pub state: String,
    /// Returned in the ID token, which proves that it was issued for this sign-in.
    pub nonce: String,
    /// The PKCE verifier: without it, an intercepted code is useless (RFC 7636).
    pub verifier: String,
    /// When the attempt expires, in Unix microseconds.
    pub ends_at: i64,
    /// The page of the dashboard to open afterwards.
    pub next: String,
}

impl SignInAttempt {
    /// Starts an attempt.
    pub fn new(workspace_id: WorkspaceId, issuer: String, next: String, now: Timestamp) -> Self {
        let random = || URL_SAFE_NO_PAD.encode(random_bytes::<32>());
        let ends_at = now.plus(SIGN_IN_TIME_MAX).micros();
        Self {
            workspace_id,
            issuer,
            state: random(),
            nonce: random(),
            verifier: random(),
            ends_at,
            next,
        }
    }

    /// The value of the cookie.
    pub fn seal(&self, sealer: &Sealer) -> String {
        let plain =
            serde_json::to_vec(self).expect("our own types have string keys and finite numbers");
        URL_SAFE_NO_PAD.encode(sealer.seal(&plain, CONTEXT))
    }

    /// Opens the value of the cookie, unless it has expired or was not sealed by us.
    pub fn open(sealer: &Sealer, carried: &str, now: Timestamp) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(carried).ok()?;
        let attempt: Self = serde_json::from_slice(&sealer.open(&sealed, CONTEXT).ok()?).ok()?;
        (now.micros() < attempt.ends_at).then_some(attempt)
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::Id;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_attempt_is_valid_for_ten_minutes_and_reveals_nothing_to_its_bearer() {
        let (sealer, now) = (
            Sealer::new(&[7; 32]),
            Timestamp::from_micros(1_795_000_000_000_000),
        );
        let workspace_id = WorkspaceId::from_uuid(Uuid::from_u128(1));
        let attempt = SignInAttempt::new(
            workspace_id,
            "https://id.example.com".to_owned(),
            "/".to_owned(),
            now,
        );
        let carried = attempt.seal(&sealer);
        assert!(!carried.contains(&attempt.state) && !carried.contains(&attempt.verifier));
        let opened =
            SignInAttempt::open(&sealer, &carried, now.plus(Duration::from_secs(599))).unwrap();
        assert_eq!(
            (&opened.state, &opened.nonce, &opened.verifier),
            (&attempt.state, &attempt.nonce, &attempt.verifier)
        );
        assert!(SignInAttempt::open(&sealer, &carried, now.plus(SIGN_IN_TIME_MAX)).is_none());
        assert!(SignInAttempt::open(&Sealer::new(&[8; 32]), &carried, now).is_none());
        assert!(
            SignInAttempt::open(&sealer, "", now).is_none()
                && SignInAttempt::open(&sealer, &carried[1..], now).is_none()
        );
        assert_ne!(
            SignInAttempt::new(workspace_id, String::new(), String::new(), now).state,
            attempt.state
        );
    }
}
