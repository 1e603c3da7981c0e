//! Splits long texts for networks with short lines.

use unicode_segmentation::UnicodeSegmentation;

/// Splits `text` into pieces of at most `bytes_max` bytes at word ends, or between grapheme
/// clusters (Unicode Standard Annex 29) inside a long word. So no emoji or accented letter is
/// split, unless its cluster is longer than a piece.
///
/// Drops only the space at each split. Line breaks count as whitespace: a network with one message
/// per line splits at them first. An empty text has no pieces. A limit below four bytes counts as
/// four, because one character may need them.
///
/// ```
/// let pieces: Vec<&str> = omni_client::split_at_words("your order is on its way", 12).collect();
/// assert_eq!(pieces, ["your order", "is on its", "way"]);
/// ```
pub fn split_at_words(text: &str, bytes_max: usize) -> impl Iterator<Item = &str> {
    let bytes_max = bytes_max.max(4);
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, remainder) = cut(rest, bytes_max);
        rest = remainder;
        Some(piece)
    })
}

/// Returns the first piece and the rest. `text` is not empty.
fn cut(text: &str, bytes_max: usize) -> (&str, &str) {
    if text.len() <= bytes_max {
        return (text, "");
    }
    let (mut fits, mut word_end) = (0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        // A space right after the limit also ends a word. The piece must contain a word: leading
        // spaces do not count.
        if grapheme.chars().all(char::is_whitespace) && !text[..at].trim().is_empty() {
            word_end = Some((at, at + grapheme.len()));
        }
        if at + grapheme.len() > bytes_max {
            break;
        }
        fits = at + grapheme.len();
    }
    match word_end {
        Some((end, next)) => (&text[..end], &text[next..]),
        None if fits > 0 => text.split_at(fits),
        None => text.split_at(text.floor_char_boundary(bytes_max)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str, bytes_max: usize) -> Vec<&str> {
        split_at_words(text, bytes_max).collect()
    }

    #[test]
    fn texts_are_split_at_word_ends() {
        let table: [(&str, usize, &[&str]); 10] = [
            ("", 10, &[]),
            ("short", 10, &["short"]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 6, &["one", "two", "three"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("日本語テキスト", 9, &["日本語", "テキス", "ト"]),
            ("👩‍🚀", 4, &["👩", "\u{200d}", "🚀"]),
            ("語語👩‍🚀", 12, &["語語", "👩‍🚀"]),
            ("ae\u{301}o\u{308}", 4, &["ae\u{301}", "o\u{308}"]),
            ("   abc def", 5, &["   ab", "c def"]),
        ];
        for (text, bytes_max, expected) in table {
            assert_eq!(pieces(text, bytes_max), expected, "{text:?} at {bytes_max}");
        }
    }

    proptest! {
        #[test]
        fn no_piece_is_empty_or_too_long(text in "\\PC{0,200}", bytes_max in 4_usize..60) {
            for piece in split_at_words(&text, bytes_max) {
                prop_assert!(!piece.is_empty());
                prop_assert!(piece.len() <= bytes_max);
            }
        }

        #[test]
        fn only_one_space_per_split_is_dropped(text in "[a-zé日 ]{0,200}", bytes_max in 4_usize..60) {
            let pieces = pieces(&text, bytes_max);
            let mut rest = text.as_str();
            for (index, piece) in pieces.iter().enumerate() {
                if index > 0 && !rest.starts_with(piece) {
                    rest = rest.strip_prefix(' ').expect("only a space may be missing");
                }
                prop_assert!(rest.starts_with(piece));
                rest = &rest[piece.len()..];
            }
            prop_assert!(rest.is_empty() || rest == " ");
        }

        #[test]
        fn words_that_fit_stay_whole(words in proptest::collection::vec("[a-z]{1,10}", 1..40)) {
            let text = words.join(" ");
            let split: Vec<String> =
                split_at_words(&text, 12).flat_map(|piece| piece.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
            prop_assert_eq!(split, words);
        }
    }
}
