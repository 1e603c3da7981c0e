//! Faults: what is wrong with an input, field by field.

use serde::{Serialize, Serializer};

use super::Reason;

/// One fault of an input. Serialised with the reason's code and parameters, and as an English
/// `detail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer (RFC 6901) to the field, empty for the whole body.
    pub pointer: String,
    pub reason: Reason,
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            pointer: &'a str,
            #[serde(flatten)]
            reason: &'a Reason,
            detail: String,
        }
        let Self { pointer, reason } = self;
        Shown {
            pointer,
            reason,
            detail: reason.to_string(),
        }
        .serialize(serializer)
    }
}

/// All faults of an input. At most [`Faults::KEPT_MAX`] are kept: a hostile body must not cause a
/// huge response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Maximum number of faults in one response.
    pub const KEPT_MAX: usize = 50;

    /// Adds a fault at `pointer`.
    pub fn add(&mut self, pointer: impl Into<String>, reason: Reason) {
        if self.0.len() < Self::KEPT_MAX {
            self.0.push(Fault {
                pointer: pointer.into(),
                reason,
            });
        }
    }

    /// A list with one fault.
    pub fn one(pointer: impl Into<String>, reason: Reason) -> Self {
        Self(vec![Fault {
            pointer: pointer.into(),
            reason,
        }])
    }

    /// `value` if there are no faults.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self),
        }
    }

    /// Whether there are no faults.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of faults, up to [`Faults::KEPT_MAX`].
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The faults, in the order in which they were found.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

/// The faults in one English line: the first one, and how many more there are.
impl std::fmt::Display for Faults {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some((Fault { pointer, reason }, others)) = self.0.split_first() else {
            return Ok(());
        };
        let place = if pointer.is_empty() {
            "The body"
        } else {
            pointer
        };
        write!(f, "{place} {reason}.")?;
        match others.len() {
            0 => Ok(()),
            1 => f.write_str(" There is one more error."),
            count => write!(f, " There are {count} more errors."),
        }
    }
}
