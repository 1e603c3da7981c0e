//! Media types of files, and how browsers may handle them.

use std::fmt;

/// Maximum length of a media type, in bytes (RFC 6838 §4.2 allows 127 on each side; types in use
/// are much shorter).
const MEDIA_TYPE_MAX: usize = 127;
/// The media type of files of unknown type.
const UNKNOWN: &str = "application/octet-stream";
/// Image formats that a browser may show: those that can't contain scripts.
const SHOWN_IMAGES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];

/// A media type without parameters, in lower case, such as `image/png`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaType(String);

/// How a file is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serving {
    /// A browser shows it.
    Inline,
    /// A browser plays it, and may ask for a part.
    Played,
    /// A browser saves it and never runs its content.
    Download,
}

impl MediaType {
    /// Parses a media type; parameters are dropped. `None` if it is invalid.
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

    /// The type as in headers.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How a file of this type is served. Everything that could run in a browser, above all HTML
    /// and SVG, is a download.
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

    /// Whether the type must be proven by the content, because browsers act on it.
    fn needs_proof(&self) -> bool {
        matches!(self.top_level(), "image" | "audio" | "video" | "text")
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Decides the media type of a file. `sniffed` is detected from its content and always wins.
/// Otherwise the type that the sender `declared` is used if it is only ever served as a download;
/// an image, audio or video type without proof becomes unknown, and a text type is used only if
/// `is_text` confirms that the content is text.
pub fn settle_media_type(
    sniffed: Option<MediaType>,
    declared: Option<MediaType>,
    is_text: bool,
) -> MediaType {
    let plain = || MediaType("text/plain".to_owned());
    match (sniffed, declared) {
        (Some(sniffed), _) => sniffed,
        (None, Some(declared)) if !declared.needs_proof() => {
            // Content that is text is more specific than the declared "unknown".
            if is_text && declared.as_str() == UNKNOWN {
                plain()
            } else {
                declared
            }
        }
        // `text/csv` and similar types are downloads, so the declared type is safe to keep.
        (None, Some(declared)) if is_text && declared.top_level() == "text" => declared,
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
    fn a_media_type_is_parsed_without_parameters_and_in_lower_case() {
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
    fn only_types_that_cannot_run_scripts_are_shown() {
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
    fn content_takes_precedence_over_the_declared_type() {
        for (sniffed, declared, is_text, settled) in [
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
            let found =
                settle_media_type(sniffed.map(media_type), declared.map(media_type), is_text);
            assert_eq!(
                found.as_str(),
                settled,
                "{sniffed:?} {declared:?} {is_text}"
            );
        }
    }
}
