//! Reads a JSON object field by field and reports every fault at once.

mod asked;
mod fault;

use std::rc::Rc;

use serde_json::{Map, Value};

use self::asked::Asked;
pub use self::fault::{Fault, Faults};
use crate::{JsonType, Reason, Timestamp, external_id};

/// Maximum length of a web address, in characters: signed addresses of object stores contain whole
/// tokens.
pub const WEB_ADDRESS_MAX: usize = 8_192;

/// A JSON object being read. `null` and an empty text count as absent, since many programs write
/// one or the other for a missing value.
pub struct Fields<'a> {
    pointer: String,
    object: Option<&'a Map<String, Value>>,
    /// The fields requested so far, if unknown fields are refused.
    asked: Option<Rc<Asked<'a>>>,
}

impl<'a> Fields<'a> {
    /// The root object of a body whose unknown fields are ignored.
    pub fn root(value: &'a Value, faults: &mut Faults) -> Self {
        Self::at(String::new(), value, None, faults)
    }

    /// Reads a body whose unknown fields are faults: those, at any depth, that `read` never
    /// requests.
    pub fn read_strictly<T>(
        value: &'a Value,
        faults: &mut Faults,
        read: impl FnOnce(&Self, &mut Faults) -> Option<T>,
    ) -> Option<T> {
        let asked = Rc::new(Asked::default());
        let input = read(
            &Self::at(String::new(), value, Some(Rc::clone(&asked)), faults),
            faults,
        );
        asked.refuse_others(faults);
        input
    }

    fn at(
        pointer: String,
        value: &'a Value,
        asked: Option<Rc<Asked<'a>>>,
        faults: &mut Faults,
    ) -> Self {
        let object = value.as_object();
        if object.is_none() {
            faults.add(
                pointer.clone(),
                Reason::WrongType {
                    expected: JsonType::Object,
                },
            );
        }
        Self {
            pointer,
            object,
            asked,
        }
    }

    fn inner(&self, pointer: String, value: &'a Value, faults: &mut Faults) -> Self {
        Self::at(pointer, value, self.asked.clone(), faults)
    }

    /// The JSON pointer of field `name`.
    pub fn pointer(&self, name: &str) -> String {
        join(&self.pointer, name)
    }

