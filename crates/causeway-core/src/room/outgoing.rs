//! The bodies of the outgoing webhook (`omni-api.md` §5). A body is built once, when the event
//! happens, and stored: every attempt of one event sends the same bytes.

use serde_json::{Map, Value, json};

use crate::{
    ChannelId, EnquiryId, MessageId, Moment, Timestamp,
    content::Content,
    enquiry::{Enquiry, EnquiryState},
    incoming::Capabilities,
    message::Message,
    room::Room,
    source::OutgoingEvent,
    text::split_at_word_ends,
};

/// The body of `event`, with `data` next to channel, visitor and enquiry.
pub fn body(
    event: OutgoingEvent,
    room: &Room,
    enquiry: Option<&Enquiry>,
    data: Map<String, Value>,
    at: Timestamp,
) -> String {
    let mut all = Map::new();
    all.insert(
        "channel".into(),
        json!({ "id": room.channel.id, "name": room.channel.name }),
    );
    all.insert("visitor".into(), json!({ "id": room.visitor.external_id }));
    if let Some(enquiry) = enquiry {
        let number = enquiry.number.to_string();
        all.insert(
            "enquiry".into(),
            json!({ "id": enquiry.id, "number": number, "status": enquiry.state.name() }),
        );
    }
    all.extend(data);
    json!({ "type": event.name(), "timestamp": at, "data": all }).to_string()
}

/// The `data.message` of `message.created`.
pub fn message_data(message: &Message, room: &Room) -> Map<String, Value> {
    let display_name = message.author.display_name();
    let content = if room.source.capabilities.shows(message.content.kind()) {
        message.content.clone()
    } else {
        Content::Text {
            text: message.content.as_text(),
        }
    };
    let mut wire = Map::new();
    wire.insert("id".into(), json!(message.id));
    wire.insert("sequence".into(), json!(message.sequence));
    wire.extend(content.to_wire());
    let in_front = display_name.filter(|name| fits_in_front(name, &room.source.capabilities));
    if let Some((name, text)) = in_front.zip(content.text()) {
        wire.insert("renderedText".into(), rendered(name, text).into());
    }
    let mut author = Map::new();
    author.insert("kind".into(), message.author.kind().into());
    if let Some(name) = display_name {
        author.insert("displayName".into(), name.into());
    }
    wire.insert("author".into(), author.into());
    if let Some(purpose) = message.purpose {
        wire.insert("purpose".into(), purpose.name().into());
    }
    if let Some(reply_to) = &message.reply_to {
        wire.insert(
            "replyTo".into(),
            channels_id(room.answered.as_ref(), reply_to).into(),
        );
    }
    wire.insert("createdAt".into(), json!(message.created_at));
    [("message".to_owned(), Value::Object(wire))]
        .into_iter()
        .collect()
}

/// The id under which the channel knows the message that is replied to: its own id, or Causeway's
/// while the channel has reported none.
fn channels_id(answered: Option<&Message>, given: &str) -> String {
    match answered {
        Some(Message {
            external_id: Some(id),
            ..
        }) => id.clone(),
        Some(message) => message.id.to_string(),
        None => given.to_owned(),
    }
}

/// `content` split into parts that the channel can show: converted to text if it can't show the
/// type, and split at word ends if it can't show such a long text. The display name in front counts
/// as well.
pub fn parts(
    content: Content,
    display_name: Option<&str>,
    capabilities: &Capabilities,
) -> Vec<Content> {
    let shown = capabilities.shows(content.kind());
    let content = if shown {
        content
    } else {
        Content::Text {
            text: content.as_text(),
        }
    };
    let (Content::Text { text }, Some(max)) = (&content, text_length_max(capabilities)) else {
        return vec![content];
    };
    let in_front = display_name.filter(|name| fits_in_front(name, capabilities));
    let prefix = in_front.map_or(0, |name| rendered(name, "").chars().count());
    split_at_word_ends(text, max - prefix)
        .into_iter()
        .map(|text| Content::Text { text })
        .collect()
}

