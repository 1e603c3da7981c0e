//! What the bridge's tests stand on: a real IRC server, and a visitor with an IRC client.

pub mod ngircd;
pub mod visitor;
