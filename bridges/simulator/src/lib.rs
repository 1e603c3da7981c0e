//! A messenger to try Causeway with: phones on a web page, connected through the Omni API.
//!
//! The page shows phones and writes through small JSON endpoints. `book` is the state: phones,
//! connection and handled requests, stored in one file. The forwarder sends visitors' submissions
//! to Causeway in order. `webhook` receives Causeway's events and behaves as `switch` is set.
//! `live` sends every change to the open pages.

mod book;
mod bubble;
mod calls;
mod causeway;
mod desk;
mod http;
mod link;
mod live;
mod phone;
mod serve;
mod simulator;
mod storage;
mod switch;

pub use self::simulator::{Settings, Simulator, StartError};
