//! The JSON of the APIs: bodies, their words and fields, and problems. Nothing here uses the parts
//! of a running node (`parts`).

pub mod challenge;
pub mod channel;
pub mod code;
pub mod content;
pub mod delivery;
pub mod enquiry;
pub mod field;
pub mod input;
pub mod label;
pub mod message;
pub mod problem;
pub mod problem_body;
pub mod routing;
pub mod service_group;
pub mod settings;
pub mod source;
pub mod staff;
pub mod trace_step;
pub mod words;

#[cfg(test)]
mod tests;
