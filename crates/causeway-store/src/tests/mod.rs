//! What statements cost: on hot paths, in databases that are filled, and in conversations that grow.

mod filled;
mod growth;
mod paths;
