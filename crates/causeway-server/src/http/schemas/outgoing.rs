//! Schemas and examples of the requests that Causeway sends to a webhook.
//! `causeway_core::room::outgoing` makes the bodies; tests check real ones against these schemas.
//! Bodies may have further members: the contract changes only by additions.

use causeway_core::source::OutgoingEvent;
use serde_json::{Map, Value, json};

use crate::http::schemas::incoming::{address_of_file, location, text};

/// A one-line summary of the event.
pub(super) fn summary(event: OutgoingEvent) -> &'static str {
    match event {
        OutgoingEvent::MessageCreated => {
            "A message for the visitor: from staff, a chatbot or automatic."
        }
        OutgoingEvent::MessageRead => "Staff read the visitor's messages.",
        OutgoingEvent::MessageDeleted => "Staff unsent a message.",
        OutgoingEvent::TypingStarted => "Staff started typing. Sent once, never retried.",
        OutgoingEvent::TypingStopped => "Staff stopped typing. Sent once, never retried.",
        OutgoingEvent::EnquiryOpened => "A visitor's message opened an enquiry.",
        OutgoingEvent::EnquiryAssigned => "A staff member picked the enquiry up.",
        OutgoingEvent::EnquiryMissed => "No one picked the enquiry up in time.",
        OutgoingEvent::EnquiryFollowedUp => {
            "A staff member picked the enquiry up after it was missed."
        }
        OutgoingEvent::EnquiryTransferred => "The enquiry was transferred to another staff member.",
        OutgoingEvent::EnquiryClosed => "The enquiry was closed.",
    }
}

/// The body of the challenge.
pub(super) fn challenge() -> Value {
    json!({
        "title": "The challenge",
        "type": "object",
        "required": ["type", "challenge", "timestamp"],
        "properties": {
            "type": { "const": "url_verification" },
            "challenge": { "type": "string", "pattern": "^[A-Za-z0-9_-]{43}$" },
            "timestamp": time(),
        },
    })
}

/// The body of one event.
pub(super) fn event(event: OutgoingEvent) -> Value {
    let (required, more) = data(event);
    let mut properties = json!({
        "channel": object(&["id", "name"], &json!({ "id": string(), "name": string() })),
        "visitor": object(&["id"], &json!({ "id": { "type": "string", "description": "Your own id of the visitor." } })),
        "enquiry": object(&["id", "number", "status"], &json!({
            "id": string(),
            "number": { "type": "string", "pattern": "^INQ-[0-9A-Z]{6,}$" },
            "status": { "enum": ["open", "ongoing", "missed", "followedUp", "closed"] },
        })),
    });
    for (name, schema) in more {
        properties[name] = schema;
    }
    let required: Vec<&str> = ["channel", "visitor"]
        .into_iter()
        .chain(required.iter().copied())
        .collect();
    json!({
        "title": summary(event),
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": { "const": event.name() },
            "timestamp": time(),
            "data": object(&required, &properties),
        },
    })
}

/// The members of `data` besides channel, visitor and enquiry: the names of those that are always
/// present, and the schemas.
fn data(event: OutgoingEvent) -> (&'static [&'static str], Vec<(&'static str, Value)>) {
    let staff = || {
        vec![(
            "staff",
            object(&["displayName"], &json!({ "displayName": string() })),
        )]
    };
    match event {
        OutgoingEvent::MessageCreated => (&["message"], vec![("message", message())]),
        OutgoingEvent::MessageRead => (
            &["upTo"],
            vec![(
                "upTo",
                json!({ "type": "string", "description": "Your id of the last message they read." }),
            )],
        ),
        OutgoingEvent::MessageDeleted => (
            &["message"],
            vec![("message", object(&["id"], &json!({ "id": string() })))],
        ),
        OutgoingEvent::EnquiryAssigned
        | OutgoingEvent::EnquiryFollowedUp
        | OutgoingEvent::EnquiryTransferred => (&["enquiry"], staff()),
        OutgoingEvent::TypingStarted
        | OutgoingEvent::TypingStopped
        | OutgoingEvent::EnquiryOpened
        | OutgoingEvent::EnquiryMissed
        | OutgoingEvent::EnquiryClosed => (&["enquiry"], Vec::new()),
    }
}

fn message() -> Value {
    let mut schema = object(
        &["id", "sequence", "type", "author", "createdAt"],
        &json!({
            "id": string(),
            "sequence": { "type": "integer", "minimum": 1 },
            "type": { "enum": ["text", "image", "video", "audio", "file", "location", "buttons", "quickReplies"] },
            "text": { "type": "string", "minLength": 1 },
            "renderedText": { "type": "string", "description": "The text with the display name in front; absent where there is none." },
            "attachment": address_of_file(),
            "location": location(),
            "options": { "type": "array", "minItems": 1, "maxItems": 20, "items": option() },
            "author": object(&["kind"], &json!({ "kind": { "enum": ["staff", "bot", "system"] }, "displayName": string() })),
            "purpose": { "enum": ["reply", "welcome", "away", "close", "autoCloseWarning", "bot"] },
            "replyTo": string(),
            "createdAt": time(),
        }),
    );
    let needs = |kinds: &[&str], required: &[&str]| json!({ "if": { "properties": { "type": { "enum": kinds } } }, "then": { "required": required } });
    schema["allOf"] = json!([
        needs(&["text"], &["text"]),
        needs(&["image", "video", "audio", "file"], &["attachment"]),
        needs(&["location"], &["location"]),
        needs(&["buttons", "quickReplies"], &["text", "options"]),
    ]);
    schema
}

