//! `GET /events`: the page's state and all changes, as server-sent events.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use tokio_stream::wrappers::BroadcastStream;

use super::App;
use crate::live::Frame;

/// Sends a snapshot, then each change. A page that lags too far behind is disconnected. It
/// reconnects and gets a new snapshot.
pub(super) async fn events(
    State(app): State<App>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (snapshot, frames) = app.desk.follow();
    let changes =
        BroadcastStream::new(frames).take_while(|frame| std::future::ready(frame.is_ok()));
    let frames = stream::once(async { snapshot })
        .chain(changes.filter_map(|frame| std::future::ready(frame.ok())));
    Sse::new(frames.map(|Frame { name, data }| Ok(Event::default().event(name).data(data))))
        .keep_alive(KeepAlive::default())
}
