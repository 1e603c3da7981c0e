//! A channel in JSON.

use causeway_core::{
    channel::{AutoClose, AutomaticMessages, Sticky},
    wording::Variants,
};
use causeway_store::ChannelOnSource;
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{
    routing::RoutingBody,
    words::{ChannelState, DisplayNameFormat, WelcomeWhen},
};

/// A named entry point on one source.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Channel)]
pub struct ChannelBody {
    #[schema(example = "chn_01JD00000000000000000000AA")]
    id: String,
    source_id: String,
    source_name: String,
    /// Unique among channels that are not archived.
    name: String,
    state: ChannelState,
    routing: RoutingBody,
    sticky: StickyBody,
    display_name_format: DisplayNameFormat,
    messages: MessagesBody,
    auto_close: AutoCloseBody,
    /// The message types that the channel declared it can show; `null`: all. Staff can choose only
    /// these.
    types: Option<Vec<String>>,
    /// Whether staff can take a message back: the channel declared `deletes`.
    deletes: bool,
    #[schema(format = DateTime)]
    created_at: String,
    /// Counts changes, for `If-Match`.
    version: i64,
}

/// Whether a visitor's next enquiry goes to the person who handled the last one.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Sticky)]
pub(crate) struct StickyBody {
    enabled: bool,
    /// After how many days the binding expires; `null`: never.
    #[schema(minimum = 1, maximum = 365)]
    expiry_days: Option<u16>,
    /// What happens when that person isn't active or doesn't answer in time. `true`: the rule
    /// continues. `false`: the enquiry is missed.
    backup: bool,
    /// How long the enquiry is offered to that person.
    #[schema(minimum = 5, maximum = 3600)]
    wait_seconds: u32,
}

/// Auto-close of silent enquiries: first a warning, then the close.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AutoClose)]
pub(crate) struct AutoCloseBody {
    enabled: bool,
    /// How long neither visitor nor staff write before the warning is sent.
    #[schema(minimum = 10, maximum = 604_800)]
    quiet_seconds: u32,
    /// The time between the warning and the close.
    #[schema(minimum = 5, maximum = 86400)]
    warning_seconds: u32,
    /// The text of the warning.
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
    /// The warning in other languages, by language tag (RFC 5646).
    texts: Variants,
}

/// Automatic messages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelMessages)]
pub(crate) struct MessagesBody {
    /// On a visitor's first message.
    welcome: WelcomeBody,
    /// When no staff member can answer.
    away: AutomaticMessageBody,
    /// When staff close the enquiry.
    close: AutomaticMessageBody,
}

/// One automatic message. It may contain `{{visitor.name}}`, `{{channel.name}}`,
/// `{{staff.displayName}}` and `{{enquiry.number}}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AutomaticMessage)]
struct AutomaticMessageBody {
    enabled: bool,
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
    /// The text in other languages, by language tag (RFC 5646). Visitors get the one that matches
    /// their language best.
    texts: Variants,
}

/// The welcome message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WelcomeMessage)]
struct WelcomeBody {
    enabled: bool,
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
    /// The text in other languages, by language tag (RFC 5646). Visitors get the one that matches
    /// their language best.
    texts: Variants,
    when: WelcomeWhen,
}

impl From<ChannelOnSource> for ChannelBody {
    fn from(
        ChannelOnSource {
            channel,
            source_name,
            capabilities,
        }: ChannelOnSource,
    ) -> Self {
        Self {
            id: channel.id.to_string(),
            source_id: channel.source_id.to_string(),
            source_name,
            name: channel.name,
            state: channel.state.into(),
            routing: channel.settings.routing.into(),
            sticky: channel.settings.sticky.into(),
            display_name_format: channel.settings.display_name_format.into(),
            messages: channel.settings.messages.into(),
            auto_close: channel.settings.auto_close.into(),
            types: capabilities.types,
            deletes: capabilities.deletes,
            created_at: channel.created_at.to_string(),
            version: channel.version,
        }
    }
}

impl From<Sticky> for StickyBody {
    fn from(sticky: Sticky) -> Self {
        let Sticky {
            enabled,
            expiry_days,
            backup,
            wait_seconds,
        } = sticky;
        Self {
            enabled,
            expiry_days,
            backup,
            wait_seconds,
        }
    }
}

impl From<AutoClose> for AutoCloseBody {
    fn from(auto_close: AutoClose) -> Self {
        let AutoClose {
            enabled,
            quiet_seconds,
            warning_seconds,
            text,
            texts,
        } = auto_close;
        Self {
            enabled,
            quiet_seconds,
            warning_seconds,
            text,
            texts,
        }
    }
}

impl From<AutomaticMessages> for MessagesBody {
    fn from(
        AutomaticMessages {
            welcome,
            away,
            close,
        }: AutomaticMessages,
    ) -> Self {
        Self {
            welcome: WelcomeBody {
                enabled: welcome.enabled,
                text: welcome.text,
                texts: welcome.texts,
                when: welcome.when.into(),
            },
            away: AutomaticMessageBody {
                enabled: away.enabled,
                text: away.text,
                texts: away.texts,
            },
            close: AutomaticMessageBody {
                enabled: close.enabled,
                text: close.text,
                texts: close.texts,
            },
        }
    }
}
