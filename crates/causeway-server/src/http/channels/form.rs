//! The form of a channel, field by field.

use std::ops::RangeInclusive;

use axum::extract::{FromRequest, Request};
use causeway_core::{
    Faults, Fields, JsonType, WorkspaceId,
    channel::{
        AutoClose, AutomaticMessageChange, AutomaticMessages, AutomaticMessagesChange,
        DisplayNameFormat, Sticky, check_name,
    },
    routing::{Rule, mentions, unknown},
    template::TEMPLATE_MAX,
    wording::Variants,
};
use causeway_store::ChannelChange;
use serde_json::Value;
use utoipa::ToSchema;

use super::{AutoCloseBody, StickyBody, routing::RoutingBody};
use crate::{
    App,
    http::{
        json::{Input, read_noting, read_value, required_value_of},
        problem::Problem,
        words::{self, Word},
    },
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
    messages: Option<MessagesForm>,
    #[schema(required = false)]
    auto_close: Option<AutoCloseBody>,
}

/// Automatic texts; what is left out stays as it is, or as a new channel has it.
#[derive(ToSchema)]
#[schema(as = ChannelMessagesForm)]
#[expect(dead_code, reason = "tells the shape of what `read_messages` reads")]
pub(super) struct MessagesForm {
    /// On a visitor's first message.
    #[schema(required = false)]
    welcome: Option<WelcomeForm>,
    /// When no staff member can answer.
    #[schema(required = false)]
    away: Option<MessageForm>,
    /// When staff close the enquiry.
    #[schema(required = false)]
    close: Option<MessageForm>,
}

/// One automatic text, with `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and `{{enquiry.number}}`.
#[derive(ToSchema)]
#[schema(as = AutomaticMessageForm)]
#[expect(dead_code, reason = "tells the shape of what `read_message` reads")]
struct MessageForm {
    enabled: bool,
    /// Required where `enabled` is true. Empty counts as left out.
    #[schema(required = false, max_length = 1000)]
    text: Option<String>,
}

/// The welcome text.
#[derive(ToSchema)]
#[schema(as = WelcomeMessageForm)]
#[expect(dead_code, reason = "tells the shape of what `read_messages` reads")]
struct WelcomeForm {
    enabled: bool,
    /// Required where `enabled` is true. Empty counts as left out.
    #[schema(required = false, max_length = 1000)]
    text: Option<String>,
    #[schema(required = false)]
    when: Option<words::WelcomeWhen>,
}

impl Input for ChannelChange {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let name = fields.string("name", 1, 40, faults);
        if let Some(name) = &name {
            check_name(name, faults);
        }
        let routing = fields
            .object("routing", faults)
            .and_then(|fields| Rule::read(&fields, faults));
        let sticky = fields
            .object("sticky", faults)
            .and_then(|fields| read_sticky(&fields, faults));
        let format = words::DisplayNameFormat::of(fields, "displayNameFormat", faults);
        let messages = fields
            .object("messages", faults)
            .map(|fields| read_messages(&fields, faults));
        let messages = messages.unwrap_or_default();
        let auto_close = fields
            .object("autoClose", faults)
            .and_then(|fields| read_auto_close(&fields, faults));
        messages
            .clone()
            .applied_to(AutomaticMessages::default())
            .check(faults);
        if let Some(auto_close) = &auto_close {
            auto_close.check(faults);
        }
        let display_name_format = format.map(DisplayNameFormat::from);
        Some(Self {
            name,
            routing,
            sticky,
            display_name_format,
            messages,
            auto_close,
        })
    }
}

/// A body whose rule may name what isn't there: that is told together with everything else that is wrong.
pub(super) struct WithRule(Value);

impl FromRequest<App> for WithRule {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        read_value(request).await.map(Self)
    }
}

impl WithRule {
    /// Reads it as somebody of this workspace means it.
    pub(super) async fn read<T: Input>(
        self,
        app: &App,
        workspace_id: WorkspaceId,
    ) -> Result<T, Problem> {
        let mut faults = Faults::default();
        let input = read_noting(&self.0, &mut faults);
        // What is sound otherwise is checked where it is saved, against what is there then.
        if !faults.is_empty() {
            let known = app.store.destinations(workspace_id).await?;
            let mentions = mentions(&self.0["routing"], "/routing");
            for (pointer, destination) in mentions
                .into_iter()
                .filter(|(_, destination)| !known.contains(destination))
            {
                faults.add(pointer, unknown(destination));
            }
        }
        Ok(faults.finish(input)?)
    }
}

pub(super) fn read_sticky(fields: &Fields<'_>, faults: &mut Faults) -> Option<Sticky> {
    let standard = Sticky::default();
    let enabled = required_value_of(fields, "enabled", JsonType::Boolean, faults);
    let days = fields
        .integer("expiryDays", 1..=365, faults)
        .and_then(|days| u16::try_from(days).ok());
    let expiry_days = if fields.is_null("expiryDays") {
        None
    } else {
        days.or(standard.expiry_days)
    };
    let backup = fields.boolean("backup", faults).unwrap_or(standard.backup);
    let wait_seconds =
        seconds(fields, "waitSeconds", 5..=3_600, faults).unwrap_or(standard.wait_seconds);
    Some(Sticky {
        enabled: enabled?,
        expiry_days,
        backup,
        wait_seconds,
    })
}

fn read_auto_close(fields: &Fields<'_>, faults: &mut Faults) -> Option<AutoClose> {
    let standard = AutoClose::default();
    let enabled = required_value_of(fields, "enabled", JsonType::Boolean, faults);
    let quiet_seconds =
        seconds(fields, "quietSeconds", 10..=604_800, faults).unwrap_or(standard.quiet_seconds);
    let warning_seconds =
        seconds(fields, "warningSeconds", 5..=86_400, faults).unwrap_or(standard.warning_seconds);
    let text = fields
        .string("text", 1, TEMPLATE_MAX, faults)
        .unwrap_or(standard.text);
    Some(AutoClose {
        enabled: enabled?,
        quiet_seconds,
        warning_seconds,
        text,
        texts: Variants::new(),
    })
}

fn seconds(
    fields: &Fields<'_>,
    name: &str,
    range: RangeInclusive<i64>,
    faults: &mut Faults,
) -> Option<u32> {
    fields
        .integer(name, range, faults)
        .and_then(|seconds| u32::try_from(seconds).ok())
}

fn read_messages(fields: &Fields<'_>, faults: &mut Faults) -> AutomaticMessagesChange {
    let welcome = fields.object("welcome", faults).map(|fields| {
        let message = read_message(&fields, faults);
        let when = words::WelcomeWhen::of(&fields, "when", faults);
        message.map(|message| (message, when.map(Into::into)))
    });
    let away = fields
        .object("away", faults)
        .map(|fields| read_message(&fields, faults));
    let close = fields
        .object("close", faults)
        .map(|fields| read_message(&fields, faults));
    // Nothing but what was noted as a fault is `None` inside.
    AutomaticMessagesChange {
        welcome: welcome.flatten(),
        away: away.flatten(),
        close: close.flatten(),
    }
}

fn read_message(fields: &Fields<'_>, faults: &mut Faults) -> Option<AutomaticMessageChange> {
    let enabled = required_value_of(fields, "enabled", JsonType::Boolean, faults);
    let text = if enabled == Some(true) {
        fields.required_string("text", 1, TEMPLATE_MAX, faults)
    } else {
        fields.string("text", 1, TEMPLATE_MAX, faults)
    };
    Some(AutomaticMessageChange {
        enabled: enabled?,
        text,
        texts: None,
    })
}
