//! Decisions of a room, as tables.

mod automatic;
mod chatbots;
mod deliveries;
mod handing_on;
mod incoming;
mod machine;
mod offers;
mod people;
mod properties;
mod receipts;
mod replies;
mod routing;
mod scene;
mod setting;
