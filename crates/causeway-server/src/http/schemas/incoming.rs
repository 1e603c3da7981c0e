//! Schemas of the requests that a channel sends. The parser (`causeway_core::incoming`) is
//! authoritative; a test checks that both agree.

use causeway_core::{WEB_ADDRESS_MAX, external_id::EXTERNAL_ID_MAX};
use serde_json::{Map, Value, json};

/// The body of `POST /omni/v1/messages`.
pub(super) fn message() -> Value {
    json!({
        "title": "A visitor's message",
        "type": "object",
        "required": ["id", "visitor", "type"],
        "properties": {
            "id": id("Your own id of the message, unique per source: the idempotency key."),
            "visitor": visitor(),
            "sentAt": optional(&time("When the visitor sent it; at most 24 hours ahead of the server's clock.")),
            "type": { "enum": ["text", "image", "video", "audio", "file", "location", "sticker", "contact", "postback"] },
            "replyTo": optional(&id("An id of either side that it answers.")),
        },
        "allOf": [
            only(&["text"], &SAYING, &["text"]),
            only(&["image", "video", "audio", "file", "sticker"], &SAYING, &["text", "attachment"]),
            only(&["location"], &SAYING, &["location"]),
            only(&["contact"], &SAYING, &["contact"]),
            only(&["postback"], &SAYING, &["postback"]),
            needs(&json!({ "const": "text" }), &["text"], &json!({ "text": text(1, 5_000) })),
            needs(
                &json!({ "enum": ["image", "video", "audio", "file", "sticker"] }),
                &["attachment"],
                &json!({ "attachment": attachment(), "text": optional(&text(1, 1_024)) }),
            ),
            needs(&json!({ "const": "location" }), &["location"], &json!({ "location": location() })),
            needs(&json!({ "const": "contact" }), &["contact"], &json!({ "contact": contact() })),
            needs(&json!({ "const": "postback" }), &["postback"], &json!({ "postback": postback() })),
        ],
    })
}

/// The body of `POST /omni/v1/events`.
pub(super) fn event() -> Value {
    let receipts = ["message.delivered", "message.read", "message.failed"];
    let typing = ["typing.started", "typing.stopped", "conversation.closed"];
    json!({
        "title": "Something that happened on the channel's side",
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": { "enum": ["message.delivered", "message.read", "message.failed", "message.edited", "message.deleted",
                               "typing.started", "typing.stopped", "visitor.updated", "conversation.closed"] },
            "at": optional(&time("When it happened.")),
        },
        "allOf": [
            only(&["message.delivered", "message.read"], &KNOWN_OF_EVENTS, &["messageId", "externalId", "visitorId", "upTo"]),
            only(&["message.failed"], &KNOWN_OF_EVENTS, &["messageId", "externalId", "reason"]),
            only(&["message.edited"], &KNOWN_OF_EVENTS, &["id", "text"]),
            only(&["message.deleted"], &KNOWN_OF_EVENTS, &["id"]),
            only(&typing, &KNOWN_OF_EVENTS, &["visitorId"]),
            only(&["visitor.updated"], &KNOWN_OF_EVENTS, &["visitor"]),
            { "if": when(&json!({ "enum": receipts })), "then": { "anyOf": [
                { "required": ["messageId"], "properties": {
                    "messageId": id("Causeway's id of the message."),
                    "externalId": nothing(), "visitorId": nothing(), "upTo": nothing() } },
                { "required": ["externalId"], "properties": {
                    "externalId": id("Your id of the message."),
                    "messageId": nothing(), "visitorId": nothing(), "upTo": nothing() } },
                { "required": ["visitorId", "upTo"], "properties": {
                    "visitorId": id("Your id of the visitor."), "messageId": nothing(), "externalId": nothing(),
                    "upTo": { "description": "An id of either side, or a sequence.",
                              "anyOf": [id("An id."), { "type": "integer", "minimum": 0 }] } } },
            ] } },
            needs(&json!({ "const": "message.failed" }), &["reason"], &json!({ "reason": text(1, 500) })),
            needs(&json!({ "enum": ["message.edited", "message.deleted"] }), &["id"], &json!({ "id": id("Your id of the visitor's message.") })),
            needs(&json!({ "const": "message.edited" }), &["text"], &json!({ "text": text(1, 5_000) })),
            needs(&json!({ "enum": typing }), &["visitorId"], &json!({ "visitorId": id("Your id of the visitor.") })),
            needs(&json!({ "const": "visitor.updated" }), &["visitor"], &json!({ "visitor": visitor() })),
        ],
    })
}

