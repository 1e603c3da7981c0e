//! A client library for the Omni API: connects your own messaging channel to Causeway.
//!
//! [`OmniClient`] sends visitors' messages and events. [`Webhook`] verifies and parses requests
//! from Causeway. [`Forwarder`] keeps visitors' messages in order while Causeway can't be reached,
//! and [`split_at_words`] splits texts for networks with short lines. The library is independent of
//! web frameworks: pass it the headers and the body of a request.
//!
//! ```no_run
//! use omni_client::{Content, OmniClient, RetryPolicy, VisitorMessage, VisitorProfile, fresh_id};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let causeway = OmniClient::new("http://127.0.0.1:8080", "cw_…")?.with_retry(RetryPolicy::patient());
//! let answer = causeway
//!     .send_message(&VisitorMessage {
//!         id: fresh_id("m-"),
//!         visitor: VisitorProfile::named("u-42", "Mina Park"),
//!         sent_at: None,
//!         content: Content::Text { text: "Hello!".into() },
//!         reply_to: None,
//!     })
//!     .await?;
//! println!("accepted as {} in enquiry {}", answer.id, answer.enquiry_number);
//! # Ok(())
//! # }
//! ```

mod ambient;
mod channel;
mod client;
mod error;
mod event;
#[cfg(feature = "fake-omni")]
pub mod fake_omni;
mod forwarder;
mod message;
mod reading;
mod retry;
mod submission;
mod text;
mod webhook;

pub use self::ambient::{fresh_id, now};
pub use self::channel::{Capabilities, ChannelInfo, ChannelSummary, SourceSummary};
pub use self::client::OmniClient;
pub use self::error::{FieldFault, OmniError, Problem, SettingsError, Verdict};
pub use self::event::ChannelEvent;
pub use self::forwarder::{Forwarder, Spool};
pub use self::message::{
    Acceptance, Attachment, ContactCard, Content, Location, Media, Postback, VisitorMessage,
    VisitorProfile,
};
pub use self::reading::{EVENT_WAIT_MAX, EventPage};
pub use self::retry::RetryPolicy;
pub use self::submission::Submission;
pub use self::text::split_at_words;
pub use self::webhook::{
    Author, AuthorKind, EnquiryMoved, EnquiryRef, Event, MessageCreated, MessageDeleted,
    MessageRead, MessageRef, OptionChoice, Received, SeenIds, SentMessage, SignatureFault,
    SigningSecret, Typing, UpTo, VisitorRef, Webhook, WebhookError,
};
