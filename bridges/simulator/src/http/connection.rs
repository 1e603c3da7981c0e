//! Connects to Causeway, for the page's form and for `causeway demo`.

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use super::App;
use super::refusal::Refusal;
use crate::book::Connection;
use crate::link::Link;

/// `POST /connect`: stores the three settings and uses them at once. Does not call Causeway,
/// because the caller may be Causeway before it serves. The page shows whether the token is valid
/// after the first check.
pub(super) async fn connect(
    State(app): State<App>,
    Json(connection): Json<Connection>,
) -> Result<StatusCode, Refusal> {
    let connection = Connection {
        causeway_url: connection.causeway_url.trim().to_owned(),
        access_token: connection.access_token.trim().to_owned(),
        signing_secret: connection.signing_secret.trim().to_owned(),
    };
    let link = Link::new(&connection).map_err(|error| Refusal::Invalid(error.to_string()))?;
    app.desk.connect(Some((connection, link))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /disconnect`: deletes the settings, so that the webhook answers another source's
/// challenge.
pub(super) async fn disconnect(State(app): State<App>) -> Result<StatusCode, Refusal> {
    app.desk.connect(None).await?;
    Ok(StatusCode::NO_CONTENT)
}
