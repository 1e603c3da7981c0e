//! What tests need around Causeway: databases of both engines, a receiver of webhooks, the program itself.
//!
//! Nothing here knows the store or the server: a test sees them as their users do.

mod database;
mod port;
pub mod postgres;

pub use database::TestDatabase;
pub use port::free_port;
