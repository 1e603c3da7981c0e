//! Channels: named entry points with routing, messages and a display name format.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    ChannelId, Faults, Reason, SourceId, Timestamp,
    assignment::Destination,
    routing::Rule,
    staff::Name,
    template,
    wording::{self, Variants},
};

/// A named entry point on one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    pub id: ChannelId,
    pub source_id: SourceId,
    /// 1 to 40 characters, unique among the workspace's channels that are not archived.
    pub name: String,
    pub state: ChannelState,
    /// The settings that one form edits.
    pub settings: ChannelSettings,
    pub created_at: Timestamp,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// The settings of a channel that its form edits. Stored as JSON in `channels.settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelSettings {
    /// The rule that decides where enquiries go.
    pub routing: Rule,
    /// Whether a visitor's next enquiry goes to the staff member who handled the last one.
    pub sticky: Sticky,
    pub display_name_format: DisplayNameFormat,
    pub messages: AutomaticMessages,
    #[serde(default)]
    pub auto_close: AutoClose,
}

/// Whether a channel accepts messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelState {
    /// Accepts messages.
    Active,
    /// Refuses messages; staff can still finish open enquiries.
    Suspended,
    /// Kept for reports only.
    Archived,
}

impl ChannelState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Archived];

    /// The name in the API and in `channels.state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Archived => "archived",
        }
    }
}

/// Sticky routing: a visitor's next enquiry is offered first to the staff member who handled the
/// last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Sticky {
    pub enabled: bool,
    /// Days until a binding expires, 1 to 365; `None`: it never expires.
    pub expiry_days: Option<u16>,
    /// If that person isn't active or doesn't answer in time, whether the rule applies. Otherwise
    /// the enquiry is missed.
    pub backup: bool,
    /// Seconds for which the enquiry is offered to that person, 5 to 3,600.
    pub wait_seconds: u32,
}

impl Default for Sticky {
    fn default() -> Self {
        Self {
            enabled: false,
            expiry_days: Some(30),
            backup: true,
            wait_seconds: 60,
        }
    }
}

impl Sticky {
    /// How long the enquiry is offered to that person.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_seconds.into())
    }

    /// When a binding created at `now` expires, if ever.
    pub fn expiry(&self, now: Timestamp) -> Option<Timestamp> {
        self.expiry_days
            .map(|days| now.plus(Duration::from_hours(24 * u64::from(days))))
    }
}

/// Auto-close: after a period of silence a warning, then the close. Each message of visitor or
/// staff restarts the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AutoClose {
    pub enabled: bool,
    /// Seconds of silence before the warning, 10 to 604,800.
    pub quiet_seconds: u32,
    /// Seconds between the warning and the close, 5 to 86,400.
    pub warning_seconds: u32,
    /// The warning: at most 1,000 characters, may contain variables.
    pub text: String,
    /// The warning in other languages.
    #[serde(default = "Variants::new", skip_serializing_if = "Variants::is_empty")]
    pub texts: Variants,
}

impl Default for AutoClose {
    fn default() -> Self {
        Self {
            enabled: false,
            quiet_seconds: 1_800,
            warning_seconds: 300,
            text: wording::AUTO_CLOSE.text.to_owned(),
            texts: wording::AUTO_CLOSE.variants(),
        }
    }
}

impl AutoClose {
    /// The period of silence before the warning.
    pub fn quiet(&self) -> Duration {
        Duration::from_secs(self.quiet_seconds.into())
    }

    /// The time between the warning and the close.
    pub fn warning(&self) -> Duration {
        Duration::from_secs(self.warning_seconds.into())
    }

    /// Checks the bounds that the types can't express.
    pub fn check(&self, faults: &mut Faults) {
        if !(10..=604_800).contains(&self.quiet_seconds) {
            faults.add(
                "/autoClose/quietSeconds",
                Reason::OutOfRange {
                    min: 10,
                    max: 604_800,
                },
            );
        }
        if !(5..=86_400).contains(&self.warning_seconds) {
            faults.add(
                "/autoClose/warningSeconds",
                Reason::OutOfRange {
                    min: 5,
                    max: 86_400,
                },
            );
        }
        template::check("/autoClose/text", &self.text, faults);
        wording::check("/autoClose/texts", &self.texts, faults);
    }
}

/// Which name of a staff member visitors see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DisplayNameFormat {
    /// No name.
    None,
    /// "Jane".
    FirstName,
    /// "Jane Doe".
    FirstAndLastName,
}

impl DisplayNameFormat {
    /// The staff member's name that visitors see, if any.
    pub fn of(self, name: &Name) -> Option<String> {
        match self {
            Self::None => None,
            Self::FirstName => Some(name.first.clone()),
            Self::FirstAndLastName => Some(name.full()),
        }
        .filter(|name| !name.is_empty())
    }

