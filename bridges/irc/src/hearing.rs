//! Converts lines from visitors into messages.

use std::borrow::Cow;

use irc::proto::FormattedStringExt;
use omni_client::{Content, VisitorMessage, VisitorProfile, fresh_id, now};

use crate::casemapping::CaseMapping;
use crate::speech::without_control_characters;

/// A private message from the network.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'l> {
    pub(crate) nick: &'l str,
    pub(crate) user: &'l str,
    pub(crate) host: &'l str,
    pub(crate) text: &'l str,
}

/// Returns the message for Causeway, or `None` for other CTCP requests and lines without text.
///
/// The nick is the visitor's id, because IRC has no other identity. A person who takes a nick
/// becomes that visitor. Staff see the address as an attribute.
pub(crate) fn message(line: Line<'_>, mapping: CaseMapping) -> Option<VisitorMessage> {
    let text = match line.text.strip_prefix('\u{1}') {
        Some(ctcp) => Cow::Owned(format!("* {} {}", line.nick, ctcp.strip_prefix("ACTION ")?)),
        None => Cow::Borrowed(line.text),
    };
    let text = without_control_characters(&text.as_ref().strip_formatting());
    if text.trim().is_empty() {
        return None;
    }
    let mut visitor = VisitorProfile::named(mapping.fold(line.nick), line.nick);
    if !line.host.is_empty() {
        visitor.attributes.insert(
            "address".to_owned(),
            format!("{}@{}", line.user, line.host).into(),
        );
    }
    Some(VisitorMessage {
        id: fresh_id("irc-"),
        visitor,
        sent_at: Some(now()),
        content: Content::Text { text },
        reply_to: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str) -> Option<String> {
        let line = Line {
            nick: "Mina[m]",
            user: "~mina",
            host: "192.0.2.7",
            text,
        };
        let message = message(line, CaseMapping::Rfc1459)?;
        assert_eq!(message.visitor.id, "mina{m}");
        assert_eq!(message.visitor.name.as_deref(), Some("Mina[m]"));
        assert_eq!(message.visitor.attributes["address"], "~mina@192.0.2.7");
        let Content::Text { text } = message.content else {
            panic!("IRC has only text")
        };
        Some(text)
    }

    #[test]
    fn text_and_actions_become_messages_and_other_ctcp_does_not() {
        let table = [
            ("Hello!", Some("Hello!")),
            ("\u{1}ACTION waves\u{1}", Some("* Mina[m] waves")),
            ("\u{1}ACTION waves", Some("* Mina[m] waves")),
            ("\u{1}VERSION\u{1}", None),
            ("\u{1}DCC SEND x 1 2 3\u{1}", None),
            (
                "\u{2}bold\u{2} and \u{3}04,12red\u{3}",
                Some("bold and red"),
            ),
            ("   ", None),
            ("\u{2}\u{2}", None),
        ];
        for (text, expected) in table {
            assert_eq!(converted(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn each_line_has_its_own_id() {
        let line = Line {
            nick: "mina",
            user: "",
            host: "",
            text: "Hi",
        };
        let ids: std::collections::HashSet<_> = (0..100)
            .filter_map(|_| message(line, CaseMapping::Ascii))
            .map(|message| message.id)
            .collect();
        assert_eq!(ids.len(), 100);
    }
}
