//! Cutting texts. Every cut lies between grapheme clusters (Unicode Standard Annex 29), so that no emoji, flag or accented
//! letter is torn.

use unicode_segmentation::UnicodeSegmentation;

/// The beginning of `text` that has at most `max` characters (Unicode scalar values). Only a grapheme that is longer than
/// that is cut inside.
pub fn first_characters(text: &str, max: usize) -> &str {
    let inside = || {
        text.char_indices()
            .nth(max)
            .map_or(text.len(), |(at, _)| at)
    };
    first(text, max, |grapheme| grapheme.chars().count(), inside)
}

/// The beginning of `text` that has at most `max` bytes. Only a grapheme that is longer than that is cut inside.
pub fn first_bytes(text: &str, max: usize) -> &str {
    first(text, max, str::len, || text.floor_char_boundary(max))
}

/// The beginning of `text` whose graphemes together have at most `max` of what `length` counts; up to `inside` where not even
/// one of them does.
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

/// Cuts `text` into parts of at most `max` characters each, at word ends where there are any, else between graphemes. Only a
/// grapheme that is longer than a whole part is cut inside.
///
/// The white space at a cut is dropped; nothing else is. `max` of zero counts as one.
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

/// Where to cut `text` so that its beginning has at most `max` characters; `None` when all of it has.
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

/// Bytes of the white space that `graphemes` begin with.
fn blank<'a>(graphemes: impl Iterator<Item = &'a str>) -> usize {
    graphemes
        .take_while(|grapheme| is_blank(grapheme))
        .map(str::len)
        .sum()
}

/// White space alone: a space that carries an accent is none.
fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A family, a flag, a skin tone, an accent of its own, a keycap and Hangul in parts, of at most 7 characters and 28 bytes.
    const TORN_EASILY: [&str; 6] = [
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
    fn no_grapheme_is_torn() {
        for grapheme in TORN_EASILY {
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
            "longer than a whole part"
        );
        assert_eq!(
            split_at_word_ends("ab \u{301}c", 3),
            ["ab", " \u{301}c"],
            "an accent on a space is no word end"
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
        fn what_is_cut_ends_where_a_grapheme_ends(
            graphemes in prop::collection::vec(prop::sample::select(&TORN_EASILY[..]), 0..20),
            max in 7_usize..30,
        ) {
            let text = graphemes.join("");
            let is_whole = |part: &str| part.graphemes(true).all(|grapheme| TORN_EASILY.contains(&grapheme));
            let parts = split_at_word_ends(&text, max);
            // Two flags in a row may be told apart in one way only, so the parts are looked at by themselves.
            prop_assert!(parts.iter().all(|part| is_whole(part)), "{:?}", parts);
            prop_assert!(is_whole(first_characters(&text, max)) && is_whole(first_bytes(&text, max * 4)));
        }
    }
}