/// The text with the display name in front, for channels that can't show a sender.
fn rendered(display_name: &str, text: &str) -> String {
    format!("{display_name}: {text}")
}

/// Whether the name fits in front of a text. A name longer than half the maximum is left out: it
/// would split the text into too many parts.
fn fits_in_front(display_name: &str, capabilities: &Capabilities) -> bool {
    text_length_max(capabilities)
        .is_none_or(|max| rendered(display_name, "").chars().count() <= max / 2)
}

fn text_length_max(capabilities: &Capabilities) -> Option<usize> {
    capabilities
        .text_length_max
        .map(|max| usize::try_from(max).unwrap_or(usize::MAX))
}

/// The `data` of lifecycle events that name a staff member.
pub fn staff_data(display_name: Option<&str>) -> Map<String, Value> {
    let staff = display_name.map(|name| ("staff".to_owned(), json!({ "displayName": name })));
    staff.into_iter().collect()
}

/// The body of the event that staff stopped typing at `at`, derived from the body `prepared` when
/// they started: the enquiry may have closed since.
pub fn typing_ended(prepared: &str, at: Timestamp, is_closed: bool) -> String {
    let Ok(mut body) = serde_json::from_str::<Value>(prepared) else {
        return prepared.to_owned();
    };
    body["timestamp"] = json!(at);
    if is_closed {
        body["data"]["enquiry"]["status"] = EnquiryState::Closed.name().into();
    }
    body.to_string()
}

/// A sample of `event`, for testing an endpoint. It is marked with `test` and belongs to no
/// conversation.
pub fn sample(
    event: OutgoingEvent,
    channel: Option<&(ChannelId, String)>,
    moment: &mut Moment,
) -> String {
    let at = moment.now();
    let message_id: MessageId = moment.id();
    let (channel_id, channel_name) = channel
        .cloned()
        .unwrap_or_else(|| (moment.id(), "Sample".to_owned()));
    let status = match event {
        OutgoingEvent::EnquiryOpened => "open",
        OutgoingEvent::EnquiryMissed => "missed",
        OutgoingEvent::EnquiryFollowedUp => "followedUp",
        OutgoingEvent::EnquiryClosed => "closed",
        OutgoingEvent::MessageCreated
        | OutgoingEvent::MessageRead
        | OutgoingEvent::MessageDeleted
        | OutgoingEvent::TypingStarted
        | OutgoingEvent::TypingStopped
        | OutgoingEvent::EnquiryAssigned
        | OutgoingEvent::EnquiryTransferred => "ongoing",
    };
    let mut data = json!({
        "channel": { "id": channel_id, "name": channel_name },
        "visitor": { "id": "sample-visitor" },
        "enquiry": { "id": moment.id::<EnquiryId>(), "number": "INQ-000000", "status": status },
    });
    match event {
        OutgoingEvent::MessageCreated => {
            data["message"] = json!({
                "id": message_id, "sequence": 1, "type": "text", "text": "This is a test.",
                "renderedText": "Sample: This is a test.", "author": { "kind": "staff", "displayName": "Sample" },
                "purpose": "reply", "createdAt": at,
            });
        }
        OutgoingEvent::MessageRead => data["upTo"] = "sample-message".into(),
        OutgoingEvent::MessageDeleted => data["message"] = json!({ "id": message_id }),
        OutgoingEvent::EnquiryAssigned
        | OutgoingEvent::EnquiryFollowedUp
        | OutgoingEvent::EnquiryTransferred => {
            data["staff"] = json!({ "displayName": "Sample" });
        }
        OutgoingEvent::TypingStarted
        | OutgoingEvent::TypingStopped
        | OutgoingEvent::EnquiryOpened
        | OutgoingEvent::EnquiryMissed
        | OutgoingEvent::EnquiryClosed => {}
    }
    json!({ "type": event.name(), "timestamp": at, "test": true, "data": data }).to_string()
}
