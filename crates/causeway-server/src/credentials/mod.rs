//! Secrets: how they are generated, parsed, hashed and sealed. Their `Debug` output never shows
//! them.

mod client_secret;
mod device;
mod hashing_memory;
mod password;
mod random;
mod sealing;
mod second_factor;
mod signature;
mod stored;
mod token;

pub use client_secret::{open_client_secret, seal_client_secret};
pub use device::{DeviceMark, KnownDevice};
pub use password::{
    NO_PASSWORD, PASSWORD_CHARACTERS, Password, PasswordError, PasswordRefusal, hash, verify,
    verify_absent,
};
pub use random::random_bytes;
pub use sealing::{KeyFile, KeyFileError, OpenError, Sealer};
pub use second_factor::{RECOVERY_CODES, RecoveryCode, TotpSecret};
pub use signature::{SigningSecret, SigningSecretError, sign};
pub use stored::{open_secret, open_token, readable, seal_secret, seal_token};
pub use token::{
    AccessToken, ApiTokenSecret, CheckedToken, OpaqueToken, Prefixed, SessionToken, SetupToken,
    TokenError,
};
