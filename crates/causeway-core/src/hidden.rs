//! Characters that change how a line looks without being seen: in a name they make one person look like another.

/// A control character, a line separator, or a mark that turns the direction of what follows (Unicode UAX #9, explicit
/// formatting). Marks within right-to-left words, and joiners of emoji and of Indic and Arabic scripts, are none.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` without them: line breaks and tabs become spaces, as between words.
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
    fn what_turns_or_breaks_a_line_is_taken_out_and_scripts_are_left_alone() {
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
