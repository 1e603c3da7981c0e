//! Canned responses: saved texts that staff insert by a short key.

use crate::{CannedResponseId, Faults, Reason, StaffId};

/// Longest key, in characters.
pub const KEY_MAX: usize = 32;
/// Longest text, in characters.
pub const TEXT_MAX: usize = 2_000;

/// A saved text that staff insert by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannedResponse {
    pub id: CannedResponseId,
    /// The staff member who owns it; `None` if it is shared.
    pub owner: Option<StaffId>,
    /// Typed after a slash. Unique among shared responses, and among one person's own.
    pub key: String,
    /// May contain variables.
    pub text: String,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// Checks the key at `pointer`: 1 to 32 lower-case letters, digits, hyphens and underscores.
pub fn check_key(pointer: &str, key: &str, faults: &mut Faults) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if key.is_empty() || key.len() > KEY_MAX || !key.chars().all(plain) {
        faults.add(pointer, Reason::InvalidKey { max: KEY_MAX });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_only_lower_case_letters_digits_hyphens_and_underscores() {
        for (key, good) in [
            ("hello", true),
            ("order-status_2", true),
            ("", false),
            ("Hello", false),
            ("two words", false),
            ("naïve", false),
            (&"a".repeat(33), false),
        ] {
            let mut faults = Faults::default();
            check_key("/key", key, &mut faults);
            assert_eq!(faults.is_empty(), good, "{key}");
        }
    }
}
