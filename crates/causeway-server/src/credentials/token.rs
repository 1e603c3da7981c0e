//! Tokens that people and programs present. Each is stored as its SHA-256 only (an access token is
//! also sealed, so that it can be shown again). A slow hash is unnecessary, because 32 random bytes
//! can't be guessed.

use std::fmt;
use std::marker::PhantomData;

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::credentials::random_bytes;

/// Length of 32 bytes in unpadded base64.
const RANDOM_CHARACTERS: usize = 43;
/// Enough base-62 digits for 32 bits.
const CHECKSUM_CHARACTERS: usize = 6;
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Why a text isn't a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The token is empty.
    #[error("no token was given")]
    Missing,
    /// Not the shape of a token: something else was given, or only part of one.
    #[error("this is not a token of Causeway, or only a part of one")]
    Malformed,
    /// The right shape with a wrong checksum: a character was changed.
    #[error("the token has a typing mistake: its checksum doesn't fit")]
    Mistyped,
}

/// The token of a program: a prefix that names its purpose, 43 random URL-safe characters, and a
/// checksum of 6 characters over both. The checksum lets secret scanners, and the answer to a wrong
/// token, distinguish a mistyped token from an unknown one.
pub struct CheckedToken<Purpose> {
    text: String,
    purpose: PhantomData<Purpose>,
}

/// What a checked token is for.
pub trait Prefixed {
    /// The beginning of such tokens.
    const PREFIX: &'static str;
}

/// Marks the token of a source: `cw_…`.
pub enum Source {}
/// Marks the token of a program that calls the management API: `cwa_…`.
pub enum Api {}

impl Prefixed for Source {
    const PREFIX: &'static str = "cw_";
}

impl Prefixed for Api {
    const PREFIX: &'static str = "cwa_";
}

/// The token that a source presents.
pub type AccessToken = CheckedToken<Source>;
/// The token that a program presents to the management API.
pub type ApiTokenSecret = CheckedToken<Api>;

impl<Purpose: Prefixed> CheckedToken<Purpose> {
    /// A new token.
    pub fn generate() -> Self {
        let mut text = format!("{}{}", Purpose::PREFIX, random_text());
        text.push_str(&checksum(&text));
        Self {
            text,
            purpose: PhantomData,
        }
    }

    /// Parses a presented token.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        if text.is_empty() {
            return Err(TokenError::Missing);
        }
        let length = Purpose::PREFIX.len() + RANDOM_CHARACTERS + CHECKSUM_CHARACTERS;
        if text.len() != length
            || !text.starts_with(Purpose::PREFIX)
            || !text.bytes().all(is_url_safe)
        {
            return Err(TokenError::Malformed);
        }
        let (signed, given) = text.split_at(length - CHECKSUM_CHARACTERS);
        if checksum(signed) != given {
            return Err(TokenError::Mistyped);
        }
        Ok(Self {
            text: text.to_owned(),
            purpose: PhantomData,
        })
    }

    /// The hash under which it is stored.
    pub fn hash(&self) -> [u8; 32] {
        sha256(&self.text)
    }

    /// The token in plain text.
    pub fn reveal(&self) -> &str {
        &self.text
    }
}

impl<Purpose> Clone for CheckedToken<Purpose> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            purpose: PhantomData,
        }
    }
}

impl<Purpose> fmt::Debug for CheckedToken<Purpose> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CheckedToken(…)")
    }
}

/// 32 random bytes as 43 URL-safe characters, typed by purpose, so that tokens of two purposes
/// can't be mixed up.
pub struct OpaqueToken<Purpose> {
    text: String,
    purpose: PhantomData<Purpose>,
}

/// Marks the token in the session cookie of a staff member.
pub enum Session {}
/// Marks the token in the one-time link that sets a new installation up.
pub enum Setup {}

/// The token in the session cookie of a staff member.
pub type SessionToken = OpaqueToken<Session>;
/// The token in the one-time link that sets a new installation up.
pub type SetupToken = OpaqueToken<Setup>;

impl<Purpose> OpaqueToken<Purpose> {
    /// A new token.
    pub fn generate() -> Self {
        Self {
            text: random_text(),
            purpose: PhantomData,
        }
    }

