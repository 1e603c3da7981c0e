//! The form of a channel, field by field.

use axum::extract::{FromRequest, Request};
use causeway_core::{
    ChannelId, Fault, Faults, Fields, Reason, SourceId, WorkspaceId,
    channel::{
        AutoClose, AutomaticMessageChange, AutomaticMessages, AutomaticMessagesChange,
        ChannelSettings, DisplayNameFormat, Sticky,
    },
    routing::{Rule, mentions, unknown},
    template::TEMPLATE_MAX,
    wording::{self, VARIANTS_MAX, Variants},
};
use causeway_derive::Input;
use causeway_store::{ChannelChange, NewChannel};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

use crate::{
    App,
    http::request::json::read_value,
    wire::{
        channel::{AutoCloseBody, MessagesBody, StickyBody},
        field::{
            Components, Nullable, PlainName, Template, Value, Whole, add_component, reference, text,
        },
        input::{Input, read_noting},
        problem::Problem,
        routing::RoutingBody,
        words,
    },
};

/// A channel to add.
#[derive(Input)]
#[input(name = "NewChannel")]
pub(super) struct NewChannelForm {
    /// A source without a channel.
    pub(super) source_id: SourceId,
    /// Unique among channels that are not archived.
    pub(super) name: PlainName<40>,
    pub(super) routing: Rule,
    /// Off unless given.
    #[input(default = StickyBody::from(Sticky::default()))]
    sticky: Option<StickyForm>,
    #[input(default = words::DisplayNameFormat::from(DISPLAY_NAME_FORMAT))]
    display_name_format: Option<words::DisplayNameFormat>,
    /// All on, with texts in English, Chinese and Japanese, unless given.
    #[input(default = MessagesBody::from(AutomaticMessages::default()))]
    messages: Option<Messages>,
    /// Off unless given.
    #[input(default = AutoCloseBody::from(AutoClose::default()))]
    auto_close: Option<AutoCloseForm>,
}

/// How a new channel shows the names of staff to visitors, by default.
const DISPLAY_NAME_FORMAT: DisplayNameFormat = DisplayNameFormat::FirstName;

/// A change of a channel. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "ChannelChange")]
pub(super) struct ChannelForm {
    /// Unique among channels that are not archived.
    name: Option<PlainName<40>>,
    routing: Option<Rule>,
    sticky: Option<StickyForm>,
    display_name_format: Option<words::DisplayNameFormat>,
    messages: Option<Messages>,
    auto_close: Option<AutoCloseForm>,
}

impl NewChannelForm {
    pub(super) fn into_new(self, id: ChannelId) -> NewChannel {
        NewChannel {
            id,
            source_id: self.source_id,
            name: self.name.into(),
            settings: ChannelSettings {
                routing: self.routing,
                sticky: self.sticky.map(Into::into).unwrap_or_default(),
                display_name_format: self
                    .display_name_format
                    .map_or(DISPLAY_NAME_FORMAT, Into::into),
                messages: self
                    .messages
                    .map(|messages| AutomaticMessagesChange::from(messages.0.for_new_channel()))
                    .unwrap_or_default()
                    .applied_to(AutomaticMessages::default()),
                auto_close: self.auto_close.map(Into::into).unwrap_or_default(),
            },
        }
    }
}

impl From<ChannelForm> for ChannelChange {
    fn from(form: ChannelForm) -> Self {
        Self {
            name: form.name.map(Into::into),
            routing: form.routing,
            sticky: form.sticky.map(Into::into),
            display_name_format: form.display_name_format.map(Into::into),
            messages: form
                .messages
                .map(|messages| messages.0.into())
                .unwrap_or_default(),
            auto_close: form.auto_close.map(Into::into),
        }
    }
}

impl Value for Rule {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        Self::read(&fields.object(name, faults)?, faults)
    }

    fn schema() -> RefOr<Schema> {
        reference::<RoutingBody>()
    }

    fn components(all: &mut Components) {
        add_component::<RoutingBody>(all);
    }
}

/// Whether a visitor's next enquiry goes to the person who handled the last one.
#[derive(Input)]
pub(super) struct StickyForm {
    enabled: bool,
    /// After how many days the binding expires; `null`: never.
    #[input(default = Sticky::default().expiry_days)]
    expiry_days: Nullable<Whole<1, 365>>,
    /// What happens when that person isn't active or doesn't answer in time. `true`: the rule
    /// continues. `false`: the enquiry is missed.
    #[input(default = Sticky::default().backup)]
    backup: Option<bool>,
    /// How long the enquiry is offered to that person.
    #[input(default = Sticky::default().wait_seconds)]
    wait_seconds: Option<Whole<5, 3_600>>,
}

impl From<StickyForm> for Sticky {
    fn from(form: StickyForm) -> Self {
        let standard = Self::default();
        Self {
            enabled: form.enabled,
            expiry_days: match form.expiry_days {
                Nullable::Absent => standard.expiry_days,
                Nullable::Null => None,
                Nullable::Value(Whole(days)) => u16::try_from(days).ok(),
            },
            backup: form.backup.unwrap_or(standard.backup),
            wait_seconds: form.wait_seconds.map_or(standard.wait_seconds, Into::into),
        }
    }
}

/// Auto-close of silent enquiries: first a warning, then the close.
#[derive(Input)]
pub(super) struct AutoCloseForm {
    enabled: bool,
    /// How long neither visitor nor staff write before the warning is sent.
    #[input(default = AutoClose::default().quiet_seconds)]
    quiet_seconds: Option<Whole<10, 604_800>>,
    /// The time between the warning and the close.
    #[input(default = AutoClose::default().warning_seconds)]
    warning_seconds: Option<Whole<5, 86_400>>,
    /// The text of the warning.
    #[input(default = AutoClose::default().text)]
    text: Option<Template<1, TEMPLATE_MAX>>,
    /// The warning in other languages. If only `text` is given, there are none.
    texts: Option<OtherLanguages>,
}

