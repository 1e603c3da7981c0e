//! Why nobody was signed in, as the sign-in page is told.

use causeway_store::{StoreError, WriteError};

use crate::{credentials::OpenError, identity::ProviderFailure, wire::problem::Problem};

/// Why nobody was signed in. The words stand in the address of the sign-in page, which explains them
/// (`web/src/lib/single-sign-on/problems.ts`); `docs/problems.md` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// There is no such way to sign in, or not any more.
    NotSetUp,
    /// No sign-in is under way in this browser: it took too long, or came back already.
    Expired,
    /// What came back belongs to another sign-in.
    Mismatch,
    /// The provider can't be asked.
    ProviderUnavailable,
    /// The provider did not say who it is.
    NoCode,
    /// The provider did not take the code.
    CodeNotTaken,
    /// What the provider says can't be trusted.
    Untrusted,
    /// The provider does not say that the e-mail address is theirs.
    EmailNotVerified,
    /// Nobody of the staff has this e-mail address.
    UnknownPerson,
    /// The provider knew whoever has this e-mail address as somebody else.
    LinkedToAnother,
    /// Too many tries.
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

    /// Where the browser is sent.
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
    /// What it was about is in the log already.
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
            // Removed in this very moment.
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
