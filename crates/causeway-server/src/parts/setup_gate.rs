//! Who may set up a server that has no administrator yet.

use crate::credentials::SetupToken;

/// Admits the first administrator, who presents the token that was printed at the start.
#[derive(Debug)]
pub struct SetupGate(Option<[u8; 32]>);

impl SetupGate {
    /// Admits no one.
    pub fn closed() -> Self {
        Self(None)
    }

    /// Accepts `token` until there is a workspace.
    pub fn open_with(token: &SetupToken) -> Self {
        Self(Some(token.hash()))
    }

    pub(crate) fn admits(&self, token: &SetupToken) -> bool {
        self.0 == Some(token.hash())
    }
}
