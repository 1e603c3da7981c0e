//! Signed addresses of files, which open without signing in: their validity and the text that is
//! signed.

use std::time::Duration;

use crate::{FileId, Timestamp};

/// Minimum validity of an address. A delivery is retried for a day and can be resent by hand for
/// some days more; its body, with the address in it, never changes.
pub const VALIDITY: Duration = Duration::from_secs(7 * DAY_SECONDS);
/// Validity ends at midnight UTC, so that a file has the same address all day and caches stay
/// useful.
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// When an address created at `now` expires: the first midnight that is at least [`VALIDITY`] away.
pub fn expiry(now: Timestamp) -> Timestamp {
    let day =
        i64::try_from(DAY_SECONDS * 1_000_000).expect("a day in microseconds fits into 64 bits");
    let least = now.plus(VALIDITY).micros();
    Timestamp::from_micros(least.saturating_add((-least).rem_euclid(day)))
}

/// The text that the signature of an address covers. The first line separates it from everything
/// else that the key signs. The name in the address is not covered: the file is served with its
/// stored name.
pub fn signed_text(file_id: FileId, expires: Timestamp) -> String {
    format!("causeway file address 1\n{file_id}\n{}", expires.seconds())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    #[test]
    fn an_address_is_valid_for_a_week_and_expires_at_midnight() {
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
    fn the_signed_text_depends_on_file_and_time() {
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
