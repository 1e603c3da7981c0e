//! Sticky bindings: the staff members who are offered visitors' next enquiries first.

use axum::extract::State;
use causeway_core::{ChannelId, Faults, Reason, StaffId, StickyBindingId, Thing, Timestamp};
use causeway_store::{StickyBinding, StickyFilter};
use http::StatusCode;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        json::Json,
        paging::{List, Page},
        path::PathId,
        query::{Pairs, Parameters, Query},
        session::{ManageStickyBindings, Permitted},
    },
    wire::{
        enquiry::VisitorBody,
        problem::{Problem, problem_sets},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(remove))
}

/// The staff member who is offered a visitor's next enquiry on a channel first.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StickyBinding)]
struct StickyBindingBody {
    #[schema(value_type = String)]
    id: StickyBindingId,
    #[schema(value_type = String)]
    channel_id: ChannelId,
    channel_name: String,
    visitor: VisitorBody,
    #[schema(value_type = String)]
    staff_id: StaffId,
    #[schema(value_type = String, format = DateTime)]
    bound_at: Timestamp,
    /// `null`: it never expires.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

impl From<StickyBinding> for StickyBindingBody {
    fn from(binding: StickyBinding) -> Self {
        let StickyBinding {
            id,
            channel_id,
            channel_name,
            visitor,
            staff_id,
            bound_at,
            expires_at,
        } = binding;
        Self {
            id,
            channel_id,
            channel_name,
            visitor: visitor.into(),
            staff_id,
            bound_at,
            expires_at,
        }
    }
}

/// The filters of the list. A parameter that is left out does not filter.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "tells the parameters that `StickyQuery::read` reads"
)]
struct StickyParameters {
    /// Bindings on this channel.
    #[param(required = false, rename = "channelId")]
    channel_id: String,
    /// Bindings to this person.
    #[param(required = false, rename = "staffId")]
    staff_id: String,
}

struct StickyQuery {
    filter: StickyFilter,
    page: Page,
}

impl Parameters for StickyQuery {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let page = Page::read(pairs, faults)?;
        let after = page.cursor.as_deref().map(StickyBindingId::parse);
        if after == Some(None) {
            faults.add("/cursor", Reason::InvalidCursor);
        }
        let channel_id = pairs.value(
            "channelId",
            || Reason::NotAnId { of: Thing::Channel },
            ChannelId::parse,
            faults,
        );
        let staff_id = pairs.value(
            "staffId",
            || Reason::NotAnId { of: Thing::Staff },
            StaffId::parse,
            faults,
        );
        Some(Self {
            filter: StickyFilter {
                channel_id,
                staff_id,
                after: after.flatten(),
            },
            page,
        })
    }
}

problem_sets! {
    /// Problems of listing bindings.
    struct StickyListProblems = [NotSignedIn, Forbidden, CrossSite, Invalid];
    /// Problems of removing a binding.
    struct RemoveStickyProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// List sticky bindings
///
/// Those that have not expired. Supervisors see the bindings to members of their service groups.
#[utoipa::path(
    get, path = "/api/v1/sticky-bindings", tag = "sticky bindings", operation_id = "listStickyBindings",
    security(("session" = [])), params(StickyParameters, Page),
    responses((status = OK, description = "A page of bindings.", body = List<StickyBindingBody>), StickyListProblems),
)]
async fn list(
    State(app): State<App>,
    manager: Permitted<ManageStickyBindings>,
    Query(StickyQuery { filter, page }): Query<StickyQuery>,
) -> Result<Json<List<StickyBindingBody>>, Problem> {
    let (now, limit) = (app.clock.now(), page.limit_and_one());
    let bindings = app
        .store
        .sticky_bindings(
            manager.workspace_id,
            manager.actor.clone(),
            filter,
            now,
            limit,
        )
        .await?;
    Ok(Json(List::of(
        &page,
        bindings,
        |binding| binding.id.to_string(),
        StickyBindingBody::from,
    )))
}

/// Remove a sticky binding
///
/// The visitor's next enquiry follows the channel's rule.
#[utoipa::path(
    delete, path = "/api/v1/sticky-bindings/{id}", tag = "sticky bindings", operation_id = "removeStickyBinding",
    security(("session" = [])), params(("id" = String, Path, description = "A binding.")),
    responses((status = NO_CONTENT, description = "Removed."), RemoveStickyProblems),
)]
async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageStickyBindings>,
    PathId(id): PathId<StickyBindingId>,
) -> Result<StatusCode, Problem> {
    app.store
        .remove_sticky_binding(manager.audit(&app), manager.actor.clone(), id)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
