//! Reading the fields of a request's body.

use causeway_core::{Faults, Fields, JsonType, Reason, Thing};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The value that a handler receives from a body, and how to read it.
pub trait Input: Sized {
    /// Whether fields that `read` doesn't read are ignored, as the Omni API promises (`omni-api.md`
    /// §1). The management API refuses them: a misspelt setting must not look saved.
    const IGNORES_UNKNOWN: bool = false;

    /// Reads the fields and records every fault. Returns `None` only together with a fault.
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self>;
}

pub(crate) fn read_input<T: Input>(value: &Value) -> Result<T, Faults> {
    let mut faults = Faults::default();
    let input = read_noting(value, &mut faults);
    faults.finish(input)
}

/// Reads a body and adds its faults to those of the caller.
pub fn read_noting<T: Input>(value: &Value, faults: &mut Faults) -> Option<T> {
    if T::IGNORES_UNKNOWN {
        T::read(&Fields::root(value, faults), faults)
    } else {
        Fields::read_strictly(value, faults, T::read)
    }
}

/// The fault of a value that can't be read.
pub struct Expected(Reason);

impl From<Thing> for Expected {
    fn from(of: Thing) -> Self {
        Self(Reason::NotAnId { of })
    }
}

impl From<JsonType> for Expected {
    fn from(expected: JsonType) -> Self {
        Self(Reason::WrongType { expected })
    }
}

impl From<Reason> for Expected {
    fn from(reason: Reason) -> Self {
        Self(reason)
    }
}

/// The field as one of our types that is a JSON string or number, such as an id or a word, if
/// given.
pub fn value_of<T: DeserializeOwned>(
    fields: &Fields<'_>,
    name: &str,
    otherwise: impl Into<Expected>,
    faults: &mut Faults,
) -> Option<T> {
    let value = fields.value(name)?;
    let read = serde_json::from_value(value.clone()).ok();
    if read.is_none() {
        faults.add(fields.pointer(name), otherwise.into().0);
    }
    read
}

/// A list of at most `max` ids, if given.
pub fn values_of<T: DeserializeOwned>(
    fields: &Fields<'_>,
    name: &str,
    max: usize,
    of: Thing,
    faults: &mut Faults,
) -> Option<Vec<T>> {
    let texts = fields.strings(name, max, 64, faults)?;
    let mut values = Vec::with_capacity(texts.len());
    for (index, text) in texts.into_iter().enumerate() {
        match serde_json::from_value(Value::String(text)) {
            Ok(value) => values.push(value),
            Err(_) => faults.add(
                format!("{}/{index}", fields.pointer(name)),
                Reason::NotAnId { of },
            ),
        }
    }
    Some(values)
}
