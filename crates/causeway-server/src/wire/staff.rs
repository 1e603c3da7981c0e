//! A staff member in JSON.

use causeway_core::{Timestamp, staff::Staff};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::words::{Availability, Role};

/// A person who signs in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Staff)]
pub struct StaffBody {
    #[schema(example = "stf_01JD00000000000000000000AA")]
    id: String,
    /// The address that they sign in with.
    email: String,
    first_name: String,
    last_name: String,
    role: Role,
    availability: Availability,
    /// The service groups that they are in.
    service_group_ids: Vec<String>,
    /// IANA name of their time zone.
    time_zone: String,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl StaffBody {
    /// `staff` with their availability at `now`.
    pub fn of(staff: &Staff, now: Timestamp) -> Self {
        Self {
            id: staff.id.to_string(),
            email: staff.email.clone(),
            first_name: staff.name.first.clone(),
            last_name: staff.name.last.clone(),
            role: staff.role.into(),
            availability: staff.availability(now).into(),
            service_group_ids: staff.group_ids.iter().map(ToString::to_string).collect(),
            time_zone: staff.time_zone.clone(),
            version: staff.version,
        }
    }
}