    /// The value of `name`, even if it is `null` or `""`.
    fn given(&self, name: &str) -> Option<&'a Value> {
        let object = self.object?;
        if let Some(asked) = &self.asked {
            asked.note(&self.pointer, object, name);
        }
        object.get(name)
    }

    /// The value of `name`, if it is present and neither `null` nor an empty text.
    pub fn value(&self, name: &str) -> Option<&'a Value> {
        self.value_or_empty(name)
            .filter(|value| value.as_str() != Some(""))
    }

    /// The value of `name`, if it is present and not `null`, for fields where an empty text has a
    /// meaning.
    fn value_or_empty(&self, name: &str) -> Option<&'a Value> {
        self.given(name).filter(|value| !value.is_null())
    }

    /// Whether the field is present and `null`, which some fields distinguish from absent: it
    /// clears or ends something.
    pub fn is_null(&self, name: &str) -> bool {
        self.given(name).is_some_and(Value::is_null)
    }

    /// Whether the field is present and `""`, which some fields distinguish from absent: it removes
    /// a value.
    pub fn is_empty_text(&self, name: &str) -> bool {
        self.given(name).and_then(Value::as_str) == Some("")
    }

    /// Marks fields as known although nothing is read from them this time.
    pub fn know(&self, names: &[&str]) {
        if self.asked.is_some() {
            for name in names {
                self.given(name);
            }
        }
    }

    /// Accepts all fields: what would decide which ones belong here is missing or invalid, which is
    /// reported already.
    pub fn know_any(&self) {
        if self.asked.is_some() {
            for (name, _) in self.object.into_iter().flatten() {
                self.given(name);
            }
        }
    }

    /// Adds a fault for each field of `known` that has a value and is not one of `allowed`: data
    /// that can't be used here is never dropped silently.
    pub fn allow_only(
        &self,
        known: &[&str],
        allowed: &[&str],
        reason: &Reason,
        faults: &mut Faults,
    ) {
        let is_empty = |value: &Value| {
            value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(Map::is_empty)
        };
        for name in known.iter().filter(|name| !allowed.contains(*name)) {
            if self.value(name).is_some_and(|value| !is_empty(value)) {
                faults.add(self.pointer(name), reason.clone());
            }
        }
    }

    /// Adds a fault for a missing field, unless the value is not an object at all (which is
    /// reported already).
    pub fn missing(&self, name: &str, faults: &mut Faults) {
        if self.object.is_some() {
            faults.add(self.pointer(name), Reason::Required);
        }
    }

    /// A string of `min` to `max` characters (Unicode scalar values), if given. An empty text is a
    /// value only if `min` is zero.
    pub fn string(
        &self,
        name: &str,
        min: usize,
        max: usize,
        faults: &mut Faults,
    ) -> Option<String> {
        let value = if min == 0 {
            self.value_or_empty(name)?
        } else {
            self.value(name)?
        };
        let Some(text) = value.as_str() else {
            faults.add(
                self.pointer(name),
                Reason::WrongType {
                    expected: JsonType::String,
                },
            );
            return None;
        };
        check_text(&self.pointer(name), text, min, max, faults).then(|| text.to_owned())
    }

    /// A required string.
    pub fn required_string(
        &self,
        name: &str,
        min: usize,
        max: usize,
        faults: &mut Faults,
    ) -> Option<String> {
        let given = if min == 0 {
            self.value_or_empty(name)
        } else {
            self.value(name)
        };
        if given.is_none() {
            self.missing(name, faults);
        }
        self.string(name, min, max, faults)
    }

    /// An id from another system, of 1 to `max` characters, if given, without [invalid
    /// characters](external_id::fault).
    pub fn id(&self, name: &str, max: usize, faults: &mut Faults) -> Option<String> {
        let id = self.string(name, 1, max, faults)?;
        match external_id::fault(&id) {
            Some(fault) => {
                faults.add(self.pointer(name), fault);
                None
            }
            None => Some(id),
        }
    }

    /// A required id from another system.
    pub fn required_id(&self, name: &str, max: usize, faults: &mut Faults) -> Option<String> {
        if self.value(name).is_none() {
            self.missing(name, faults);
        }
        self.id(name, max, faults)
    }

    /// An `http` or `https` address of at most [`WEB_ADDRESS_MAX`] characters, if given.
    pub fn web_address(&self, name: &str, faults: &mut Faults) -> Option<String> {
        let text = self.string(name, 1, WEB_ADDRESS_MAX, faults)?;
        let good = url::Url::parse(&text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !good {
            faults.add(self.pointer(name), Reason::InvalidUrl);
            return None;
        }
        Some(text)
    }

    /// A number within `range`, if given.
    pub fn number(
        &self,
        name: &str,
        range: std::ops::RangeInclusive<i32>,
        faults: &mut Faults,
    ) -> Option<f64> {
        let value = self.value(name)?;
        let (min, max) = (*range.start(), *range.end());
        let number = value
            .as_f64()
            .filter(|number| (f64::from(min)..=f64::from(max)).contains(number));
        if number.is_none() {
            let range = Reason::OutOfRange {
                min: min.into(),
                max: max.into(),
            };
            let is_number = value.is_number();
            faults.add(
                self.pointer(name),
                if is_number {
                    range
                } else {
                    Reason::WrongType {
                        expected: JsonType::Number,
                    }
                },
            );
        }
        number
    }

    /// A whole number within `range`, if given.
    pub fn integer(
        &self,
        name: &str,
        range: std::ops::RangeInclusive<i64>,
        faults: &mut Faults,
    ) -> Option<i64> {
        let value = self.value(name)?;
        let number = value.as_i64().filter(|number| range.contains(number));
        if number.is_none() {
            let range = match *range.end() {
                i64::MAX => Reason::TooSmall {
                    min: *range.start(),
                },
                max => Reason::OutOfRange {
                    min: *range.start(),
                    max,
                },
            };
            let is_whole = value.is_i64() || value.is_u64();
            faults.add(
                self.pointer(name),
                if is_whole {
                    range
                } else {
                    Reason::WrongType {
                        expected: JsonType::Integer,
                    }
                },
            );
        }
        number
    }

    /// `true` or `false`, if given.
    pub fn boolean(&self, name: &str, faults: &mut Faults) -> Option<bool> {
        let value = self.value(name)?;
        if value.as_bool().is_none() {
            faults.add(
                self.pointer(name),
                Reason::WrongType {
                    expected: JsonType::Boolean,
                },
            );
        }
        value.as_bool()
    }

    /// An RFC 3339 time, if given.
    pub fn time(&self, name: &str, faults: &mut Faults) -> Option<Timestamp> {
        let text = self.string(name, 1, 64, faults)?;
        let time = Timestamp::parse(&text);
        if time.is_none() {
            faults.add(self.pointer(name), Reason::InvalidTime);
        }
        time
    }

    /// An object inside this one, if given.
    pub fn object(&self, name: &str, faults: &mut Faults) -> Option<Fields<'a>> {
        let value = self.value(name)?;
        let fields = self.inner(self.pointer(name), value, faults);
        fields.object.is_some().then_some(fields)
    }

    /// A required object.
    pub fn required_object(&self, name: &str, faults: &mut Faults) -> Option<Fields<'a>> {
        if self.value(name).is_none() {
            self.missing(name, faults);
        }
        self.object(name, faults)
    }

    /// A list of at most `max` strings of 1 to `length_max` characters, if given.
    pub fn strings(
        &self,
        name: &str,
        max: usize,
        length_max: usize,
        faults: &mut Faults,
    ) -> Option<Vec<String>> {
        let items = self.list(name, max, faults)?;
        let mut strings = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let pointer = format!("{}/{index}", self.pointer(name));
            match item.as_str() {
                Some(text) if check_text(&pointer, text, 1, length_max, faults) => {
                    strings.push(text.to_owned());
                }
                Some(_) => {}
                None => faults.add(
                    pointer,
                    Reason::WrongType {
                        expected: JsonType::String,
                    },
                ),
            }
        }
        Some(strings)
    }

    /// A list of at most `max` objects, if given.
    pub fn objects(&self, name: &str, max: usize, faults: &mut Faults) -> Option<Vec<Fields<'a>>> {
        let items = self.list(name, max, faults)?;
        let at =
            |(index, item)| self.inner(format!("{}/{index}", self.pointer(name)), item, faults);
        Some(items.iter().enumerate().map(at).collect())
    }

    /// A list of at most `max` entries of any kind, if given.
    pub fn list(&self, name: &str, max: usize, faults: &mut Faults) -> Option<&'a Vec<Value>> {
        let value = self.value(name)?;
        let Some(items) = value.as_array() else {
            faults.add(
                self.pointer(name),
                Reason::WrongType {
                    expected: JsonType::List,
                },
            );
            return None;
        };
        if items.len() > max {
            faults.add(self.pointer(name), Reason::TooMany { max });
            return None;
        }
        Some(items)
    }

    /// All entries of this object, whose names the sender chooses.
    pub fn entries(&self) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
        self.know_any();
        self.object.into_iter().flatten()
    }
}

/// The JSON pointer of `name` in the object at `pointer` (RFC 6901 §3).
pub(crate) fn join(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Checks length and characters; adds a fault and returns `false` if `text` is invalid.
fn check_text(pointer: &str, text: &str, min: usize, max: usize, faults: &mut Faults) -> bool {
    let length = text.chars().count();
    if length < min {
        faults.add(
            pointer,
            Reason::TooShort {
                min,
                actual: length,
            },
        );
        return false;
    }
    if length > max {
        faults.add(
            pointer,
            Reason::TooLong {
                max,
                actual: length,
            },
        );
        return false;
    }
    // PostgreSQL can't store U+0000.
    if text.contains('\0') {
        faults.add(pointer, Reason::NulCharacter);
        return false;
    }
    true
}

#[cfg(test)]
mod tests;
