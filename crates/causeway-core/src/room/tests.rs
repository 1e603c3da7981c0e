//! Decisions of a room, as tables.

mod automatic;
mod deliveries;
mod incoming;
mod machine;
mod people;
mod properties;
mod receipts;
mod replies;
mod routing;
mod scene;
