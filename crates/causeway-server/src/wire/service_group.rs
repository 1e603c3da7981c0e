//! A service group in JSON.

use causeway_core::group::ServiceGroup;
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::words::Distribution;

/// A named list of staff.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ServiceGroup)]
pub struct ServiceGroupBody {
    #[schema(example = "grp_01JD00000000000000000000AA")]
    id: String,
    /// Unique in the workspace.
    name: String,
    /// In the order in which they are rung.
    member_ids: Vec<String>,
    distribution: Distribution,
    /// How long one member is rung before the next, in seconds. Not used by `simultaneous`.
    ring_seconds: u32,
    /// How long enquiries wait here before the next destination is tried, in seconds.
    wait_seconds: u32,
    /// The most open enquiries of one member; `null`: no limit.
    max_open_per_member: Option<u32>,
    /// Language tags (RFC 5646); empty: all languages.
    languages: Vec<String>,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl From<ServiceGroup> for ServiceGroupBody {
    fn from(group: ServiceGroup) -> Self {
        Self {
            id: group.id.to_string(),
            name: group.name,
            member_ids: group.member_ids.iter().map(ToString::to_string).collect(),
            distribution: group.settings.distribution.into(),
            ring_seconds: group.settings.ring_seconds,
            wait_seconds: group.settings.wait_seconds,
            max_open_per_member: group.settings.max_open_per_member,
            languages: group.settings.languages,
            version: group.version,
        }
    }
}
