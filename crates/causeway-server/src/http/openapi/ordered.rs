//! JSON whose members keep their order: the reference shows them in the order in which the code
//! declares them. (`serde_json` sorts them, which other code relies on.)

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Json {
    Object(IndexMap<String, Json>),
    Array(Vec<Json>),
    Leaf(serde_json::Value),
}

impl Json {
    pub(super) fn members_mut(&mut self) -> Option<&mut IndexMap<String, Json>> {
        match self {
            Self::Object(members) => Some(members),
            Self::Array(_) | Self::Leaf(_) => None,
        }
    }

    pub(super) fn items_mut(&mut self) -> &mut [Json] {
        match self {
            Self::Array(items) => items,
            Self::Object(_) | Self::Leaf(_) => &mut [],
        }
    }

    /// The value at a JSON pointer below this one.
    pub(super) fn at(&mut self, pointer: &str) -> Option<&mut Json> {
        pointer
            .split('/')
            .skip(1)
            .try_fold(self, |node, name| match node {
                Self::Object(members) => members.get_mut(name),
                Self::Array(items) => items.get_mut(name.parse::<usize>().ok()?),
                Self::Leaf(_) => None,
            })
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Leaf(value) => value.as_str(),
            Self::Object(_) | Self::Array(_) => None,
        }
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        serde_json::from_value(value).expect("JSON is JSON")
    }
}
