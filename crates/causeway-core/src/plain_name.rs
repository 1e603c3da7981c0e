//! Names that people give something.

use crate::{Faults, Reason, hidden::is_hidden};

/// Checks a name that people give something: 1 to `max` characters, not blank, no
/// [hidden](is_hidden) characters.
pub fn check_label(pointer: &str, name: &str, max: usize, faults: &mut Faults) {
    let length = name.chars().count();
    if name.trim().is_empty() {
        faults.add(pointer, Reason::Blank);
    } else if length > max {
        faults.add(
            pointer,
            Reason::TooLong {
                max,
                actual: length,
            },
        );
    } else if name.chars().any(is_hidden) {
        faults.add(pointer, Reason::HiddenCharacter);
    }
}
