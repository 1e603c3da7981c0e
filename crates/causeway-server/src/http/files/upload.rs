//! Uploading files, as one part of a form or as a raw body. Bytes are written to the disk as they
//! arrive.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, State, multipart::MultipartError},
    response::Response,
};
use bytes::Bytes;
use causeway_core::{
    Faults, Reason,
    file::{FileName, MediaType, name_in},
};
use causeway_store::{StoredFile, Uploader};
use futures_util::{Stream, StreamExt, TryStreamExt};
use http::{HeaderMap, StatusCode, header};
use http_body_util::{LengthLimitError, Limited};
use tokio::time::timeout;
use utoipa::ToSchema;

use crate::{
    App,
    files::{KeepError, Owner, Upload, UploadError},
    http::{
        files::{FileBody, FileBytes},
        request::{
            caller::OnChannel,
            json::Json,
            rate::{self, with_rate_headers},
            session::SignedIn,
        },
    },
    wire::{
        code::Code,
        problem::{Problem, problem_sets},
    },
};

/// How long an upload may take: enough for 25 MiB, the default limit, at one megabit per second.
pub(in crate::http) const UPLOAD_TIMEOUT: Duration = Duration::from_mins(4);
/// The name of the form part that contains the file.
const PART: &str = "file";

problem_sets! {
    /// Problems of uploading a file with an access token.
    pub(super) struct OmniFileProblems = [
        InvalidToken, ChannelSuspended, RequestTimeout, NoChannel, LimitReached, PayloadTooLarge, Invalid, RateLimited,
    ];
    /// Problems of uploading a file as staff.
    pub(super) struct FileProblems = [NotSignedIn, CrossSite, RequestTimeout, LimitReached, PayloadTooLarge, Invalid];
}

/// A form with a file.
#[derive(ToSchema)]
#[schema(as = FileForm)]
#[expect(dead_code, reason = "tells the shape of what is read as a stream")]
struct FileForm {
    /// The file. Its name and media type are in the part's header.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Upload a file
///
/// As the part `file` of a form, or as the body itself with `Content-Type` and
/// `Content-Disposition`. The media type is determined from the content. A message refers to the
/// file by its `fileId`. A file that no message refers to is removed after 24 hours.
#[utoipa::path(
    post, path = "/omni/v1/files", tag = "omni", operation_id = "postOmniFile", security(("accessToken" = [])),
    request_body(content((FileForm = "multipart/form-data"), (FileBytes = "application/octet-stream"))),
    responses((status = CREATED, description = "The file is durable.", body = FileBody), OmniFileProblems),
)]
pub(super) async fn post_omni_file(
    State(app): State<App>,
    caller: OnChannel,
    request: Request,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    let uploader = Uploader::Source(caller.source_id);
    let kept = keep(
        &app,
        Owner {
            workspace_id: caller.workspace_id,
            uploader,
        },
        request,
    )
    .await;
    Ok(with_rate_headers(
        rate,
        kept.map(|file| (StatusCode::CREATED, Json(FileBody::from(file)))),
    ))
}

/// Upload a file
///
/// As the part `file` of a form, or as the body itself with `Content-Type` and
/// `Content-Disposition`. A reply refers to the file by its `fileId`. A file that no message refers
/// to is removed after 24 hours.
#[utoipa::path(
    post, path = "/api/v1/files", tag = "files", operation_id = "postFile", security(("session" = [])),
    request_body(content((FileForm = "multipart/form-data"), (FileBytes = "application/octet-stream"))),
    responses((status = CREATED, description = "The file is durable.", body = FileBody), FileProblems),
)]
pub(super) async fn post_file(
    State(app): State<App>,
    staff: SignedIn,
    request: Request,
) -> Result<(StatusCode, Json<FileBody>), Problem> {
    let owner = Owner {
        workspace_id: staff.workspace_id,
        uploader: Uploader::Staff(staff.actor.staff_id),
    };
    let file = keep(&app, owner, request).await?;
    Ok((StatusCode::CREATED, Json(FileBody::from(file))))
}

