//! Cutting texts. Every cut is between grapheme clusters (Unicode Standard Annex 29), so that
//! emoji, flags and accented letters stay whole.

use unicode_segmentation::UnicodeSegmentation;

/// The first `max` characters (Unicode scalar values) of `text` at most. A cut inside a grapheme
/// happens only if the grapheme alone is longer.
pub fn first_characters(text: &str, max: usize) -> &str {
    let inside = || {
        text.char_indices()
            .nth(max)
            .map_or(text.len(), |(at, _)| at)
    };
    first(text, max, |grapheme| grapheme.chars().count(), inside)
}

/// The first `max` bytes of `text` at most. A cut inside a grapheme happens only if the grapheme
/// alone is longer.
pub fn first_bytes(text: &str, max: usize) -> &str {
    first(text, max, str::len, || text.floor_char_boundary(max))
}

/// The longest prefix of `text` whose graphemes have a total `length` of at most `max`; up to
/// `inside` if the first grapheme alone is longer.
fn first(
    text: &str,
    max: usize,
    length: impl Fn(&str) -> usize,
    inside: impl FnOnce() -> usize,
) -> &str {
    let mut left = max;
    for (at, grapheme) in text.grapheme_indices(true) {
        match left.checked_sub(length(grapheme)) {
            Some(rest) => left = rest,
            None if at > 0 => return &text[..at],
            None => return &text[..inside()],
        }
    }
    text
}

/// Splits `text` into parts of at most `max` characters each, at word ends if possible, else
/// between graphemes. A cut inside a grapheme happens only if it is longer than a whole part.
///
/// The white space at a cut is dropped; nothing else is. A `max` of zero counts as one.
pub fn split_at_word_ends(text: &str, max: usize) -> Vec<String> {
    let max = max.max(1);
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(cut) = place_to_cut(rest, max) {
        let part = &rest[..cut - blank(rest[..cut].graphemes(true).rev())];
        if !part.is_empty() {
            parts.push(part.to_owned());
        }
        rest = &rest[cut + blank(rest[cut..].graphemes(true))..];
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}

/// Where to cut `text` so that the first part has at most `max` characters; `None` if it fits as a
/// whole.
fn place_to_cut(text: &str, max: usize) -> Option<usize> {
    let (mut length, mut word_end) = (0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        if at > 0 && is_blank(grapheme) {
            word_end = Some(at);
        }
        length += grapheme.chars().count();
        if length > max {
            let inside = || text.char_indices().nth(max).map(|(at, _)| at);
            return word_end.or(Some(at).filter(|at| *at > 0)).or_else(inside);
        }
    }
    None
}

/// Length in bytes of the leading white space of `graphemes`.
fn blank<'a>(graphemes: impl Iterator<Item = &'a str>) -> usize {
    graphemes
        .take_while(|grapheme| is_blank(grapheme))
        .map(str::len)
        .sum()
}

/// Whether a grapheme is white space only: a space with an accent is not.
fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Graphemes of several characters: a family, a flag, a skin tone, a combining accent, a keycap
    /// and decomposed Hangul, of at most 7 characters and 28 bytes.
    const LONG_GRAPHEMES: [&str; 6] = [
        "👨‍👩‍👧‍👦",
        "🇭🇰",
        "👋🏽",
        "e\u{301}",
        "1\u{fe0f}\u{20e3}",
        "\u{1112}\u{1161}\u{11ab}",
    ];

    #[test]
    fn a_text_is_cut_at_word_ends() {
        assert_eq!(split_at_word_ends("one two three", 7), ["one two", "three"]);
        assert_eq!(split_at_word_ends("one two three", 8), ["one two", "three"]);
        assert_eq!(split_at_word_ends("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(split_at_word_ends("short", 20), ["short"]);
        assert_eq!(split_at_word_ends("", 5), [""]);
        assert_eq!(split_at_word_ends("one\r\ntwo", 4), ["one", "two"]);
    }

    #[test]
    fn graphemes_stay_whole() {
        for grapheme in LONG_GRAPHEMES {
            let text = format!("{}{grapheme}", "語".repeat(49));
            assert_eq!(
                split_at_word_ends(&text, 50),
                ["語".repeat(49).as_str(), grapheme],
                "{grapheme}"
            );
            assert_eq!(first_characters(&text, 50), "語".repeat(49));
            assert_eq!(first_bytes(&text, 149), "語".repeat(49));
        }
        assert_eq!(
            split_at_word_ends("👨‍👩‍👧‍👦", 3).concat(),
            "👨‍👩‍👧‍👦",
            "a grapheme longer than a whole part is cut"
        );
        assert_eq!(
            split_at_word_ends("ab \u{301}c", 3),
            ["ab", " \u{301}c"],
            "a space with an accent is no word end"
        );
        assert_eq!(first_characters("👨‍👩‍👧‍👦", 1), "👨");
        assert_eq!(first_bytes("👨‍👩‍👧‍👦", 5), "👨");
        assert_eq!(first_characters("short", 5), "short");
        assert_eq!(first_characters("", 5), "");
    }

    proptest! {
        #[test]
        fn no_part_is_too_long_and_no_word_is_lost(text in "\\PC{0,200}", max in 1_usize..40) {
            let parts = split_at_word_ends(&text, max);
            prop_assert!(parts.iter().all(|part| part.chars().count() <= max));
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&parts.concat()), letters(&text));
        }

        #[test]
        fn cuts_are_between_graphemes(
            graphemes in prop::collection::vec(prop::sample::select(&LONG_GRAPHEMES[..]), 0..20),
            max in 7_usize..30,
        ) {
            let text = graphemes.join("");
            let is_whole = |part: &str| part.graphemes(true).all(|grapheme| LONG_GRAPHEMES.contains(&grapheme));
            let parts = split_at_word_ends(&text, max);
            // Consecutive flags are only recognised correctly from the start, so each part is
            // checked by itself.
            prop_assert!(parts.iter().all(|part| is_whole(part)), "{:?}", parts);
            prop_assert!(is_whole(first_characters(&text, max)) && is_whole(first_bytes(&text, max * 4)));
        }
    }
}