    /// The chatbot's name that visitors see, if any. A chatbot has only one name.
    pub fn of_chatbot(self, name: &str) -> Option<String> {
        match self {
            Self::None => None,
            Self::FirstName | Self::FirstAndLastName => Some(name.to_owned()),
        }
    }
}

/// The channel's automatic messages, except the warning before auto-close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticMessages {
    /// Sent on a visitor's first message.
    pub welcome: Welcome,
    /// Sent when no staff member is available.
    pub away: AutomaticMessage,
    /// Sent when staff close the enquiry.
    pub close: AutomaticMessage,
}

/// One automatic message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticMessage {
    pub enabled: bool,
    /// At most 1,000 characters, may contain variables.
    pub text: String,
    /// The same in other languages.
    #[serde(default, skip_serializing_if = "Variants::is_empty")]
    pub texts: Variants,
}

/// The welcome message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub enabled: bool,
    /// At most 1,000 characters, may contain variables.
    pub text: String,
    /// The same in other languages.
    #[serde(default, skip_serializing_if = "Variants::is_empty")]
    pub texts: Variants,
    pub when: WelcomeWhen,
}

/// How often the welcome message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WelcomeWhen {
    /// On a visitor's first message ever on the channel.
    FirstContact,
    /// On the first message of each enquiry.
    EveryEnquiry,
}

/// A change to the automatic messages; `None` leaves a message as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AutomaticMessagesChange {
    /// The welcome message, and how often it is sent.
    pub welcome: Option<(AutomaticMessageChange, Option<WelcomeWhen>)>,
    pub away: Option<AutomaticMessageChange>,
    pub close: Option<AutomaticMessageChange>,
}

/// A change to one automatic message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticMessageChange {
    pub enabled: bool,
    /// `None`: the text stays. Required if the message is enabled.
    pub text: Option<String>,
    /// All variants in other languages; `None`: they stay.
    pub texts: Option<Variants>,
}

impl AutomaticMessagesChange {
    /// The messages `before` with this change applied.
    #[must_use]
    pub fn applied_to(self, before: AutomaticMessages) -> AutomaticMessages {
        let applied =
            |change: Option<AutomaticMessageChange>, before: AutomaticMessage| match change {
                Some(change) => AutomaticMessage {
                    enabled: change.enabled,
                    text: change.text.unwrap_or(before.text),
                    texts: change.texts.unwrap_or(before.texts),
                },
                None => before,
            };
        let welcome = match self.welcome {
            Some((change, when)) => Welcome {
                enabled: change.enabled,
                text: change.text.unwrap_or(before.welcome.text),
                texts: change.texts.unwrap_or(before.welcome.texts),
                when: when.unwrap_or(before.welcome.when),
            },
            None => before.welcome,
        };
        AutomaticMessages {
            welcome,
            away: applied(self.away, before.away),
            close: applied(self.close, before.close),
        }
    }
}

impl Default for AutomaticMessages {
    /// Those of a new channel.
    fn default() -> Self {
        use wording::{AWAY, CLOSE, WELCOME, Wordings};
        let message = |wordings: &Wordings| AutomaticMessage {
            enabled: true,
            text: wordings.text.to_owned(),
            texts: wordings.variants(),
        };
        Self {
            welcome: Welcome {
                enabled: true,
                text: WELCOME.text.to_owned(),
                texts: WELCOME.variants(),
                when: WelcomeWhen::FirstContact,
            },
            away: message(&AWAY),
            close: message(&CLOSE),
        }
    }
}

impl AutomaticMessages {
    /// Checks the texts.
    pub fn check(&self, faults: &mut Faults) {
        let texts = [
            ("welcome", &self.welcome.text, &self.welcome.texts),
            ("away", &self.away.text, &self.away.texts),
            ("close", &self.close.text, &self.close.texts),
        ];
        for (name, text, variants) in texts {
            template::check(&format!("/messages/{name}/text"), text, faults);
            wording::check(&format!("/messages/{name}/texts"), variants, faults);
        }
    }
}

impl ChannelSettings {
    /// Checks what the types can't express: texts, routing bounds, sticky expiry. `exists` returns
    /// whether a service group or chatbot exists.
    pub fn check(&self, exists: impl Fn(Destination) -> bool, faults: &mut Faults) {
        self.messages.check(faults);
        if self
            .sticky
            .expiry_days
            .is_some_and(|days| !(1..=365).contains(&days))
        {
            faults.add(
                "/sticky/expiryDays",
                Reason::OutOfRange { min: 1, max: 365 },
            );
        }
        if !(5..=3_600).contains(&self.sticky.wait_seconds) {
            faults.add(
                "/sticky/waitSeconds",
                Reason::OutOfRange { min: 5, max: 3_600 },
            );
        }
        self.auto_close.check(faults);
        self.routing.check("/routing", exists, faults);
    }
}
