//! Previews of messages in lists: the text, or else the file name. The address of a file opens it
//! without signing in, so it is never shown outside the message itself.

use std::borrow::Cow;

use url::Url;

use crate::content::Content;

/// Suffixes of the names of query parameters that grant access: Causeway's, and those of S3,
/// Google, Azure and others.
const PERMITTING: [&str; 5] = ["signature", "sig", "token", "hmac", "key"];

/// The text of a message, with file names in place of the addresses of files. `None`: a file
/// without a caption.
pub fn words(content: &Content) -> Option<String> {
    let text = match content {
        Content::Media { text, .. } => Cow::from(text.as_deref()?),
        Content::Text { .. }
        | Content::Choice { .. }
        | Content::Location { .. }
        | Content::Contact { .. }
        | Content::Postback { .. } => Cow::from(content.as_text()),
    };
    Some(without_permissions(&text))
}

/// The text without addresses that grant access: the address of a file stored here becomes its
/// name, and any other address loses its query.
fn without_permissions(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let run = from
            .split(|letter: char| letter.is_whitespace() || "<>\"'".contains(letter))
            .next()
            .unwrap_or(from);
        shown.push_str(before);
        shown.push_str(&shortened(run));
        rest = &from[run.len()..];
    }
    shown.push_str(rest);
    shown
}

fn next_address(text: &str) -> Option<usize> {
    [text.find("http://"), text.find("https://")]
        .into_iter()
        .flatten()
        .min()
}

fn shortened(address: &str) -> Cow<'_, str> {
    let Ok(parsed) = Url::parse(address) else {
        return address.into();
    };
    let permits = |name: &str| {
        PERMITTING
            .iter()
            .any(|end| name.to_ascii_lowercase().ends_with(end))
    };
    if !parsed.query_pairs().any(|(name, _)| permits(&name)) {
        return address.into();
    }
    let mut backwards = parsed.path_segments().into_iter().flatten().rev();
    if let (Some(name), Some(id), Some("files")) =
        (backwards.next(), backwards.next(), backwards.next())
        && id.starts_with("file_")
    {
        return percent_encoding::percent_decode_str(name)
            .decode_utf8_lossy()
            .into_owned()
            .into();
    }
    address.split(['?', '#']).next().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{attachment::Attachment, content::MediaKind};

    const SIGNED: &str = "https://chat.example.com/in/files/file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E/Rechnung%207.pdf?expires=1795132800&signature=c2ln";

    fn of_text(text: &str) -> String {
        words(&Content::Text {
            text: text.to_owned(),
        })
        .expect("a text message has a text")
    }

    #[test]
    fn a_file_is_shown_by_its_name() {
        assert_eq!(
            of_text(&format!("Look:\n{SIGNED}\nand {SIGNED}")),
            "Look:\nRechnung 7.pdf\nand Rechnung 7.pdf"
        );
    }

    #[test]
    fn signed_addresses_of_other_services_lose_their_query() {
        for query in [
            "X-Amz-Expires=60&X-Amz-Signature=abc",
            "sv=2024&sig=a%2Fb",
            "access_token=t",
            "X-Goog-Signature=1#x",
            "Key=1",
        ] {
            assert_eq!(
                of_text(&format!("see https://cdn.example.com/a/b.png?{query} ok")),
                "see https://cdn.example.com/a/b.png ok"
            );
        }
    }

    #[test]
    fn ordinary_text_is_unchanged() {
        for text in [
            "",
            "Hello?",
            "https://",
            "see https://shop.example.com/orders?id=5#top.",
            "http://[",
            "“https://例え.jp/道”",
        ] {
            assert_eq!(of_text(text), text);
        }
    }

    #[test]
    fn media_is_shown_by_its_caption_only() {
        let media = |text: Option<&str>| {
            let attachment = Attachment {
                url: Some(SIGNED.to_owned()),
                ..Attachment::default()
            };
            words(&Content::Media {
                kind: MediaKind::Image,
                attachment,
                text: text.map(str::to_owned),
            })
        };
        assert_eq!(media(Some("The plan")).as_deref(), Some("The plan"));
        assert_eq!(media(None), None);
    }
}
