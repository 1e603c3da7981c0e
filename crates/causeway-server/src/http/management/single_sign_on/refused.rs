//! Why a single sign-on failed, for the sign-in page.

use causeway_store::{StoreError, WriteError};

use crate::{credentials::OpenError, identity::ProviderFailure, wire::problem::Problem};

/// Why a single sign-on failed. The address of the sign-in page contains the word, and the page
/// explains it (`web/src/lib/single-sign-on/problems.ts`); `docs/problems.md` lists the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The workspace has no identity provider, or no longer has this one.
    NotSetUp,
    /// No sign-in is in progress in this browser: it took too long, or has already returned.
    Expired,
    /// The response belongs to another sign-in.
    Mismatch,
    /// The provider can't be reached, or its response can't be read.
    ProviderUnavailable,
    /// The provider returned no code.
    NoCode,
    /// The provider refused the code.
    CodeNotTaken,
    /// The provider's token can't be trusted.
    Untrusted,
    /// The provider does not confirm the e-mail address.
    EmailNotVerified,
    /// No staff member has this e-mail address.
    UnknownPerson,
    /// The staff member with this e-mail address is linked to another account at the provider.
    LinkedToAnother,
    /// Too many attempts.
    RateLimited,
    /// Causeway failed.
    Failed,
}

impl Refused {
    /// The word in the address.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NotSetUp => "not-set-up",
            Self::Expired => "expired",
            Self::Mismatch => "mismatch",
            Self::ProviderUnavailable => "provider-unavailable",
            Self::NoCode => "provider-refused",
            Self::CodeNotTaken => "code-refused",
            Self::Untrusted => "untrusted",
            Self::EmailNotVerified => "email-not-verified",
            Self::UnknownPerson => "unknown-person",
            Self::LinkedToAnother => "linked-to-another",
            Self::RateLimited => "rate-limited",
            Self::Failed => "failed",
        }
    }

    /// The page to which the browser is redirected.
    pub(super) fn page(self) -> String {
        format!("/login?problem={}", self.name())
    }
}

impl From<ProviderFailure> for Refused {
    fn from(failure: ProviderFailure) -> Self {
        tracing::warn!(kind = failure.kind(), "OpenID Connect sign-in failed");
        match failure {
            ProviderFailure::Fetch(_)
            | ProviderFailure::NoAddress
            | ProviderFailure::Metadata(_)
            | ProviderFailure::NoTokens
            | ProviderFailure::Unreadable => Self::ProviderUnavailable,
            ProviderFailure::CodeRefused => Self::CodeNotTaken,
            ProviderFailure::UnknownKey | ProviderFailure::Untrusted(_) => Self::Untrusted,
        }
    }
}

impl From<Problem> for Refused {
    /// The cause is already in the log.
    fn from(_: Problem) -> Self {
        Self::Failed
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Problem::from(error).into()
    }
}

impl From<OpenError> for Refused {
    fn from(error: OpenError) -> Self {
        Problem::from(error).into()
    }
}

impl From<WriteError> for Refused {
    fn from(error: WriteError) -> Self {
        if matches!(error, WriteError::NotFound) {
            // Removed in the meantime.
            return Self::NotSetUp;
        }
        Problem::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_explained_in_the_documents_and_on_the_sign_in_page() {
        let document = include_str!("../../../../../../docs/problems.md");
        let page = include_str!("../../../../../../web/src/lib/single-sign-on/problems.ts");
        for word in [
            Refused::NotSetUp,
            Refused::Expired,
            Refused::Mismatch,
            Refused::ProviderUnavailable,
            Refused::NoCode,
            Refused::CodeNotTaken,
            Refused::Untrusted,
            Refused::EmailNotVerified,
            Refused::UnknownPerson,
            Refused::LinkedToAnother,
            Refused::RateLimited,
            Refused::Failed,
        ] {
            let name = word.name();
            assert!(
                document.contains(&format!("`{name}`")),
                "docs/problems.md lacks {name}"
            );
            assert!(
                page.contains(&format!("'{name}'")) || page.contains(&format!("  {name}:")),
                "problems.ts lacks {name}"
            );
        }
    }
}
