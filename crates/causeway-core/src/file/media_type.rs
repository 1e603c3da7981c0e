//! What a file is, and what a browser may do with it.

use std::fmt;

/// Longest media type, in bytes (RFC 6838 §4.2 allows 127 on each side; none in use comes near).
const MEDIA_TYPE_MAX: usize = 127;
/// What nothing is known of.
const UNKNOWN: &str = "application/octet-stream";
/// Pictures that a browser may show: formats that can't hold programs.
const SHOWN_IMAGES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];

/// A media type without parameters, in small letters, such as `image/png`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaType(String);

/// How a file is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serving {
    /// A browser shows it.
    Inline,
    /// A browser plays it, and may ask for a part.
    Played,
    /// A browser saves it and never runs what is in it.
    Download,
}

impl MediaType {
    /// Reads a media type; parameters are dropped. `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        let essence = text.split(';').next()?.trim_ascii();
        let (kind, subtype) = essence.split_once('/')?;
        let is_token = |part: &str| {
            let mut bytes = part.bytes();
            bytes
                .next()
                .is_some_and(|first| first.is_ascii_alphanumeric())
                && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
        };
        let good = essence.len() <= MEDIA_TYPE_MAX && is_token(kind) && is_token(subtype);
        good.then(|| Self(essence.to_ascii_lowercase()))
    }

    /// As it stands in headers.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How a file of this type is served. Whatever could run in a browser, HTML and SVG before all, is a download.
    pub fn serving(&self) -> Serving {
        match self.top_level() {
            "image" if SHOWN_IMAGES.contains(&self.as_str()) => Serving::Inline,
            "audio" | "video" => Serving::Played,
            "text" if self.as_str() == "text/plain" => Serving::Inline,
            _ => Serving::Download,
        }
    }

    fn top_level(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// Needs proof by content: a browser acts on it.
    fn needs_proof(&self) -> bool {
        matches!(self.top_level(), "image" | "audio" | "video" | "text")
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Settles what a file is. `sniffed` is what its content shows and always counts. Where the content shows nothing, the
/// sender's word counts for types that are only ever downloads; a picture, sound or film without proof is unknown, and
/// text is text only if `is_text` says that it reads as such.
pub fn settle_media_type(
    sniffed: Option<MediaType>,
    said: Option<MediaType>,
    is_text: bool,
) -> MediaType {
    let plain = || MediaType("text/plain".to_owned());
    match (sniffed, said) {
        (Some(sniffed), _) => sniffed,
        (None, Some(said)) if !said.needs_proof() => {
            // The word for "unknown" says less than content that reads as text.
            if is_text && said.as_str() == UNKNOWN {
                plain()
            } else {
                said
            }
        }
        // `text/csv` and its kin are downloads, and worth their name.
        (None, Some(said)) if is_text && said.top_level() == "text" => said,
        (None, _) if is_text => plain(),
        (None, _) => MediaType(UNKNOWN.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media_type(text: &str) -> MediaType {
        MediaType::parse(text).unwrap()
    }

    #[test]
    fn a_media_type_is_read_without_parameters_and_in_small_letters() {
        assert_eq!(
            media_type("Text/Plain; charset=utf-8").as_str(),
            "text/plain"
        );
        let long = format!("a/{}", "b".repeat(126));
        for bad in [
            "",
            "image",
            "/png",
            "image/",
            "image/p ng",
            "a/b/c",
            "image/png\r\nx: y",
            ".a/b",
            long.as_str(),
        ] {
            assert_eq!(MediaType::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn only_what_cannot_run_is_shown() {
        for (given, serving) in [
            ("image/png", Serving::Inline),
            ("image/webp", Serving::Inline),
            ("text/plain", Serving::Inline),
            ("audio/ogg", Serving::Played),
            ("video/mp4", Serving::Played),
            ("image/svg+xml", Serving::Download),
            ("image/tiff", Serving::Download),
            ("text/html", Serving::Download),
            ("text/xml", Serving::Download),
            ("application/xhtml+xml", Serving::Download),
            ("application/pdf", Serving::Download),
            ("application/javascript", Serving::Download),
        ] {
            assert_eq!(media_type(given).serving(), serving, "{given}");
        }
    }

    #[test]
    fn content_counts_before_what_the_sender_says() {
        for (sniffed, said, is_text, settled) in [
            (Some("text/html"), Some("image/png"), true, "text/html"),
            (Some("image/png"), None, false, "image/png"),
            (None, Some("image/png"), true, "text/plain"),
            (None, Some("image/png"), false, "application/octet-stream"),
            (None, Some("image/svg+xml"), true, "text/plain"),
            (None, Some("text/plain"), false, "application/octet-stream"),
            (None, Some("text/csv"), true, "text/csv"),
            (None, Some("application/json"), true, "application/json"),
            (None, Some("application/octet-stream"), true, "text/plain"),
            (
                None,
                Some("application/vnd.custom"),
                false,
                "application/vnd.custom",
            ),
            (None, None, true, "text/plain"),
            (None, None, false, "application/octet-stream"),
        ] {
            let found = settle_media_type(sniffed.map(media_type), said.map(media_type), is_text);
            assert_eq!(found.as_str(), settled, "{sniffed:?} {said:?} {is_text}");
        }
    }
}
