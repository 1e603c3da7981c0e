//! A messenger to try Causeway with: phone-shaped chats on a page, connected through the Omni API like any third party.
//!
//! The cast: the **page** shows phones and writes through small JSON endpoints; the **book** holds phones, connection
//! and what was handled, and is written to one file; the **forwarder** hands visitors' submissions to Causeway in
//! order; the **webhook** takes what Causeway sends, behaving as the **switch** says; **live** carries every change to
//! the open pages.

mod book;
mod bubble;
mod calls;
mod causeway;
mod http;
mod live;
mod phone;
mod serve;
mod simulator;
mod storage;
mod switch;

pub use self::simulator::{Settings, Simulator, StartError};
