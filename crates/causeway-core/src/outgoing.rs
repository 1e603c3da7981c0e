//! The bodies of the outgoing webhook (`omni-api.md` §5). A body is made once, when the event happens, and kept: every
//! attempt of one event sends the same bytes.

use serde_json::{Map, Value, json};

use crate::{Timestamp, content::Content, enquiry::Enquiry, message::Message, room::Room, source::OutgoingEvent};

/// The body of `event`, with `data` beside channel, visitor and enquiry.
pub fn body(
    event: OutgoingEvent,
    room: &Room,
    enquiry: Option<&Enquiry>,
    data: Map<String, Value>,
    at: Timestamp,
) -> String {
    let mut all = Map::new();
    all.insert("channel".into(), json!({ "id": room.channel.id, "name": room.channel.name }));
    all.insert("visitor".into(), json!({ "id": room.visitor.external_id }));
    if let Some(enquiry) = enquiry {
        let number = enquiry.number.to_string();
        all.insert("enquiry".into(), json!({ "id": enquiry.id, "number": number, "status": enquiry.state.name() }));
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
        Content::Text { text: message.content.as_text() }
    };
    let mut wire = Map::new();
    wire.insert("id".into(), json!(message.id));
    wire.insert("sequence".into(), json!(message.sequence));
    wire.extend(content.to_wire());
    if let Some((name, text)) = display_name.zip(content.text()) {
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
        wire.insert("replyTo".into(), reply_to.as_str().into());
    }
    wire.insert("createdAt".into(), json!(message.created_at));
    [("message".to_owned(), Value::Object(wire))].into_iter().collect()
}

/// The text with the display name in front, for channels that can't show a sender.
pub fn rendered(display_name: &str, text: &str) -> String {
    format!("{display_name}: {text}")
}

/// The `data` of the lifecycle events that tell who.
pub fn staff_data(display_name: Option<&str>) -> Map<String, Value> {
    let staff = display_name.map(|name| ("staff".to_owned(), json!({ "displayName": name })));
    staff.into_iter().collect()
}
