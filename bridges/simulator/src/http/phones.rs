//! Endpoints for phones: adding one, looking, typing, and ending the conversation.

use axum::Json;
use axum::extract::{Path, State};
use http::StatusCode;
use omni_client::{ChannelEvent, fresh_id, now};
use serde::{Deserialize, Serialize};

use super::App;
use super::refusal::Refusal;
use crate::book::{PHONES_MAX, Shown};
use crate::phone::Phone;

/// Longest name, in characters.
const NAME_CHARACTERS_MAX: usize = 60;

#[derive(Deserialize)]
pub(super) struct NewPhone {
    name: String,
}

#[derive(Serialize)]
pub(super) struct Added {
    id: String,
}

/// `POST /phones`: adds a visitor.
pub(super) async fn add(
    State(app): State<App>,
    Json(NewPhone { name }): Json<NewPhone>,
) -> Result<(StatusCode, Json<Added>), Refusal> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Refusal::Invalid(format!(
            "enter a name of 1 to {NAME_CHARACTERS_MAX} characters"
        )));
    }
    let id = fresh_id("visitor-");
    let phone = Phone::new(id.clone(), name, "en");
    let added = app.desk.change(|book| {
        let has_room = book.phones.len() < PHONES_MAX;
        if has_room {
            book.phones.push(phone);
        }
        has_room
    });
    if !added.await? {
        return Err(Refusal::Invalid(format!(
            "there are already {PHONES_MAX} phones"
        )));
    }
    app.desk.show(vec![Shown::Head {
        phone_id: id.clone(),
    }]);
    Ok((StatusCode::CREATED, Json(Added { id })))
}

#[derive(Deserialize)]
pub(super) struct Looking {
    looking: bool,
}

/// `PUT /phones/{id}/looking`: the visitor looks at the chat (and so reads it) or away.
pub(super) async fn look(
    State(app): State<App>,
    Path(id): Path<String>,
    Json(Looking { looking }): Json<Looking>,
) -> Result<StatusCode, Refusal> {
    let read = app
        .desk
        .change(|book| book.phone_mut(&id).map(|phone| phone.set_looking(looking)))
        .await?;
    let read = read.ok_or(Refusal::NoSuchPhone)?;
    let mut shown = vec![Shown::Head {
        phone_id: id.clone(),
    }];
    shown.extend(read.into_iter().map(|bubble| Shown::Bubble {
        phone_id: id.clone(),
        bubble_id: bubble.id,
    }));
    app.desk.show(shown);
    app.forwarder.wake(&id);
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub(super) struct IsTyping {
    typing: bool,
}

/// `PUT /phones/{id}/typing`: reported to Causeway without retries, because late typing events are
/// useless.
pub(super) async fn typing(
    State(app): State<App>,
    Path(id): Path<String>,
    Json(IsTyping { typing }): Json<IsTyping>,
) -> Result<StatusCode, Refusal> {
    if app.desk.read(|book| book.phone(&id).is_none()) {
        return Err(Refusal::NoSuchPhone);
    }
    let Some(link) = app.desk.link() else {
        return Ok(StatusCode::NO_CONTENT);
    };
    let event = if typing {
        ChannelEvent::TypingStarted { visitor_id: id }
    } else {
        ChannelEvent::TypingStopped { visitor_id: id }
    };
    tokio::spawn(async move {
        if let Err(error) = link.client.send_event(&event).await {
            tracing::debug!(%error, "the typing event could not be sent");
        }
    });
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /phones/{id}/end`: the visitor ends the conversation.
pub(super) async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let note = app
        .desk
        .change(|book| {
            book.phone_mut(&id)
                .map(|phone| phone.end(fresh_id("note-"), now()))
        })
        .await?;
    let bubble_id = note.ok_or(Refusal::NoSuchPhone)?.id;
    app.desk.show(vec![Shown::Bubble {
        phone_id: id.clone(),
        bubble_id,
    }]);
    app.forwarder.wake(&id);
    Ok(StatusCode::NO_CONTENT)
}
