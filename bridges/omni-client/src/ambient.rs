//! The bridges' only source of the current time and of ids.

use jiff::Timestamp;
use uuid::Uuid;

/// The current time, truncated to milliseconds, the precision of the Omni API.
#[expect(
    clippy::disallowed_methods,
    reason = "the only place that reads the clock in programs outside Causeway"
)]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// Returns a new unique id: `prefix` and 32 hexadecimal digits that increase with time.
#[expect(
    clippy::disallowed_methods,
    reason = "the only place that generates ids in programs outside Causeway"
)]
pub fn fresh_id(prefix: &str) -> String {
    format!("{prefix}{}", Uuid::now_v7().simple())
}
