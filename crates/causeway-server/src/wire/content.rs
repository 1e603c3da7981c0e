//! The content of messages, as the OpenAPI document describes it.

use causeway_core::attachment::{Attachment, Copying};
use serde::Serialize;
use utoipa::ToSchema;

/// A file: either one that was uploaded before, or one at another address with its known
/// properties.
#[derive(ToSchema)]
#[schema(as = NewAttachment, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what the core reads")]
pub(crate) struct NewAttachmentBody {
    /// A file that the caller uploaded.
    #[schema(
        required = false,
        nullable = false,
        example = "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E"
    )]
    file_id: Option<String>,
    /// An `http` or `https` address; required where there is no `fileId`.
    #[schema(required = false, nullable = false, max_length = 8192)]
    url: Option<String>,
    #[schema(required = false, nullable = false, min_length = 1, max_length = 255)]
    name: Option<String>,
    #[schema(required = false, nullable = false, min_length = 1, max_length = 127)]
    mime_type: Option<String>,
    /// Bytes.
    #[schema(required = false, nullable = false, minimum = 0)]
    size: Option<i64>,
}

/// The state of a file.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AttachmentState)]
pub(crate) enum AttachmentState {
    /// It is available.
    Ready,
    /// It is being copied from the address that the visitor's channel sent.
    Pending,
    /// It could not be copied; its original address may still work.
    Failed,
}

/// The address and the known properties of a file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Attachment)]
pub(crate) struct AttachmentBody {
    /// Where staff download it: a path of this server, or an `http` or `https` address elsewhere.
    #[schema(
        max_length = 8192,
        example = "/api/v1/files/file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E"
    )]
    pub(crate) url: String,
    pub(crate) state: AttachmentState,
    /// Why it could not be copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    pub(crate) reason: Option<String>,
    /// The id of the file, if it is stored here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    pub(crate) file_id: Option<String>,
    /// Where staff download a thumbnail of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    pub(crate) thumbnail_url: Option<String>,
    /// The width of a picture in pixels, when upright.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    pub(crate) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 255)]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 127)]
    pub(crate) mime_type: Option<String>,
    /// Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, minimum = 0)]
    pub(crate) size: Option<i64>,
}

impl From<Attachment> for AttachmentBody {
    fn from(attachment: Attachment) -> Self {
        let Attachment {
            url,
            file_id,
            name,
            mime_type,
            size,
            picture,
            copying,
        } = attachment;
        let (state, reason) = match copying {
            None => (AttachmentState::Ready, None),
            Some(Copying::Pending) => (AttachmentState::Pending, None),
            Some(Copying::Failed { reason }) => (AttachmentState::Failed, Some(reason)),
        };
        let here = file_id.map(|id| format!("/api/v1/files/{id}"));
        Self {
            state,
            reason,
            file_id: file_id.map(|id| id.to_string()),
            thumbnail_url: here
                .as_ref()
                .filter(|_| picture.is_some())
                .map(|path| format!("{path}?thumbnail=true")),
            width: picture.map(|picture| picture.width),
            height: picture.map(|picture| picture.height),
            url: here.or(url).unwrap_or_default(),
            name,
            mime_type,
            size,
        }
    }
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Location)]
pub(crate) struct LocationBody {
    #[schema(minimum = -90, maximum = 90)]
    pub(crate) latitude: f64,
    #[schema(minimum = -180, maximum = 180)]
    pub(crate) longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 200)]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 500)]
    pub(crate) address: Option<String>,
}

/// A contact card.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub(crate) struct ContactBody {
    #[schema(min_length = 1, max_length = 200)]
    pub(crate) name: String,
    #[schema(required = false, max_items = 20)]
    pub(crate) phones: Vec<String>,
    #[schema(required = false, max_items = 20)]
    pub(crate) emails: Vec<String>,
}

/// A tapped button or quick reply.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Postback)]
pub(crate) struct PostbackBody {
    #[schema(min_length = 1, max_length = 1000)]
    pub(crate) payload: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, min_length = 1, max_length = 200)]
    pub(crate) label: Option<String>,
}

/// One button or quick reply.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChoiceOption)]
pub(crate) struct ChoiceOptionBody {
    #[schema(min_length = 1, max_length = 40)]
    pub(crate) label: String,
    #[schema(min_length = 1, max_length = 1000)]
    pub(crate) payload: String,
}
