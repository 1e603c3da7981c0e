//! How the core's values are kept in columns.

use causeway_core::{
    ApiTokenId, CannedResponseId, ChannelId, ChatbotId, DeliveryId, EnquiryId, FileId, GroupId, Id, LabelId, MessageId,
    RoomId, SessionId, SourceId, StaffId, StickyBindingId, Timestamp, TurnId, VisitorId, WorkspaceId,
    channel::ChannelState,
    enquiry::EnquiryNumber,
    label::Colour,
    message::{DeliveryState, Purpose},
    single_sign_on::Passwords,
    source::{OutgoingEvent, WebhookState},
    staff::{Chosen, Role},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::db::{Cell, FromCell, Value};

macro_rules! ids {
    ($($id:ident),*) => { $(
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Uuid(id.uuid())
            }
        }

        impl FromCell for $id {
            fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
                FromCell::from_cell(cell).map(Self::from_uuid)
            }
        }
    )* };
}

ids!(
    ApiTokenId,
    CannedResponseId,
    ChannelId,
    ChatbotId,
    DeliveryId,
    EnquiryId,
    FileId,
    GroupId,
    LabelId,
    MessageId,
    RoomId,
    SessionId,
    SourceId,
    StaffId,
    StickyBindingId,
    TurnId,
    VisitorId,
    WorkspaceId
);

impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Self::Integer(time.micros())
    }
}

impl FromCell for Timestamp {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        i64::from_cell(cell).map(Self::from_micros)
    }
}

impl From<EnquiryNumber> for Value {
    fn from(number: EnquiryNumber) -> Self {
        Self::Integer(number.count())
    }
}

impl FromCell for EnquiryNumber {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        i64::from_cell(cell).map(Self::new)
    }
}

/// Enums that are kept as the word that `name()` gives.
macro_rules! words {
    ($($kind:ty),*) => { $(
        impl From<$kind> for Value {
            fn from(word: $kind) -> Self {
                Self::from(word.name())
            }
        }

        impl FromCell for $kind {
            fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
                let Cell::Text(text) = cell else { return Err(cell.unexpected("a word")) };
                let known = <$kind>::ALL.into_iter().find(|word| word.name() == text);
                known.ok_or_else(|| concat!("not a word for ", stringify!($kind)).to_owned())
            }
        }
    )* };
}

words!(ChannelState, Chosen, Colour, DeliveryState, OutgoingEvent, Passwords, Purpose, Role, WebhookState);

/// A value that is kept as JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> From<Json<T>> for Value {
    fn from(json: Json<T>) -> Self {
        Self::Text(serde_json::to_string(&json.0).expect("our own types have string keys and finite numbers"))
    }
}

impl<T: DeserializeOwned> FromCell for Json<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else { return Err(cell.unexpected("JSON")) };
        // The error's own words could repeat what people wrote.
        serde_json::from_str(text)
            .map(Self)
            .map_err(|error| format!("not the JSON expected, at line {} column {}", error.line(), error.column()))
    }
}

/// The events that a source chose, kept as a JSON list of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventChoice(pub(crate) Vec<OutgoingEvent>);

impl From<EventChoice> for Value {
    fn from(choice: EventChoice) -> Self {
        Self::from(Json(choice.0.iter().map(|event| event.name()).collect::<Vec<_>>()))
    }
}

impl FromCell for EventChoice {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Json(names): Json<Vec<String>> = FromCell::from_cell(cell)?;
        let parse = |name: &String| OutgoingEvent::parse(name).ok_or_else(|| "not an event's name".to_owned());
        names.iter().map(parse).collect::<Result<_, _>>().map(Self)
    }
}
