//! Which source is calling.

use axum::extract::FromRequestParts;
use causeway_core::{ChannelId, SourceId, WorkspaceId, channel::ChannelState};
use http::{header, request::Parts};

use crate::{
    App,
    credentials::AccessToken,
    http::problem::{Code, Problem},
};

/// A source that showed its access token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller {
    pub(super) workspace_id: WorkspaceId,
    pub(super) source_id: SourceId,
    pub(super) channel: Option<(ChannelId, ChannelState)>,
}

/// A source whose channel takes messages.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct OnChannel {
    pub(in crate::http) workspace_id: WorkspaceId,
    pub(in crate::http) source_id: SourceId,
    pub(super) channel_id: ChannelId,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let refused = |detail: String| {
            Problem::because(Code::InvalidToken, detail)
                .header(header::WWW_AUTHENTICATE, http::HeaderValue::from_static("Bearer"))
        };
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token =
            value.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let Some((_, token)) = token else {
            return Err(refused("Send the source's access token as `Authorization: Bearer cw_…`.".to_owned()));
        };
        let token = AccessToken::parse(token.trim()).map_err(|error| refused(error.to_string()))?;
        let owner = app.token_owner(&token).await?;
        let owner = owner.ok_or_else(|| refused("No source has this access token.".to_owned()))?;
        Ok(Self { workspace_id: owner.workspace_id, source_id: owner.source_id, channel: owner.channel })
    }
}

impl FromRequestParts<App> for OnChannel {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let (channel_id, state) = caller.channel.ok_or_else(|| Problem::new(Code::NoChannel))?;
        match state {
            ChannelState::Active => {}
            ChannelState::Suspended | ChannelState::Archived => return Err(Problem::new(Code::ChannelSuspended)),
        }
        Ok(Self { workspace_id: caller.workspace_id, source_id: caller.source_id, channel_id })
    }
}
