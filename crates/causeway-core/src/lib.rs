//! The domain model and rules of Causeway: rooms, enquiries, routing, delivery, staff.
//!
//! Nothing here does I/O, reads a clock or uses a global random generator: a decision gets a
//! [`Moment`] and returns a value that describes what changes. The store writes that value; the
//! server sends it to people.

pub mod assignment;
pub mod attachment;
pub mod canned_response;
pub mod challenge;
pub mod channel;
pub mod chatbot;
pub mod content;
pub mod delivery;
pub mod enquiry;
pub mod enquiry_number;
pub mod event;
pub mod exchange;
pub mod external_id;
mod fields;
pub mod file;
pub mod group;
pub mod hidden;
pub mod history;
pub mod id;
pub mod incoming;
pub mod json;
pub mod label;
pub mod language;
pub mod message;
pub mod moment;
pub mod permission;
pub mod plain_name;
pub mod preview;
mod reason;
pub mod room;
pub mod routing;
pub mod scope;
pub mod single_sign_on;
pub mod source;
pub mod spelling;
pub mod staff;
pub mod staffing;
pub mod template;
pub mod text;
pub mod time;
pub mod trace;
pub mod visitor;
pub mod weekday;
pub mod wording;
pub mod workspace;

pub use fields::{Fault, Faults, Fields, WEB_ADDRESS_MAX};
pub use id::{
    ApiTokenId, CannedResponseId, ChannelId, ChatbotId, DeliveryId, EnquiryId, FileId, GroupId, Id,
    LabelId, MessageId, RoomId, SessionId, SourceId, StaffId, StickyBindingId, TurnId, VisitorId,
    WorkspaceId,
};
pub use moment::Moment;
pub use reason::{JsonType, Reason, Thing};
pub use time::Timestamp;
