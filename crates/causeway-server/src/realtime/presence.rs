//! Open streams: a staff member with an open stream is online.

use causeway_core::{SessionId, StaffId, staff::OFFLINE_AFTER};
use causeway_store::StoreError;

use crate::{App, parts::presence::Seat};

/// Writes that this person has a stream open.
pub(super) async fn beat(app: &App, staff_id: StaffId) -> Result<(), StoreError> {
    let now = app.clock.now();
    if !app.presence.beats(staff_id, now) {
        return Ok(());
    }
    // If the person was removed, the session has ended too; the stream notices at its next beat.
    app.store
        .connected(staff_id, now.plus(OFFLINE_AFTER), now)
        .await?;
    Ok(())
}

/// Ends the streams on this node whose session has ended: those of one person, or of all.
pub(super) async fn end_streams(app: &App, of: Option<StaffId>) -> Result<(), StoreError> {
    for staff_id in of.map_or_else(|| app.presence.staff(), |staff_id| vec![staff_id]) {
        if app.presence.has_open(staff_id) {
            let living = app.store.sessions_of(staff_id, app.clock.now()).await?;
            let living: Vec<SessionId> = living.into_iter().map(|session| session.id).collect();
            app.presence.keep(staff_id, &living);
        }
    }
    Ok(())
}

/// A stream of this person ended. After their last one they have [`OFFLINE_AFTER`] to reconnect.
pub(super) async fn leave(app: &App, staff_id: StaffId, seat: &Seat) -> Result<(), StoreError> {
    // After a restart, everyone gets that time anyway.
    if app.presence.leave(staff_id, seat) && !app.stopping.is_cancelled() {
        let now = app.clock.now();
        app.store
            .connected(staff_id, now.plus(OFFLINE_AFTER), now)
            .await?;
    }
    Ok(())
}
