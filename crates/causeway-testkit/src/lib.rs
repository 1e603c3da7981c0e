//! Tools for tests of Causeway: databases of both engines, a webhook receiver, and the server
//! process.
//!
//! This crate does not depend on the store or the server.

mod client;
mod database;
mod documented;
mod port;
pub mod postgres;
pub mod process;
pub mod receiver;

pub use client::http_client;
pub use database::TestDatabase;
pub use documented::Documented;
pub use port::free_port;
pub use process::CausewayProcess;
pub use receiver::Receiver;
