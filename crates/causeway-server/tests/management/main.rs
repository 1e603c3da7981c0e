//! The management API through the real router, on SQLite, with a clock that stands still and seeded dice.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod account;
mod api_tokens;
mod channels;
mod chatbots;
mod client_address;
mod document;
mod edges;
mod lost_key;
mod provider;
mod roles;
mod routing;
mod schemas;
mod service_groups;
mod setup;
mod sign_in;
mod single_sign_on;
mod sources;
mod staff;
mod unknown_names;
mod workplace;
mod world;
