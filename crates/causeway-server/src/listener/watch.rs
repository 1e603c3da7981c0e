//! The phase of a connection, reported by its socket and its requests.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How long a client may take to send the head of a request, from its first byte.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection keeps its buffers after a response: a busy client sends its next request
/// within this time.
pub(super) const PARK_AFTER: Duration = Duration::from_secs(1);

/// The state of one connection. Clones share it.
#[derive(Clone)]
pub(super) struct Watch(Arc<Mutex<State>>);

struct State {
    phase: Phase,
    since: Instant,
    /// All data written so far is flushed.
    is_flushed: bool,
    /// The client's remaining bytes must be read before the connection is closed.
    lingers: bool,
}

/// The phase of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// It waits for a request.
    Idle,
    /// The head of a request is arriving.
    Head,
    /// A request is being read or answered.
    Busy,
}

/// What to do if nothing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Wait without a limit.
    Wait,
    /// Take the idle connection from hyper at this time.
    Park(Instant),
    /// Close the connection at this time because the head of a request did not arrive.
    Close(Instant),
}

impl Watch {
    /// For a connection whose first byte has arrived.
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

    /// Bytes were read.
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

    /// The response was handed over.
    pub(super) fn answered(&self) {
        let mut state = self.state();
        (state.phase, state.since) = (Phase::Idle, Instant::now());
    }

    /// Data is about to be written, or all of it was flushed.
    pub(super) fn set_flushed(&self, is_flushed: bool) {
        self.state().is_flushed = is_flushed;
    }

    /// The connection will be closed while its client may still be sending.
    pub(super) fn linger(&self) {
        self.state().lingers = true;
    }

    /// Whether the client's remaining bytes must be read before the connection is closed. That is
    /// also true in the middle of an invalid head.
    pub(super) fn lingers(&self) -> bool {
        let state = self.state();
        state.lingers || state.phase == Phase::Head
    }

    /// What to do if nothing happens.
    pub(super) fn next(&self) -> Next {
        let state = self.state();
        match state.phase {
            Phase::Idle if state.is_flushed => Next::Park(state.since + PARK_AFTER),
            // The client reads slowly; the kernel closes the connection when nothing is
            // acknowledged any more.
            Phase::Idle | Phase::Busy => Next::Wait,
            Phase::Head => Next::Close(state.since + HEAD_TIMEOUT),
        }
    }
}
