//! The client secret for an identity provider, sealed for storage with the workspace's id as
//! context, so that a sealed value can't be moved to another workspace.

use causeway_core::{Id, WorkspaceId};
use openidconnect::ClientSecret;

use crate::credentials::{OpenError, Sealer};

/// Seals a client secret for storage.
pub fn seal_client_secret(sealer: &Sealer, owner: WorkspaceId, secret: &ClientSecret) -> Vec<u8> {
    sealer.seal(secret.secret().as_bytes(), &context(owner))
}

/// Opens a stored client secret.
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
    fn a_stored_secret_opens_only_for_its_own_workspace() {
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
