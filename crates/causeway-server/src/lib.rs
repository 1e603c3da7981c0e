//! The server: the two APIs, the event streams of staff screens, and the background workers.

pub mod bootstrap;
pub mod bus;
mod clock;
pub mod credentials;
pub mod files;
pub mod http;
pub mod identity;
mod listener;
mod node;
pub mod outgoing;
pub mod parts;
pub mod realtime;
mod typing;
pub mod wire;
pub mod workers;

pub use bus::Bus;
pub use clock::{Clock, to_jiff};
pub use http::openapi_json;
pub use node::{Node, NodeSettings, StartError};
pub use parts::App;
pub use typing::keep_typing;