/// A button or quick reply.
pub(super) fn option() -> Value {
    object(
        &["label", "payload"],
        &json!({ "label": text(1, 40), "payload": text(1, 1_000) }),
    )
}

pub(super) fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

pub(super) fn string() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

pub(super) fn time() -> Value {
    json!({ "type": "string", "format": "date-time", "pattern": "^[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z$" })
}

/// An example of a challenge.
pub fn challenge_example() -> Value {
    let challenge = "6sTq-9aU1n_0mJpPqRsTuVwXyZabcdefghijklmnop1";
    json!({ "type": "url_verification", "challenge": challenge, "timestamp": "2026-11-22T10:00:00.000Z" })
}

/// An example of an event. For `message.created`, a text message.
pub fn example(event: OutgoingEvent) -> Value {
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
        "channel": { "id": "chn_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "name": "In-app chat" },
        "visitor": { "id": "u-42" },
        "enquiry": { "id": "enq_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "number": "INQ-000001", "status": status },
    });
    match event {
        OutgoingEvent::MessageCreated => {
            data["message"] = message_of(&json!({
                "type": "text", "text": "Hi Ada, how can I help?", "renderedText": "Jane: Hi Ada, how can I help?",
                "replyTo": "m-1001",
            }));
        }
        OutgoingEvent::MessageRead => data["upTo"] = "m-1001".into(),
        OutgoingEvent::MessageDeleted => {
            data["message"] = json!({ "id": "msg_01JD8Q2V5W3X4Y6Z7A8B9C0D1E" });
        }
        OutgoingEvent::EnquiryAssigned
        | OutgoingEvent::EnquiryFollowedUp
        | OutgoingEvent::EnquiryTransferred => {
            data["staff"] = json!({ "displayName": "Jane" });
        }
        OutgoingEvent::TypingStarted
        | OutgoingEvent::TypingStopped
        | OutgoingEvent::EnquiryOpened
        | OutgoingEvent::EnquiryMissed
        | OutgoingEvent::EnquiryClosed => {}
    }
    json!({ "type": event.name(), "timestamp": "2026-11-22T10:00:04.000Z", "data": data })
}

/// An example of `message.created` for each message type, by the type.
pub fn message_examples() -> Vec<(&'static str, Value)> {
    let file = |name: &str, mime_type: &str| json!({ "url": format!("https://files.example.com/{name}"), "name": name, "mimeType": mime_type, "size": 182_044 });
    let options = json!([{ "label": "Yes", "payload": "yes" }, { "label": "No", "payload": "no" }]);
    let contents = [
        (
            "text",
            json!({ "text": "Hi Ada, how can I help?", "renderedText": "Jane: Hi Ada, how can I help?" }),
        ),
        (
            "image",
            json!({ "attachment": file("leak.jpg", "image/jpeg"), "text": "Is it this?", "renderedText": "Jane: Is it this?" }),
        ),
        (
            "video",
            json!({ "attachment": file("repair.mp4", "video/mp4") }),
        ),
        (
            "audio",
            json!({ "attachment": file("note.ogg", "audio/ogg") }),
        ),
        (
            "file",
            json!({ "attachment": file("invoice.pdf", "application/pdf") }),
        ),
        (
            "location",
            json!({ "location": { "latitude": 22.2857, "longitude": 114.1577, "title": "Pier 9" } }),
        ),
        (
            "buttons",
            json!({ "text": "Shall we come today?", "renderedText": "Jane: Shall we come today?", "options": options }),
        ),
        (
            "quickReplies",
            json!({ "text": "Did that help?", "renderedText": "Jane: Did that help?", "options": options }),
        ),
    ];
    let told = contents.into_iter().map(|(kind, mut content)| {
        content["type"] = kind.into();
        let mut body = example(OutgoingEvent::MessageCreated);
        body["data"]["message"] = message_of(&content);
        (kind, body)
    });
    told.collect()
}

/// A message of a staff member with this content.
fn message_of(content: &Value) -> Value {
    let mut message = Map::new();
    message.insert("id".into(), "msg_01JD8Q2V5W3X4Y6Z7A8B9C0D1E".into());
    message.insert("sequence".into(), 7.into());
    message.extend(content.as_object().cloned().unwrap_or_default());
    message.insert(
        "author".into(),
        json!({ "kind": "staff", "displayName": "Jane" }),
    );
    message.insert("purpose".into(), "reply".into());
    message.insert("createdAt".into(), "2026-11-22T10:00:04.000Z".into());
    message.into()
}
