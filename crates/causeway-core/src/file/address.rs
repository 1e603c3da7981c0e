//! Addresses of files that open without signing in: for how long, and what is signed.

use std::time::Duration;

use crate::{FileId, Timestamp};

/// How long an address is good at least. A delivery is tried for a day and can be sent again by hand for some days more;
/// its body, with the address in it, stays as it was first written.
pub const VALIDITY: Duration = Duration::from_secs(7 * DAY_SECONDS);
/// Ends of validity fall on midnights in UTC, so that a file has the same address all day and caches keep what they have.
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Until when an address written at `now` is good: the first midnight that is [`VALIDITY`] away or later.
pub fn expiry(now: Timestamp) -> Timestamp {
    let day = i64::try_from(DAY_SECONDS * 1_000_000).expect("a day is some microseconds");
    let least = now.plus(VALIDITY).micros();
    Timestamp::from_micros(least.saturating_add((-least).rem_euclid(day)))
}

/// What the signature of an address covers. The first line keeps it apart from everything else that a key signs; the
/// file's name is not covered, since it only reads well: what is served has the name that is kept.
pub fn signed_text(file_id: FileId, expires: Timestamp) -> String {
    format!("causeway file address 1\n{file_id}\n{}", expires.seconds())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    #[test]
    fn an_address_is_good_for_a_week_and_ends_at_midnight() {
        for (now, until) in [
            ("2026-11-20T00:00:00Z", "2026-11-27T00:00:00.000Z"),
            ("2026-11-20T00:00:00.000001Z", "2026-11-28T00:00:00.000Z"),
            ("2026-11-20T23:59:59.999Z", "2026-11-28T00:00:00.000Z"),
            ("1969-12-20T12:00:00Z", "1969-12-28T00:00:00.000Z"),
        ] {
            let expires = expiry(Timestamp::parse(now).unwrap());
            assert_eq!(expires.to_string(), until, "{now}");
        }
    }

    #[test]
    fn another_file_or_time_is_another_text() {
        let file = |bits| FileId::from_uuid(Uuid::from_u128(bits));
        let text = signed_text(file(1), Timestamp::from_micros(5_000_000));
        assert_eq!(
            text,
            "causeway file address 1\nfile_00000000000000000000000001\n5"
        );
        assert_ne!(
            text,
            signed_text(file(2), Timestamp::from_micros(5_000_000))
        );
        assert_ne!(
            text,
            signed_text(file(1), Timestamp::from_micros(6_000_000))
        );
    }
}
