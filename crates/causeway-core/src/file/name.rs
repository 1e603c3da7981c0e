//! File names that are safe to store, show and save under.

use std::fmt;

use crate::text::first_bytes;

/// Maximum length of a name, in bytes: the limit of common file systems.
pub const NAME_BYTES_MAX: usize = 255;
/// Maximum length of the extension that is kept when a name is cut, in bytes with its dot.
const ENDING_BYTES_MAX: usize = 16;
/// The name of a file whose sender gave no usable name.
const NAMELESS: &str = "file";

/// The name of a file: 1 to 255 bytes, without folders, control characters and characters that
/// change the direction of text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileName(String);

impl FileName {
    /// Sanitises the name that a sender gives. Folders are dropped and invalid characters become
    /// `_`: a bad name is no reason to refuse a file.
    pub fn tidy(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let kept: String = last
            .chars()
            .filter(|c| !turns_direction(*c))
            .map(|c| if is_allowed(c) { c } else { '_' })
            .collect();
        // A leading dot hides a file, and Windows drops dots and spaces at the end.
        let kept = kept.trim_start_matches(|c: char| c == '.' || c.is_whitespace());
        let kept = kept.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
        Self(if kept.is_empty() {
            NAMELESS.to_owned()
        } else {
            cut(kept)
        })
    }

    /// Parses a stored name; `None` if it is not sanitised.
    pub fn parse(text: &str) -> Option<Self> {
        let tidy = Self::tidy(text);
        (tidy.0 == text).then_some(tidy)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for FileName {
    fn default() -> Self {
        Self(NAMELESS.to_owned())
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Characters that make `gpj.exe` look like `exe.jpg`.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is allowed in names on all common file systems.
fn is_allowed(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\u{2028}' | '\u{2029}'
        )
}

/// Cuts a name to the maximum length and keeps its extension, by which people and programs
/// recognise the type.
fn cut(name: &str) -> String {
    if name.len() <= NAME_BYTES_MAX {
        return name.to_owned();
    }
    let ending = name
        .rfind('.')
        .map(|dot| &name[dot..])
        .filter(|ending| ending.len() <= ENDING_BYTES_MAX);
    let ending = ending.unwrap_or_default();
    let stem = &name[..name.len() - ending.len()];
    let stem = first_bytes(stem, NAME_BYTES_MAX - ending.len());
    // Cutting may leave a dot or a space at the end.
    let whole = format!("{stem}{ending}");
    whole
        .trim_end_matches(|c: char| c == '.' || c.is_whitespace())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_has_no_folder_and_no_misleading_characters() {
        for (given, kept) in [
            ("photo.png", "photo.png"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\ada\photo.png", "photo.png"),
            ("文件 1.pdf", "文件 1.pdf"),
            ("a\0b\r\nc.txt", "a_b__c.txt"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("say \"hi\".txt", "say _hi_.txt"),
            (".htaccess", "htaccess"),
            ("report.  ", "report"),
            ("..", "file"),
            ("folder/", "file"),
            ("", "file"),
        ] {
            assert_eq!(FileName::tidy(given).as_str(), kept, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_its_extension() {
        let name = FileName::tidy(&format!("{}.jpeg", "語".repeat(200)));
        assert_eq!(name.as_str().len(), 254);
        assert!(name.as_str().ends_with("語.jpeg"));
        assert_eq!(FileName::tidy(&"x".repeat(400)).as_str(), "x".repeat(255));
    }

    proptest! {
        #[test]
        fn any_name_becomes_safe_and_tidying_is_idempotent(given in any::<String>()) {
            let name = FileName::tidy(&given);
            prop_assert!((1..=NAME_BYTES_MAX).contains(&name.as_str().len()));
            prop_assert!(!name.as_str().contains(['/', '\\', '"']));
            prop_assert!(!name.as_str().chars().any(char::is_control));
            prop_assert_eq!(FileName::parse(name.as_str()), Some(name));
        }

        #[test]
        fn long_names_become_safe(stem in "[a. 語]{80,300}", ending in "\\.?[a-z ]{0,20}") {
            let name = FileName::tidy(&format!("{stem}{ending}"));
            prop_assert!((1..=NAME_BYTES_MAX).contains(&name.as_str().len()));
            prop_assert_eq!(FileName::parse(name.as_str()), Some(name));
        }
    }
}
