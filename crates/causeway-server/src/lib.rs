//! The server: the two APIs, the event streams of staff screens, and the background workers.

mod alive;
mod app;
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
pub mod realtime;
mod sources;
mod typing;
pub mod workers;

pub use app::{App, Dice, NodeMark, Parts, Settings};
pub use bus::Bus;
pub use clock::{Clock, to_jiff};
pub use http::openapi_json;
pub use node::{Node, NodeSettings, StartError};
pub use sources::Sources;
pub use typing::{TypingNews, keep_typing};
