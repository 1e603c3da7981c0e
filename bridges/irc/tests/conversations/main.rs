//! Conversations over a real IRC server, with Causeway itself and with a fake Causeway that can
//! fail.

#![expect(
    clippy::unwrap_used,
    reason = "tests and their helpers fail by panicking"
)]

mod ngircd;
mod staff;
mod visitor;
mod with_causeway;
mod with_stand_in;
