//! The Omni API, which channels call. It is a public contract and changes only by additions.

mod batch;
mod channel;
mod events;
mod history;
mod messages;
mod outbox;
mod schema;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::App;

/// The routes under `/omni/v1`.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(messages::post_message))
        .routes(routes!(batch::post_batch))
        .routes(routes!(history::post_history))
        .routes(routes!(outbox::read_outbox))
        .routes(routes!(outbox::confirm))
        .routes(routes!(outbox::stream_outbox))
        .routes(routes!(events::post_event))
        .routes(routes!(channel::get_channel))
        .routes(routes!(channel::put_capabilities))
}
