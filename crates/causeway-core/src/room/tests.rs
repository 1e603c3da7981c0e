//! Tests of a room's decisions.

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
