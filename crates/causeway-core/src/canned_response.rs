//! Canned responses: texts that staff call up by a short key.

use crate::{CannedResponseId, Faults, Reason, StaffId, template};

/// Longest key, in characters.
pub const KEY_MAX: usize = 32;
/// Longest text, in characters.
pub const TEXT_MAX: usize = 2_000;

/// A text that staff call up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannedResponse {
    /// Ours.
    pub id: CannedResponseId,
    /// Whose; `None`: everybody's.
    pub owner: Option<StaffId>,
    /// What is typed behind a slash: unique among everybody's, and among one person's own.
    pub key: String,
    /// With variables.
    pub text: String,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// Checks a key: 1 to 32 small letters, digits, hyphens and underscores, so that it can be typed anywhere.
pub fn check_key(key: &str, faults: &mut Faults) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if key.is_empty() || key.len() > KEY_MAX || !key.chars().all(plain) {
        faults.add("/key", Reason::InvalidKey { max: KEY_MAX });
    }
}

/// Checks a text.
pub fn check_text(text: &str, faults: &mut Faults) {
    template::check_up_to("/text", text, TEXT_MAX, faults);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_can_be_typed_anywhere() {
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
            check_key(key, &mut faults);
            assert_eq!(faults.is_empty(), good, "{key}");
        }
    }
}
