//! Requests from channels: messages, events and capabilities (`omni-api.md` §2 and §3).

mod capabilities;
mod event;

use std::time::Duration;

use serde_json::Value;

pub use capabilities::Capabilities;
pub use event::{IncomingEvent, Receipt, ReceiptTarget, UpTo};

use crate::{
    Faults, Fields, Reason, Timestamp,
    content::{Content, fingerprint},
    external_id::EXTERNAL_ID_MAX,
    visitor::ProfileChange,
};

/// How far a `sentAt` may be ahead of the server's clock: more can't be a wrong time zone and means
/// a broken clock.
const SENT_AHEAD_MAX: Duration = Duration::from_hours(24);

/// A visitor's message as the channel sends it.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingMessage {
    /// The channel's id of the message: the idempotency key.
    pub id: String,
    pub visitor: IncomingVisitor,
    /// When the visitor sent it, according to the channel.
    pub sent_at: Option<Timestamp>,
    pub content: Content,
    /// The message that it replies to, by the channel's id or Causeway's.
    pub reply_to: Option<String>,
}

/// The visitor, with changes to their profile.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingVisitor {
    /// The channel's id of the visitor.
    pub id: String,
    /// The profile fields that the channel sent.
    pub profile: ProfileChange,
}

impl IncomingMessage {
    /// Parses the body of `POST /omni/v1/messages`, reporting every fault at once.
    pub fn parse(body: &Value, now: Timestamp) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let id = fields.required_id("id", EXTERNAL_ID_MAX, &mut faults);
        let visitor = fields.required_object("visitor", &mut faults);
        let visitor = visitor.and_then(|visitor| IncomingVisitor::read(&visitor, &mut faults));
        let sent_at = fields.time("sentAt", &mut faults);
        if sent_at.is_some_and(|sent_at| sent_at > now.plus(SENT_AHEAD_MAX)) {
            faults.add("/sentAt", Reason::InFuture);
        }
        let content = Content::from_visitor(&fields, &mut faults);
        let reply_to = fields.id("replyTo", EXTERNAL_ID_MAX, &mut faults);
        let message = id.zip(visitor).zip(content);
        faults.finish(message.map(|((id, visitor), content)| Self {
            id,
            visitor,
            sent_at,
            content,
            reply_to,
        }))
    }

    /// A digest of the message: two messages with one id are the same if their digests are the
    /// same. It does not cover when the message was sent, how its file is fetched and changes to
    /// the visitor's profile.
    pub fn fingerprint(&self) -> [u8; 32] {
        fingerprint(&(
            "said",
            &self.visitor.id,
            self.content.as_compared(),
            &self.reply_to,
        ))
    }

    /// Whether the message stored with the fingerprint `kept` is the same as this one.
    pub fn repeats(&self, kept: Option<[u8; 32]>) -> bool {
        kept.is_some_and(|kept| kept == self.fingerprint() || kept == self.first_fingerprint())
    }

    /// The fingerprint of messages that releases up to 0.1 accepted, which covered all fields of a
    /// message.
    pub(crate) fn first_fingerprint(&self) -> [u8; 32] {
        let sent_at = self.sent_at.map(Timestamp::micros);
        fingerprint(&(
            &self.visitor.id,
            sent_at,
            self.content.to_wire(),
            &self.reply_to,
        ))
    }
}

impl IncomingVisitor {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let id = fields.required_id("id", EXTERNAL_ID_MAX, faults);
        let profile = ProfileChange::read(fields, faults);
        Some(Self { id: id?, profile })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use sha2::{Digest, Sha256};

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn pointers(body: &Value) -> Vec<String> {
        let faults = IncomingMessage::parse(body, NOW).unwrap_err();
        faults
            .into_vec()
            .into_iter()
            .map(|fault| fault.pointer)
            .collect()
    }

