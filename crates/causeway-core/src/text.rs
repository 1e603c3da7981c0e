//! Cutting long texts.

/// Cuts `text` into parts of at most `max` characters each, at word ends where there are any.
///
/// The white space at a cut is dropped; nothing else is. `max` of zero counts as one.
pub fn split_at_word_ends(text: &str, max: usize) -> Vec<String> {
    let max = max.max(1);
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((end, _)) = rest.char_indices().nth(max) {
        let fits = &rest[..end];
        let next_is_space = rest[end..].starts_with(char::is_whitespace);
        let cut = if next_is_space { end } else { fits.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end) };
        let part = rest[..cut].trim_end();
        if !part.is_empty() {
            parts.push(part.to_owned());
        }
        rest = rest[cut..].trim_start();
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::split_at_word_ends;

    #[test]
    fn a_text_is_cut_at_word_ends() {
        assert_eq!(split_at_word_ends("one two three", 7), ["one two", "three"]);
        assert_eq!(split_at_word_ends("one two three", 8), ["one two", "three"]);
        assert_eq!(split_at_word_ends("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(split_at_word_ends("short", 20), ["short"]);
        assert_eq!(split_at_word_ends("", 5), [""]);
    }

    proptest! {
        #[test]
        fn no_part_is_too_long_and_no_word_is_lost(text in "\\PC{0,200}", max in 1_usize..40) {
            let parts = split_at_word_ends(&text, max);
            prop_assert!(parts.iter().all(|part| part.chars().count() <= max));
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&parts.concat()), letters(&text));
        }
    }
}
