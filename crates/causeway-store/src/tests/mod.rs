//! The cost of statements: on hot paths, in databases with many rows, and in conversations that
//! grow.

mod filled;
pub(crate) mod growth;
mod paths;
