//! The file name in a `Content-Disposition` header (RFC 6266). Headers that are read are untrusted.

use std::fmt::Write;

use super::{FileName, Serving};

/// Maximum length of a header that is read, in bytes: a name of 255 bytes, percent-encoded, twice,
/// and the rest of the header.
pub const DISPOSITION_MAX: usize = 4_096;
/// Maximum number of parameters that are read; two of them carry names.
const PARAMETERS_MAX: usize = 16;

/// The sanitised file name in a `Content-Disposition`. `filename*` takes precedence over `filename`
/// (RFC 6266 §4.3); `None` if neither can be read.
pub fn name_in(header: &[u8]) -> Option<FileName> {
    if header.len() > DISPOSITION_MAX {
        return None;
    }
    // Browsers send the plain form in UTF-8; bytes in other encodings become U+FFFD.
    let header = String::from_utf8_lossy(header);
    let (_, parameters) = header.split_once(';')?;
    let (mut plain, mut extended) = (None, None);
    let mut rest = parameters;
    for _ in 0..PARAMETERS_MAX {
        let Some((name, value, after)) = parameter(rest) else {
            break;
        };
        if name.eq_ignore_ascii_case("filename") {
            plain = plain.or(Some(value));
        } else if name.eq_ignore_ascii_case("filename*") {
            extended = extended.or_else(|| decode_extended(&value));
        }
        rest = after;
    }
    extended
        .or(plain)
        .filter(|name| !name.is_empty())
        .map(|name| FileName::tidy(&name))
}

/// The `Content-Disposition` of a file that is served, in ASCII: a plain form for old programs, and
/// the whole name.
pub fn disposition_of(name: &FileName, serving: Serving) -> String {
    let kind = match serving {
        Serving::Inline | Serving::Played => "inline",
        Serving::Download => "attachment",
    };
    // Some browsers decode percent signs in the plain form too (RFC 6266, appendix D).
    let plain: String = name
        .as_str()
        .chars()
        .map(|c| {
            if (' '..='~').contains(&c) && c != '%' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut header = format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.as_str().bytes() {
        // Allowed without encoding by RFC 8187 §3.2.1, and understood by every reader.
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            header.push(char::from(byte));
        } else {
            write!(header, "%{byte:02X}").expect("writing to a string never fails");
        }
    }
    header
}

/// The first parameter of a list: name, unquoted value and the rest of the list.
fn parameter(list: &str) -> Option<(&str, String, &str)> {
    let list = list.trim_start_matches(|c: char| c == ';' || c.is_ascii_whitespace());
    let (name, value) = list.split_once('=')?;
    let value = value.trim_ascii_start();
    let (value, rest) = if let Some(quoted) = value.strip_prefix('"') {
        unquote(quoted)?
    } else {
        let (token, rest) = value.split_once(';').unwrap_or((value, ""));
        (token.trim_ascii().to_owned(), rest)
    };
    Some((name.trim_ascii(), value, rest))
}

/// Reads a quoted string up to its closing quote; returns it with the rest, or `None` without a
/// closing quote.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &text[at + 1..])),
            // Removes only the backslashes of real escapes: old browsers send `C:\folder
            // ame` as it is.
            '\\' => match characters.clone().next() {
                Some((_, escaped @ ('"' | '\\'))) => {
                    value.push(escaped);
                    characters.next();
                }
                _ => value.push('\\'),
            },
            other => value.push(other),
        }
    }
    None
}

