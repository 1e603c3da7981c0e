//! Query strings: read parameter by parameter so that every fault is named at once.

use std::ops::RangeInclusive;

use axum::extract::FromRequestParts;
use causeway_core::Faults;
use http::request::Parts;

use super::problem::Problem;

/// What a handler takes from a query string, and how it is read.
pub trait Parameters: Sized {
    /// Reads the parameters, noting every fault; `None` only beside a fault.
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self>;
}

/// A query string, read.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: Parameters> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let pairs = Pairs::of(parts.uri.query().unwrap_or_default());
        let mut faults = Faults::default();
        let read = T::read(&pairs, &mut faults);
        Ok(Self(faults.finish(read)?))
    }
}

/// The names and values of a query string. Names that nobody asks for are ignored; an empty value counts as absent.
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn of(query: &str) -> Self {
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The value of `name`, as it was written.
    pub fn text(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(known, value)| known == name && !value.is_empty());
        pair.map(|(_, value)| value.as_str())
    }

    /// The value of `name` by `read`, which knows what it must be.
    pub fn value<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        let value = read(self.text(name)?);
        if value.is_none() {
            faults.add(format!("/{name}"), format!("must be {expected}"));
        }
        value
    }

    /// A whole number within `range`.
    pub fn integer(&self, name: &str, range: RangeInclusive<i64>, faults: &mut Faults) -> Option<i64> {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        self.value(name, &expected, |text| text.parse().ok().filter(|number| range.contains(number)), faults)
    }
}
