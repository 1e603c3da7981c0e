//! The management API through the real router, on SQLite, with a manual clock and seeded random
//! numbers.

#![expect(
    clippy::unwrap_used,
    reason = "tests fail by panicking, also in helpers"
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
