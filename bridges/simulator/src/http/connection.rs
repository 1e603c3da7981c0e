//! Connecting to Causeway: by the page's form, or by `causeway demo`.

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use super::App;
use super::refusal::Refusal;
use crate::book::Connection;
use crate::causeway::Link;

/// `POST /connect`: takes the three settings, keeps them, and starts to use them at once. Whether Causeway knows the
/// token shows on the page a moment later; the caller may be Causeway itself, before it serves.
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

/// `POST /disconnect`: forgets token and secret, so that another source's challenge is answered again.
pub(super) async fn disconnect(State(app): State<App>) -> Result<StatusCode, Refusal> {
    app.desk.connect(None).await?;
    Ok(StatusCode::NO_CONTENT)
}
