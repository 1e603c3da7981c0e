//! Channels: named entry points with routing, messages and a display name format.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    ChannelId, Faults, Reason, SourceId, Timestamp, assignment::Destination, hidden::is_hidden,
    routing::Rule, staff::Name, template,
};

/// A named entry point on one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Ours.
    pub id: ChannelId,
    /// The source it stands on.
    pub source_id: SourceId,
    /// 1 to 40 characters, unique among the workspace's channels that are not archived.
    pub name: String,
    /// Open for business or not.
    pub state: ChannelState,
    /// What people can change together.
    pub settings: ChannelSettings,
    /// When it was made.
    pub created_at: Timestamp,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// The part of a channel that its form edits. Stored as JSON in `channels.settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelSettings {
    /// Where enquiries go.
    pub routing: Rule,
    /// Whether a visitor's next enquiry goes to whoever handled the last one.
    pub sticky: Sticky,
    /// How staff are named to visitors.
    pub display_name_format: DisplayNameFormat,
    /// Automatic texts.
    pub messages: AutomaticMessages,
    /// Whether enquiries close by themselves.
    #[serde(default)]
    pub auto_close: AutoClose,
}

/// Open for business or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelState {
    /// Takes messages.
    Active,
    /// Refuses messages; staff can still finish what is open.
    Suspended,
    /// Kept for reports only.
    Archived,
}

impl ChannelState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Archived];

    /// The word on the wire and in `channels.state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Archived => "archived",
        }
    }
}

/// Sticky routing: a visitor's next enquiry is offered first to whoever handled the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Sticky {
    /// On or off.
    pub enabled: bool,
    /// Days that a binding lasts, 1 to 365; `None`: for ever.
    pub expiry_days: Option<u16>,
    /// When that person isn't active or doesn't answer in time, the rule goes on. Without it the enquiry is missed.
    pub backup: bool,
    /// Seconds that the person is asked, 5 to 3,600.
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
    /// How long the person is asked.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_seconds.into())
    }

    /// When a binding made at `now` ends, if ever.
    pub fn expiry(&self, now: Timestamp) -> Option<Timestamp> {
        self.expiry_days
            .map(|days| now.plus(Duration::from_hours(24 * u64::from(days))))
    }
}

/// Closing what is quiet: first a warning, then the end. Each word of visitor or staff starts it anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AutoClose {
    /// On or off.
    pub enabled: bool,
    /// Seconds without a word before the warning, 10 to 604,800.
    pub quiet_seconds: u32,
    /// Seconds between the warning and the end, 5 to 86,400.
    pub warning_seconds: u32,
    /// The warning: at most 1,000 characters with variables.
    pub text: String,
}

impl Default for AutoClose {
    fn default() -> Self {
        Self {
            enabled: false,
            quiet_seconds: 1_800,
            warning_seconds: 300,
            text: "Are you still there? We will close this conversation soon. Just write to keep it open.".to_owned(),
        }
    }
}

impl AutoClose {
    /// How long it has to be quiet before the warning.
    pub fn quiet(&self) -> Duration {
        Duration::from_secs(self.quiet_seconds.into())
    }

    /// How long after the warning it closes.
    pub fn warning(&self) -> Duration {
        Duration::from_secs(self.warning_seconds.into())
    }

    /// Checks what types can't.
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
    }
}

/// How staff are named to visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DisplayNameFormat {
    /// Not at all.
    None,
    /// "Jane".
    FirstName,
    /// "Jane Doe".
    FirstAndLastName,
}

impl DisplayNameFormat {
    /// The name that visitors see, if any.
    pub fn of(self, name: &Name) -> Option<String> {
        match self {
            Self::None => None,
            Self::FirstName => Some(name.first.clone()),
            Self::FirstAndLastName => Some(name.full()),
        }
        .filter(|name| !name.is_empty())
    }

    /// The name of a chatbot that visitors see, if any: it has one name only.
    pub fn of_chatbot(self, name: &str) -> Option<String> {
        match self {
            Self::None => None,
            Self::FirstName | Self::FirstAndLastName => Some(name.to_owned()),
        }
    }
}

/// Welcome, away and close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticMessages {
    /// On a visitor's first message.
    pub welcome: Welcome,
    /// When no staff member can answer.
    pub away: AutomaticMessage,
    /// When staff close the enquiry.
    pub close: AutomaticMessage,
}

/// One automatic text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticMessage {
    /// On or off.
    pub enabled: bool,
    /// At most 1,000 characters with variables.
    pub text: String,
}

/// The welcome text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// On or off.
    pub enabled: bool,
    /// At most 1,000 characters with variables.
    pub text: String,
    /// How often.
    pub when: WelcomeWhen,
}

/// How often the welcome is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WelcomeWhen {
    /// On a visitor's first message ever on the channel.
    FirstContact,
    /// On the first message of each enquiry.
    EveryEnquiry,
}

/// What is to change about automatic texts; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AutomaticMessagesChange {
    /// The welcome text, and how often it is said.
    pub welcome: Option<(AutomaticMessageChange, Option<WelcomeWhen>)>,
    /// When no staff member can answer.
    pub away: Option<AutomaticMessageChange>,
    /// When staff close the enquiry.
    pub close: Option<AutomaticMessageChange>,
}

/// What is to change about one automatic text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticMessageChange {
    /// On or off.
    pub enabled: bool,
    /// `None`: the text stays. A text that is on is always given.
    pub text: Option<String>,
}

impl AutomaticMessagesChange {
    /// The texts of `before` after this change.
    #[must_use]
    pub fn applied_to(self, before: AutomaticMessages) -> AutomaticMessages {
        let applied =
            |change: Option<AutomaticMessageChange>, before: AutomaticMessage| match change {
                Some(change) => AutomaticMessage {
                    enabled: change.enabled,
                    text: change.text.unwrap_or(before.text),
                },
                None => before,
            };
        let welcome = match self.welcome {
            Some((change, when)) => Welcome {
                enabled: change.enabled,
                text: change.text.unwrap_or(before.welcome.text),
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

impl AutomaticMessages {
    /// Checks the texts.
    pub fn check(&self, faults: &mut Faults) {
        let texts = [
            ("welcome", &self.welcome.text),
            ("away", &self.away.text),
            ("close", &self.close.text),
        ];
        for (name, text) in texts {
            template::check(&format!("/messages/{name}/text"), text, faults);
        }
    }
}

impl ChannelSettings {
    /// Checks what types can't: texts, routing bounds, sticky expiry. `exists` says which service groups and chatbots there
    /// are.
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

/// Checks a channel's name.
pub fn check_name(name: &str, faults: &mut Faults) {
    check_label("/name", name, 40, faults);
}

/// Checks a name that people give to a thing: 1 to `max` characters, not blank, no [hidden](is_hidden) characters.
pub fn check_label(pointer: &str, name: &str, max: usize, faults: &mut Faults) {
    let length = name.chars().count();
    if name.trim().is_empty() {
        faults.add(pointer, Reason::Blank);
    } else if length > max {
        faults.add(
            pointer,
            Reason::TooLong {
                max,
                actual: length,
            },
        );
    } else if name.chars().any(is_hidden) {
        faults.add(pointer, Reason::HiddenCharacter);
    }
}
