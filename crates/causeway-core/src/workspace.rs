//! What a workspace's administrators set for all of it.

use serde::{Deserialize, Serialize};

/// Settings of a whole workspace. Kept as JSON in `workspaces.settings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WorkspaceSettings {
    /// Enquiries are assigned to staff instead of offered.
    pub auto_pick_up: bool,
}
