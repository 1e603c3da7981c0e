//! Words of the domain as they appear in JSON. They mirror the core's enums, which know nothing of this API.

use causeway_core::{Faults, Fields, Reason};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::openapi::{RefOr, Schema};

use crate::wire::{field, input::value_of};

/// A field or parameter that takes one of a few words.
pub(crate) trait Word: Copy + Serialize + DeserializeOwned + 'static {
    /// Every word, in the order in which they are named to people.
    const ALL: &'static [Self];

    /// The word in JSON.
    fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            other => unreachable!("a word is written as a string, not {other:?}"),
        }
    }

    /// What is wrong with a word that is none of them.
    fn none_of_them() -> Reason {
        Reason::NotOneOf {
            allowed: Self::ALL.iter().map(|word| word.name()).collect(),
        }
    }

    /// The word in a field, if given. A fault names every word that may be used.
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
    /// What somebody may do.
    Role in "camelCase" = causeway_core::staff::Role { Administrator, Supervisor, Agent }
    /// Who still signs in with a password: everybody, or administrators alone.
    Passwords in "camelCase" = causeway_core::single_sign_on::Passwords { Allowed, Administrators }
    /// Whether somebody can take an enquiry.
    Availability in "camelCase" = causeway_core::staff::Availability { Active, Busy, Idle, Offline }
    /// What somebody uses Causeway with.
    Device in "camelCase" = causeway_core::staff::Device { Desktop, Phone }
    /// How a label is shown.
    Colour in "camelCase" = causeway_core::label::Colour {
        Grey, Red, Orange, Yellow, Green, Teal, Blue, Purple, Pink,
    }
    /// Who of a service group is offered an enquiry.
    Distribution in "camelCase" = causeway_core::group::Distribution {
        Simultaneous, FixedOrder, RoundRobin, MostIdle,
    }
    /// How an endpoint is doing: `retrying` while its latest answers were failures and events wait for another attempt,
    /// `failing` when it is only probed until it answers again, `stopped` after 410, `none` where there is no endpoint.
    WebhookState in "camelCase" = causeway_core::source::WebhookHealth { Healthy, Retrying, Failing, Stopped, None }
    /// Where a delivery stands.
    #[schema(as = DeliveryProgress)]
    DeliveryState in "camelCase" = causeway_store::DeliveryState { Due, InFlight, Delivered, Failed }
    /// Open for business or not.
    ChannelState in "camelCase" = causeway_core::channel::ChannelState { Active, Suspended, Archived }
    /// How staff are named to visitors.
    DisplayNameFormat in "camelCase" = causeway_core::channel::DisplayNameFormat { None, FirstName, FirstAndLastName }
    /// How often the welcome is said.
    WelcomeWhen in "camelCase" = causeway_core::channel::WelcomeWhen { FirstContact, EveryEnquiry }
    /// What becomes of a transfer that nobody accepts.
    TransferMode in "camelCase" = causeway_core::assignment::TransferMode { Blind, Loopback }
    /// What routing did.
    TraceKind in "camelCase" = causeway_core::trace::TraceKind {
        Rule, Skipped, Waiting, Offered, LeftOut, Asked, HandedOver, Withdrawn, Declined, Unanswered, PickedUp, Missed, Transferred,
        Returned, TakenOver, Closed, Reopened,
    }
    /// Why a message was said.
    MessagePurpose in "camelCase" = causeway_core::message::Purpose {
        Reply, Welcome, Away, Close, AutoCloseWarning, Bot,
    }
    /// How far an outgoing message came.
    MessageDeliveryState in "camelCase" = causeway_core::message::MessageDeliveryState {
        Queued, Sent, Failed, Delivered, Read,
    }
    /// Why a challenge failed.
    ChallengeReason in "kebab-case" = crate::outgoing::ChallengeFailure {
        InvalidUrl, Dns, BlockedAddress, Connect, Tls, Timeout, Redirect, Status, TooLarge, Mismatch,
    }
}

impl DeliveryState {
    /// Reads the word as it stands in a query.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_value(text.into()).ok()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refused_word_is_answered_with_every_word_there_is() {
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
    fn words_are_the_ones_that_the_core_keeps() {
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
