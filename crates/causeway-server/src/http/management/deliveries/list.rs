//! Listing deliveries.

use axum::extract::State;
use causeway_core::{
    DeliveryId, Faults, Reason, SourceId, Thing, VisitorId, source::OutgoingEvent,
};
use causeway_store::{DeliveryFilter, DeliveryView};
use utoipa::IntoParams;

use crate::{
    App,
    http::request::{
        json::Json,
        paging::{List, Page},
        query::{Pairs, Parameters, Query},
        session::{ManageChannels, Permitted},
    },
    wire::{
        delivery::DeliveryBody,
        problem::{ListProblems, Problem},
        words::{DeliveryState, Word},
    },
};

/// The filters of the list. A parameter that is left out does not filter.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "tells the parameters that `DeliveryQuery::read` reads"
)]
struct DeliveryParameters {
    /// The source that they go to.
    #[param(required = false, rename = "sourceId")]
    source_id: String,
    /// `due`, `inFlight`, `delivered` or `failed`.
    #[param(required = false)]
    state: String,
    /// The visitor whose conversation they are about.
    #[param(required = false, rename = "visitorId")]
    visitor_id: String,
    /// The event's name, as in `message.created`.
    #[param(required = false)]
    event: String,
}

pub(super) struct DeliveryQuery {
    filter: DeliveryFilter,
    page: Page,
}

impl Parameters for DeliveryQuery {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let page = Page::read(pairs, faults)?;
        let before = page.cursor.as_deref().map(DeliveryId::parse);
        if before == Some(None) {
            faults.add("/cursor", Reason::InvalidCursor);
        }
        let event = |text: &str| OutgoingEvent::parse(text).map(|event| event.name().to_owned());
        let filter = DeliveryFilter {
            source_id: pairs.value(
                "sourceId",
                || Reason::NotAnId { of: Thing::Source },
                SourceId::parse,
                faults,
            ),
            visitor_id: pairs.value(
                "visitorId",
                || Reason::NotAnId { of: Thing::Visitor },
                VisitorId::parse,
                faults,
            ),
            progress: pairs
                .value(
                    "state",
                    DeliveryState::none_of_them,
                    DeliveryState::parse,
                    faults,
                )
                .map(Into::into),
            event: pairs.value(
                "event",
                || Reason::not_one_of(OutgoingEvent::ALL.map(OutgoingEvent::name)),
                event,
                faults,
            ),
            before: before.flatten(),
        };
        Some(Self { filter, page })
    }
}

/// List deliveries
///
/// The latest events first. Requests and responses are shown with a single delivery only.
#[utoipa::path(
    get, path = "/api/v1/deliveries", tag = "deliveries", operation_id = "listDeliveries", security(("session" = [])),
    params(DeliveryParameters, Page),
    responses((status = 200, description = "A page of deliveries.", body = List<DeliveryBody>), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Query(DeliveryQuery { filter, page }): Query<DeliveryQuery>,
) -> Result<Json<List<DeliveryBody>>, Problem> {
    let now = app.clock.now();
    let found = app
        .store
        .deliveries(manager.workspace_id, filter, now, page.limit_and_one())
        .await?;
    let id = |view: &DeliveryView| view.id.to_string();
    Ok(Json(List::of(&page, found, id, |view| {
        DeliveryBody::of(&view, now)
    })))
}
