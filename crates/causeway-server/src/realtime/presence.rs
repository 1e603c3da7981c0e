//! Who has a stream open: that is what makes a staff member online.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use causeway_core::{StaffId, Timestamp, WorkspaceId, staff::OFFLINE_AFTER};
use causeway_store::{ConnectedChange, StoreError};

use crate::{App, workers::refresh_offers};

/// How often an open stream is written down. Three times within [`OFFLINE_AFTER`], so that one lost write harms nobody.
pub(super) const BEAT: Duration = Duration::from_secs(10);
/// Streams that one person may have open on this node: tabs and devices.
const STREAMS_MAX: usize = 30;

/// The open streams of this node.
#[derive(Default)]
pub struct Presence(Mutex<HashMap<StaffId, Open>>);

#[derive(Default)]
struct Open {
    streams: usize,
    written_at: Option<Timestamp>,
}

impl Presence {
    /// One stream more; `false` when the person has too many.
    pub(super) fn enter(&self, staff_id: StaffId) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.entry(staff_id).or_default();
        let fits = own.streams < STREAMS_MAX;
        if fits {
            own.streams += 1;
        }
        fits
    }

    /// One stream less; whether it was the last.
    fn leave(&self, staff_id: StaffId) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = open.get_mut(&staff_id) else { return false };
        own.streams -= 1;
        let was_last = own.streams == 0;
        if was_last {
            open.remove(&staff_id);
        }
        was_last
    }

    /// Whether it is time to write the person's presence down; the caller then does so. Many tabs share one beat.
    fn beats(&self, staff_id: StaffId, now: Timestamp) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.entry(staff_id).or_default();
        let due = own.written_at.is_none_or(|at| now < at || now.since(at) >= BEAT / 2);
        if due {
            own.written_at = Some(now);
        }
        due
    }
}

/// Writes down that this person has a stream open. Whoever comes online is offered what waits for them.
pub(super) async fn beat(app: &App, workspace_id: WorkspaceId, staff_id: StaffId) -> Result<(), StoreError> {
    let now = app.clock.now();
    if !app.presence.beats(staff_id, now) {
        return Ok(());
    }
    match app.store.connected(staff_id, now.plus(OFFLINE_AFTER), now).await? {
        ConnectedChange::CameOnline => refresh_offers(app, workspace_id, staff_id).await,
        // Of somebody who was removed, the session has ended too; the stream finds out with its next beat.
        ConnectedChange::Stayed | ConnectedChange::Removed => Ok(()),
    }
}

/// A stream of this person ended. From the last one on they have [`OFFLINE_AFTER`] to come back.
pub(super) async fn leave(app: &App, staff_id: StaffId) -> Result<(), StoreError> {
    // After a restart everybody gets that time anyway.
    if app.presence.leave(staff_id) && !app.stopping.is_cancelled() {
        let now = app.clock.now();
        app.store.connected(staff_id, now.plus(OFFLINE_AFTER), now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use causeway_core::Moment;

    use super::*;

    #[test]
    fn a_person_has_so_many_streams_and_no_more() {
        let presence = Presence::default();
        let staff = Moment::new(Timestamp::from_micros(0), [1; 32]).id();
        assert!((0..STREAMS_MAX).all(|_| presence.enter(staff)));
        assert!(!presence.enter(staff));
        presence.leave(staff);
        assert!(presence.enter(staff));
    }

    #[test]
    fn many_tabs_share_one_beat() {
        let presence = Presence::default();
        let staff = Moment::new(Timestamp::from_micros(0), [1; 32]).id();
        let now = Timestamp::from_micros(0);
        assert!(presence.enter(staff) && presence.beats(staff, now));
        assert!(!presence.beats(staff, now.plus(Duration::from_secs(1))));
        assert!(presence.beats(staff, now.plus(BEAT)));
    }
}
