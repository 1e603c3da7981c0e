//! Byte ranges of files: the `Range` header (RFC 9110 §14).

/// The response to a `Range` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole file: the header is not supported and ignored.
    Whole,
    /// The bytes from `first` to `last`, inclusive.
    Bytes {
        /// Counted from 0.
        first: u64,
        /// Less than the file's size.
        last: u64,
    },
    /// None of the requested bytes exist (416).
    Unsatisfiable,
}

/// The part of a file of `size` bytes that a `Range` header requests. Players request one range at
/// a time; a list of several is ignored, which the RFC allows and which prevents a request for the
/// same bytes a thousand times.
pub fn part_asked_for(range: &str, size: u64) -> Part {
    let Some((unit, set)) = range.split_once('=') else {
        return Part::Whole;
    };
    if !unit.trim_ascii().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    let Some((first, last)) = set.trim_ascii().split_once('-') else {
        return Part::Whole;
    };
    let (first, last) = (position(first), position(last));
    match (first, last) {
        (Position::At(first), Position::At(last)) if first > last => Part::Whole,
        (Position::At(first), Position::At(last)) => up_to(first, last, size),
        (Position::At(first), Position::Open) => up_to(first, u64::MAX, size),
        (Position::Open, Position::At(0)) => Part::Unsatisfiable,
        (Position::Open, Position::At(length)) => {
            up_to(size.saturating_sub(length), u64::MAX, size)
        }
        (Position::Open, Position::Open) | (Position::Malformed, _) | (_, Position::Malformed) => {
            Part::Whole
        }
    }
}

/// One side of the hyphen.
enum Position {
    Open,
    At(u64),
    Malformed,
}

fn position(text: &str) -> Position {
    if text.is_empty() {
        return Position::Open;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Position::Malformed;
    }
    // A number that overflows is beyond the end of every file.
    Position::At(text.parse().unwrap_or(u64::MAX))
}

fn up_to(first: u64, last: u64, size: u64) -> Part {
    if first < size {
        Part::Bytes {
            first,
            last: last.min(size - 1),
        }
    } else {
        Part::Unsatisfiable
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_range_is_served_and_unsupported_headers_are_ignored() {
        let bytes = |first, last| Part::Bytes { first, last };
        for (range, part) in [
            ("bytes=0-", bytes(0, 99)),
            ("bytes=0-0", bytes(0, 0)),
            ("bytes=10-19", bytes(10, 19)),
            ("Bytes=90-1000", bytes(90, 99)),
            ("bytes=-10", bytes(90, 99)),
            ("bytes=-1000", bytes(0, 99)),
            ("bytes=99-99999999999999999999999999", bytes(99, 99)),
            ("bytes=100-", Part::Unsatisfiable),
            ("bytes=99999999999999999999999999-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=5-4", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("", Part::Whole),
        ] {
            assert_eq!(part_asked_for(range, 100), part, "{range}");
        }
    }

    #[test]
    fn an_empty_file_has_no_part() {
        for range in ["bytes=0-", "bytes=-1"] {
            assert_eq!(part_asked_for(range, 0), Part::Unsatisfiable, "{range}");
        }
    }

    proptest! {
        #[test]
        fn a_part_is_within_the_file(range in "(bytes=)?[0-9]{0,22}-?[0-9]{0,22}", size in 0_u64..1_000) {
            if let Part::Bytes { first, last } = part_asked_for(&range, size) {
                prop_assert!(first <= last && last < size);
            }
        }
    }
}
