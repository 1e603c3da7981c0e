//! The way to a provider and back: what a browser carries along, sealed, so that its return can be told from anybody else's.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use causeway_core::{Timestamp, WorkspaceId};
use serde::{Deserialize, Serialize};

use crate::credentials::{Sealer, random_bytes};

/// How long somebody may take at the provider: to find their phone, and not to leave a screen alone.
pub const SIGN_IN_TIME_MAX: Duration = Duration::from_mins(10);

/// What the sealed value is authenticated for.
const CONTEXT: &[u8] = b"single sign-on trip";

/// One sign-in that is under way at a provider.
#[derive(Clone, Deserialize, Serialize)]
pub struct SignInAttempt {
    /// Whose provider it is.
    pub workspace_id: WorkspaceId,
    /// Which provider: another may be set meanwhile.
    pub issuer: String,
    /// Comes back in the address: the return belongs to this browser (RFC 6749 §10.12).
    pub state: String,
    /// Comes back in the ID token: it was made for this sign-in.
    pub nonce: String,
    /// What the code is exchanged with: whoever catches it on the way lacks this (RFC 7636).
    pub verifier: String,
    /// When it is over, in microseconds.
    pub ends_at: i64,
    /// A page of the dashboard to go to then.
    pub next: String,
}

impl SignInAttempt {
    /// Begins one.
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

    /// As the browser carries it.
    pub fn seal(&self, sealer: &Sealer) -> String {
        let plain =
            serde_json::to_vec(self).expect("our own types have string keys and finite numbers");
        URL_SAFE_NO_PAD.encode(sealer.seal(&plain, CONTEXT))
    }

    /// The attempt that a browser carries, unless it has expired or is not ours.
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
    fn a_trip_is_carried_for_ten_minutes_and_says_nothing_to_who_carries_it() {
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
