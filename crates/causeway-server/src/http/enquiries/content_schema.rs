//! What messages say, as the OpenAPI document tells it.

use serde::Serialize;
use utoipa::ToSchema;

/// Where a file is and what is known of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Attachment)]
pub(in crate::http) struct AttachmentBody {
    /// An `http` or `https` address.
    #[schema(max_length = 2048, example = "https://example.com/picture.png")]
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 255)]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 127)]
    pub(super) mime_type: Option<String>,
    /// Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, minimum = 0)]
    pub(super) size: Option<i64>,
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Location)]
pub(in crate::http) struct LocationBody {
    #[schema(minimum = -90, maximum = 90)]
    pub(super) latitude: f64,
    #[schema(minimum = -180, maximum = 180)]
    pub(super) longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 200)]
    pub(super) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 500)]
    pub(super) address: Option<String>,
}

/// A contact card.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub(in crate::http) struct ContactBody {
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name: String,
    #[schema(required = false, max_items = 20)]
    pub(super) phones: Vec<String>,
    #[schema(required = false, max_items = 20)]
    pub(super) emails: Vec<String>,
}

/// A tapped button or quick reply.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Postback)]
pub(in crate::http) struct PostbackBody {
    #[schema(min_length = 1, max_length = 1000)]
    pub(super) payload: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 200)]
    pub(super) label: Option<String>,
}

/// One thing to tap.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChoiceOption)]
pub(in crate::http) struct ChoiceOptionBody {
    #[schema(min_length = 1, max_length = 40)]
    pub(super) label: String,
    #[schema(min_length = 1, max_length = 1000)]
    pub(super) payload: String,
}
