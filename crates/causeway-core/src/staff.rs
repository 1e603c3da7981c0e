//! Staff: people who sign in.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{GroupId, StaffId, Timestamp};

/// How long after their last connection ended a staff member counts as offline (`product.md`).
pub const OFFLINE_AFTER: Duration = Duration::from_secs(30);

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    /// Unique in the workspace, in lower case.
    pub email: String,
    pub name: Name,
    pub role: Role,
    /// Kept across sign-ins.
    pub chosen: Chosen,
    /// While a device of theirs is in use, this is ahead of now.
    pub used_until: Timestamp,
    /// Set when no device of theirs was used for a while and colleagues got the event.
    pub idle: bool,
    /// While a stream of theirs is open, this is ahead of now.
    pub connected_until: Timestamp,
    /// IANA name of the time zone.
    pub time_zone: String,
    pub group_ids: Vec<GroupId>,
    pub version: i64,
}

impl Staff {
    /// What others see: offline without a connection, busy if they chose it, idle if they use no
    /// device, else active.
    pub fn availability(&self, now: Timestamp) -> Availability {
        if self.connected_until <= now {
            return Availability::Offline;
        }
        match self.chosen {
            Chosen::Busy => Availability::Busy,
            Chosen::Active if self.idle => Availability::Idle,
            Chosen::Active => Availability::Active,
        }
    }
}

/// A first and a last name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// 1 to 60 characters.
    pub first: String,
    /// 0 to 60 characters.
    pub last: String,
}

impl Name {
    /// First and last name, separated by a space.
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }
}

/// What a staff member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// May do everything.
    Administrator,
    /// Handles the enquiries, staff and reports of their service groups.
    Supervisor,
    /// Handles their own and offered enquiries.
    Agent,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Supervisor, Self::Agent];

    /// The name in the API and in `staff.role`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Supervisor => "supervisor",
            Self::Agent => "agent",
        }
    }
}

/// The kind of device on which a staff member uses Causeway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A desktop or laptop computer.
    Desktop,
    /// A phone, which is put away between uses.
    Phone,
}

impl Device {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Desktop, Self::Phone];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Phone => "phone",
        }
    }

    /// The kind of device of a browser with this user agent: those of phones contain `Mobi`,
    /// according to MDN's "Browser detection using the user agent string".
    pub fn of_user_agent(name: &str) -> Self {
        if name.contains("Mobi") {
            Self::Phone
        } else {
            Self::Desktop
        }
    }

    /// How long after its last use a staff member without another device counts as idle
    /// (`product.md`).
    pub fn idle_after(self) -> Duration {
        match self {
            Self::Desktop => Duration::from_mins(10),
            Self::Phone => Duration::from_mins(1),
        }
    }
}

/// The availability that a staff member set by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Ready for offers.
    Active,
    /// Gets no offers.
    Busy,
}

impl Chosen {
    /// Both values.
    pub const ALL: [Self; 2] = [Self::Active, Self::Busy];

    /// The name in `staff.chosen`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Busy => "busy",
        }
    }
}

/// Whether a staff member can get offers. Only active staff do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Availability {
    /// Ready for offers.
    Active,
    /// Set to busy by hand.
    Busy,
    /// Has not used any device for 10 min, or a phone for 1 min.
    Idle,
    /// Has had no connection for 30 s.
    Offline,
}

/// `email` in the form in which it is stored and looked up, if it is valid: RFC 5321 leaves the
/// rest to the receiving server.
pub fn parse_email(email: &str) -> Option<String> {
    let email = email.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@')?;
    let plain = !email.chars().any(|c| c.is_whitespace() || c.is_control());
    (plain && !local.is_empty() && !domain.is_empty() && email.chars().count() <= 254)
        .then_some(email)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    #[test]
    fn availability_follows_connection_choice_and_use() {
        let now = Timestamp::from_micros(1_795_000_000_000_000);
        for (connected, chosen, idle, expected) in [
            (true, Chosen::Active, false, Availability::Active),
            (true, Chosen::Active, true, Availability::Idle),
            (true, Chosen::Busy, false, Availability::Busy),
            (true, Chosen::Busy, true, Availability::Busy),
            (false, Chosen::Active, false, Availability::Offline),
            (false, Chosen::Busy, true, Availability::Offline),
        ] {
            let staff = Staff {
                id: StaffId::from_uuid(Uuid::from_u128(1)),
                email: "jane@example.com".to_owned(),
                name: Name {
                    first: "Jane".to_owned(),
                    last: "Doe".to_owned(),
                },
                role: Role::Agent,
                chosen,
                used_until: now,
                idle,
                connected_until: if connected {
                    now.plus(OFFLINE_AFTER)
                } else {
                    now
                },
                time_zone: "UTC".to_owned(),
                group_ids: vec![],
                version: 1,
            };
            assert_eq!(
                staff.availability(now),
                expected,
                "{connected} {chosen:?} {idle}"
            );
        }
    }

    #[test]
    fn an_email_address_is_stored_in_lower_case() {
        assert_eq!(
            parse_email(" Ada@Example.COM ").as_deref(),
            Some("ada@example.com")
        );
        for bad in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "a da@example.com",
            &format!("{}@x.y", "a".repeat(254)),
        ] {
            assert_eq!(parse_email(bad), None, "{bad}");
        }
    }
}
