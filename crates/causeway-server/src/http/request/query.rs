//! Query strings: read parameter by parameter, so that all faults are reported together.

use std::{cell::RefCell, ops::RangeInclusive};

use axum::extract::FromRequestParts;
use causeway_core::{Faults, Reason};
use http::request::Parts;

use crate::wire::problem::Problem;

/// The parameters that a handler reads from a query string.
pub trait Parameters: Sized {
    /// Whether parameters that `read` doesn't read are ignored. By default they are refused: a
    /// misspelt filter must not return everything.
    const IGNORES_UNKNOWN: bool = false;

    /// Reads the parameters and records every fault. Returns `None` only together with a fault.
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self>;
}

/// The parsed parameters of a query string.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: Parameters> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let pairs = Pairs::of(parts.uri.query().unwrap_or_default());
        let mut faults = Faults::default();
        let read = T::read(&pairs, &mut faults);
        if !T::IGNORES_UNKNOWN {
            pairs.refuse_others(&mut faults);
        }
        Ok(Self(faults.finish(read)?))
    }
}

/// The names and values of a query string. An empty value counts as absent.
pub struct Pairs {
    given: Vec<(String, String)>,
    /// The names that were read.
    asked: RefCell<Vec<String>>,
}

impl Pairs {
    pub(in crate::http) fn of(query: &str) -> Self {
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        let given = pairs
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Self {
            given,
            asked: RefCell::default(),
        }
    }

    /// Adds a fault for each parameter that was not read.
    pub(in crate::http) fn refuse_others(&self, faults: &mut Faults) {
        let asked = self.asked.borrow();
        for (index, (name, _)) in self.given.iter().enumerate() {
            let is_first = self.given[..index]
                .iter()
                .all(|(earlier, _)| earlier != name);
            if is_first && !asked.contains(name) {
                faults.add(format!("/{name}"), Reason::unknown_parameter(name, &asked));
            }
        }
    }

    /// The unparsed value of `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.asked.borrow_mut().push(name.to_owned());
        let pair = self
            .given
            .iter()
            .find(|(known, value)| known == name && !value.is_empty());
        pair.map(|(_, value)| value.as_str())
    }

    /// A text of at most `max` characters.
    pub fn short_text(&self, name: &str, max: usize, faults: &mut Faults) -> Option<String> {
        let text = self.text(name)?;
        let actual = text.chars().count();
        if actual > max {
            faults.add(format!("/{name}"), Reason::TooLong { max, actual });
        } else if text.contains('\0') {
            faults.add(format!("/{name}"), Reason::NulCharacter);
        } else {
            return Some(text.to_owned());
        }
        None
    }

    /// The value of `name`, parsed by `read`. A value that can't be parsed is a fault with the
    /// reason from `otherwise`.
    pub fn value<T>(
        &self,
        name: &str,
        otherwise: impl FnOnce() -> Reason,
        read: impl FnOnce(&str) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        let value = read(self.text(name)?);
        if value.is_none() {
            faults.add(format!("/{name}"), otherwise());
        }
        value
    }

    /// A whole number within `range`.
    pub fn integer(
        &self,
        name: &str,
        range: RangeInclusive<i64>,
        faults: &mut Faults,
    ) -> Option<i64> {
        let otherwise = || Reason::OutOfRange {
            min: *range.start(),
            max: *range.end(),
        };
        self.value(
            name,
            otherwise,
            |text| text.parse().ok().filter(|number| range.contains(number)),
            faults,
        )
    }
}