    /// Parses a presented token.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        if text.is_empty() {
            return Err(TokenError::Missing);
        }
        if text.len() != RANDOM_CHARACTERS || !text.bytes().all(is_url_safe) {
            return Err(TokenError::Malformed);
        }
        Ok(Self {
            text: text.to_owned(),
            purpose: PhantomData,
        })
    }

    /// The hash under which it is stored.
    pub fn hash(&self) -> [u8; 32] {
        sha256(&self.text)
    }

    /// The token in plain text.
    pub fn reveal(&self) -> &str {
        &self.text
    }
}

impl<Purpose> fmt::Debug for OpaqueToken<Purpose> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OpaqueToken(…)")
    }
}

fn random_text() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

fn is_url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

fn sha256(text: &str) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    digest.as_ref().try_into().expect("SHA-256 gives 32 bytes")
}

/// CRC-32 in base 62, most significant digit first.
fn checksum(text: &str) -> String {
    let mut rest = crc32fast::hash(text.as_bytes()) as usize;
    let mut digits = [0; CHECKSUM_CHARACTERS];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[rest % 62];
        rest /= 62;
    }
    digits.iter().map(|&digit| char::from(digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_token_parses_and_has_the_documented_shape() {
        let token = AccessToken::generate();
        let text = token.reveal();
        assert_eq!(text.len(), 52);
        assert!(text.starts_with("cw_") && text.bytes().all(is_url_safe));
        let read = AccessToken::parse(text).unwrap();
        assert_eq!(read.hash(), token.hash());
        assert_ne!(AccessToken::generate().hash(), token.hash());
    }

    #[test]
    fn the_checksum_is_crc32_in_base_62() {
        // CRC-32 of "123456789" is 0xCBF43926 by its definition; in base 62 that is 3 45 35 27 22
        // 14.
        assert_eq!(checksum("123456789"), "3jZRME");
        assert_eq!(checksum(""), "000000");
    }

    #[test]
    fn every_changed_character_is_reported_as_a_typing_mistake() {
        let token = AccessToken::generate();
        let text = token.reveal();
        for at in Source::PREFIX.len()..text.len() {
            let other = if text.as_bytes()[at] == b'a' {
                "b"
            } else {
                "a"
            };
            let mut mistyped = text.to_owned();
            mistyped.replace_range(at..=at, other);
            assert_eq!(
                AccessToken::parse(&mistyped).err(),
                Some(TokenError::Mistyped),
                "at {at}"
            );
        }
    }

    #[test]
    fn text_that_is_no_token_is_refused_with_its_reason() {
        let token = AccessToken::generate();
        let text = token.reveal();
        assert_eq!(AccessToken::parse("").err(), Some(TokenError::Missing));
        for wrong in [
            "cw_".to_owned(),
            text[..51].to_owned(),
            format!("{text}x"),
            format!(" {}", &text[1..]),
            text.replacen("cw_", "sk_", 1),
            format!("cw_{}", "é".repeat(24) + "x"),
            format!("cw_{}", " ".repeat(49)),
        ] {
            assert_eq!(
                AccessToken::parse(&wrong).err(),
                Some(TokenError::Malformed),
                "{wrong}"
            );
        }
    }

    #[test]
    fn opaque_tokens_parse_and_refuse_other_shapes() {
        let token = SessionToken::generate();
        assert_eq!(
            SessionToken::parse(token.reveal()).unwrap().hash(),
            token.hash()
        );
        assert_eq!(SessionToken::parse("").err(), Some(TokenError::Missing));
        assert_eq!(
            SetupToken::parse(&token.reveal()[1..]).err(),
            Some(TokenError::Malformed)
        );
        assert_eq!(
            SetupToken::parse(&"+".repeat(43)).err(),
            Some(TokenError::Malformed)
        );
        assert_ne!(SetupToken::generate().hash(), SetupToken::generate().hash());
    }

    #[test]
    fn debug_shows_nothing_of_a_token() {
        assert_eq!(format!("{:?}", AccessToken::generate()), "CheckedToken(…)");
        assert_eq!(format!("{:?}", SessionToken::generate()), "OpaqueToken(…)");
        assert_eq!(format!("{:?}", SetupToken::generate()), "OpaqueToken(…)");
    }
}
