//! Schemas and examples of the request to a chatbot and of its answer. `workers/turns.rs` makes the
//! request. `causeway_core::chatbot` reads the answer and is authoritative. Tests check both
//! against these schemas.

use serde_json::{Value, json};

use crate::http::schemas::{
    incoming::{SAYING, attachment, contact, location, only, optional, postback, text, visitor},
    outgoing::{object, option, string, time},
};

/// The `type` of the request.
pub(super) const TURN: &str = "chatbot.turn";

/// The body of a request to a chatbot.
pub(super) fn turn() -> Value {
    let message = object(
        &["id", "sequence", "type", "author", "createdAt"],
        &json!({
            "id": string(),
            "sequence": { "type": "integer", "minimum": 1 },
            "type": { "enum": ["text", "image", "video", "audio", "file", "location", "sticker", "contact", "postback", "buttons", "quickReplies"] },
            "text": { "type": "string", "minLength": 1 },
            "attachment": attachment(),
            "location": location(),
            "contact": contact(),
            "postback": postback(),
            "options": { "type": "array", "maxItems": 20, "items": option() },
            "author": object(&["kind"], &json!({ "kind": { "enum": ["visitor", "staff", "bot", "system"] }, "displayName": string() })),
            "purpose": { "enum": ["reply", "welcome", "away", "close", "autoCloseWarning", "bot"] },
            "createdAt": time(),
        }),
    );
    let named = || {
        object(
            &["id", "name"],
            &json!({ "id": string(), "name": string() }),
        )
    };
    let data = object(
        &[
            "chatbot", "channel", "visitor", "enquiry", "message", "messages",
        ],
        &json!({
            "chatbot": named(),
            "channel": named(),
            "visitor": visitor(),
            "enquiry": object(&["id", "number", "status"], &json!({
                "id": string(), "number": string(), "status": { "enum": ["open", "ongoing", "followedUp"] },
            })),
            "message": { "description": "The visitor's last one; null where it was taken back.", "anyOf": [message, { "type": "null" }] },
            "messages": { "type": "array", "maxItems": 50, "items": message },
        }),
    );
    json!({
        "title": "A chatbot is asked to answer a visitor",
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": { "type": { "const": TURN }, "timestamp": time(), "data": data },
    })
}

/// The body of a chatbot's answer.
pub(super) fn answer() -> Value {
    let needs = |kinds: &[&str], required: &[&str], properties: &Value| {
        let then = json!({ "required": required, "properties": properties });
        json!({ "if": { "properties": { "type": { "enum": kinds } } }, "then": then })
    };
    let mut message = object(
        &["type"],
        &json!({
            "type": { "enum": ["text", "buttons", "quickReplies", "location"] },
        }),
    );
    let options = json!({ "type": "array", "minItems": 1, "maxItems": 20, "items": option() });
    message["allOf"] = json!([
        only(&["text"], &SAYING, &["text"]),
        only(&["buttons", "quickReplies"], &SAYING, &["text", "options"]),
        only(&["location"], &SAYING, &["location"]),
        needs(&["text"], &["text"], &json!({ "text": text(1, 5_000) })),
        needs(
            &["buttons", "quickReplies"],
            &["text", "options"],
            &json!({ "text": text(1, 5_000), "options": options })
        ),
        needs(
            &["location"],
            &["location"],
            &json!({ "location": location() })
        ),
    ]);
    json!({
        "title": "What a chatbot answers",
        "type": "object",
        "properties": {
            "messages": optional(&json!({ "type": "array", "maxItems": 5, "items": message })),
            "note": optional(&text(1, 2_000)),
            "then": optional(&json!({ "enum": ["goOn", "handOver", "close"] })),
        },
    })
}

/// An example of a request to a chatbot.
pub fn turn_example() -> Value {
    let message = json!({
        "id": "msg_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "sequence": 1, "type": "text", "text": "When are you open?",
        "author": { "kind": "visitor" }, "createdAt": "2026-11-22T10:00:03.000Z",
    });
    json!({
        "type": TURN,
        "timestamp": "2026-11-22T10:00:04.000Z",
        "data": {
            "chatbot": { "id": "bot_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "name": "Robin" },
            "channel": { "id": "chn_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "name": "In-app chat" },
            "visitor": { "id": "u-42", "name": "Ada Lovelace", "language": "en-GB" },
            "enquiry": { "id": "enq_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "number": "INQ-000001", "status": "open" },
            "message": message,
            "messages": [message],
        },
    })
}

/// An example of a chatbot's answer.
pub fn answer_example() -> Value {
    let options = json!([{ "label": "Prices", "payload": "prices" }, { "label": "A person", "payload": "person" }]);
    json!({
        "messages": [
            { "type": "text", "text": "We are open from nine to six." },
            { "type": "quickReplies", "text": "Anything else?", "options": options },
        ],
        "note": "Asks for opening hours.",
        "then": "goOn",
    })
}