/// Decodes `UTF-8'en'na%C3%AFve.txt` (RFC 8187 §3.2.1). Other character sets are ignored: senders
/// give the plain form for them.
fn decode_extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_, encoded) = rest.split_once('\'')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut left = encoded.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let high = char::from(left.next()?).to_digit(16)?;
            let low = char::from(left.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits are a byte"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(header: &str) -> Option<String> {
        name_in(header.as_bytes()).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn every_form_of_a_name_is_read() {
        for (header, name) in [
            ("attachment; filename=photo.png", Some("photo.png")),
            (
                "form-data; name=\"file\"; filename=\"my photo; 1.png\"",
                Some("my photo; 1.png"),
            ),
            ("attachment; FileName = \"a.png\" ; size=7", Some("a.png")),
            (
                "attachment; filename=\"plain.txt\"; filename*=UTF-8''na%C3%AFve.txt",
                Some("naïve.txt"),
            ),
            (
                "attachment; filename*=utf-8'en'%e8%aa%9e.txt; filename=x",
                Some("語.txt"),
            ),
            (
                "attachment; filename*=UTF-8''..%2F..%2Fpasswd",
                Some("passwd"),
            ),
            (r#"attachment; filename="a \"b\".txt""#, Some("a _b_.txt")),
            (
                r#"attachment; filename="C:\folder\name.txt""#,
                Some("name.txt"),
            ),
            (
                "attachment; filename*=ISO-8859-1''na%EFve.txt; filename=naive.txt",
                Some("naive.txt"),
            ),
            (
                "attachment; filename*=UTF-8''%ff; filename=plain.txt",
                Some("plain.txt"),
            ),
            (
                "attachment; filename*=UTF-8''%4; filename=plain.txt",
                Some("plain.txt"),
            ),
            ("attachment; filename=\"語.txt\"", Some("語.txt")),
            ("attachment; filename=\"never closed", None),
            ("attachment; filename=\"\"", None),
            ("attachment", None),
            ("", None),
        ] {
            assert_eq!(read(header).as_deref(), name, "{header}");
        }
    }

    #[test]
    fn a_header_beyond_the_maximum_length_is_not_read() {
        let filled =
            |length: usize| format!("attachment; filename=a.txt; x={}", "y".repeat(length));
        let around = filled(0).len();
        assert_eq!(
            read(&filled(DISPOSITION_MAX - around)).as_deref(),
            Some("a.txt")
        );
        assert_eq!(read(&filled(DISPOSITION_MAX - around + 1)), None);
    }

    #[test]
    fn a_served_file_has_its_whole_name_and_an_ascii_one() {
        let name = FileName::tidy("naïve 100%.txt");
        let rest = "; filename=\"na_ve 100_.txt\"; filename*=UTF-8''na%C3%AFve%20100%25.txt";
        for (serving, kind) in [
            (Serving::Inline, "inline"),
            (Serving::Played, "inline"),
            (Serving::Download, "attachment"),
        ] {
            assert_eq!(disposition_of(&name, serving), format!("{kind}{rest}"));
        }
    }

    proptest! {
        #[test]
        fn a_served_name_is_ascii_and_round_trips(given in any::<String>()) {
            let name = FileName::tidy(&given);
            let header = disposition_of(&name, Serving::Download);
            prop_assert!(header.len() <= DISPOSITION_MAX);
            prop_assert!(header.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{}", header);
            prop_assert_eq!(name_in(header.as_bytes()), Some(name));
        }

            #[test]
            fn any_header_gives_a_safe_name_or_none(header in prop::collection::vec(any::<u8>(), 0..600)) {
                if let Some(name) = name_in(&header) {
                    prop_assert_eq!(FileName::parse(name.as_str()), Some(name));
                }
            }

            #[test]
            fn nearly_valid_headers_give_a_safe_name_or_none(
                header in "(form-data|attachment)?(; ?(name|filename|filename\\*)=(\"|UTF-8''|')?[a-z%0-9\"\\\\;'é/.]{0,12}\"?){0,4}"
            ) {
                if let Some(name) = name_in(header.as_bytes()) {
                    prop_assert_eq!(FileName::parse(name.as_str()), Some(name));
                }
            }

            #[test]
            fn a_safe_name_round_trips_in_both_forms(given in any::<String>()) {
                let name = FileName::tidy(&given);
    let encoded = name.as_str().bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"));
                let plain = format!("attachment; filename=\"{name}\"");
                prop_assert_eq!(name_in(plain.as_bytes()), Some(name.clone()));
                prop_assert_eq!(name_in(format!("attachment; filename*=UTF-8''{encoded}").as_bytes()), Some(name));
            }
        }
}
