//! The memory of Causeway: one store over two engines.

pub mod db;
