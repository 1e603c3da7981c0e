//! The source that calls.

use axum::extract::FromRequestParts;
use causeway_core::{ChannelId, SourceId, WorkspaceId, channel::ChannelState};
use http::request::Parts;

use crate::{
    App,
    credentials::AccessToken,
    http::request::bearer::{refused, token_of},
    wire::{code::Code, problem::Problem},
};

/// A source that is authenticated by its access token.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Caller {
    pub(in crate::http) workspace_id: WorkspaceId,
    pub(in crate::http) source_id: SourceId,
    pub(in crate::http) channel: Option<(ChannelId, ChannelState)>,
    /// The hash of the access token: a stream checks repeatedly whether it is still valid.
    pub(in crate::http) token_hash: [u8; 32],
}

/// A source whose channel accepts messages.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct OnChannel {
    pub(in crate::http) workspace_id: WorkspaceId,
    pub(in crate::http) source_id: SourceId,
    pub(in crate::http) channel_id: ChannelId,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = token_of(&parts.headers);
        let token = token.ok_or_else(|| {
            refused("Send the source's access token as `Authorization: Bearer cw_…`.")
        })?;
        let token = AccessToken::parse(token).map_err(|error| refused(error.to_string()))?;
        let owner = app.sources.token_owner(&token).await?;
        let owner = owner.ok_or_else(unknown)?;
        app.sources.alive.note(owner.source_id);
        let (workspace_id, source_id) = (owner.workspace_id, owner.source_id);
        Ok(Self {
            workspace_id,
            source_id,
            channel: owner.channel,
            token_hash: token.hash(),
        })
    }
}

/// The problem of a token that was never issued, or has been replaced.
pub(in crate::http) fn unknown() -> Problem {
    refused("No source has this access token.")
}

impl FromRequestParts<App> for OnChannel {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let (channel_id, state) = caller
            .channel
            .ok_or_else(|| Problem::new(Code::NoChannel))?;
        match state {
            ChannelState::Active => {}
            ChannelState::Suspended | ChannelState::Archived => {
                return Err(Problem::new(Code::ChannelSuspended));
            }
        }
        Ok(Self {
            workspace_id: caller.workspace_id,
            source_id: caller.source_id,
            channel_id,
        })
    }
}
