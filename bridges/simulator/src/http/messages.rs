//! Endpoints to send, edit and delete visitors' messages.

use axum::Json;
use axum::extract::{Path, State};
use http::StatusCode;
use omni_client::{Attachment, Content, fresh_id, now};
use serde::{Deserialize, Serialize};
use url::Url;

use super::App;
use super::refusal::Refusal;
use crate::book::Shown;
use crate::bubble::Bubble;

/// Longest text in characters, as in the Omni API.
const TEXT_CHARACTERS_MAX: usize = 5_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewMessage {
    #[serde(flatten)]
    content: Content,
    #[serde(default)]
    reply_to: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Sent {
    id: String,
}

/// `POST /phones/{id}/messages`: responds when the message is on disk. The forwarder then sends it
/// to Causeway.
pub(super) async fn send(
    State(app): State<App>,
    Path(phone_id): Path<String>,
    Json(NewMessage { content, reply_to }): Json<NewMessage>,
) -> Result<(StatusCode, Json<Sent>), Refusal> {
    let content = checked(content)?;
    let id = fresh_id("m-");
    let written = app.desk.change(|book| {
        let phone = book.phone_mut(&phone_id).ok_or(Refusal::NoSuchPhone)?;
        if !phone.has_room() {
            return Err(Refusal::Full);
        }
        Ok(phone.write(id.clone(), now(), content, reply_to))
    });
    let bubble = written.await??;
    show(&app, phone_id, bubble);
    Ok((StatusCode::CREATED, Json(Sent { id })))
}

#[derive(Deserialize)]
pub(super) struct NewText {
    text: String,
}

/// `PUT /phones/{id}/messages/{message}`: the visitor edits the text.
pub(super) async fn edit(
    State(app): State<App>,
    Path((phone_id, message_id)): Path<(String, String)>,
    Json(NewText { text }): Json<NewText>,
) -> Result<StatusCode, Refusal> {
    let text = checked_text(text)?;
    let edited = app
        .desk
        .change(|book| book.phone_mut(&phone_id)?.edit(&message_id, &text))
        .await?;
    show(&app, phone_id, edited.ok_or(Refusal::NoSuchMessage)?);
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /phones/{id}/messages/{message}`: the visitor deletes the message.
pub(super) async fn delete(
    State(app): State<App>,
    Path((phone_id, message_id)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let deleted = app
        .desk
        .change(|book| book.phone_mut(&phone_id)?.delete(&message_id))
        .await?;
    show(&app, phone_id, deleted.ok_or(Refusal::NoSuchMessage)?);
    Ok(StatusCode::NO_CONTENT)
}

fn show(app: &App, phone_id: String, bubble: Bubble) {
    app.forwarder.wake(&phone_id);
    app.desk.show(vec![Shown::Bubble {
        phone_id,
        bubble_id: bubble.id,
    }]);
}

/// Validates content that Causeway would refuse.
fn checked(content: Content) -> Result<Content, Refusal> {
    match content {
        Content::Text { text } => Ok(Content::Text {
            text: checked_text(text)?,
        }),
        Content::Image(media)
        | Content::Video(media)
        | Content::Audio(media)
        | Content::File(media)
        | Content::Sticker(media)
            if !is_linked(&media.attachment) =>
        {
            Err(Refusal::Invalid(
                "enter the http or https URL of a file".to_owned(),
            ))
        }
        Content::Image(_)
        | Content::Video(_)
        | Content::Audio(_)
        | Content::File(_)
        | Content::Sticker(_)
        | Content::Location { .. }
        | Content::Contact { .. }
        | Content::Postback { .. } => Ok(content),
    }
}

fn checked_text(text: String) -> Result<String, Refusal> {
    if text.trim().is_empty() || text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Refusal::Invalid(format!(
            "enter a text of 1 to {TEXT_CHARACTERS_MAX} characters"
        )));
    }
    Ok(text)
}

fn is_linked(attachment: &Attachment) -> bool {
    match attachment {
        Attachment::Linked { url, .. } => {
            Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        }
        Attachment::Uploaded { .. } => false,
    }
}
