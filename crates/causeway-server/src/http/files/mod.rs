//! Files: uploaded by channels and staff, and downloaded by those who may see them.

mod serve;
mod upload;

use axum::extract::DefaultBodyLimit;
use causeway_core::{FileId, attachment::KeptFile};
use causeway_store::{StoredFile, Uploader};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use serve::AsIs;
pub(super) use upload::UPLOAD_TIMEOUT;

use crate::{App, wire::problem::Problem};

/// The bytes of a file, for the OpenAPI document.
struct FileBytes;

impl ToSchema for FileBytes {}

impl PartialSchema for FileBytes {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .into()
    }
}

pub(super) fn routes() -> OpenApiRouter<App> {
    // The handler itself bounds the body, because it knows the operator's limit.
    let upload = OpenApiRouter::new()
        .routes(routes!(upload::post_file))
        .routes(routes!(upload::post_omni_file))
        .layer(DefaultBodyLimit::disable());
    upload
        .routes(routes!(serve::get_file))
        .routes(routes!(serve::get_signed_file))
}

/// Whether the path accepts uploads, which take longer to arrive than other bodies.
pub(super) fn takes_files(path: &str) -> bool {
    path == "/omni/v1/files" || path == "/api/v1/files"
}

/// A stored file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StoredFile)]
pub(super) struct FileBody {
    /// The id by which messages refer to it.
    #[schema(example = "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E")]
    file_id: String,
    /// Its name, made safe.
    name: String,
    /// Its media type, as determined from its content.
    mime_type: String,
    /// Bytes.
    size: u64,
    /// The SHA-256 digest of its bytes, in hexadecimal.
    sha256: String,
    /// The width in pixels, when upright. Only for a picture that can have a thumbnail.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    height: Option<u32>,
}

impl From<StoredFile> for FileBody {
    fn from(file: StoredFile) -> Self {
        Self {
            file_id: file.id.to_string(),
            name: file.name.to_string(),
            mime_type: file.media_type.to_string(),
            size: file.size,
            sha256: hex(&file.sha256),
            width: file.picture.map(|picture| picture.width),
            height: file.picture.map(|picture| picture.height),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes whatever is written");
        text
    })
}

/// The file that a new message of `uploader` refers to, if `uploader` uploaded it.
pub(super) async fn kept_file(
    app: &App,
    workspace_id: causeway_core::WorkspaceId,
    id: FileId,
    uploader: Uploader,
) -> Result<Option<KeptFile>, Problem> {
    let found = app.store.file(workspace_id, id).await?;
    Ok(found
        .filter(|file| file.uploader == uploader)
        .map(|file| file.kept()))
}
