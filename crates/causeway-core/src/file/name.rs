//! Names of files, safe to keep, to show and to save under.

use std::fmt;

use crate::text::first_bytes;

/// Longest name in bytes: what file systems take.
pub const NAME_BYTES_MAX: usize = 255;
/// Longest ending that is kept when a name is cut, in bytes with its dot.
const ENDING_BYTES_MAX: usize = 16;
/// What a file is called whose sender gave it no name that can be kept.
const NAMELESS: &str = "file";

/// The name of a file: 1 to 255 bytes, without folders, control characters and marks that turn the reading direction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileName(String);

impl FileName {
    /// Makes a name out of what a sender calls a file. Folders are dropped and what can't be kept becomes `_`, since a
    /// file is not worth refusing for its name.
    pub fn tidy(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let kept: String = last
            .chars()
            .filter(|c| !turns_direction(*c))
            .map(|c| if may_stand(c) { c } else { '_' })
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

    /// Reads a name that was kept; `None` for what no tidying leaves.
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

/// Marks that make `gpj.exe` read as `exe.jpg`.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character may stand in a name on every usual file system.
fn may_stand(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\u{2028}' | '\u{2029}'
        )
}

/// Cuts a name to its longest, keeping its ending: people and programs tell the kind of a file by it.
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
    // Where the cut falls, a dot or a space may have come to the end.
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
    fn a_name_has_no_folder_and_nothing_that_misleads() {
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
    fn a_long_name_is_cut_and_keeps_its_ending() {
        let name = FileName::tidy(&format!("{}.jpeg", "語".repeat(200)));
        assert_eq!(name.as_str().len(), 254);
        assert!(name.as_str().ends_with("語.jpeg"));
        assert_eq!(FileName::tidy(&"x".repeat(400)).as_str(), "x".repeat(255));
    }

    proptest! {
        #[test]
        fn whatever_is_given_a_name_is_safe_and_tidying_it_again_changes_nothing(given in any::<String>()) {
            let name = FileName::tidy(&given);
            prop_assert!((1..=NAME_BYTES_MAX).contains(&name.as_str().len()));
            prop_assert!(!name.as_str().contains(['/', '\\', '"']));
            prop_assert!(!name.as_str().chars().any(char::is_control));
            prop_assert_eq!(FileName::parse(name.as_str()), Some(name));
        }

        #[test]
        fn long_names_are_safe_too(stem in "[a. 語]{80,300}", ending in "\\.?[a-z ]{0,20}") {
            let name = FileName::tidy(&format!("{stem}{ending}"));
            prop_assert!((1..=NAME_BYTES_MAX).contains(&name.as_str().len()));
            prop_assert_eq!(FileName::parse(name.as_str()), Some(name));
        }
    }
}
