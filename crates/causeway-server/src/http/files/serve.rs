//! Serving files: to staff by their session, to channels by an address that expires.

use std::time::Duration;

use axum::{
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use causeway_core::{
    Faults, FileId, JsonType, Reason,
    file::{Part, Serving, disposition_of, part_asked_for},
    permission::EnquiryAction,
};
use causeway_store::{StoredFile, Uploader};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom};
use tokio_util::io::ReaderStream;
use utoipa::IntoParams;

use crate::{
    App,
    files::Opened,
    http::{
        files::{FileBytes, hex},
        request::{
            path::PathId,
            query::{Pairs, Parameters, Query},
            session::SignedIn,
        },
    },
    wire::{
        code::Code,
        problem::{Problem, problem_sets},
    },
};

/// What a browser may do with a file that it opened: show it, but run or load nothing in it.
const SANDBOX: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
/// A file never changes, but permissions do: shared caches must not store it, and browsers request
/// it again each day.
const CACHED: HeaderValue = HeaderValue::from_static("private, max-age=86400, immutable");

/// After how long a client may request a thumbnail again that is not drawn yet.
const DRAWING_PAUSE: Duration = Duration::from_secs(5);

/// Marks a response whose bytes are sent unchanged, without compression.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct AsIs;

problem_sets! {
    /// Problems of getting a file.
    pub(super) struct FileReadProblems = [NotSignedIn, CrossSite, NotFound, RangeNotSatisfiable, Invalid];
    /// Problems of getting a file by its address.
    pub(super) struct SignedProblems = [NotFound, RangeNotSatisfiable];
}

/// Which form of the file to get.
#[derive(Clone, Copy, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Form {
    /// The thumbnail of a picture: at most 640 pixels wide and high, upright.
    #[param(required = false)]
    thumbnail: bool,
}

impl Parameters for Form {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let thumbnail = pairs.value(
            "thumbnail",
            || Reason::WrongType {
                expected: JsonType::Boolean,
            },
            |text| text.parse().ok(),
            faults,
        );
        Some(Self {
            thumbnail: thumbnail.unwrap_or(false),
        })
    }
}

/// Get a file
///
/// For the person who uploaded it, and for staff who may read an enquiry with a message that
/// contains it. Images, audio, video and plain text can be shown; everything else is a download.
/// `Range` requests a part.
#[utoipa::path(
    get, path = "/api/v1/files/{id}", tag = "files", operation_id = "getFile", security(("session" = [])),
    params(("id" = String, Path, description = "A file."), Form),
    responses(
        (status = OK, description = "The file.", content((FileBytes = "application/octet-stream"), (FileBytes = "*/*"))),
        (status = PARTIAL_CONTENT, description = "The part asked for.", content((FileBytes = "application/octet-stream"), (FileBytes = "*/*"))),
        (status = NOT_MODIFIED, description = "The caller has it."),
        FileReadProblems,
    ),
)]
pub(super) async fn get_file(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<FileId>,
    Query(form): Query<Form>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let file = app
        .store
        .file(staff.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    if !may_have(&app, &staff, &file).await? {
        return Err(Problem::not_found());
    }
    give(&app, &file, form.thumbnail, &headers).await
}

async fn may_have(app: &App, staff: &SignedIn, file: &StoredFile) -> Result<bool, Problem> {
    if file.uploader == Uploader::Staff(staff.actor.staff_id) {
        return Ok(true);
    }
    let ids = app
        .store
        .enquiries_with_file(staff.workspace_id, file.id)
        .await?;
    let views = app
        .store
        .enquiries_with_ids(staff.workspace_id, ids)
        .await?;
    Ok(views
        .iter()
        .any(|view| staff.actor.may_with(EnquiryAction::Read, &view.enquiry)))
}

/// The proof that an address is valid.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Proof {
    /// When the address expires, in seconds since 1970.
    expires: i64,
    signature: String,
}

impl Parameters for Proof {
    /// A receiver of the address, such as a cache of previews, may add parameters to it.
    const IGNORES_UNKNOWN: bool = true;

    fn read(pairs: &Pairs, _: &mut Faults) -> Option<Self> {
        // The response doesn't reveal what is wrong with an address.
        let expires = pairs
            .text("expires")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        Some(Self {
            expires,
            signature: pairs.text("signature").unwrap_or_default().to_owned(),
        })
    }
}

