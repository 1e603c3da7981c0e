//! Whole flows: the real binary, a real receiver, both databases, and `kill -9`.

mod conversation;
mod crash;
mod examples;
mod outage;
mod outbox;
mod support;
mod waits;
