//! Pages of lists.

use causeway_core::{Faults, Id, Reason};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::http::request::query::{Pairs, Parameters};

/// The default number of entries in a page.
const LIMIT_DEFAULT: u16 = 50;
/// The most entries in a page.
const LIMIT_MAX: u16 = 200;

/// Which page of a list.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// How many entries at most, 1 to 200.
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    pub limit: u16,
    /// The `nextCursor` of the page before; absent: the first page.
    #[param(required = false)]
    pub cursor: Option<String>,
}

impl Parameters for Page {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let limit = pairs.integer("limit", 1..=LIMIT_MAX.into(), faults);
        let limit = limit
            .and_then(|limit| limit.try_into().ok())
            .unwrap_or(LIMIT_DEFAULT);
        Some(Self {
            limit,
            cursor: pairs.text("cursor").map(str::to_owned),
        })
    }
}

impl Page {
    /// How many entries to read from the store: one more than the page shows, to know whether
    /// another page follows.
    pub fn limit_and_one(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// The id after which this page begins, for lists that are sorted by id. A cursor that is no id
    /// is a fault.
    pub fn after<I: Id + DeserializeOwned>(&self) -> Result<Option<I>, Faults> {
        let Some(cursor) = &self.cursor else {
            return Ok(None);
        };
        let id = serde_json::from_value(Value::String(cursor.clone()));
        id.map(Some)
            .map_err(|_| Faults::one("/cursor", Reason::InvalidCursor))
    }
}

/// Which page of a list that is returned whole unless the caller sets a limit.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OptionalPage {
    /// How many entries at most, 1 to 200; absent: all.
    #[param(required = false, minimum = 1, maximum = 200)]
    pub limit: Option<u16>,
    /// The `nextCursor` of the page before; absent: the first page.
    #[param(required = false)]
    pub cursor: Option<String>,
}

impl Parameters for OptionalPage {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let limit = pairs.integer("limit", 1..=LIMIT_MAX.into(), faults);
        Some(Self {
            limit: limit.and_then(|limit| limit.try_into().ok()),
            cursor: pairs.text("cursor").map(str::to_owned),
        })
    }
}

impl OptionalPage {
    /// The entries of this page, out of all, and the cursor of the next page. A cursor is the key
    /// of the last entry before its page. A cursor whose entry doesn't exist, for example because
    /// it was removed, is a fault.
    pub fn cut<I>(
        &self,
        mut items: Vec<I>,
        key: impl Fn(&I) -> String,
    ) -> Result<(Vec<I>, Option<String>), Faults> {
        if let Some(cursor) = &self.cursor {
            let last = items.iter().position(|item| key(item) == *cursor);
            let last = last.ok_or_else(|| Faults::one("/cursor", Reason::InvalidCursor))?;
            items.drain(..=last);
        }
        let limit = self.limit.map_or(usize::MAX, usize::from);
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(key);
        Ok((items, next_cursor))
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct List<T> {
    /// The entries, in order.
    pub items: Vec<T>,
    /// The `cursor` of the next page; `null` on the last page.
    pub next_cursor: Option<String>,
}

impl<T> List<T> {
    /// A page of `items`. If another page follows, `items` has one entry more than `page` allows.
    pub fn of<I>(
        page: &Page,
        mut items: Vec<I>,
        id: impl Fn(&I) -> String,
        body: impl Fn(I) -> T,
    ) -> Self {
        let limit = usize::from(page.limit);
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(id);
        Self {
            items: items.into_iter().map(body).collect(),
            next_cursor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(limit: Option<u16>, cursor: Option<&str>) -> OptionalPage {
        OptionalPage {
            limit,
            cursor: cursor.map(str::to_owned),
        }
    }

    #[test]
    fn a_list_that_is_answered_whole_can_be_read_page_by_page() {
        let cut = |page: OptionalPage| page.cut(vec!["a", "b", "c"], |item| (*item).to_owned());
        assert_eq!(cut(page(None, None)), Ok((vec!["a", "b", "c"], None)));
        assert_eq!(
            cut(page(Some(2), None)),
            Ok((vec!["a", "b"], Some("b".to_owned())))
        );
        assert_eq!(cut(page(Some(2), Some("b"))), Ok((vec!["c"], None)));
        assert_eq!(cut(page(Some(3), None)), Ok((vec!["a", "b", "c"], None)));
        assert_eq!(cut(page(None, Some("a"))), Ok((vec!["b", "c"], None)));
        assert_eq!(cut(page(None, Some("c"))), Ok((Vec::new(), None)));
        assert_eq!(
            cut(page(None, Some("d"))),
            Err(Faults::one("/cursor", Reason::InvalidCursor))
        );
    }
}
