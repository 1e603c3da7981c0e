//! Conversations over a real IRC server: with Causeway itself, and with a stand-in that can fail on purpose.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod ngircd;
mod staff;
mod visitor;
mod with_causeway;
mod with_stand_in;
