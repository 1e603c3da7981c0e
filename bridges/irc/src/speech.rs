//! Converts texts from Causeway into IRC lines.

use omni_client::{Attachment, SentMessage, split_at_words};

/// Longest IRC line, including CR and LF (RFC 2812 §2.3).
const LINE_BYTES_MAX: usize = 512;

/// Longest host name in a server's prefix.
const HOST_BYTES_MAX: usize = 63;

/// Returns how many bytes of text fit into one private message from `nick` (with user name `user`)
/// to `target`.
///
/// The limit applies to the line that the target's server sends:
/// `:nick!~user@host PRIVMSG target :text\r\n`. The server silently truncates longer lines.
pub(crate) fn text_bytes_max(nick: &str, user: &str, target: &str) -> usize {
    let prefix = ":".len() + nick.len() + "!~".len() + user.len() + "@".len() + HOST_BYTES_MAX;
    let command = " PRIVMSG ".len() + target.len() + " :".len();
    LINE_BYTES_MAX.saturating_sub(prefix + command + "\r\n".len())
}

/// Returns a message's text, with the URL of its attachment.
pub(crate) fn message_text(message: &SentMessage) -> String {
    let mut text = message.plain_text().to_owned();
    if let Some(Attachment::Linked { url, .. }) = &message.attachment
        && !text.contains(url.as_str())
    {
        text.push('\n');
        text.push_str(url);
    }
    text
}

/// Splits a text into lines of at most `bytes_max` bytes: at its line breaks, and long lines at
/// word ends.
///
/// Drops control characters, so that no text can start another command or a CTCP request. Also
/// drops lines without text, which IRC can't send.
pub(crate) fn lines(text: &str, bytes_max: usize) -> Vec<String> {
    text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(without_control_characters)
        .flat_map(|line| {
            split_at_words(line.trim_end(), bytes_max)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// Removes control characters and replaces tabs by spaces.
pub(crate) fn without_control_characters(text: &str) -> String {
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
    fn lines_are_split_and_empty_lines_dropped() {
        assert_eq!(
            lines("one\r\ntwo\n\n  \nthree\tfour ", 100),
            ["one", "two", "three four"]
        );
    }

    #[test]
    fn commands_and_ctcp_can_not_be_injected() {
        assert_eq!(
            lines("Hi\r\nQUIT :bye\u{0}\u{1}VERSION\u{1}", 100),
            ["Hi", "QUIT :byeVERSION"]
        );
    }

    #[test]
    fn the_url_is_appended_unless_the_text_contains_it() {
        let message = |text: &str| -> SentMessage {
            serde_json::from_value(serde_json::json!({
                "id": "msg_1", "sequence": 1, "type": "image", "text": text, "author": {"kind": "staff"},
                "createdAt": "2026-11-22T10:00:00Z", "attachment": {"url": "https://x/p.png"}
            }))
            .unwrap()
        };
        assert_eq!(
            message_text(&message("Our map")),
            "Our map\nhttps://x/p.png"
        );
        assert_eq!(
            message_text(&message("See https://x/p.png")),
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
            let joined = lines(&words.join(" "), 60).join(" ");
            prop_assert_eq!(joined, words.join(" "));
        }
    }
}
