//! Conversations of channels, visitors and staff over HTTP: the real router on a temporary
//! database, with a manual clock and seeded random numbers.

#![expect(
    clippy::unwrap_used,
    reason = "tests fail by panicking, also in helpers"
)]

mod support;

mod chatbots;
mod deliveries_body;
mod deliveries_console;
mod deliveries_health;
mod deliveries_order;
mod deliveries_retries;
mod deliveries_typing;
mod deliveries_waking;
mod enquiries_automatic;
mod enquiries_handing_on;
mod enquiries_life;
mod enquiries_list;
mod enquiries_moves;
mod enquiries_replies;
mod enquiries_sticky;
mod events_presence;
mod events_removals;
mod events_resume;
mod events_revoked;
mod events_stream;
mod events_web_socket;
mod files_copies;
mod files_messages;
mod files_uploads;
mod hidden;
mod log_lines;
mod lost_key;
mod omni_batch;
mod omni_channel;
mod omni_events;
mod omni_history;
mod omni_limits;
mod omni_messages;
mod omni_outbox;
mod omni_refusals;
mod readiness;
mod workspaces;
