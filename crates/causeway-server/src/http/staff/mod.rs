//! Staff: who signs in, and what of them others see.

mod change;
mod read;
mod sign_in;

use causeway_core::{
    Faults, Fields, GroupId, Reason, Thing, Timestamp,
    staff::{Staff, parse_email},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    json::values_of,
    words::{Availability, Role},
};
use crate::{App, credentials::Password};

/// Most service groups that one person is put into at once; there can't be more in a workspace.
const GROUPS_MAX: usize = 200;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(read::get, change::update, change::remove))
        .routes(routes!(change::unlink))
        .routes(routes!(sign_in::get))
}

/// A person who signs in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Staff)]
pub struct StaffBody {
    #[schema(example = "stf_01JD00000000000000000000AA")]
    id: String,
    /// What they sign in with.
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
    /// `staff` as others see them at `now`.
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

/// An e-mail address, in lower case.
pub(super) fn read_email(
    fields: &Fields<'_>,
    required: bool,
    faults: &mut Faults,
) -> Option<String> {
    let text = if required {
        fields.required_string("email", 1, 254, faults)
    } else {
        fields.string("email", 1, 254, faults)
    };
    let email = parse_email(&text?);
    if email.is_none() {
        faults.add("/email", Reason::InvalidEmail);
    }
    email
}

/// A password that keeps the rule.
pub(super) fn read_password(
    fields: &Fields<'_>,
    required: bool,
    faults: &mut Faults,
) -> Option<Password> {
    // The rule has its own bounds and words; these only keep huge texts away from it.
    let text = if required {
        fields.required_string("password", 0, 1_000, faults)
    } else {
        fields.string("password", 0, 1_000, faults)
    };
    match Password::parse(&text?) {
        Ok(password) => Some(password),
        Err(refusal) => {
            faults.add("/password", refusal.reason());
            None
        }
    }
}

/// The IANA name of a time zone.
pub(super) fn read_time_zone(fields: &Fields<'_>, faults: &mut Faults) -> Option<String> {
    let name = fields.string("timeZone", 1, 64, faults)?;
    if jiff::tz::TimeZone::get(&name).is_err() {
        faults.add("/timeZone", Reason::InvalidTimeZone);
        return None;
    }
    Some(name)
}

fn read_group_ids(fields: &Fields<'_>, faults: &mut Faults) -> Option<Vec<GroupId>> {
    values_of(
        fields,
        "serviceGroupIds",
        GROUPS_MAX,
        Thing::ServiceGroup,
        faults,
    )
}
