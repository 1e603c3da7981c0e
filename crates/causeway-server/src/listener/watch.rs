//! What a connection is doing, told by its socket and its requests.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How long a client may take to send the head of a request, from its first byte on.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection keeps its buffers after an answer: the next request of a busy client comes within this.
pub(super) const PARK_AFTER: Duration = Duration::from_secs(1);

/// The state of one connection. Clones share it.
#[derive(Clone)]
pub(super) struct Watch(Arc<Mutex<State>>);

struct State {
    phase: Phase,
    since: Instant,
    /// Everything that was written so far is on its way.
    is_flushed: bool,
    /// What the client still sends has to be read before the connection is closed.
    lingers: bool,
}

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// It waits for a request.
    Idle,
    /// The head of a request is arriving.
    Head,
    /// A request is being read or answered.
    Busy,
}

/// What to do when nothing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Wait, however long it takes.
    Wait,
    /// Take the connection from hyper at this time: it is idle.
    Park(Instant),
    /// Close the connection at this time: the head of a request did not arrive.
    Close(Instant),
}

impl Watch {
    /// Of a connection whose first byte has come.
    pub(super) fn new() -> Self {
        let state = State {
            phase: Phase::Head,
            since: Instant::now(),
            is_flushed: true,
            lingers: false,
        };
        Self(Arc::new(Mutex::new(state)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes came.
    pub(super) fn received(&self) {
        let mut state = self.state();
        if state.phase == Phase::Idle {
            (state.phase, state.since) = (Phase::Head, Instant::now());
        }
    }

    /// The head of a request is complete.
    pub(super) fn request(&self) {
        self.state().phase = Phase::Busy;
    }

    /// The answer to it was handed over.
    pub(super) fn answered(&self) {
        let mut state = self.state();
        (state.phase, state.since) = (Phase::Idle, Instant::now());
    }

    /// Something is about to be written, or all of it was.
    pub(super) fn set_flushed(&self, is_flushed: bool) {
        self.state().is_flushed = is_flushed;
    }

    /// The connection is going to be closed while its client may still be sending.
    pub(super) fn linger(&self) {
        self.state().lingers = true;
    }

    /// Whether what the client still sends has to be read before the connection is closed. So it is in the middle of a head
    /// that can't be read.
    pub(super) fn lingers(&self) -> bool {
        let state = self.state();
        state.lingers || state.phase == Phase::Head
    }

    /// What to do when nothing happens.
    pub(super) fn next(&self) -> Next {
        let state = self.state();
        match state.phase {
            Phase::Idle if state.is_flushed => Next::Park(state.since + PARK_AFTER),
            // The client reads slowly; the system ends it when nothing is acknowledged any more.
            Phase::Idle | Phase::Busy => Next::Wait,
            Phase::Head => Next::Close(state.since + HEAD_TIMEOUT),
        }
    }
}
