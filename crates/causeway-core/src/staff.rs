//! People who sign in.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Faults, GroupId, StaffId, Timestamp, channel::check_label};

/// How long after their last connection ended a staff member counts as offline (`product.md`).
pub const OFFLINE_AFTER: Duration = Duration::from_secs(30);

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Ours.
    pub id: StaffId,
    /// Unique in the workspace, in lower case.
    pub email: String,
    /// What they are called.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// What they chose, kept over sign-ins.
    pub chosen: Chosen,
    /// Use of any of their devices holds this ahead of now.
    pub used_until: Timestamp,
    /// No device of theirs was used for a while, and colleagues were told.
    pub idle: bool,
    /// An open stream holds this ahead of now.
    pub connected_until: Timestamp,
    /// IANA name of their time zone.
    pub time_zone: String,
    /// The service groups they are in.
    pub group_ids: Vec<GroupId>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

impl Staff {
    /// What others see: offline without a connection, busy when they chose so, idle when they use no device, else active.
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
    /// Both, with a space between them.
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }

    /// Checks both parts.
    pub fn check(&self, faults: &mut Faults) {
        check_label("/firstName", &self.first, 60, faults);
        if !self.last.is_empty() {
            check_label("/lastName", &self.last, 60, faults);
        }
    }
}

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Everything.
    Administrator,
    /// Their service groups' enquiries, staff and reports.
    Supervisor,
    /// Own and offered enquiries.
    Agent,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Supervisor, Self::Agent];

    /// The word on the wire and in `staff.role`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Supervisor => "supervisor",
            Self::Agent => "agent",
        }
    }
}

/// What somebody uses Causeway with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A screen that one sits at.
    Desktop,
    /// A screen that one puts away.
    Phone,
}

impl Device {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Desktop, Self::Phone];

    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Phone => "phone",
        }
    }

    /// What a browser that calls itself so runs on: those of phones have `Mobi` in their name, as MDN's "Browser detection
    /// using the user agent string" has it.
    pub fn of_user_agent(name: &str) -> Self {
        if name.contains("Mobi") {
            Self::Phone
        } else {
            Self::Desktop
        }
    }

    /// How long after it was last used somebody who uses nothing else counts as idle (`product.md`).
    pub fn idle_after(self) -> Duration {
        match self {
            Self::Desktop => Duration::from_mins(10),
            Self::Phone => Duration::from_mins(1),
        }
    }
}

/// What somebody chose by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Ready for offers.
    Active,
    /// Not to be offered anything.
    Busy,
}

impl Chosen {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Active, Self::Busy];

    /// The word in `staff.chosen`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Busy => "busy",
        }
    }
}

/// Whether somebody can take an enquiry. Only active staff get offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Availability {
    /// Ready.
    Active,
    /// Busy by hand.
    Busy,
    /// Without use of any device for 10 min, 1 min on a phone.
    Idle,
    /// Without a connection for 30 s.
    Offline,
}

/// `email` as it is stored and looked up, if it can be one: RFC 5321 leaves the rest to the server that receives it.
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
    fn an_address_is_compared_in_lower_case() {
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
