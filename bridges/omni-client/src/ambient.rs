//! The one place of the bridges that reads the wall clock and draws ids; everything else is given both.

use jiff::Timestamp;
use uuid::Uuid;

/// What the wall clock shows, cut to the milliseconds that the Omni API speaks in.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that owns the clock for programs outside Causeway"
)]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// A new id that is never given twice: `prefix` and 32 hexadecimal digits that rise with time.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that owns id generation for programs outside Causeway"
)]
pub fn fresh_id(prefix: &str) -> String {
    format!("{prefix}{}", Uuid::now_v7().simple())
}
