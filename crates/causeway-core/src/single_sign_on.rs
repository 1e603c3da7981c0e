//! Single sign-on: a workspace's staff sign in through its identity provider (OpenID Connect Core
//! 1.0).

use crate::staff::Role;

/// Who may still sign in with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passwords {
    /// Everyone.
    Allowed,
    /// Only administrators, so that a failing provider can't lock everyone out of the settings.
    Administrators,
}

impl Passwords {
    /// Both values.
    pub const ALL: [Self; 2] = [Self::Allowed, Self::Administrators];

    /// The name in the API and in `single_sign_on.passwords`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Administrators => "administrators",
        }
    }

    /// Whether this role may sign in with a password.
    pub fn permit(self, role: Role) -> bool {
        match (self, role) {
            (Self::Allowed, _) | (Self::Administrators, Role::Administrator) => true,
            (Self::Administrators, Role::Supervisor | Role::Agent) => false,
        }
    }
}

/// The identity of a person at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider's issuer URL.
    pub issuer: String,
    /// The provider's permanent id of the person. Unique only together with the issuer.
    pub subject: String,
    /// The e-mail address in lower case, if the provider verified it.
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_can_always_sign_in_with_a_password() {
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
