//! Deliveries: what sources were sent and are owed, for administrators to look at and to send again.

mod body;
mod list;
mod retry;
mod show;

use utoipa_axum::{router::OpenApiRouter, routes};

pub use body::DeliveryBody;
pub(super) use body::ExchangeBody;

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show))
        .routes(routes!(retry::retry))
}
