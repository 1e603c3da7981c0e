//! Labels in JSON.

use causeway_core::{LabelId, label::Label};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::words::Colour;

/// A coloured tag on enquiries.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Label)]
pub(crate) struct LabelBody {
    #[schema(value_type = String)]
    id: LabelId,
    /// Unique in the workspace.
    name: String,
    colour: Colour,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl From<Label> for LabelBody {
    fn from(
        Label {
            id,
            name,
            colour,
            version,
        }: Label,
    ) -> Self {
        Self {
            id,
            name,
            colour: colour.into(),
            version,
        }
    }
}

/// All labels.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LabelList {
    /// Sorted by name; at most 200.
    items: Vec<LabelBody>,
    /// The `cursor` of the next page; `null` on the last page.
    next_cursor: Option<String>,
}

impl LabelList {
    /// One page of the list.
    pub(crate) fn page(labels: Vec<Label>, next_cursor: Option<String>) -> Self {
        Self {
            items: labels.into_iter().map(LabelBody::from).collect(),
            next_cursor,
        }
    }
}

impl From<Vec<Label>> for LabelList {
    fn from(labels: Vec<Label>) -> Self {
        Self::page(labels, None)
    }
}
