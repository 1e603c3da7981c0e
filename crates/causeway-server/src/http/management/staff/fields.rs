//! The types of a staff member's fields.

use causeway_core::{Faults, Fields, Reason, plain_name::check_label, staff::parse_email};
use utoipa::openapi::{RefOr, Schema};

use crate::{
    credentials::{PASSWORD_CHARACTERS, Password},
    wire::field::{Value, text},
};

/// The longest e-mail address, in characters (RFC 5321 §4.5.3.1.3, without the angle brackets).
pub(in crate::http) const EMAIL_MAX: usize = 254;
/// The longest first or last name, in characters.
pub(in crate::http) const NAME_MAX: usize = 60;
/// The longest text that is checked as a password, in characters. The password rule has its own
/// bounds and faults; this bound only keeps huge texts away from it.
const PASSWORD_READ_MAX: usize = 1_000;
/// The longest name of a time zone that is looked up, in characters.
const TIME_ZONE_MAX: usize = 64;

/// An e-mail address, in lower case.
pub(in crate::http) struct Email(pub(in crate::http) String);

impl Value for Email {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let email = parse_email(&fields.string(name, 1, EMAIL_MAX, faults)?);
        if email.is_none() {
            faults.add(fields.pointer(name), Reason::InvalidEmail);
        }
        email.map(Self)
    }

    fn schema() -> RefOr<Schema> {
        text(1, EMAIL_MAX)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// A last name, which may be empty.
pub(in crate::http) struct LastName(pub(in crate::http) String);

impl Value for LastName {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let last = fields.string(name, 0, NAME_MAX, faults)?;
        let before = faults.len();
        if !last.is_empty() {
            check_label(&fields.pointer(name), &last, NAME_MAX, faults);
        }
        (faults.len() == before).then_some(Self(last))
    }

    fn schema() -> RefOr<Schema> {
        text(0, NAME_MAX)
    }
}

impl From<LastName> for String {
    fn from(name: LastName) -> Self {
        name.0
    }
}

/// A password that complies with the password rule.
impl Value for Password {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        match Self::parse(&fields.string(name, 0, PASSWORD_READ_MAX, faults)?) {
            Ok(password) => Some(password),
            Err(refusal) => {
                faults.add(fields.pointer(name), refusal.reason());
                None
            }
        }
    }

    fn schema() -> RefOr<Schema> {
        text(*PASSWORD_CHARACTERS.start(), *PASSWORD_CHARACTERS.end())
    }
}

/// The IANA name of a time zone.
pub(in crate::http) struct TimeZone(pub(in crate::http) String);

impl TimeZone {
    /// The time zone of staff members without a choice of their own.
    pub(in crate::http) const STANDARD: &str = "UTC";
}

impl Value for TimeZone {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let zone = fields.string(name, 1, TIME_ZONE_MAX, faults)?;
        if jiff::tz::TimeZone::get(&zone).is_err() {
            faults.add(fields.pointer(name), Reason::InvalidTimeZone);
            return None;
        }
        Some(Self(zone))
    }

    fn schema() -> RefOr<Schema> {
        text(1, TIME_ZONE_MAX)
    }
}

impl From<TimeZone> for String {
    fn from(zone: TimeZone) -> Self {
        zone.0
    }
}
