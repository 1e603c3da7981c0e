//! Sources: third-party accounts behind channels.

mod challenge;
mod create;
mod credentials;
mod read;
mod remove;
mod replay;
mod stats;
mod test_event;
mod update;

use causeway_core::{Faults, Fields, Reason, source::OutgoingEvent};
use utoipa::openapi::{ArrayBuilder, RefOr, Schema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use challenge::prove;
pub(super) use credentials::{RevealProblems, RotateProblems, RotatedSecretBody, Rotation};

use crate::{
    App,
    wire::field::{Value, one_of, text},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(challenge::test))
        .routes(routes!(read::list, create::create))
        .routes(routes!(read::get, update::update, remove::remove))
        .routes(routes!(credentials::list))
        .routes(routes!(credentials::reveal))
        .routes(routes!(credentials::rotate_token))
        .routes(routes!(credentials::rotate_secret))
        .routes(routes!(replay::replay))
        .routes(routes!(test_event::send))
        .routes(routes!(stats::show))
}

/// The longest address of a webhook that is read. The challenge reports in detail what is wrong
/// with an address.
const URL_MAX: usize = 4_096;

/// An address as entered, without blanks around it. The challenge determines whether it is valid.
/// If `MIN` is zero, an empty one is a value.
pub(super) struct EnteredUrl<const MIN: usize>(pub(super) String);

impl<const MIN: usize> Value for EnteredUrl<MIN> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let url = fields.string(name, MIN, URL_MAX, faults)?;
        Some(Self(url.trim().to_owned()))
    }

    fn schema() -> RefOr<Schema> {
        text(MIN, URL_MAX)
    }
}

/// The events that a source subscribes to, including the one that is always on.
struct Events(Vec<OutgoingEvent>);

impl Events {
    /// The events of a source that makes no choice.
    fn standard() -> [OutgoingEvent; OutgoingEvent::ALL.len()] {
        OutgoingEvent::ALL
    }
}

impl Value for Events {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let names = fields.strings(name, OutgoingEvent::ALL.len(), EVENT_NAME_MAX, faults)?;
        for (index, event) in names.iter().enumerate() {
            if OutgoingEvent::parse(event).is_none() {
                faults.add(
                    format!("{}/{index}", fields.pointer(name)),
                    Reason::not_one_of(OutgoingEvent::ALL.map(OutgoingEvent::name)),
                );
            }
        }
        let chosen = |event: &OutgoingEvent| {
            *event == OutgoingEvent::MessageCreated || names.iter().any(|name| name == event.name())
        };
        Some(Self(
            OutgoingEvent::ALL.into_iter().filter(chosen).collect(),
        ))
    }

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(OutgoingEvent::schema())
            .max_items(Some(OutgoingEvent::ALL.len()))
            .into()
    }
}

/// The longest text that is compared with the names of events. Every name is shorter.
const EVENT_NAME_MAX: usize = 64;

impl Value for OutgoingEvent {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let event = Self::parse(&fields.string(name, 1, EVENT_NAME_MAX, faults)?);
        if event.is_none() {
            faults.add(
                fields.pointer(name),
                Reason::not_one_of(Self::ALL.map(Self::name)),
            );
        }
        event
    }

    fn schema() -> RefOr<Schema> {
        one_of(Self::ALL.map(Self::name)).into()
    }
}
