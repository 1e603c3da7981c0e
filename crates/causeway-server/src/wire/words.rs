//! Enumerations as they appear in JSON. They mirror the core's enums, which don't depend on this
//! API.

use causeway_core::{Faults, Fields, Reason};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::openapi::{RefOr, Schema};

use crate::wire::{field, input::value_of};

/// A field or parameter whose value is one of a few words.
pub(crate) trait Word: Copy + Serialize + DeserializeOwned + 'static {
    /// Every word, in the order in which error messages list them.
    const ALL: &'static [Self];

    /// The word in JSON.
    fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            other => unreachable!("a word is written as a string, not {other:?}"),
        }
    }

    /// The fault of another word.
    fn none_of_them() -> Reason {
        Reason::NotOneOf {
            allowed: Self::ALL.iter().map(|word| word.name()).collect(),
        }
    }

    /// The word in a field, if given. A fault lists all words that are allowed.
    fn of(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        value_of(fields, name, Self::none_of_them(), faults)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident in $casing:tt = $core:path { $($variant:ident),* $(,)? })*) => { $(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = $casing)]
        $(#[$doc])*
        pub(crate) enum $name { $($variant,)* }

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        impl field::Value for $name {
            fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
                Self::of(fields, name, faults)
            }

            fn schema() -> RefOr<Schema> {
                field::reference::<Self>()
            }

            fn components(all: &mut field::Components) {
                field::add_component::<Self>(all);
            }
        }

        impl From<$core> for $name {
            fn from(word: $core) -> Self {
                use $core as Core;
                match word { $(Core::$variant => Self::$variant,)* }
            }
        }

        impl From<$name> for $core {
            fn from(word: $name) -> Self {
                use $core as Core;
                match word { $($name::$variant => Core::$variant,)* }
            }
        }
    )* };
}

words! {
    /// The role of a staff member, which decides their permissions.
    Role in "camelCase" = causeway_core::staff::Role { Administrator, Supervisor, Agent }
    /// Who can sign in with a password beside single sign-on.
    Passwords in "camelCase" = causeway_core::single_sign_on::Passwords { Allowed, Administrators }
    /// Whether a staff member can get enquiries.
    Availability in "camelCase" = causeway_core::staff::Availability { Active, Busy, Idle, Offline }
    /// The kind of device that a staff member uses.
    Device in "camelCase" = causeway_core::staff::Device { Desktop, Phone }
    /// The colour of a label.
    Colour in "camelCase" = causeway_core::label::Colour {
        Grey, Red, Orange, Yellow, Green, Teal, Blue, Purple, Pink,
    }
    /// How a service group distributes enquiries among its members.
    Distribution in "camelCase" = causeway_core::group::Distribution {
        Simultaneous, FixedOrder, RoundRobin, MostIdle,
    }
    /// The health of an endpoint: `retrying` while its latest requests failed and events wait for another attempt,
    /// `failing` while it is only probed until it responds again, `stopped` after HTTP 410, `none` without an endpoint.
    WebhookState in "camelCase" = causeway_core::source::WebhookHealth { Healthy, Retrying, Failing, Stopped, None }
    /// The state of a delivery.
    #[schema(as = DeliveryProgress)]
    DeliveryState in "camelCase" = causeway_store::DeliveryState { Due, InFlight, Delivered, Failed }
    /// The state of a channel.
    ChannelState in "camelCase" = causeway_core::channel::ChannelState { Active, Suspended, Archived }
    /// How much of a staff member's name visitors see.
    DisplayNameFormat in "camelCase" = causeway_core::channel::DisplayNameFormat { None, FirstName, FirstAndLastName }
    /// When visitors get the welcome message.
    WelcomeWhen in "camelCase" = causeway_core::channel::WelcomeWhen { FirstContact, EveryEnquiry }
    /// What happens to a transfer that no one accepts: `loopback` returns it to the sender, `blind` marks it as missed.
    TransferMode in "camelCase" = causeway_core::assignment::TransferMode { Blind, Loopback }
    /// A step of routing.
    TraceKind in "camelCase" = causeway_core::trace::TraceKind {
        Rule, Skipped, Waiting, Offered, LeftOut, Asked, HandedOver, Withdrawn, Declined, Unanswered, PickedUp, Missed, Transferred,
        Returned, TakenOver, Closed, Reopened,
    }
    /// Why a message was sent.
    MessagePurpose in "camelCase" = causeway_core::message::Purpose {
        Reply, Welcome, Away, Close, AutoCloseWarning, Bot,
    }
    /// The delivery state of an outgoing message.
    MessageDeliveryState in "camelCase" = causeway_core::message::MessageDeliveryState {
        Queued, Sent, Failed, Delivered, Read,
    }
    /// Why a challenge failed.
    ChallengeReason in "kebab-case" = crate::outgoing::ChallengeFailure {
        InvalidUrl, Dns, BlockedAddress, Connect, Tls, Timeout, Redirect, Status, TooLarge, Mismatch,
    }
}

impl DeliveryState {
    /// Parses the value of a query parameter.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_value(text.into()).ok()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_fault_of_an_unknown_word_lists_all_allowed_words() {
        let body = json!({ "distribution": "allAtOnce" });
        let mut faults = Faults::default();
        let fields = Fields::root(&body, &mut faults);
        assert_eq!(Distribution::of(&fields, "distribution", &mut faults), None);
        assert_eq!(
            <Distribution as field::Field>::read(&fields, "other", &mut faults),
            None
        );
        let told: Vec<_> = faults
            .into_vec()
            .into_iter()
            .map(|fault| (fault.pointer, fault.reason.to_string()))
            .collect();
        let expected = [
            (
                "/distribution",
                "must be one of simultaneous, fixedOrder, roundRobin or mostIdle",
            ),
            ("/other", "is required"),
        ];
        assert_eq!(
            told,
            expected.map(|(pointer, detail)| (pointer.to_owned(), detail.to_owned()))
        );
        assert_eq!(
            TransferMode::none_of_them().to_string(),
            "must be blind or loopback"
        );
    }

    #[test]
    fn words_equal_the_names_in_the_core() {
        use causeway_core::{assignment, channel, label, source, staff, trace};
        for role in staff::Role::ALL {
            assert_eq!(json!(Role::from(role)), role.name());
        }
        for device in staff::Device::ALL {
            assert_eq!(json!(Device::from(device)), device.name());
        }
        for colour in label::Colour::ALL {
            assert_eq!(json!(Colour::from(colour)), colour.name());
        }
        for mode in assignment::TransferMode::ALL {
            assert_eq!(json!(TransferMode::from(mode)), mode.name());
        }
        for kind in trace::TraceKind::ALL {
            assert_eq!(json!(TraceKind::from(kind)), kind.name());
        }
        for state in source::WebhookHealth::ALL {
            assert_eq!(json!(WebhookState::from(state)), state.name());
        }
        for state in channel::ChannelState::ALL {
            assert_eq!(json!(ChannelState::from(state)), state.name());
        }
    }
}
