//! Adding and changing channels.

use axum::extract::State;
use causeway_core::{
    ChannelId, Faults, Fields, Reason, SourceId, Thing,
    channel::{ChannelSettings, DisplayNameFormat},
};
use causeway_store::{ChannelChange, NewChannel};
use http::StatusCode;
use utoipa::ToSchema;

use super::{
    AutoCloseBody, ChannelBody, StickyBody,
    form::{ChannelForm, MessagesForm, WithRule},
    routing::RoutingBody,
};
use crate::{
    App,
    bus::Hint,
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json, required_value_of},
        path::PathId,
        problem::{Problem, problem_sets},
        session::{ManageChannels, Permitted},
        words,
    },
};

problem_sets! {
    /// Of adding a channel.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, SourceInUse, LimitReached, Invalid,
    ];
    /// Of changing a channel.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
    ];
}

/// A channel to add.
#[derive(ToSchema)]
#[schema(as = NewChannel, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Create` reads")]
pub(super) struct NewChannelBody {
    /// A source without a channel.
    source_id: String,
    /// Unique among channels that are not archived.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    routing: RoutingBody,
    /// Off unless given.
    #[schema(required = false)]
    sticky: Option<StickyBody>,
    /// `firstName` unless given.
    #[schema(required = false)]
    display_name_format: Option<words::DisplayNameFormat>,
    /// All on, with texts in English, unless given.
    #[schema(required = false)]
    messages: Option<MessagesForm>,
    /// Off unless given.
    #[schema(required = false)]
    auto_close: Option<AutoCloseBody>,
}

pub(super) struct Create {
    source_id: SourceId,
    name: String,
    settings: ChannelSettings,
}

impl Input for Create {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let source_id = required_value_of(fields, "sourceId", Thing::Source, faults);
        for name in ["name", "routing"] {
            if fields.value(name).is_none() {
                faults.add(fields.pointer(name), Reason::Required);
            }
        }
        let form = ChannelChange::read(fields, faults)?;
        let settings = ChannelSettings {
            routing: form.routing?,
            sticky: form.sticky.unwrap_or_default(),
            display_name_format: form
                .display_name_format
                .unwrap_or(DisplayNameFormat::FirstName),
            messages: form
                .messages
                .applied_to(causeway_core::channel::AutomaticMessages::default()),
            auto_close: form.auto_close.unwrap_or_default(),
        };
        Some(Self {
            source_id: source_id?,
            name: form.name?,
            settings,
        })
    }
}

/// Add a channel
///
/// From now on the source's access token takes messages in.
#[utoipa::path(
    post, path = "/api/v1/channels", tag = "channels", operation_id = "createChannel", security(("session" = [])),
    request_body = NewChannelBody,
    responses((status = 201, description = "The new channel.", body = ChannelBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    body: WithRule,
) -> Result<(StatusCode, Json<ChannelBody>), Problem> {
    let input: Create = body.read(&app, manager.workspace_id).await?;
    let id = app.moment().id();
    let new = NewChannel {
        id,
        source_id: input.source_id,
        name: input.name,
        settings: input.settings,
    };
    let channel = app.store.create_channel(manager.audit(&app), new).await?;
    app.bus.publish(Hint::SourcesChanged);
    Ok((StatusCode::CREATED, Json(channel.into())))
}

/// Change a channel
///
/// Enquiries that are on their way keep the destinations that they set out with.
#[utoipa::path(
    patch, path = "/api/v1/channels/{id}", tag = "channels", operation_id = "updateChannel",
    security(("session" = [])), params(("id" = String, Path, description = "A channel."), IfMatchHeader),
    request_body = ChannelForm,
    responses((status = 200, description = "The channel, changed.", body = ChannelBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChannelId>,
    IfMatch(seen): IfMatch,
    body: WithRule,
) -> Result<Json<ChannelBody>, Problem> {
    let change: ChannelChange = body.read(&app, manager.workspace_id).await?;
    let channel = app
        .store
        .update_channel(manager.audit(&app), id, seen, change)
        .await?;
    app.bus.publish(Hint::SourcesChanged);
    Ok(Json(channel.into()))
}
