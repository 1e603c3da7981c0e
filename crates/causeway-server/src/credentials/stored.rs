//! Credentials of sources, sealed for storage with their own id as context, so that a sealed value
//! can't be moved to another credential.

use causeway_store::{NewCredential, SealedCredential};
use uuid::Uuid;

use crate::credentials::{AccessToken, OpenError, Sealer, SigningSecret};

/// Seals an access token for storage.
pub fn seal_token(sealer: &Sealer, id: Uuid, token: &AccessToken) -> NewCredential {
    NewCredential {
        id,
        hash: Some(token.hash()),
        sealed: sealer.seal(token.reveal().as_bytes(), id.as_bytes()),
    }
}

/// Seals a signing secret for storage.
pub fn seal_secret(sealer: &Sealer, id: Uuid, secret: &SigningSecret) -> NewCredential {
    NewCredential {
        id,
        hash: None,
        sealed: sealer.seal(secret.reveal().as_bytes(), id.as_bytes()),
    }
}

/// Opens a stored access token.
pub fn open_token(sealer: &Sealer, kept: &SealedCredential) -> Result<AccessToken, OpenError> {
    AccessToken::parse(&open(sealer, kept)?).map_err(|_| OpenError::Forged)
}

/// Opens a stored signing secret.
pub fn open_secret(sealer: &Sealer, kept: &SealedCredential) -> Result<SigningSecret, OpenError> {
    open(sealer, kept)?.parse().map_err(|_| OpenError::Forged)
}

/// The credentials that could be opened. An error only if there are some and none could be opened:
/// a credential that was sealed with a lost key doesn't affect the others.
pub fn readable<T>(
    opened: impl Iterator<Item = Result<T, OpenError>>,
) -> Result<Vec<T>, OpenError> {
    let (mut readable, mut lost) = (Vec::new(), None);
    for one in opened {
        match one {
            Ok(value) => readable.push(value),
            Err(error) => lost = lost.or(Some(error)),
        }
    }
    match lost {
        Some(error) if readable.is_empty() => Err(error),
        Some(_) | None => Ok(readable),
    }
}

fn open(sealer: &Sealer, kept: &SealedCredential) -> Result<String, OpenError> {
    let plain = sealer.open(&kept.sealed, kept.id.as_bytes())?;
    String::from_utf8(plain).map_err(|_| OpenError::Forged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_credential_does_not_affect_the_others() {
        let lost = Err(OpenError::OtherKey);
        assert_eq!(readable([Ok(1), lost, Ok(2)].into_iter()), Ok(vec![1, 2]));
        assert_eq!(readable([lost, Ok(1)].into_iter()), Ok(vec![1]));
        assert_eq!(
            readable::<i32>([lost, lost].into_iter()),
            Err(OpenError::OtherKey)
        );
        assert_eq!(readable::<i32>([].into_iter()), Ok(vec![]));
    }

    #[test]
    fn a_stored_credential_opens_only_with_its_own_id() {
        let sealer = Sealer::new(&[7; 32]);
        let (id, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (token, secret) = (AccessToken::generate(), SigningSecret::generate());
        let kept = |new: NewCredential, id| SealedCredential {
            id,
            sealed: new.sealed,
        };
        let opened = open_token(&sealer, &kept(seal_token(&sealer, id, &token), id)).unwrap();
        assert_eq!(opened.reveal(), token.reveal());
        let opened = open_secret(&sealer, &kept(seal_secret(&sealer, id, &secret), id)).unwrap();
        assert_eq!(opened.reveal(), secret.reveal());
        let moved = kept(seal_token(&sealer, id, &token), other);
        assert_eq!(open_token(&sealer, &moved).err(), Some(OpenError::Forged));
        let mixed_up = kept(seal_token(&sealer, id, &token), id);
        assert_eq!(
            open_secret(&sealer, &mixed_up).err(),
            Some(OpenError::Forged)
        );
    }
}
