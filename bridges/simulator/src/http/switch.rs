//! `PUT /switch`: sets the webhook's behaviour.

use axum::Json;
use axum::extract::State;

use super::App;
use crate::switch::Switch;

pub(super) async fn set(State(app): State<App>, Json(switch): Json<Switch>) -> Json<Switch> {
    let switch = switch.bounded();
    app.desk.set_switch(switch);
    Json(switch)
}
