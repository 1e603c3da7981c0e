//! Conversations in the store: rooms, lanes, the event log, lists of enquiries, and a long random life of all of them.
//! Every case runs on both engines.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod attempts;
mod enquiry_lists;
mod events;
mod lane_times;
mod lanes;
mod ledger;
mod numbers;
mod remembered;
mod rooms;
mod set_back;
mod shop;
mod simulation;
mod turns;
