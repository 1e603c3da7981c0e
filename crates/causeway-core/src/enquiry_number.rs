//! Numbers of enquiries.

use std::fmt;

/// `INQ-` and six base-36 characters, rising within a workspace: shown from a counter that starts at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnquiryNumber(i64);

impl EnquiryNumber {
    /// The `count`-th enquiry of a workspace.
    pub const fn new(count: i64) -> Self {
        Self(count)
    }

    /// The count.
    pub const fn count(self) -> i64 {
        self.0
    }
}

impl fmt::Display for EnquiryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.unsigned_abs();
        let mut digits = Vec::with_capacity(6);
        while rest > 0 || digits.len() < 6 {
            let digit = u32::try_from(rest % 36).expect("below 36");
            digits.push(
                char::from_digit(digit, 36)
                    .expect("below 36")
                    .to_ascii_uppercase(),
            );
            rest /= 36;
        }
        write!(f, "INQ-{}", digits.iter().rev().collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::EnquiryNumber;

    #[test]
    fn numbers_have_six_characters_and_rise() {
        let shown = |count| EnquiryNumber::new(count).to_string();
        assert_eq!(shown(1), "INQ-000001");
        assert_eq!(shown(36), "INQ-000010");
        assert_eq!(shown(2_176_782_335), "INQ-ZZZZZZ");
        assert_eq!(shown(2_176_782_336), "INQ-1000000");
    }
}
