//! What tests need around Causeway: databases of both engines, a receiver of webhooks, the program itself.
//!
//! Nothing here knows the store or the server: a test sees them as their users do.

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