/// Get a file by its address
///
/// The address in `attachment.url` of outgoing messages. It works without signing in, for a week.
#[utoipa::path(
    get, path = "/files/{id}/{name}", tag = "files", operation_id = "getSignedFile",
    params(
        ("id" = String, Path, description = "A file."),
        ("name" = String, Path, description = "The file name; it has no effect."),
        Proof,
    ),
    responses(
        (status = OK, description = "The file.", content((FileBytes = "application/octet-stream"), (FileBytes = "*/*"))),
        (status = PARTIAL_CONTENT, description = "The part asked for.", content((FileBytes = "application/octet-stream"), (FileBytes = "*/*"))),
        (status = NOT_MODIFIED, description = "The caller has it."),
        SignedProblems,
    ),
)]
pub(super) async fn get_signed_file(
    State(app): State<App>,
    PathId((id, _name)): PathId<(FileId, String)>,
    Query(proof): Query<Proof>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if !app
        .files
        .opens(id, proof.expires, &proof.signature, app.clock.now())
    {
        return Err(Problem::not_found());
    }
    let file = app
        .store
        .file_by_address(id)
        .await?
        .ok_or_else(Problem::not_found)?;
    give(&app, &file, false, &headers).await
}

async fn give(
    app: &App,
    file: &StoredFile,
    thumbnail: bool,
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let gone = |error: std::io::Error| Problem::internal(&error);
    let opened = if thumbnail {
        app.files.open_thumbnail(file).await
    } else {
        app.files.open(file.id).await
    };
    let mut bytes = match opened.map_err(gone)? {
        Opened::File(bytes) => bytes,
        Opened::Absent => {
            if !thumbnail {
                tracing::error!(file.id = %file.id, "the bytes of a file are missing");
            }
            return Err(Problem::not_found());
        }
        Opened::Pending => return Err(Problem::new(Code::Overloaded).retry_after(DRAWING_PAUSE)),
    };
    let size = bytes.metadata().await.map_err(gone)?.len();
    let tag = format!(
        "\"{}{}\"",
        hex(&file.sha256),
        if thumbnail { "-small" } else { "" }
    );
    let mut headers = headers_of(file, thumbnail, &mut bytes)
        .await
        .map_err(gone)?;
    headers.insert(
        header::ETAG,
        HeaderValue::from_str(&tag).expect("hexadecimal digits"),
    );
    let known = asked
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == tag.as_bytes());
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let range = asked
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    let (status, first, length) = match range
        .map_or(Part::Whole, |range| part_asked_for(range, size))
    {
        Part::Whole => (StatusCode::OK, 0, size),
        Part::Bytes { first, last } => {
            let text = format!("bytes {first}-{last}/{size}");
            headers.insert(
                header::CONTENT_RANGE,
                HeaderValue::from_str(&text).expect("digits"),
            );
            (StatusCode::PARTIAL_CONTENT, first, last - first + 1)
        }
        Part::Unsatisfiable => {
            let size = HeaderValue::from_str(&format!("bytes */{size}")).expect("digits");
            return Err(Problem::new(Code::RangeNotSatisfiable).header(header::CONTENT_RANGE, size));
        }
    };
    bytes.seek(SeekFrom::Start(first)).await.map_err(gone)?;
    headers.insert(header::CONTENT_LENGTH, length.into());
    let body = Body::from_stream(ReaderStream::with_capacity(bytes.take(length), 64 * 1024));
    let mut response = (status, headers, body).into_response();
    response.extensions_mut().insert(AsIs);
    Ok(response)
}

/// The header fields that describe a file. The first byte of a thumbnail tells whether it is a JPEG
/// or WebP.
async fn headers_of(
    file: &StoredFile,
    thumbnail: bool,
    bytes: &mut tokio::fs::File,
) -> std::io::Result<HeaderMap> {
    let (media_type, serving) = if thumbnail {
        let is_jpeg = bytes.read_u8().await? == 0xFF;
        (
            if is_jpeg { "image/jpeg" } else { "image/webp" },
            Serving::Inline,
        )
    } else {
        (file.media_type.as_str(), file.media_type.serving())
    };
    // Text is UTF-8: other bytes are not recognised as text.
    let content_type = if media_type == "text/plain" {
        "text/plain; charset=utf-8".to_owned()
    } else {
        media_type.to_owned()
    };
    let mut headers = HeaderMap::new();
    let value =
        |text: &str| HeaderValue::from_str(text).expect("media types and dispositions are ASCII");
    headers.insert(header::CONTENT_TYPE, value(&content_type));
    headers.insert(
        header::CONTENT_DISPOSITION,
        value(&disposition_of(&file.name, serving)),
    );
    headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(header::CACHE_CONTROL, CACHED);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    Ok(headers)
}
