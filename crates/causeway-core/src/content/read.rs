//! Reads the content of messages from JSON: what visitors, staff and chatbots may send.

use super::{
    CAPTION_MAX, ChoiceOption, ChoiceStyle, Contact, Content, Location, MediaKind, OPTIONS_MAX,
    Postback, TEXT_MAX,
};
use crate::{Faults, Fields, Reason, attachment::Attachment};

/// The content fields of all types.
const CONTENT_FIELDS: [&str; 6] = [
    "text",
    "attachment",
    "location",
    "contact",
    "postback",
    "options",
];

/// The types of messages that visitors may send.
const FROM_VISITORS: [&str; 9] = [
    "text", "image", "video", "audio", "file", "sticker", "location", "contact", "postback",
];
/// Those of staff: what a channel can be asked to show.
pub const FROM_STAFF: [&str; 8] = [
    "text",
    "image",
    "video",
    "audio",
    "file",
    "location",
    "buttons",
    "quickReplies",
];
const FROM_CHATBOTS: [&str; 4] = ["text", "buttons", "quickReplies", "location"];

/// The fields of [`CONTENT_FIELDS`] that belong to a type.
fn belonging(kind: &str) -> &'static [&'static str] {
    match kind {
        "text" => &["text"],
        "image" | "video" | "audio" | "file" | "sticker" => &["text", "attachment"],
        "location" => &["location"],
        "contact" => &["contact"],
        "postback" => &["postback"],
        "buttons" | "quickReplies" => &["text", "options"],
        // The type was refused, so all fields are allowed here.
        _ => &CONTENT_FIELDS,
    }
}

/// Reads the type, and reports fields that do not belong to it.
fn kind(fields: &Fields<'_>, faults: &mut Faults) -> Option<String> {
    let kind = fields.required_string("type", 1, 32, faults)?;
    let not_allowed = Reason::NotAllowedForType { of: kind.clone() };
    fields.allow_only(&CONTENT_FIELDS, belonging(&kind), &not_allowed, faults);
    Some(kind)
}

impl Content {
    /// Reads a visitor's message: the types of `omni-api.md` §2.
    pub fn from_visitor(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let kind = kind(fields, faults)?;
        match kind.as_str() {
            "contact" => contact(fields, faults),
            "postback" => postback(fields, faults),
            "sticker" => media(MediaKind::Sticker, fields, faults),
            other => Self::of_either(other, &FROM_VISITORS, fields, faults),
        }
    }

    /// Reads a staff member's message.
    pub fn from_staff(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        fields.know(&["type", "text", "attachment", "location", "options"]);
        let kind = kind(fields, faults)?;
        match kind.as_str() {
            "buttons" => choice(ChoiceStyle::Buttons, fields, faults),
            "quickReplies" => choice(ChoiceStyle::QuickReplies, fields, faults),
            other => Self::of_either(other, &FROM_STAFF, fields, faults),
        }
    }

    /// Reads a chatbot's message: text, options and places. Only staff can send files.
    pub fn from_chatbot(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let kind = kind(fields, faults)?;
        match kind.as_str() {
            "text" | "location" => Self::of_either(&kind, &FROM_CHATBOTS, fields, faults),
            "buttons" => choice(ChoiceStyle::Buttons, fields, faults),
            "quickReplies" => choice(ChoiceStyle::QuickReplies, fields, faults),
            _ => {
                faults.add(fields.pointer("type"), Reason::not_one_of(FROM_CHATBOTS));
                None
            }
        }
    }

    /// Reads the types that visitors and staff share.
    fn of_either(
        kind: &str,
        allowed: &[&str],
        fields: &Fields<'_>,
        faults: &mut Faults,
    ) -> Option<Self> {
        match kind {
            "text" => Some(Self::Text {
                text: fields.required_string("text", 1, TEXT_MAX, faults)?,
            }),
            "image" => media(MediaKind::Image, fields, faults),
            "video" => media(MediaKind::Video, fields, faults),
            "audio" => media(MediaKind::Audio, fields, faults),
            "file" => media(MediaKind::File, fields, faults),
            "location" => location(fields, faults),
            _ => {
                faults.add(
                    fields.pointer("type"),
                    Reason::not_one_of(allowed.iter().copied()),
                );
                None
            }
        }
    }
}

fn media(kind: MediaKind, fields: &Fields<'_>, faults: &mut Faults) -> Option<Content> {
    let text = fields.string("text", 1, CAPTION_MAX, faults);
    let attachment = Attachment::read(fields, faults)?;
    Some(Content::Media {
        kind,
        attachment,
        text,
    })
}

fn location(fields: &Fields<'_>, faults: &mut Faults) -> Option<Content> {
    let place = fields.required_object("location", faults)?;
    for name in ["latitude", "longitude"] {
        if place.value(name).is_none() {
            faults.add(place.pointer(name), Reason::Required);
        }
    }
    let latitude = place.number("latitude", -90..=90, faults);
    let longitude = place.number("longitude", -180..=180, faults);
    let title = place.string("title", 1, 200, faults);
    let address = place.string("address", 1, 500, faults);
    let location = Location {
        latitude: latitude?,
        longitude: longitude?,
        title,
        address,
    };
    Some(Content::Location { location })
}

fn contact(fields: &Fields<'_>, faults: &mut Faults) -> Option<Content> {
    let card = fields.required_object("contact", faults)?;
    let name = card.required_string("name", 1, 200, faults);
    let phones = card.strings("phones", 20, 40, faults).unwrap_or_default();
    let emails = card.strings("emails", 20, 254, faults).unwrap_or_default();
    Some(Content::Contact {
        contact: Contact {
            name: name?,
            phones,
            emails,
        },
    })
}

fn postback(fields: &Fields<'_>, faults: &mut Faults) -> Option<Content> {
    let tapped = fields.required_object("postback", faults)?;
    let payload = tapped.required_string("payload", 1, 1_000, faults);
    let label = tapped.string("label", 1, 200, faults);
    Some(Content::Postback {
        postback: Postback {
            payload: payload?,
            label,
        },
    })
}

fn choice(style: ChoiceStyle, fields: &Fields<'_>, faults: &mut Faults) -> Option<Content> {
    let text = fields.required_string("text", 1, TEXT_MAX, faults);
    let given = fields
        .objects("options", OPTIONS_MAX, faults)
        .unwrap_or_default();
    if given.is_empty() {
        faults.add(fields.pointer("options"), Reason::TooFew { min: 1 });
    }
    let mut options = Vec::with_capacity(given.len());
    for option in &given {
        let label = option.required_string("label", 1, 40, faults);
        let payload = option.required_string("payload", 1, 1_000, faults);
        options.extend(
            label
                .zip(payload)
                .map(|(label, payload)| ChoiceOption { label, payload }),
        );
    }
    Some(Content::Choice {
        style,
        text: text?,
        options,
    })
}