    fn message(change: &Value) -> Value {
        let mut body =
            json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "text", "text": "Hello" });
        for (key, value) in change.as_object().unwrap() {
            body[key] = value.clone();
        }
        body
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        assert_eq!(pointers(&json!({})), ["/id", "/visitor", "/type"]);
        assert_eq!(pointers(&json!([])), [""]);
        let body = json!({ "id": 7, "visitor": { "id": "", "name": [] }, "type": "text", "sentAt": "soon", "replyTo": "\u{fffd}" });
        assert_eq!(
            pointers(&body),
            [
                "/id",
                "/visitor/id",
                "/visitor/name",
                "/sentAt",
                "/text",
                "/replyTo"
            ]
        );
    }

    #[test]
    fn a_time_far_ahead_is_refused_and_a_late_message_is_accepted() {
        let at = |time: Timestamp| message(&json!({ "sentAt": time.to_string() }));
        assert_eq!(
            pointers(&at(NOW.plus(Duration::from_hours(25)))),
            ["/sentAt"]
        );
        assert!(IncomingMessage::parse(&at(NOW.plus(Duration::from_hours(1))), NOW).is_ok());
        assert!(IncomingMessage::parse(&at(Timestamp::from_micros(0)), NOW).is_ok());
    }

    #[test]
    fn unknown_fields_are_ignored_and_null_and_empty_ones_absent() {
        let plain = IncomingMessage::parse(&message(&json!({})), NOW).unwrap();
        for empty in [Value::Null, json!("")] {
            let visitor = json!({ "id": "u-1", "name": empty, "avatarUrl": empty, "email": empty, "phone": empty,
                                  "language": empty, "attributes": empty });
            let body = message(
                &json!({ "mood": "good", "replyTo": empty, "sentAt": empty, "visitor": visitor,
                                        "attachment": empty, "location": empty }),
            );
            assert_eq!(IncomingMessage::parse(&body, NOW).unwrap(), plain, "{body}");
        }
    }

    #[test]
    fn the_fingerprint_covers_the_content_but_not_time_or_profile() {
        let print = |change: &Value| {
            IncomingMessage::parse(&message(change), NOW)
                .unwrap()
                .fingerprint()
        };
        let same = print(&json!({}));
        assert_eq!(
            print(&json!({ "visitor": { "id": "u-1", "name": "Ada" }, "x": 1 })),
            same
        );
        for other in [
            json!({ "text": "Hello!" }),
            json!({ "visitor": { "id": "u-2" } }),
            json!({ "replyTo": "m-0" }),
        ] {
            assert_ne!(print(&other), same, "{other}");
        }
        assert_eq!(print(&json!({ "sentAt": "2026-11-01T10:00:00Z" })), same);
    }

    #[test]
    fn a_newly_signed_address_does_not_change_the_fingerprint() {
        let print = |url: &str, name: &str| {
            let attachment = json!({ "url": url, "name": name });
            let body =
                message(&json!({ "type": "image", "text": "Look", "attachment": attachment }));
            IncomingMessage::parse(&body, NOW).unwrap().fingerprint()
        };
        let same = print(
            "https://one.example.com/a/cat.png?X-Amz-Signature=1",
            "cat.png",
        );
        for url in [
            "https://one.example.com/a/cat.png?X-Amz-Signature=2",
            "https://two.example.com/a/cat.png?oh=3&oe=4#x",
            "http://one.example.com/a/cat.png",
        ] {
            assert_eq!(print(url, "cat.png"), same, "{url}");
        }
        assert_ne!(
            print(
                "https://one.example.com/a/dog.png?X-Amz-Signature=1",
                "cat.png"
            ),
            same
        );
        assert_ne!(
            print(
                "https://one.example.com/a/cat.png?X-Amz-Signature=1",
                "dog.png"
            ),
            same
        );
    }

    #[test]
    fn the_fingerprint_of_an_earlier_release_is_still_recognised() {
        let message =
            IncomingMessage::parse(&message(&json!({ "sentAt": "2026-11-01T10:00:00Z" })), NOW)
                .unwrap();
        // What release 0.1 stored: visitor, time, content and the message that it replies to.
        let parts =
            json!(["u-1", 1_793_527_200_000_000_i64, { "type": "text", "text": "Hello" }, null])
                .to_string();
        let kept: [u8; 32] = Sha256::digest(parts).into();
        assert!(message.repeats(Some(kept)) && message.repeats(Some(message.fingerprint())));
        assert!(!message.repeats(Some([0; 32])) && !message.repeats(None));
    }

    #[test]
    fn the_longest_ids_and_addresses_are_accepted_and_longer_ones_refused() {
        let address = |length: usize| format!("https://a.example/{}", "p".repeat(length - 18));
        let with = |id: usize, url: usize| {
            let id = "語".repeat(id);
            message(
                &json!({ "id": id, "visitor": { "id": id, "avatarUrl": address(url) }, "replyTo": id, "type": "image",
                             "attachment": { "url": address(url) } }),
            )
        };
        assert!(IncomingMessage::parse(&with(255, 8_192), NOW).is_ok());
        let refused = [
            "/id",
            "/visitor/id",
            "/visitor/avatarUrl",
            "/attachment/url",
            "/replyTo",
        ];
        assert_eq!(pointers(&with(256, 8_193)), refused);
    }
}
