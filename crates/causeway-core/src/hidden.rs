//! Invisible characters that change how text looks: in a name they can make one person look like
//! another.

/// Whether this is a control character, a line separator, or a mark that changes the direction of
/// the following text (Unicode UAX #9, explicit formatting). Marks within right-to-left words, and
/// joiners of emoji and of Indic and Arabic scripts, are not hidden.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` without hidden characters; line breaks and tabs become spaces.
pub fn without_hidden(text: &str) -> String {
    let shown = text.chars().filter_map(|character| match character {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        hidden if is_hidden(hidden) => None,
        shown => Some(shown),
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_removed_and_scripts_are_kept() {
        for (text, shown) in [
            ("Ada\u{202e}ecivres", "Adaecivres"),
            ("Ada\u{2066}\u{2069}", "Ada"),
            ("Ada\u{7}\u{1b}[31m", "Ada[31m"),
            ("Ada\nLovelace\tII", "Ada Lovelace II"),
            ("שרה\u{200f} (VIP)", "שרה\u{200f} (VIP)"),
            ("👩\u{200d}💻", "👩\u{200d}💻"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(without_hidden(text), shown);
        }
    }
}
