//! What is wrong with an input.

use serde::Serialize;

/// One thing wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where: a JSON pointer (RFC 6901), empty for the whole body.
    pub pointer: String,
    /// What: a sentence for the person who sent it.
    pub detail: String,
    /// A stable word for a kind of fault that programs may want to tell apart, such as [`UNKNOWN_FIELD`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
}

/// The code of a field that the operation does not know.
pub const UNKNOWN_FIELD: &str = "unknownField";
/// The code of a query parameter that the operation does not know.
pub const UNKNOWN_PARAMETER: &str = "unknownParameter";

/// Everything wrong with an input. At most [`Faults::KEPT_MAX`] are kept: a hostile body must not make a huge answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// How many faults one answer names.
    pub const KEPT_MAX: usize = 50;

    /// Notes a fault at `pointer`.
    pub fn add(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.push(Fault { pointer: pointer.into(), detail: detail.into(), code: None });
    }

    /// Notes a fault of the kind `code` at `pointer`.
    pub fn add_coded(&mut self, code: &'static str, pointer: impl Into<String>, detail: impl Into<String>) {
        self.push(Fault { pointer: pointer.into(), detail: detail.into(), code: Some(code) });
    }

    fn push(&mut self, fault: Fault) {
        if self.0.len() < Self::KEPT_MAX {
            self.0.push(fault);
        }
    }

    /// A list with one fault.
    pub fn one(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut faults = Self::default();
        faults.add(pointer, detail);
        faults
    }

    /// `value` if nothing was wrong.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self),
        }
    }

    /// Nothing was wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults, in the order they were found.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}
