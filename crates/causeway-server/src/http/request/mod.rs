//! The extractors of handlers: the caller and their permissions, bodies, parameters, limits.

pub mod bearer;
pub mod caller;
pub mod client;
pub mod client_address;
pub mod if_match;
pub mod json;
pub mod origin;
pub mod paging;
pub mod path;
pub mod query;
pub mod rate;
pub mod session;
pub mod sign_in_limit;
pub mod small_json;
pub mod tries;
