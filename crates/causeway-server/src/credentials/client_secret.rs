//! What Causeway shows an identity provider, on its way into the store and back: sealed under the workspace, so that one can't
//! stand in another's place.

use causeway_core::{Id, WorkspaceId};
use openidconnect::ClientSecret;

use super::{OpenError, Sealer};

/// A client secret as it is kept.
pub fn seal_client_secret(sealer: &Sealer, owner: WorkspaceId, secret: &ClientSecret) -> Vec<u8> {
    sealer.seal(secret.secret().as_bytes(), &context(owner))
}

/// The client secret that was kept.
pub fn open_client_secret(
    sealer: &Sealer,
    sealed: &[u8],
    owner: WorkspaceId,
) -> Result<ClientSecret, OpenError> {
    let plain = sealer.open(sealed, &context(owner))?;
    String::from_utf8(plain)
        .map(ClientSecret::new)
        .map_err(|_| OpenError::Forged)
}

fn context(owner: WorkspaceId) -> Vec<u8> {
    [b"single sign-on".as_slice(), owner.uuid().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_kept_secret_comes_back_in_its_own_workspace_only() {
        let sealer = Sealer::new(&[7; 32]);
        let (owner, other) = (
            WorkspaceId::from_uuid(Uuid::from_u128(1)),
            WorkspaceId::from_uuid(Uuid::from_u128(2)),
        );
        let secret = ClientSecret::new("shh".to_owned());
        let sealed = seal_client_secret(&sealer, owner, &secret);
        assert_eq!(
            open_client_secret(&sealer, &sealed, owner)
                .unwrap()
                .secret(),
            "shh"
        );
        assert_eq!(
            open_client_secret(&sealer, &sealed, other).err(),
            Some(OpenError::Forged)
        );
        assert!(!format!("{secret:?}").contains("shh"));
    }
}
