//! How values of the core are stored in columns.

use std::{
    any::{Any, TypeId},
    cell::RefCell,
    collections::HashMap,
};

use causeway_core::{
    ApiTokenId, CannedResponseId, ChannelId, ChatbotId, DeliveryId, EnquiryId, FileId, GroupId, Id,
    LabelId, MessageId, RoomId, SessionId, SourceId, StaffId, StickyBindingId, Timestamp, TurnId,
    VisitorId, WorkspaceId,
    channel::ChannelState,
    enquiry::EnquiryState,
    enquiry_number::EnquiryNumber,
    label::Colour,
    message::{MessageDeliveryState, Purpose},
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

/// Implements the conversions for enums that are stored as the word that `name()` returns.
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

words!(
    ChannelState,
    Chosen,
    Colour,
    EnquiryState,
    MessageDeliveryState,
    OutgoingEvent,
    Passwords,
    Purpose,
    Role,
    WebhookState
);

/// A value that is stored as JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> From<Json<T>> for Value {
    fn from(json: Json<T>) -> Self {
        Self::Text(
            serde_json::to_string(&json.0)
                .expect("our own types have string keys and finite numbers"),
        )
    }
}

impl<T: DeserializeOwned> FromCell for Json<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else {
            return Err(cell.unexpected("JSON"));
        };
        // The error's own message could repeat user content.
        serde_json::from_str(text).map(Self).map_err(|error| {
            format!(
                "not the JSON expected, at line {} column {}",
                error.line(),
                error.column()
            )
        })
    }
}

/// How many parsed values of one type a thread keeps. There is one for each channel, group, source
/// or chatbot in use. When there are more, all are discarded, because that costs no more than
/// parsing them again.
const PARSED_MAX: usize = 1_024;

thread_local! {
    static PARSED: RefCell<HashMap<TypeId, Box<dyn Any>>> = RefCell::default();
}

/// Settings, which are read with every message and rarely change: each text is parsed once on each
/// database thread. The cache key is the text itself, so the value always matches the row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed<T>(pub(crate) T);

impl<T: FromCell + Clone + 'static> FromCell for Parsed<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else {
            return T::from_cell(cell).map(Self);
        };
        PARSED.with_borrow_mut(|kept| {
            let kept = kept
                .entry(TypeId::of::<T>())
                .or_insert_with(|| Box::new(HashMap::<Box<str>, T>::new()));
            let kept: &mut HashMap<Box<str>, T> = kept.downcast_mut().expect("the key is the type");
            if let Some(known) = kept.get(text) {
                return Ok(Self(known.clone()));
            }
            let parsed = T::from_cell(cell)?;
            if kept.len() >= PARSED_MAX {
                kept.clear();
            }
            kept.insert(text.into(), parsed.clone());
            Ok(Self(parsed))
        })
    }
}

/// The events that a source chose, stored as a JSON list of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventChoice(pub(crate) Vec<OutgoingEvent>);

impl From<EventChoice> for Value {
    fn from(choice: EventChoice) -> Self {
        Self::from(Json(
            choice
                .0
                .iter()
                .map(|event| event.name())
                .collect::<Vec<_>>(),
        ))
    }
}

impl FromCell for EventChoice {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Json(names): Json<Vec<String>> = FromCell::from_cell(cell)?;
        let parse = |name: &String| {
            OutgoingEvent::parse(name).ok_or_else(|| "not an event's name".to_owned())
        };
        names.iter().map(parse).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static PARSES: AtomicUsize = AtomicUsize::new(0);

    #[derive(Clone, Debug, PartialEq)]
    struct Counted(String);

    impl FromCell for Counted {
        fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
            PARSES.fetch_add(1, Ordering::Relaxed);
            String::from_cell(cell).map(Self)
        }
    }

    #[test]
    fn each_text_is_parsed_once_for_each_type() {
        for _ in 0..3 {
            for text in ["a", "b"] {
                assert_eq!(
                    Parsed::from_cell(Cell::Text(text)),
                    Ok(Parsed(Counted(text.to_owned())))
                );
            }
        }
        assert_eq!(PARSES.load(Ordering::Relaxed), 2);
        // The same text is parsed separately for another type.
        assert_eq!(Parsed::from_cell(Cell::Text("1")), Ok(Parsed(Json(1))));
        assert_eq!(
            Parsed::from_cell(Cell::Text("1")),
            Ok(Parsed(Json("1".len())))
        );
    }

    #[test]
    fn the_number_of_cached_texts_is_bounded() {
        for number in 0..PARSED_MAX + 10 {
            let text = number.to_string();
            assert_eq!(
                Parsed::from_cell(Cell::Text(&text)),
                Ok(Parsed(Json(number)))
            );
        }
        let kept = PARSED.with_borrow(|kept| {
            kept[&TypeId::of::<Json<usize>>()]
                .downcast_ref::<HashMap<Box<str>, Json<usize>>>()
                .map(HashMap::len)
        });
        assert_eq!(kept, Some(10));
    }
}
