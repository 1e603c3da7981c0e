//! The settings of a channel, and messages of visitors.

use super::*;

/// All automatic messages on, and these destinations.
pub(crate) fn settings(destinations: Vec<GroupId>) -> ChannelSettings {
    let automatic = |text: &str| AutomaticMessage {
        enabled: true,
        text: text.to_owned(),
        texts: Variants::new(),
    };
    let welcome = Welcome {
        enabled: true,
        text: "Welcome".to_owned(),
        texts: Variants::new(),
        when: WelcomeWhen::FirstContact,
    };
    ChannelSettings {
        routing: Rule::Alternative {
            destinations: destinations.into_iter().map(Destination::Group).collect(),
        },
        sticky: Sticky::default(),
        display_name_format: DisplayNameFormat::FirstName,
        messages: AutomaticMessages {
            welcome,
            away: automatic("Nobody is here"),
            close: automatic("Goodbye"),
        },
        auto_close: AutoClose::default(),
    }
}

/// A visitor's text.
pub(crate) fn incoming(visitor: &str, id: &str, text: &str) -> IncomingMessage {
    let body = json!({ "id": id, "visitor": { "id": visitor }, "type": "text", "text": text });
    IncomingMessage::parse(&body, START).expect("the body is valid")
}