/// The fields with the content of a message, of all types.
pub(super) const SAYING: [&str; 6] = [
    "text",
    "attachment",
    "location",
    "contact",
    "postback",
    "options",
];
/// The fields of all events except `type` and `at`.
const KNOWN_OF_EVENTS: [&str; 9] = [
    "messageId",
    "externalId",
    "visitorId",
    "upTo",
    "reason",
    "id",
    "text",
    "visitor",
    "emoji",
];

/// With a type in `kinds`, only the `allowed` ones of the `known` fields may have a value.
pub(super) fn only(kinds: &[&str], known: &[&str], allowed: &[&str]) -> Value {
    let others = known.iter().filter(|name| !allowed.contains(*name));
    let properties: Map<String, Value> =
        others.map(|name| ((*name).to_owned(), nothing())).collect();
    json!({ "if": when(&json!({ "enum": kinds })), "then": { "properties": properties } })
}

/// The values that count as absent.
fn nothing() -> Value {
    json!({ "enum": [null, "", [], {}] })
}

/// The requirements if `type` matches `kind`.
fn needs(kind: &Value, required: &[&str], properties: &Value) -> Value {
    json!({ "if": when(kind), "then": { "required": required, "properties": properties } })
}

fn when(kind: &Value) -> Value {
    json!({ "required": ["type"], "properties": { "type": kind } })
}

pub(super) fn visitor() -> Value {
    let attributes = json!({
        "type": "object", "maxProperties": 50, "propertyNames": { "minLength": 1, "maxLength": 64 },
        "additionalProperties": { "type": ["string", "number", "boolean", "null"] },
        "description": "Plain values, 8 KiB together; replaced as a whole.",
    });
    json!({
        "description": "A given value replaces the stored one; an absent one, null and an empty text change nothing.",
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": id("Your own id of the person, unique per source."),
            "name": optional(&text(1, 200)),
            "avatarUrl": optional(&address()),
            "email": optional(&text(1, 254)),
            "phone": optional(&text(1, 40)),
            "language": optional(&text(1, 35)),
            "attributes": optional(&attributes),
        },
    })
}

/// A file: one that was uploaded before, or its address.
pub(super) fn attachment() -> Value {
    json!({
        "type": "object",
        "if": { "required": ["fileId"], "properties": { "fileId": { "not": { "enum": [null, ""] } } } },
        "then": { "properties": { "fileId": file_id(), "url": nothing(), "name": nothing(), "mimeType": nothing(), "size": nothing() } },
        "else": address_of_file(),
    })
}

/// A file by its address.
pub(super) fn address_of_file() -> Value {
    json!({ "type": "object", "required": ["url"], "properties": {
        "url": address(),
        "name": optional(&text(1, 255)),
        "mimeType": optional(&text(1, 127)),
        "size": optional(&json!({ "type": "integer", "minimum": 0, "description": "In bytes." })),
    } })
}

fn file_id() -> Value {
    json!({ "type": "string", "pattern": "^file_[0-7][0-9A-HJKMNP-TV-Z]{25}$", "description": "Of a file that you handed in." })
}

/// A place.
pub(super) fn location() -> Value {
    json!({ "type": "object", "required": ["latitude", "longitude"], "properties": {
        "latitude": { "type": "number", "minimum": -90, "maximum": 90 },
        "longitude": { "type": "number", "minimum": -180, "maximum": 180 },
        "title": optional(&text(1, 200)),
        "address": optional(&text(1, 500)),
    } })
}

pub(super) fn contact() -> Value {
    let list = |length: u64| {
        optional(&json!({ "type": "array", "maxItems": 20, "items": text(1, length) }))
    };
    json!({ "type": "object", "required": ["name"],
            "properties": { "name": text(1, 200), "phones": list(40), "emails": list(254) } })
}

pub(super) fn postback() -> Value {
    json!({ "type": "object", "required": ["payload"],
            "properties": { "payload": text(1, 1_000), "label": optional(&text(1, 200)) } })
}

/// `schema`, or `null` or an empty text, which count as absent.
pub(super) fn optional(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "enum": [null, ""] }] })
}

/// A text of `min` to `max` characters, without U+0000.
pub(super) fn text(min: u64, max: u64) -> Value {
    json!({ "type": "string", "minLength": min, "maxLength": max, "pattern": "^[^\\u0000]*$" })
}

fn id(description: &str) -> Value {
    let mut id = text(1, EXTERNAL_ID_MAX as u64);
    // Half of a surrogate pair can't occur in UTF-8 and is refused as well.
    id["pattern"] = "^[^\\u0000\\ufffd]*$".into();
    id["description"] = description.into();
    id
}

fn time(description: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "minLength": 1, "maxLength": 64, "description": description })
}

fn address() -> Value {
    json!({ "type": "string", "format": "uri", "maxLength": WEB_ADDRESS_MAX, "pattern": "^[hH][tT][tT][pP][sS]?:",
            "description": "An http or https address." })
}
