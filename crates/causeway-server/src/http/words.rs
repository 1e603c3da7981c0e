//! Words of the domain as they stand in JSON. They mirror the core's enums, which know nothing of this API.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident in $casing:tt = $core:path { $($variant:ident),* $(,)? })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = $casing)]
        pub(crate) enum $name { $($variant,)* }

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
    /// Whether an endpoint is spoken to.
    WebhookState in "camelCase" = causeway_core::source::WebhookState { Healthy, Failing, Stopped, None }
    /// Where a delivery stands.
    DeliveryProgress in "camelCase" = causeway_store::DeliveryProgress { Due, InFlight, Delivered, Failed }
    /// Open for business or not.
    ChannelState in "camelCase" = causeway_core::channel::ChannelState { Active, Suspended, Archived }
    /// How staff are named to visitors.
    DisplayNameFormat in "camelCase" = causeway_core::channel::DisplayNameFormat { None, FirstName, FirstAndLastName }
    /// How often the welcome is said.
    WelcomeWhen in "camelCase" = causeway_core::channel::WelcomeWhen { FirstContact, EveryEnquiry }
    /// What becomes of a transfer that nobody accepts.
    TransferMode in "camelCase" = causeway_core::search::TransferMode { Blind, Loopback }
    /// What routing did.
    TraceKind in "camelCase" = causeway_core::trace::TraceKind {
        Rule, Skipped, Waiting, Offered, LeftOut, Asked, HandedOver, Withdrawn, Declined, Unanswered, PickedUp, Missed, Transferred,
        Returned, TakenOver, Closed, Reopened,
    }
    /// Why a challenge failed.
    ChallengeReason in "kebab-case" = crate::outgoing::ChallengeFailure {
        InvalidUrl, Dns, BlockedAddress, Connect, Tls, Timeout, Redirect, Status, TooLarge, Mismatch,
    }
}

impl DeliveryProgress {
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
    fn words_are_the_ones_that_the_core_keeps() {
        use causeway_core::{channel, label, search, source, staff, trace};
        for role in staff::Role::ALL {
            assert_eq!(json!(Role::from(role)), role.name());
        }
        for device in staff::Device::ALL {
            assert_eq!(json!(Device::from(device)), device.name());
        }
        for colour in label::Colour::ALL {
            assert_eq!(json!(Colour::from(colour)), colour.name());
        }
        for mode in search::TransferMode::ALL {
            assert_eq!(json!(TransferMode::from(mode)), mode.name());
        }
        for kind in trace::TraceKind::ALL {
            assert_eq!(json!(TraceKind::from(kind)), kind.name());
        }
        for state in source::WebhookState::ALL {
            assert_eq!(json!(WebhookState::from(state)), state.name());
        }
        for state in channel::ChannelState::ALL {
            assert_eq!(json!(ChannelState::from(state)), state.name());
        }
    }
}
