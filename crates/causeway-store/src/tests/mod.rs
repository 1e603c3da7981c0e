//! What statements cost where there is a lot: databases that are filled, and conversations that grow.

mod filled;
mod growth;