/// What the headers say about a file.
struct Said {
    name: FileName,
    media_type: Option<MediaType>,
}

impl Said {
    fn of(headers: &HeaderMap) -> Self {
        let name = headers
            .get(header::CONTENT_DISPOSITION)
            .and_then(|value| name_in(value.as_bytes()));
        let media_type = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| MediaType::parse(value.to_str().ok()?));
        Self {
            name: name.unwrap_or_default(),
            media_type,
        }
    }
}

async fn keep(app: &App, owner: Owner, request: Request) -> Result<StoredFile, Problem> {
    refuse_declared(app, request.headers())?;
    let upload = app
        .files
        .begin(app.moment().id())
        .await
        .map_err(|error| Problem::internal(&error))?;
    // The bound includes the rest of the form, because its other parts are held in memory until
    // they have arrived.
    let most = usize::try_from(app.files.bytes_max() + FORM_BYTES).unwrap_or(usize::MAX);
    let request = request.map(|body| Body::new(Limited::new(body, most)));
    let received = timeout(
        UPLOAD_TIMEOUT,
        receive(upload, request, app.files.bytes_max()),
    )
    .await;
    let (upload, said) = received.map_err(|_| Problem::new(Code::RequestTimeout))??;
    if upload.size() == 0 {
        return Err(fault(Reason::Empty));
    }
    let now = app.clock.now();
    app.files
        .keep(&app.store, upload, owner, said.name, said.media_type, now)
        .await
        .map_err(Problem::from)
}

/// How many bytes a form may have besides its file.
const FORM_BYTES: u64 = 8 * 1024;

/// Refuses a body whose declared length is too large, before reading it. A form may have some more
/// bytes besides its file.
fn refuse_declared(app: &App, headers: &HeaderMap) -> Result<(), Problem> {
    let declared = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let bytes_max = app.files.bytes_max();
    if declared.is_some_and(|length| length > bytes_max + FORM_BYTES) {
        return Err(too_large(bytes_max));
    }
    Ok(())
}

async fn receive(
    upload: Upload,
    request: Request,
    bytes_max: u64,
) -> Result<(Upload, Said), Problem> {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| {
            value
                .as_bytes()
                .to_ascii_lowercase()
                .starts_with(b"multipart/form-data")
        });
    if !is_form {
        let said = Said::of(request.headers());
        let body = request.into_body().into_data_stream();
        let broken = |error: axum::Error| match error.into_inner().downcast::<LengthLimitError>() {
            Ok(_) => too_large(bytes_max),
            Err(_) => fault(Reason::UploadIncomplete),
        };
        let upload = write(upload, body.map_err(broken)).await?;
        return Ok((upload, said));
    }
    let unreadable = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(bytes_max),
        _ => fault(Reason::UploadUnreadable),
    };
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| fault(Reason::UploadUnreadable))?;
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if part.name() == Some(PART) {
            let said = Said::of(part.headers());
            return Ok((write(upload, part.map_err(unreadable)).await?, said));
        }
    }
    Err(fault(Reason::Required))
}

async fn write(
    mut upload: Upload,
    bytes: impl Stream<Item = Result<Bytes, Problem>>,
) -> Result<Upload, Problem> {
    let mut bytes = std::pin::pin!(bytes);
    while let Some(piece) = bytes.next().await {
        upload.write(&piece?).await.map_err(KeepError::from)?;
    }
    Ok(upload)
}

fn too_large(bytes_max: u64) -> Problem {
    KeepError::from(UploadError::TooLarge { bytes_max }).into()
}

fn fault(reason: Reason) -> Problem {
    Faults::one("/file", reason).into()
}

impl From<KeepError> for Problem {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::Upload(UploadError::TooLarge { bytes_max }) => {
                let detail = format!("A file has at most {} MiB.", bytes_max / 1024 / 1024);
                Self::because(Code::PayloadTooLarge, detail)
            }
            KeepError::Upload(error) => Self::internal(&error),
            KeepError::Write(error) => error.into(),
        }
    }
}
