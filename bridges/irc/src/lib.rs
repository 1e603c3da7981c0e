//! A bridge between an IRC network and Causeway. It uses only the Omni API.
//!
//! A private message to the bridge's nick is a visitor's message. Staff's answers are private
//! messages to the visitor.
//!
//! `network` keeps the IRC connection and receives visitors' messages. `spool` stores them on disk
//! until the library's forwarder has sent them to Causeway. `webhook` receives Causeway's events.
//! `replies` sends messages to the network line by line, at the rate of `pacer`, and reports
//! failures.

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
