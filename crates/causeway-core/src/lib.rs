//! The words and rules of Causeway: rooms, enquiries, routing, delivery, staff.
//!
//! Nothing here does I/O, reads a clock or draws randomness of its own: a decision is given a [`Moment`] and
//! returns a value that says what changes. The store writes that value; the server carries it to people.

pub mod channel;
pub mod content;
pub mod delivery;
pub mod enquiry;
pub mod event;
mod fields;
pub mod group;
pub mod id;
pub mod incoming;
pub mod message;
pub mod moment;
pub mod outgoing;
pub mod permission;
pub mod room;
pub mod routing;
pub mod source;
pub mod staff;
pub mod template;
pub mod text;
pub mod time;
pub mod visitor;

pub use fields::{Fault, Faults, Fields};
pub use id::{
    ChannelId, DeliveryId, EnquiryId, GroupId, Id, MessageId, RoomId, SessionId, SourceId, StaffId, VisitorId,
    WorkspaceId,
};
pub use moment::Moment;
pub use time::Timestamp;
