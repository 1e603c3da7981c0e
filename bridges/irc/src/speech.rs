//! Words from Causeway as lines of IRC.

use omni_client::{Attachment, SentMessage, split_at_words};

/// The longest line of IRC, with its CR and LF (RFC 2812 §2.3).
const LINE_BYTES_MAX: usize = 512;

/// The longest host name that a server puts into a prefix.
const HOST_BYTES_MAX: usize = 63;

/// How many bytes of text fit into one private message from `nick` (with user name `user`) to `target`.
///
/// What counts is the line as the target's server sends it on: `:nick!~user@host PRIVMSG target :text\r\n`. The server
/// cuts off silently what is longer.
pub(crate) fn text_bytes_max(nick: &str, user: &str, target: &str) -> usize {
    let prefix = ":".len() + nick.len() + "!~".len() + user.len() + "@".len() + HOST_BYTES_MAX;
    let command = " PRIVMSG ".len() + target.len() + " :".len();
    LINE_BYTES_MAX.saturating_sub(prefix + command + "\r\n".len())
}

/// The words of a message for a network that has nothing but words.
pub(crate) fn words(message: &SentMessage) -> String {
    let mut words = message.plain_text().to_owned();
    if let Some(Attachment::Linked { url, .. }) = &message.attachment
        && !words.contains(url.as_str())
    {
        words.push('\n');
        words.push_str(url);
    }
    words
}

/// Cuts a text into lines of at most `bytes_max` bytes: each line of the text on its own, long ones at word ends.
///
/// Control characters are dropped, so that no text can end the line early and start another command, nor pass for a
/// CTCP request. Lines without words are dropped too, as IRC can't send them.
pub(crate) fn lines(text: &str, bytes_max: usize) -> Vec<String> {
    text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(harmless)
        .flat_map(|line| {
            split_at_words(line.trim_end(), bytes_max)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// The text without control characters; a tab becomes a space.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use irc::proto::{Command, Message};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_kept_apart_and_empty_ones_dropped() {
        assert_eq!(
            lines("one\r\ntwo\n\n  \nthree\tfour ", 100),
            ["one", "two", "three four"]
        );
    }

    #[test]
    fn no_command_and_no_ctcp_can_be_smuggled_in() {
        assert_eq!(
            lines("Hi\r\nQUIT :bye\u{0}\u{1}VERSION\u{1}", 100),
            ["Hi", "QUIT :byeVERSION"]
        );
    }

    #[test]
    fn a_link_follows_the_words_unless_it_stands_there() {
        let message = |text: &str| -> SentMessage {
            serde_json::from_value(serde_json::json!({
                "id": "msg_1", "sequence": 1, "type": "image", "text": text, "author": {"kind": "staff"},
                "createdAt": "2026-11-22T10:00:00Z", "attachment": {"url": "https://x/p.png"}
            }))
            .unwrap()
        };
        assert_eq!(words(&message("Our map")), "Our map\nhttps://x/p.png");
        assert_eq!(
            words(&message("See https://x/p.png")),
            "See https://x/p.png"
        );
    }

    proptest! {
        #[test]
        fn every_line_fits_even_with_the_longest_prefix(text in "(\\PC|[\\r\\n\\t\\x00-\\x1f]){0,900}", nick in "[a-z]{1,30}") {
            let bytes_max = text_bytes_max("help", "causeway", &nick);
            for line in lines(&text, bytes_max) {
                prop_assert!(!line.chars().any(char::is_control));
                let sent = Message::from(Command::PRIVMSG(nick.clone(), line.clone())).to_string();
                prop_assert_eq!(sent.matches(['\r', '\n']).count(), 2);
                let relayed = format!(":help!~causeway@{} PRIVMSG {nick} :{line}\r\n", "h".repeat(HOST_BYTES_MAX));
                prop_assert!(relayed.len() <= LINE_BYTES_MAX);
            }
        }

        #[test]
        fn no_word_is_lost(words in proptest::collection::vec("[a-zé]{1,20}", 0..300)) {
            let said = lines(&words.join(" "), 60).join(" ");
            prop_assert_eq!(said, words.join(" "));
        }
    }
}
