//! Settings of a workspace.

use serde::{Deserialize, Serialize};

/// Settings of a whole workspace. Stored as JSON in `workspaces.settings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WorkspaceSettings {
    /// Whether enquiries are assigned to staff instead of offered.
    pub auto_pick_up: bool,
}
