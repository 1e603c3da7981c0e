//! What statements cost: on hot paths, in databases that are filled, and in conversations that grow.

mod filled;
pub(crate) mod growth;
mod paths;
