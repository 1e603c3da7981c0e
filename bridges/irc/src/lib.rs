//! A bridge between an IRC network and Causeway, through the Omni API alone.
//!
//! A private message to the bridge's nick is a visitor's message; what staff answer comes back as a private message.
//!
//! The cast: the **network** keeps the IRC connection alive and hears what visitors say; the **spool** keeps that on disk
//! until Causeway took it, which the kit's forwarder sees to; the **webhook** takes what Causeway sends; **replies** says
//! it on the network, line by line at the **pacer**'s pace, and tells whether the IRC server took it.

mod bridge;
mod casemapping;
mod hearing;
mod network;
mod pacer;
mod replies;
mod session;
mod speech;
mod spool;
mod webhook;

pub use self::bridge::{Bridge, Settings, StartError};
pub use self::network::NetworkSettings;
pub use self::pacer::Pace;
