//! The settings of a workspace in JSON.

use causeway_store::Workspace;
use serde::Serialize;
use utoipa::ToSchema;

/// Settings of the whole workspace.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Settings)]
pub struct SettingsBody {
    workspace_name: String,
    /// Enquiries are assigned to staff instead of offered.
    auto_pick_up: bool,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl From<Workspace> for SettingsBody {
    fn from(workspace: Workspace) -> Self {
        let Workspace {
            name,
            settings,
            version,
            ..
        } = workspace;
        Self {
            workspace_name: name,
            auto_pick_up: settings.auto_pick_up,
            version,
        }
    }
}
