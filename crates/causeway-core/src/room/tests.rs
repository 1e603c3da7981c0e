//! Decisions of a room, as tables.
