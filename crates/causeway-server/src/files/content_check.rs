//! Inspects the bytes of a file while they are written: size, hash, type, and whether they are
//! text.

use causeway_core::file::{MediaType, settle_media_type};
use sha2::{Digest, Sha256};

/// How much of the beginning is inspected for the type. Most signatures are in the first bytes;
/// those of tar archives and office documents are within the first few kilobytes.
const HEAD_BYTES: usize = 8 * 1_024;

/// Inspects bytes as they pass.
#[derive(Default)]
pub struct ContentCheck {
    size: u64,
    hash: Sha256,
    head: Vec<u8>,
    text: TextCheck,
}

/// The result of the inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub size: u64,
    pub sha256: [u8; 32],
    /// The type by the file's first bytes, if they identify one.
    pub sniffed: Option<MediaType>,
    /// Whether all bytes are UTF-8 without control characters.
    pub is_text: bool,
}

impl ContentCheck {
    /// Number of bytes so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Inspects the next bytes.
    pub fn pass(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.hash.update(bytes);
        let wanted = HEAD_BYTES - self.head.len();
        self.head
            .extend_from_slice(&bytes[..bytes.len().min(wanted)]);
        self.text.pass(bytes);
    }

    /// Returns the result.
    pub fn finish(self) -> Checked {
        Checked {
            size: self.size,
            sha256: self.hash.finalize().into(),
            sniffed: infer::get(&self.head).and_then(|kind| MediaType::parse(kind.mime_type())),
            is_text: self.text.finish(),
        }
    }
}

impl Checked {
    /// The type of the file, given the type that its sender declared.
    pub fn media_type(&self, declared: Option<MediaType>) -> MediaType {
        settle_media_type(self.sniffed.clone(), declared, self.is_text)
    }
}

/// Checks whether bytes are text, in pieces of any size.
#[derive(Default)]
struct TextCheck {
    broken: bool,
    /// An incomplete character at the end of the last piece: at most three bytes.
    open: Vec<u8>,
}

impl TextCheck {
    fn pass(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        let mut rest = bytes;
        // A split character is completed byte by byte, so that a large piece need not be copied for
        // it.
        while !self.open.is_empty() {
            let Some((first, after)) = rest.split_first() else {
                return;
            };
            self.open.push(*first);
            rest = after;
            match str::from_utf8(&self.open) {
                Ok(_) => self.open.clear(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    self.broken = true;
                    return;
                }
            }
        }
        let (whole, open) = match str::from_utf8(rest) {
            Ok(_) => (rest, &[][..]),
            Err(error) if error.error_len().is_none() => rest.split_at(error.valid_up_to()),
            Err(_) => {
                self.broken = true;
                return;
            }
        };
        self.open.extend_from_slice(open);
        self.broken = whole
            .iter()
            .any(|byte| byte.is_ascii_control() && !b"\t\n\r\x0c".contains(byte));
    }

    fn finish(&self) -> bool {
        !self.broken && self.open.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The beginning of a PNG file.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    fn checked(pieces: &[&[u8]]) -> Checked {
        let mut check = ContentCheck::default();
        for piece in pieces {
            check.pass(piece);
        }
        check.finish()
    }

    fn settled(content: &[u8], declared: &str) -> String {
        checked(&[content])
            .media_type(MediaType::parse(declared))
            .to_string()
    }

    #[test]
    fn size_and_hash_are_those_of_all_bytes() {
        let found = checked(&[b"a", b"", b"bc"]);
        assert_eq!((found.size, found.is_text), (3, true));
        // SHA-256 of "abc" (FIPS 180-2, appendix B.1).
        assert_eq!(found.sha256[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(checked(&[]).size, 0);
    }

    #[test]
    fn a_wrong_declared_type_is_corrected() {
        assert_eq!(settled(PNG, "text/plain"), "image/png");
        assert_eq!(
            settled(b"<!DOCTYPE html><script>alert(1)</script>", "image/png"),
            "text/html"
        );
        assert_eq!(
            settled(
                b"<svg xmlns='http://www.w3.org/2000/svg'/>",
                "image/svg+xml"
            ),
            "text/plain"
        );
        assert_eq!(
            settled(b"MZ\x90\0\x03\0\0\0", "image/jpeg"),
            "application/vnd.microsoft.portable-executable"
        );
        assert_eq!(
            settled(b"\x01\x02\x03\x04", "video/mp4"),
            "application/octet-stream"
        );
        assert_eq!(settled(b"a,b\n1,2\n", "text/csv"), "text/csv");
    }

    #[test]
    fn the_type_is_found_in_small_pieces_too() {
        let pieces: Vec<&[u8]> = PNG.chunks(1).collect();
        assert_eq!(checked(&pieces), checked(&[PNG]));
    }

    proptest! {
        #[test]
        fn text_is_recognized_wherever_it_is_split(text in "[a-zé語🦀\n]{0,40}", cuts in prop::collection::vec(1_usize..5, 40)) {
            let mut rest = text.as_bytes();
            let mut check = TextCheck::default();
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                check.pass(piece);
                rest = after;
            }
            check.pass(rest);
            prop_assert!(check.finish());
        }

        #[test]
        fn binary_data_is_never_text_wherever_it_is_split(bytes in prop::collection::vec(any::<u8>(), 0..12), cut in 0_usize..12) {
            let plain = |c: char| !c.is_ascii_control() || "\t\n\r\x0c".contains(c);
            let expected = str::from_utf8(&bytes).is_ok_and(|text| text.chars().all(plain));
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut check = TextCheck::default();
            check.pass(first);
            check.pass(second);
            prop_assert_eq!(check.finish(), expected);
        }
    }
}
