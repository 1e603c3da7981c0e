//! Single sign-on: people of a workspace are told apart by an identity provider of theirs (OpenID Connect Core 1.0).

use crate::staff::Role;

/// Who still signs in with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passwords {
    /// Everybody.
    Allowed,
    /// Administrators, so that a provider that fails locks nobody out of the settings.
    Administrators,
}

impl Passwords {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Allowed, Self::Administrators];

    /// The word on the wire and in `single_sign_on.passwords`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Administrators => "administrators",
        }
    }

    /// Whether somebody of this role does.
    pub fn permit(self, role: Role) -> bool {
        match (self, role) {
            (Self::Allowed, _) | (Self::Administrators, Role::Administrator) => true,
            (Self::Administrators, Role::Supervisor | Role::Agent) => false,
        }
    }
}

/// Somebody, as a provider vouches for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// What the provider knows them by, for good. Means nothing without the issuer.
    pub subject: String,
    /// Their e-mail address in lower case, if the provider made sure that it is theirs.
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_never_depend_on_a_provider() {
        for role in Role::ALL {
            assert!(Passwords::Allowed.permit(role));
            assert_eq!(
                Passwords::Administrators.permit(role),
                role == Role::Administrator,
                "{role:?}"
            );
        }
    }
}
