//! End-to-end flows with the real binary, a real receiver, both databases, and `kill -9`.

mod chatbots;
mod conform;
mod conversation;
mod crash;
mod examples;
mod guides;
mod listen;
mod memory;
mod nodes;
mod outage;
mod outbox;
mod support;
mod verify;
mod waits;
