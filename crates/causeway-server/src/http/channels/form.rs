//! The form of a channel, field by field.

use causeway_core::{
    Faults, Fields,
    channel::{AutomaticMessage, AutomaticMessages, DisplayNameFormat, Sticky, Welcome, WelcomeWhen, check_name},
    routing::Rule,
};
use causeway_store::ChannelChange;
use utoipa::ToSchema;

use super::{MessagesBody, RoutingBody, StickyBody};
use crate::http::{
    json::{Input, is_null, required_value_of, value_of, values_of},
    words,
};

/// The form of a channel. When it is added, `name` and `routing` have to be there and what is left out gets its default;
/// in a change, what is left out stays.
#[derive(ToSchema)]
#[schema(as = ChannelChange, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `ChannelChange` reads")]
pub(super) struct ChannelForm {
    /// Unique among channels that are not archived.
    #[schema(required = false, min_length = 1, max_length = 40)]
    name: Option<String>,
    #[schema(required = false)]
    routing: Option<RoutingBody>,
    #[schema(required = false)]
    sticky: Option<StickyBody>,
    #[schema(required = false)]
    display_name_format: Option<words::DisplayNameFormat>,
    #[schema(required = false)]
    messages: Option<MessagesBody>,
}

/// Most destinations that are looked at; the rule has its own, lower bound and words for it.
const DESTINATIONS_READ_MAX: usize = 200;

impl Input for ChannelChange {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let name = fields.string("name", 1, 40, faults);
        if let Some(name) = &name {
            check_name(name, faults);
        }
        let routing = fields.object("routing", faults).and_then(|fields| read_rule(&fields, faults));
        let sticky = fields.object("sticky", faults).and_then(|fields| read_sticky(&fields, faults));
        let formats = "none, firstName or firstAndLastName";
        let format: Option<words::DisplayNameFormat> = value_of(fields, "displayNameFormat", formats, faults);
        let messages = fields.object("messages", faults).and_then(|fields| read_messages(&fields, faults));
        Some(Self { name, routing, sticky, display_name_format: format.map(DisplayNameFormat::from), messages })
    }
}

fn read_rule(fields: &Fields<'_>, faults: &mut Faults) -> Option<Rule> {
    let kind = fields.required_string("kind", 1, 64, faults)?;
    if kind != "alternative" {
        faults.add(fields.pointer("kind"), "must be alternative");
        return None;
    }
    if fields.value("destinations").is_none() {
        faults.add(fields.pointer("destinations"), "is required");
    }
    let expected = "the id of a service group";
    let destinations = values_of(fields, "destinations", DESTINATIONS_READ_MAX, expected, faults)?;
    Some(Rule::Alternative { destinations })
}

fn read_sticky(fields: &Fields<'_>, faults: &mut Faults) -> Option<Sticky> {
    let enabled = required_value_of(fields, "enabled", "true or false", faults);
    let days = fields.integer("expiryDays", 1..=365, faults).and_then(|days| u16::try_from(days).ok());
    let expiry_days = if is_null(fields, "expiryDays") { None } else { Some(days.unwrap_or(EXPIRY_DAYS)) };
    Some(Sticky { enabled: enabled?, expiry_days })
}

fn read_messages(fields: &Fields<'_>, faults: &mut Faults) -> Option<AutomaticMessages> {
    let welcome = fields.required_object("welcome", faults);
    let welcome = welcome.and_then(|fields| {
        let AutomaticMessage { enabled, text } = read_message(&fields, faults)?;
        let expected = "firstContact or everyEnquiry";
        let when: Option<words::WelcomeWhen> = value_of(&fields, "when", expected, faults);
        Some(Welcome { enabled, text, when: when.map_or(WelcomeWhen::FirstContact, Into::into) })
    });
    let away = fields.required_object("away", faults).and_then(|fields| read_message(&fields, faults));
    let close = fields.required_object("close", faults).and_then(|fields| read_message(&fields, faults));
    Some(AutomaticMessages { welcome: welcome?, away: away?, close: close? })
}

fn read_message(fields: &Fields<'_>, faults: &mut Faults) -> Option<AutomaticMessage> {
    let enabled = required_value_of(fields, "enabled", "true or false", faults);
    let text = fields.required_string("text", 1, TEXT_READ_MAX, faults);
    Some(AutomaticMessage { enabled: enabled?, text: text? })
}

/// Longest text that is looked at; the template has its own, lower bound and words for it.
const TEXT_READ_MAX: usize = 10_000;
/// Days that a binding lasts unless somebody chooses (`product.md`).
const EXPIRY_DAYS: u16 = 30;

/// The sticky setting of a new channel.
pub(super) const STICKY: Sticky = Sticky { enabled: false, expiry_days: Some(EXPIRY_DAYS) };

/// The automatic texts of a new channel.
pub(super) fn messages() -> AutomaticMessages {
    let text = |text: &str| AutomaticMessage { enabled: true, text: text.to_owned() };
    let welcome = "Hello! Thank you for writing to {{channel.name}}. Somebody will be with you in a moment.";
    AutomaticMessages {
        welcome: Welcome { enabled: true, text: welcome.to_owned(), when: WelcomeWhen::FirstContact },
        away: text("Nobody is available right now. Your message has arrived, and we will come back to you."),
        close: text("This conversation is closed. If anything else comes up, just write again."),
    }
}