impl From<AutoCloseForm> for AutoClose {
    fn from(form: AutoCloseForm) -> Self {
        let standard = Self::default();
        Self {
            enabled: form.enabled,
            quiet_seconds: form
                .quiet_seconds
                .map_or(standard.quiet_seconds, Into::into),
            warning_seconds: form
                .warning_seconds
                .map_or(standard.warning_seconds, Into::into),
            texts: match (form.texts, &form.text) {
                (Some(OtherLanguages(texts)), _) => texts,
                (None, Some(_)) => Variants::new(),
                (None, None) => standard.texts,
            },
            text: form.text.map_or(standard.text, Into::into),
        }
    }
}

/// Automatic messages. Faults of the JSON are reported first, faults of the wording last.
struct Messages(MessagesForm);

impl Value for Messages {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let mut found = Faults::default();
        let form = <MessagesForm as Value>::read(fields, name, &mut found);
        let (of_words, of_reading): (Vec<Fault>, Vec<Fault>) =
            found.into_vec().into_iter().partition(|fault| {
                matches!(fault.reason, Reason::Blank | Reason::UnknownVariable { .. })
            });
        for Fault { pointer, reason } in of_reading.into_iter().chain(of_words) {
            faults.add(pointer, reason);
        }
        form.map(Self)
    }

    fn schema() -> RefOr<Schema> {
        <MessagesForm as Value>::schema()
    }

    fn components(all: &mut Components) {
        <MessagesForm as Value>::components(all);
    }
}

/// Automatic messages. A message that is left out stays as it is; a new channel gets the standard
/// one.
#[derive(Input)]
#[input(name = "ChannelMessagesForm")]
struct MessagesForm {
    /// On a visitor's first message.
    welcome: Option<WelcomeForm>,
    /// When no staff member can answer.
    away: Option<MessageForm>,
    /// When staff close the enquiry.
    close: Option<MessageForm>,
}

/// One automatic message. It may contain `{{visitor.name}}`, `{{channel.name}}`,
/// `{{staff.displayName}}` and `{{enquiry.number}}`.
#[derive(Input)]
#[input(name = "AutomaticMessageForm", check = MessageForm::check)]
struct MessageForm {
    enabled: bool,
    /// Required if `enabled` is true. An empty text counts as left out.
    text: Option<Template<0, TEMPLATE_MAX>>,
    /// The text in other languages. Visitors get the one that matches their language best. Replaces
    /// all existing ones.
    texts: Option<OtherLanguages>,
}

impl MessageForm {
    fn check(&self, fields: &Fields<'_>, faults: &mut Faults) {
        if self.enabled && self.text.is_none() {
            fields.missing("text", faults);
        }
    }
}

impl MessageForm {
    /// The form for a new channel. If it has a text of its own but no other languages, the channel
    /// has none: the standard texts in other languages would contradict it.
    fn for_new_channel(mut self) -> Self {
        if self.text.is_some() && self.texts.is_none() {
            self.texts = Some(OtherLanguages(Variants::new()));
        }
        self
    }
}

impl MessagesForm {
    fn for_new_channel(self) -> Self {
        Self {
            welcome: self.welcome.map(|welcome| WelcomeForm {
                message: welcome.message.for_new_channel(),
                when: welcome.when,
            }),
            away: self.away.map(MessageForm::for_new_channel),
            close: self.close.map(MessageForm::for_new_channel),
        }
    }
}

/// An automatic text in other languages, by language tag (RFC 5646).
struct OtherLanguages(Variants);

impl Value for OtherLanguages {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let before = faults.len();
        let texts = fields.object(name, faults)?;
        let mut variants = Variants::new();
        for (tag, _) in texts.entries().take(VARIANTS_MAX + 1) {
            if let Some(text) = texts.required_string(tag, 1, TEMPLATE_MAX, faults) {
                variants.insert(tag.clone(), text);
            }
        }
        if faults.len() == before {
            wording::check(&fields.pointer(name), &variants, faults);
        }
        (faults.len() == before).then_some(Self(variants))
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .additional_properties(Some(text(1, TEMPLATE_MAX)))
            .into()
    }
}

/// The welcome message.
#[derive(Input)]
#[input(name = "WelcomeMessageForm")]
struct WelcomeForm {
    #[input(flatten)]
    message: MessageForm,
    when: Option<words::WelcomeWhen>,
}

impl From<MessageForm> for AutomaticMessageChange {
    fn from(form: MessageForm) -> Self {
        Self {
            enabled: form.enabled,
            text: form.text.map(Into::into),
            texts: form.texts.map(|texts| texts.0),
        }
    }
}

impl From<MessagesForm> for AutomaticMessagesChange {
    fn from(form: MessagesForm) -> Self {
        Self {
            welcome: form
                .welcome
                .map(|welcome| (welcome.message.into(), welcome.when.map(Into::into))),
            away: form.away.map(Into::into),
            close: form.close.map(Into::into),
        }
    }
}

/// A body whose rule may name destinations that don't exist. These faults are reported together
/// with all others.
pub(super) struct WithRule(serde_json::Value);

impl FromRequest<App> for WithRule {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        read_value(request).await.map(Self)
    }
}

impl WithRule {
    /// Reads the body with the destinations of this workspace.
    pub(super) async fn read<T: Input>(
        self,
        app: &App,
        workspace_id: WorkspaceId,
    ) -> Result<T, Problem> {
        let mut faults = Faults::default();
        let input = read_noting(&self.0, &mut faults);
        // Without other faults, saving the channel checks the destinations, against those that
        // exist then.
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
